package caseload

import (
	"context"
	"slices"
	"strings"
	"time"

	"weft/internal/access"
	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/referral"
)

// Former is a case that another system had, open and with its worker. Fresh says that the
// person was added in this transaction.
type Former struct {
	Referral referral.Referral
	Worker   authz.AccountID
	Status   Status
	HeldFrom Status // of one on hold: the stage to take up again
	Opened   time.Time
	Next     Next
	Fresh    bool
}

// CheckPast says what is wrong with a case that another system had, as Invalid with the
// fields named.
func (s *Service) CheckPast(in Former, now time.Time) error {
	var c errs.Check
	c.Require(slices.Contains([]Status{FirstContact, Engaging, Active, OnHold, SteppingDown}, in.Status), "status", "caseload.is_closed")
	c.Require(!in.Opened.After(now), "opened", "date.future")
	if err := c.Merge(in.Next.Tidy().validate(clock.DateOf(now, s.zone))); err != nil {
		return err
	}
	return c.Err()
}

// BringTx opens many cases that another system had, at the stage and with the day on
// which they opened there, in the caller's transaction, which has checked the actor.
// Each worker gets sight of the person. Nobody is told. Invalid names the fields, a
// person who has an open case at the service is a Conflict, and nothing is written.
// Audited as case.import.
func (s *Service) BringTx(ctx context.Context, tx *db.Tx, a authz.Actor, list []Former) ([]Case, error) {
	out := make([]Case, len(list))
	var rows [][]any
	var fresh []access.Grant
	var about []audit.Subject
	for i, in := range list {
		if err := s.CheckPast(in, tx.Now()); err != nil {
			return nil, err
		}
		c := Case{ID: id.New[Case](), Person: in.Referral.Person, Service: in.Referral.Service, Referral: in.Referral.ID, Worker: in.Worker,
			Status: in.Status, Opened: in.Opened, Next: in.Next.Tidy(), Version: 1}
		out[i] = c
		rows = append(rows, []any{c.ID, c.Person, c.Service, c.Referral, c.Worker, c.Status, c.Opened, c.Next.On, c.Next.Time, c.Next.Kind, c.Next.Place, c.Next.Note})
		held := Status("")
		if c.Status == OnHold {
			held = in.HeldFrom
		}
		rows[i] = append(rows[i], held)
		about = append(about, c.subject())
		g := access.Grant{Person: c.Person, Holder: c.Worker.String(), Relation: authz.ByWorker, Service: c.Service, Reason: "case.open"}
		if in.Fresh {
			fresh = append(fresh, g)
		} else if err := access.GrantTx(ctx, tx, g); err != nil {
			return nil, err
		}
	}
	err := tx.InsertMany(ctx, `insert into person_case (id, person, service, referral, worker, status, opened, next_on, next_time, next_kind,
		next_place, next_note, held_from)`, rows)
	if errs.Is(err, errs.Conflict) {
		return nil, errs.New(errs.Conflict, "caseload.already_open")
	}
	if err != nil {
		return nil, err
	}
	if err := access.GrantNewTx(ctx, tx, fresh); err != nil {
		return nil, err
	}
	return out, audit.RecordMany(ctx, tx, a, "case.import", about)
}

// OpenAtTx returns those of these people who have an open case, at any service, with
// it. Only the program asks it, when it brings cases in.
func (s *Service) OpenAtTx(ctx context.Context, tx *db.Tx, people []person.ID) (map[person.ID][]org.ServiceID, error) {
	out := map[person.ID][]org.ServiceID{}
	for part := range slices.Chunk(people, 200) {
		var args db.Args
		marks := make([]string, len(part))
		for i, p := range part {
			marks[i] = args.Bind(p)
		}
		found, err := db.All(ctx, tx, scan, `select `+columns+` from person_case c where c.closed is null and c.person in (`+strings.Join(marks, ", ")+`)`, args.List()...)
		if err != nil {
			return nil, err
		}
		for _, c := range found {
			out[c.Person] = append(out[c.Person], c.Service)
		}
	}
	return out, nil
}
