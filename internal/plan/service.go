package plan

import (
	"context"
	"time"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/person"
)

const maxHow = 200

// Service is the use cases of this package.
type Service struct {
	db    *db.DB
	zone  *time.Location
	cases *caseload.Service
}

// NewService returns the use cases on a database; zone is where "today" is.
func NewService(d *db.DB, zone *time.Location, c *caseload.Service) *Service {
	return &Service{db: d, zone: zone, cases: c}
}

func (s *Service) today(tx *db.Tx) clock.Date { return clock.DateOf(tx.Now(), s.zone) }

// work runs a use case that adds to the person's open case.
func (s *Service) work(ctx context.Context, a authz.Actor, p person.ID, do func(tx *db.Tx, c caseload.Case) error) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.cases.OpenForTx(ctx, tx, a, authz.CaseWork, p)
		if err != nil {
			return err
		}
		return do(tx, c)
	})
}

// read runs a reading of the person's case. No case and no plan answer alike.
func (s *Service) read(ctx context.Context, a authz.Actor, p person.ID, do func(tx *db.Tx, c caseload.Case) error) error {
	return s.db.Read(ctx, func(tx *db.Tx) error {
		c, err := s.cases.ForPersonTx(ctx, tx, a, authz.CaseRead, p)
		if errs.Is(err, errs.NotFound) {
			return errs.New(errs.NotFound, "plan.not_found")
		}
		if err != nil {
			return err
		}
		return do(tx, c)
	})
}

// Current returns the newest plan of a person with goals and actions, to whoever may
// read the case, or NotFound.
func (s *Service) Current(ctx context.Context, a authz.Actor, p person.ID) (out Plan, err error) {
	err = s.read(ctx, a, p, func(tx *db.Tx, c caseload.Case) error {
		out, err = current(ctx, tx, c)
		return err
	})
	return out, err
}

// All returns every plan of a person without goals, newest first, to whoever may
// read the case.
func (s *Service) All(ctx context.Context, a authz.Actor, p person.ID) (out []Plan, err error) {
	if err := authz.Check(a, authz.CaseRead); err != nil {
		return nil, err
	}
	err = s.db.Glance(ctx, func(tx *db.Tx) error { out, err = all(ctx, tx, a, p); return err })
	return out, err
}

// Versions is All with the goals and actions of each plan.
func (s *Service) Versions(ctx context.Context, a authz.Actor, p person.ID) (out []Plan, err error) {
	if err := authz.Check(a, authz.CaseRead); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		if out, err = all(ctx, tx, a, p); err != nil || len(out) == 0 {
			return err
		}
		of, err := goalsOf(ctx, tx, "l.person = $1", p)
		for i := range out {
			out[i].Goals = of[out[i].ID]
		}
		return err
	})
	return out, err
}
