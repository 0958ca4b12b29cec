package connection

import (
	"context"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/due"
	"weft/internal/errs"
	"weft/internal/person"
	"weft/internal/text"
)

// Came is the answer to "did they come?".
type Came string

// The answers.
const (
	CameYes    Came = "yes"
	CameNotYet Came = "not_yet"
	CameNo     Came = "no"
)

// Visit is what is asked to say whether they came. On is the day of the first time, today
// when it is zero; Words are optional.
type Visit struct {
	Key   string
	Came  Came
	On    clock.Date
	Words string
	// Barriers are codes of vocabulary.Barriers: what stood in the way, where they did not come.
	Barriers []string
}

// Attended keeps whether they came. Yes is the first time; not yet asks again in two
// weeks; no ends the connection. A day in the future or before the group was asked is
// Invalid. For whoever works with the case (authz.CaseWork); audited.
func (s *Service) Attended(ctx context.Context, a authz.Actor, p person.ID, cid ID, version int64, in Visit) error {
	return s.step(ctx, a, p, cid, version, in.Key, "connection.came", func(tx *db.Tx, c Connection) error {
		if in.On.IsZero() {
			in.On = s.today(tx)
		}
		if err := c.Status.move(Attended); err != nil {
			return err
		}
		if err := s.checkVisit(tx, c, in); err != nil {
			return err
		}
		if in.Came != CameYes {
			if err := s.inTheWay(ctx, tx, a, c, in.Barriers); err != nil {
				return err
			}
		}
		return s.cameTx(ctx, tx, a, c, in)
	})
}

func (s *Service) cameTx(ctx context.Context, tx *db.Tx, a authz.Actor, c Connection, in Visit) error {
	action := "connection.not_yet"
	service, r, err := s.rules(ctx, tx, c)
	if err != nil {
		return err
	}
	switch in.Came {
	case CameYes:
		action = "connection.attended"
		c.Status, c.FirstOn, c.ChaseOn = Attended, in.On, r.On(due.GroupSettled, in.On, service.Nation)
		if c.Answered.IsZero() {
			c.Answered = tx.Now() // whoever let them in has answered
		}
	case CameNo:
		action = "connection.stopped"
		c.Status, c.ChaseOn, c.EndWords = Stopped, clock.Date{}, text.Words(in.Words)
	case CameNotYet:
		c.ChaseOn = r.On(due.GroupCame, s.today(tx), service.Nation)
	}
	if err := update(ctx, tx, c); err != nil {
		return err
	}
	if in.Came != CameNotYet {
		if err := endLinks(ctx, tx, c.ID); err != nil {
			return err
		}
	}
	return audit.Record(ctx, tx, a, action, c.subject())
}

// Settled keeps that somebody who has been goes regularly, that it did what it was for,
// or that they no longer go: to is Ongoing, Completed or Stopped. A step that does not fit is a Conflict. For whoever
// works with the case (authz.CaseWork); audited.
func (s *Service) Settled(ctx context.Context, a authz.Actor, p person.ID, cid ID, version int64, to Status) error {
	return s.step(ctx, a, p, cid, version, "", "connection.settled", func(tx *db.Tx, c Connection) error {
		if to != Ongoing && to != Completed && to != Stopped {
			return &errs.Error{Kind: errs.Invalid, Code: "form.invalid", Fields: []errs.Field{{Name: "to", Code: "connection.settled_missing"}}}
		}
		if c.Status != Attended && c.Status != Ongoing { // nobody settles where they have not been
			return errs.New(errs.Conflict, "connection.is_"+string(c.Status))
		}
		if err := c.Status.move(to); err != nil {
			return err
		}
		c.Status, c.ChaseOn = to, clock.Date{}
		if err := update(ctx, tx, c); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "connection."+string(to), c.subject())
	})
}

// Stop ends a connection, with words about why and what stood in the way (codes of
// vocabulary.Barriers); its links stop working. What was only thought about has NotChosen. One that is over
// is a Conflict. For whoever works with the case (authz.CaseWork); audited.
func (s *Service) Stop(ctx context.Context, a authz.Actor, p person.ID, cid ID, version int64, words string, barriers ...string) error {
	return s.step(ctx, a, p, cid, version, "", "connection.stop", func(tx *db.Tx, c Connection) error {
		if c.Status == Suggested || c.Status == Chosen {
			return errs.New(errs.Conflict, "connection.is_"+string(c.Status))
		}
		if err := c.Status.move(Stopped); err != nil {
			return err
		}
		if err := s.inTheWay(ctx, tx, a, c, barriers); err != nil {
			return err
		}
		c.Status, c.ChaseOn, c.EndWords = Stopped, clock.Date{}, text.First(words, 2000)
		if err := update(ctx, tx, c); err != nil {
			return err
		}
		if err := endLinks(ctx, tx, c.ID); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "connection.stopped", c.subject())
	})
}
