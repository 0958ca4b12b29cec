package connection

import (
	"context"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/due"
	"weft/internal/errs"
	"weft/internal/once"
	"weft/internal/person"
	"weft/internal/text"
)

// Answer is what a group may say.
type Answer string

// The answers.
const (
	Accept   Answer = "accept"
	Full     Answer = "full"
	NotRight Answer = "not_right"
	Ask      Answer = "ask"
)

// Answers lists the answers, in the order in which pages show them.
func Answers() []Answer { return []Answer{Accept, Full, NotRight, Ask} }

// Words returns the answer as the group would say it.
func (r Answer) Words() string {
	switch r {
	case Accept:
		return "Yes, we have a place"
	case Full:
		return "We are full"
	case NotRight:
		return "Not right for us"
	case Ask:
		return "Ask a question"
	}
	return string(r)
}

// status returns what an answer makes of a connection, "" when it is no answer.
func (r Answer) status() Status {
	switch r {
	case Accept:
		return Offered
	case Full:
		return Waiting
	case NotRight:
		return Declined
	case Ask:
		return Acknowledged
	}
	return ""
}

// Reply is what a group answered. ComeOn is the first session that they offer; Until is
// when there may be room again, and ShowFull tells everyone so in the directory.
type Reply struct {
	Key      string
	Answer   Answer
	Words    string
	ComeOn   clock.Date
	Until    clock.Date
	ShowFull bool
}

func (r Reply) tidy() Reply { r.Words = text.Words(r.Words); return r }

func (r Reply) validate(today clock.Date) error {
	var c errs.Check
	c.Require(r.Answer.status() != "", "answer", "connection.answer_missing")
	c.Require(r.Answer != Ask || r.Words != "", "words", "connection.question_missing")
	c.Require(text.Length(r.Words) <= 2000, "words", "form.too_long", 2000)
	c.Require(r.ComeOn.IsZero() || !r.ComeOn.Before(today), "come", "date.past")
	c.Require(r.Until.IsZero() || r.Until.After(today), "until", "date.past")
	return c.Err()
}

// Answer takes the group's own answer through its link, with the secret of Open. The link
// ends with it. A repeated submit returns as the first did; a secret that is over is
// Unauthenticated. The worker finds the answer on their page for today. Audited.
func (s *Service) Answer(ctx context.Context, token, proof string, in Reply) error {
	in = in.tidy()
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, a, err := opened(ctx, tx, token)
		if err != nil {
			return err
		}
		if err := authz.Check(a, authz.ConnectionAnswer); err != nil {
			return err
		}
		_, err = once.Do(ctx, tx, a, in.Key, "connection.answer", func() (string, error) {
			if err := s.proven(ctx, tx, token, proof, c, forPlace); err != nil {
				return "", err
			}
			c.ByLink = true
			return "", s.replyTx(ctx, tx, a, c, in)
		})
		return err
	})
}

// RecordReply keeps what a group said by phone, letter or in any other way. version is the
// one that the form was made from. An answer that does not fit is a Conflict that names
// the present state. For whoever works with the case (authz.CaseWork); audited.
func (s *Service) RecordReply(ctx context.Context, a authz.Actor, p person.ID, cid ID, version int64, in Reply) error {
	in = in.tidy()
	return s.step(ctx, a, p, cid, version, in.Key, "connection.reply", func(tx *db.Tx, c Connection) error {
		c.ByLink = false
		return s.replyTx(ctx, tx, a, c, in)
	})
}

// replyTx takes a connection on by an answer, ends its links and audits.
func (s *Service) replyTx(ctx context.Context, tx *db.Tx, a authz.Actor, c Connection, in Reply) error {
	today := s.today(tx)
	if err := in.validate(today); err != nil {
		return err
	}
	to := in.Answer.status()
	if err := c.Status.move(to); err != nil {
		return err
	}
	chase, err := s.chaseAfter(ctx, tx, c, in)
	if err != nil {
		return err
	}
	c.Status, c.Answered, c.AnswerWords, c.ComeOn, c.ChaseOn = to, tx.Now(), in.Words, in.ComeOn, chase
	if err := update(ctx, tx, c); err != nil {
		return err
	}
	if err := (gate{}).keep(ctx, tx, c.ID); err != nil {
		return err
	}
	if err := endLinks(ctx, tx, c.ID); err != nil {
		return err
	}
	if in.Answer == Full && in.ShowFull && !c.Group.IsZero() {
		if err := s.on.Directory.SetFullTx(ctx, tx, a, c.Group, in.Until); err != nil {
			return err
		}
	}
	return audit.Record(ctx, tx, a, "connection."+string(to), c.subject())
}

// chaseAfter returns the next look at a connection after an answer.
func (s *Service) chaseAfter(ctx context.Context, tx *db.Tx, c Connection, in Reply) (clock.Date, error) {
	today := s.today(tx)
	service, r, err := s.rules(ctx, tx, c)
	if err != nil {
		return today, err
	}
	switch in.Answer {
	case Accept:
		if !in.ComeOn.IsZero() {
			return in.ComeOn.AddDays(1), nil
		}
		return r.On(due.GroupCame, today, service.Nation), nil
	case Full:
		if !in.Until.IsZero() {
			return in.Until, nil
		}
		return r.On(due.GroupPlace, today, service.Nation), nil
	case Ask:
		return r.On(due.GroupAnswer, today, service.Nation), nil
	case NotRight:
		return clock.Date{}, nil
	}
	return clock.Date{}, nil
}

// step is one change by whoever works with the case: checks who, takes the lock, and runs
// once for a key.
func (s *Service) step(ctx context.Context, a authz.Actor, p person.ID, cid ID, version int64, key, action string, change func(tx *db.Tx, c Connection) error) error {
	if err := authz.Check(a, authz.CaseWork); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := byID(ctx, tx, a, authz.CaseWork, p, cid)
		if err != nil {
			return err
		}
		_, err = once.Do(ctx, tx, a, key, action, func() (string, error) {
			if c.Version != version {
				return "", errs.New(errs.Conflict, "form.changed_meanwhile")
			}
			return "", change(tx, c)
		})
		return err
	})
}
