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
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/referral"
)

// Service is the use cases of this package.
type Service struct {
	db   *db.DB
	zone *time.Location
}

// NewService returns the use cases on a database; zone is where "today" is.
func NewService(d *db.DB, zone *time.Location) *Service { return &Service{db: d, zone: zone} }

// Open is what is asked to open a case.
type Open struct {
	Referral referral.Referral
	Worker   authz.AccountID
	Nation   clock.Nation
}

// OpenTx opens a case for an allocated referral, gives the worker sight of the
// person and sets the first call on the last day it is due. A person who has an open
// case at the service is a Conflict. The use case that calls it checks the actor.
func (s *Service) OpenTx(ctx context.Context, tx *db.Tx, a authz.Actor, in Open) (Case, error) {
	today := clock.DateOf(tx.Now(), s.zone)
	rules, err := due.ForTx(ctx, tx, in.Referral.Service, today)
	if err != nil {
		return Case{}, err
	}
	c := Case{ID: id.New[Case](), Person: in.Referral.Person, Service: in.Referral.Service, Referral: in.Referral.ID, Worker: in.Worker,
		Status: FirstContact, Opened: tx.Now(), Version: 1,
		Next: Next{On: rules.On(due.FirstTry, today, in.Nation), Kind: Call, Note: "First call"}}
	n, err := db.One(ctx, tx, db.Value[int], `select count(*) from person_case where person = $1 and service = $2 and closed is null`, c.Person, c.Service)
	if err != nil {
		return c, err
	}
	if n > 0 {
		return c, errs.New(errs.Conflict, "caseload.already_open")
	}
	if err := insert(ctx, tx, c); err != nil {
		return c, err
	}
	if err := access.GrantTx(ctx, tx, workerGrant(c)); err != nil {
		return c, err
	}
	return c, audit.Record(ctx, tx, a, "case.open", c.subject())
}

func (c Case) subject() audit.Subject { return audit.About("case", c.ID.String(), c.Person.String()) }

// ForPerson returns the person's newest case, open or closed, to whoever may list
// it; NotFound when there is none. What was written about its end is left out for
// who may not read the case.
func (s *Service) ForPerson(ctx context.Context, a authz.Actor, p person.ID) (c Case, err error) {
	err = s.db.Glance(ctx, func(tx *db.Tx) error { c, err = s.ForPersonTx(ctx, tx, a, authz.CaseList, p); return err })
	return c, err
}

// ForPersonTx is ForPerson inside the caller's transaction, for any permission.
func (s *Service) ForPersonTx(ctx context.Context, tx *db.Tx, a authz.Actor, perm authz.Permission, p person.ID) (Case, error) {
	if err := authz.Check(a, perm); err != nil {
		return Case{}, err
	}
	return forPerson(ctx, tx, a, perm, p)
}

// OpenForTx returns the person's open case, or a Conflict that says it is closed.
// Use cases that add to a case start with it.
func (s *Service) OpenForTx(ctx context.Context, tx *db.Tx, a authz.Actor, perm authz.Permission, p person.ID) (Case, error) {
	c, err := s.ForPersonTx(ctx, tx, a, perm, p)
	if err == nil && !c.Open() {
		err = c.Status.refused()
	}
	return c, err
}

// Filter narrows a list of cases.
type Filter struct {
	Worker authz.AccountID // empty: everyone's that the actor may see
	Status Status          // empty: every open stage
	Due    clock.Date      // not zero: only those whose next date is on or before it
	Sort   string          // "next" or "opened"
	Limit  int             // 300 when 0
	Skip   int             // so many of the first are left out
}

// List returns open cases within the actor's scope, those with the earliest next
// date first, as a list shows them.
func (s *Service) List(ctx context.Context, a authz.Actor, f Filter) (out []Listed, err error) {
	if err := authz.Check(a, authz.CaseList); err != nil {
		return nil, err
	}
	err = s.db.Glance(ctx, func(tx *db.Tx) error { out, err = list(ctx, tx, a, f); return err })
	return out, err
}

// Count returns how many open cases each worker has, for a lead who allocates. It
// is a count, not a score.
func (s *Service) Count(ctx context.Context, a authz.Actor, sid org.ServiceID) (out map[authz.AccountID]int, err error) {
	if err := authz.Check(a, authz.CaseAllocate); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error { out, err = countByWorker(ctx, tx, a, sid); return err })
	return out, err
}

// HeldByTx counts the open cases of a worker, for an administrator who closes their
// account. The caller has checked the actor.
func (s *Service) HeldByTx(ctx context.Context, tx *db.Tx, worker authz.AccountID) (int, error) {
	return db.One(ctx, tx, db.Value[int], `select count(*) from person_case where worker = $1 and closed is null`, worker)
}

// SetNext changes the one next date of an open case; a Next without a day takes it
// away. Who may book may do it. Invalid names the fields. Audited.
func (s *Service) SetNext(ctx context.Context, a authz.Actor, p person.ID, n Next) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.OpenForTx(ctx, tx, a, authz.CaseBook, p)
		if err != nil {
			return err
		}
		return s.SetNextTx(ctx, tx, a, c, n)
	})
}

// SetNextTx changes the next date inside the caller's transaction, which has
// checked the actor. What was confirmed stays with the same appointment and goes with
// any other.
func (s *Service) SetNextTx(ctx context.Context, tx *db.Tx, a authz.Actor, c Case, n Next) error {
	n = n.Tidy()
	if n.same(c.Next) {
		n.Confirmed, n.ConfirmedOn, n.ConfirmedBy = c.Next.Confirmed, c.Next.ConfirmedOn, c.Next.ConfirmedBy
		if n.Interpreter == "" {
			n.Interpreter = c.Next.Interpreter
		}
	}
	if err := n.validate(clock.DateOf(tx.Now(), s.zone)); err != nil {
		return err
	}
	return s.PutBackNextTx(ctx, tx, a, c, n)
}

// PutBackNextTx sets the next date to what it was, even where that day has passed
// meanwhile, inside the caller's transaction, which has checked the actor. Audited.
func (s *Service) PutBackNextTx(ctx context.Context, tx *db.Tx, a authz.Actor, c Case, n Next) error {
	if err := setNext(ctx, tx, c.ID, n); err != nil {
		return err
	}
	return audit.Record(ctx, tx, a, "case.next", c.subject())
}

// MoveTx takes a case to another stage inside the caller's transaction, which has
// checked the actor. Staying where it is, is no step and does nothing.
func (s *Service) MoveTx(ctx context.Context, tx *db.Tx, a authz.Actor, c Case, to Status) error {
	if c.Status == to {
		return nil
	}
	if err := c.move(to); err != nil {
		return err
	}
	if err := setStatus(ctx, tx, c.ID, to); err != nil {
		return err
	}
	return audit.Record(ctx, tx, a, "case."+string(to), c.subject())
}

// SpokeTx takes a case on from first contact when they have spoken, inside the caller's
// transaction, which has checked the actor. A case on hold stays there, and is taken up
// where it stands now. Audited when anything changed.
func (s *Service) SpokeTx(ctx context.Context, tx *db.Tx, a authz.Actor, c Case) error {
	switch {
	case c.Status == FirstContact:
		return s.MoveTx(ctx, tx, a, c, Engaging)
	case c.Status == OnHold && c.HeldFrom == FirstContact:
		c.HeldFrom = Engaging
		if err := setHeldFrom(ctx, tx, c); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "case."+string(Engaging), c.subject())
	}
	return nil
}

// HeardTx keeps with these cases when their people were first and last spoken with, how
// often, and the last contact, inside the caller's transaction, which has just written,
// moved or struck out a contact. The contacts are what counts; with the case stands what
// lists and counts ask of all of them.
func HeardTx(ctx context.Context, tx *db.Tx, cases ...ID) error {
	for _, c := range cases {
		if err := tx.Later(ctx, `update person_case set
			first_spoken = (select min(k.at) from contact k where k.case_id = person_case.id and k.outcome = 'spoke' and k.struck is null),
			last_spoken = (select max(k.at) from contact k where k.case_id = person_case.id and k.outcome = 'spoke' and k.struck is null),
			spoken = (select count(*) from contact k where k.case_id = person_case.id and k.outcome = 'spoke' and k.struck is null),
			last_contact = (select max(k.at) from contact k where k.case_id = person_case.id and k.struck is null),
			last_outcome = coalesce((select k.outcome from contact k where k.case_id = person_case.id and k.struck is null
				order by k.at desc, k.id desc limit 1), '')
			where id = $1`, c); err != nil {
			return err
		}
	}
	return nil
}

// sightAfter is how many months a worker still sees a person after the case closed:
// as long as it can be opened again.
const sightAfter = 6

// CloseTx closes a case inside the use case that also tells people (package
// journey). The worker keeps sight of it for six months, for re-opening; cover ends.
func (s *Service) CloseTx(ctx context.Context, tx *db.Tx, a authz.Actor, c Case, version int64, reason, words string) error {
	if err := c.move(Closed); err != nil {
		return err
	}
	if err := setClosed(ctx, tx, c.ID, version, reason, words); err != nil {
		return err
	}
	if err := access.EndCoverTx(ctx, tx, c.Person, c.Service); err != nil {
		return err
	}
	if err := access.EndAtTx(ctx, tx, workerGrant(c), tx.Now().AddDate(0, sightAfter, 0)); err != nil {
		return err
	}
	return audit.Record(ctx, tx, a, "case.close", c.subject())
}

// workerGrant is what lets the worker of a case see the person.
func workerGrant(c Case) access.Grant {
	return access.Grant{Person: c.Person, Holder: c.Worker.String(), Relation: authz.ByWorker, Service: c.Service, Reason: "case.open"}
}
