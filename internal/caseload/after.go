package caseload

import (
	"context"
	"time"

	"weft/internal/access"
	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/due"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/person"
)

// lookAfter is how many months after closing the one more look is, where they agreed.
const lookAfter = 3

// reopenWithin is how many months after closing a case can be opened again; later a
// new referral is the way.
const reopenWithin = 6

// MayReopen reports whether a case that is closed can still be opened again at the
// time now.
func (c Case) MayReopen(now time.Time) bool {
	return !c.Open() && c.Closure != "died" && !now.After(c.Closed.AddDate(0, reopenWithin, 0))
}

// FollowUpTx plans one more look three months after closing, on a working day, because
// the person agreed to it. The use case that closes calls it. Audited.
func (s *Service) FollowUpTx(ctx context.Context, tx *db.Tx, a authz.Actor, c Case, n clock.Nation) error {
	c.Status = Closed
	if err := c.move(FollowUp); err != nil {
		return err
	}
	on := clock.AddWorking(clock.DateOf(tx.Now().AddDate(0, lookAfter, 0), s.zone), 0, n)
	if err := setStatus(ctx, tx, c.ID, FollowUp); err != nil {
		return err
	}
	if err := setNext(ctx, tx, c.ID, Next{On: on, Kind: Call, Note: "How is it going, three months on?"}); err != nil {
		return err
	}
	return audit.Record(ctx, tx, a, "case.follow_up", c.subject())
}

// AfterClosing returns the actor's own closed cases whose one more look is due on the
// day or was before.
func (s *Service) AfterClosing(ctx context.Context, a authz.Actor, due clock.Date) (out []Case, err error) {
	if err := authz.Check(a, authz.CaseList); err != nil {
		return nil, err
	}
	err = s.db.Glance(ctx, func(tx *db.Tx) error { out, err = afterClosing(ctx, tx, a, a.ID, due); return err })
	return out, err
}

// LookedTx is the one more look after closing, inside the use case that writes what
// came of it (package contact): with another day to try it stays, without one the
// case is complete. A case that waits for no look is a Conflict. Audited.
func (s *Service) LookedTx(ctx context.Context, tx *db.Tx, a authz.Actor, c Case, again Next) error {
	if err := c.move(Complete); err != nil {
		return err
	}
	again = again.Tidy()
	if !again.On.IsZero() {
		return s.SetNextTx(ctx, tx, a, c, again)
	}
	if err := setStatus(ctx, tx, c.ID, Complete); err != nil {
		return err
	}
	if err := setNext(ctx, tx, c.ID, Next{}); err != nil {
		return err
	}
	return s.note(ctx, tx, a, c, StepCompleted, "")
}

// ReopenTx opens a case again within six months of closing: a new episode of the same
// story, with the same referral, for the worker who is named. The use case that calls
// it (package journey) checks the actor and the worker. Later, or while another is
// open, it is a Conflict. Audited.
func (s *Service) ReopenTx(ctx context.Context, tx *db.Tx, a authz.Actor, c Case, worker authz.AccountID, n clock.Nation) (Case, error) {
	if c.Open() {
		return c, c.Status.refused()
	}
	if !c.MayReopen(tx.Now()) {
		return c, errs.New(errs.Conflict, "caseload.too_late_to_reopen")
	}
	if c.Status == FollowUp { // the new episode takes its place
		if err := setStatus(ctx, tx, c.ID, Closed); err != nil {
			return c, err
		}
		if err := setNext(ctx, tx, c.ID, Next{}); err != nil {
			return c, err
		}
	}
	today := clock.DateOf(tx.Now(), s.zone)
	rules, err := due.ForTx(ctx, tx, c.Service, today)
	if err != nil {
		return c, err
	}
	o := Case{ID: id.New[Case](), Person: c.Person, Service: c.Service, Referral: c.Referral, Reopens: c.ID, Worker: worker, Status: FirstContact,
		Opened: tx.Now(), Version: 1, Next: Next{On: rules.On(due.FirstTry, today, n), Kind: Call, Note: "First call since they came back"}}
	if err := insert(ctx, tx, o); err != nil {
		return o, err
	}
	if worker != c.Worker { // who worked with them before has no part in this one
		if err := access.EndServiceTx(ctx, tx, c.Person, c.Worker.String(), authz.ByWorker, c.Service); err != nil {
			return o, err
		}
	}
	if err := access.GrantTx(ctx, tx, workerGrant(o)); err != nil {
		return o, err
	}
	return o, s.note(ctx, tx, a, o, StepReopened, "")
}

// Ended is what a death took from a case, so that a mistake can be put right.
type Ended struct {
	Case   ID
	Status Status
	Next   Next
}

// DiedTx closes every case of a person who died, at whichever service, and takes away
// what was planned. It returns what was so before. The use case that records the
// death (package journey) has checked the actor. Audited.
func (s *Service) DiedTx(ctx context.Context, tx *db.Tx, a authz.Actor, p person.ID, words string) ([]Ended, error) {
	cases, err := db.All(ctx, tx, scan, `select `+columns+` from person_case c where c.person = $1 and (c.closed is null or c.status = 'follow_up')
		order by c.opened`, p)
	if err != nil {
		return nil, err
	}
	var out []Ended
	for _, c := range cases {
		if !c.Open() { // nobody looks once more
			if err := s.noMoreLook(ctx, tx, a, c); err != nil {
				return nil, err
			}
			continue
		}
		out = append(out, Ended{Case: c.ID, Status: c.Status, Next: c.Next})
		if err := s.CloseTx(ctx, tx, a, c, c.Version, "died", words); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (s *Service) noMoreLook(ctx context.Context, tx *db.Tx, a authz.Actor, c Case) error {
	if err := setStatus(ctx, tx, c.ID, Closed); err != nil {
		return err
	}
	if err := setNext(ctx, tx, c.ID, Next{}); err != nil {
		return err
	}
	return audit.Record(ctx, tx, a, "case.no_follow_up", c.subject())
}

// NotDiedTx opens again what a death closed that was recorded by mistake; what was
// planned for a day that has passed is planned for today. Audited.
func (s *Service) NotDiedTx(ctx context.Context, tx *db.Tx, a authz.Actor, ended []Ended) error {
	today := clock.DateOf(tx.Now(), s.zone)
	for _, e := range ended {
		if err := setOpen(ctx, tx, e); err != nil {
			return err
		}
		if !e.Next.On.IsZero() && e.Next.On.Before(today) {
			e.Next.On, e.Next.Time = today, ""
		}
		c, err := db.One(ctx, tx, scan, `select `+columns+` from person_case c where c.id = $1`, e.Case)
		if err != nil {
			return err
		}
		if err := access.GrantTx(ctx, tx, workerGrant(c)); err != nil {
			return err
		}
		if err := s.PutBackNextTx(ctx, tx, a, c, e.Next); err != nil {
			return err
		}
	}
	return nil
}
