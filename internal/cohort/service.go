package cohort

import (
	"context"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/once"
	"weft/internal/org"
	"weft/internal/referral"
)

// Service is the use cases of this package.
type Service struct {
	db        *db.DB
	referrals *referral.Service
}

// NewService returns the use cases on a database.
func NewService(d *db.DB, r *referral.Service) *Service { return &Service{db: d, referrals: r} }

// Report says what became of a list: how many are to be asked, and how many were left
// out because the service asked them within twelve months.
type Report struct {
	ID    ID
	Added int
	Asked int
}

// Add makes a cohort of a list. A team lead or scheme administrator may for their
// service, a receptionist or clinician for their own practice (authz.CohortOffer);
// Forbidden for any other place. Invalid names the fields; a list on which everybody was
// asked within twelve months is Invalid too, at list. The same Key adds once; the report
// of a second one counts nobody. Audited as cohort.add.
func (s *Service) Add(ctx context.Context, a authz.Actor, in New) (out Report, err error) {
	if err := authz.Check(a, authz.CohortOffer); err != nil {
		return out, err
	}
	in = in.tidy()
	if err := in.validate(); err != nil {
		return out, err
	}
	if !offersAt(a, in.Service, in.Organisation) {
		return out, errs.New(errs.Forbidden, "auth.forbidden")
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		result, err := once.Do(ctx, tx, a, in.Key, "cohort.add", func() (string, error) {
			if err := known(ctx, tx, in); err != nil {
				return "", err
			}
			var err error
			out, err = s.addTx(ctx, tx, a, in)
			return out.ID.String(), err
		})
		out.ID = ID(result)
		return err
	})
	return out, err
}

// known checks that the service exists.
func known(ctx context.Context, tx *db.Tx, in New) error {
	var c errs.Check
	_, err := org.ServiceTx(ctx, tx, in.Service)
	if err != nil && !errs.Is(err, errs.NotFound) {
		return err
	}
	c.Require(err == nil, "service", "referral.service_missing")
	return c.Err()
}

func (s *Service) addTx(ctx context.Context, tx *db.Tx, a authz.Actor, in New) (Report, error) {
	k := Cohort{ID: id.New[Cohort](), Service: in.Service, Organisation: in.Organisation, Name: in.Name, Basis: in.Basis, Reason: in.Reason, At: tx.Now()}
	out := Report{ID: k.ID}
	if err := insert(ctx, tx, a, k); err != nil {
		return out, err
	}
	for _, l := range in.Lines {
		marks := l.marks(in.Service)
		before, err := asked(ctx, tx, marks)
		if err != nil {
			return out, err
		}
		if before {
			out.Asked++
			continue
		}
		if err := insertOffer(ctx, tx, k.ID, l); err != nil {
			return out, err
		}
		if err := mark(ctx, tx, marks); err != nil {
			return out, err
		}
		out.Added++
	}
	if out.Added == 0 {
		var c errs.Check
		c.Fail("list", "cohort.all_asked")
		return out, c.Err()
	}
	return out, audit.Record(ctx, tx, a, "cohort.add", audit.On("cohort", k.ID.String()))
}

// offersAt reports whether the actor may offer for a service, or for a practice.
func offersAt(a authz.Actor, s org.ServiceID, o org.ID) bool {
	if a.HasAt(authz.TeamLead, s.String()) || a.HasAt(authz.SchemeAdmin, s.String()) {
		return true
	}
	return !o.IsZero() && (a.HasAt(authz.Receptionist, o.String()) || a.HasAt(authz.Clinician, o.String()))
}

// List returns the cohorts of the actor's own places with their counts, newest first, at
// most 100.
func (s *Service) List(ctx context.Context, a authz.Actor) (out []Cohort, err error) {
	if err := authz.Check(a, authz.CohortOffer); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error { out, err = list(ctx, tx, a); return err })
	return out, err
}

// ByID returns a cohort of the actor's own places, and whoever still has to be asked or
// to answer; NotFound for any other.
func (s *Service) ByID(ctx context.Context, a authz.Actor, kid ID) (k Cohort, out []Offer, err error) {
	if err := authz.Check(a, authz.CohortOffer); err != nil {
		return k, nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		if k, err = byID(ctx, tx, a, kid); err != nil {
			return err
		}
		out, err = open(ctx, tx, kid)
		return err
	})
	return k, out, err
}

// Answer is what somebody said, or that they were asked and have not said yet.
type Answer struct {
	Key     string
	Offer   OfferID
	Version int64
	To      Status
}

// Answered takes a step of an offer, by whoever may offer at its place; NotFound for
// anyone else. A yes becomes a referral, whose id is returned; every other end leaves
// only the count. An illegal step is a Conflict that names the present state, and so is
// a step on what somebody else changed. The same Key steps once. Audited as
// cohort.<state>.
func (s *Service) Answered(ctx context.Context, a authz.Actor, in Answer) (rid referral.ID, err error) {
	if err := authz.Check(a, authz.CohortOffer); err != nil {
		return "", err
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		result, err := once.Do(ctx, tx, a, in.Key, "cohort.answered", func() (string, error) {
			rid, err := s.answerTx(ctx, tx, a, in)
			return rid.String(), err
		})
		rid = referral.ID(result)
		return err
	})
	return rid, err
}

func (s *Service) answerTx(ctx context.Context, tx *db.Tx, a authz.Actor, in Answer) (referral.ID, error) {
	o, err := offerByID(ctx, tx, in.Offer)
	if err != nil {
		return "", err
	}
	k, err := byID(ctx, tx, a, o.Cohort)
	if err != nil {
		return "", err
	}
	if err := o.Status.move(in.To); err != nil {
		return "", err
	}
	var rid referral.ID
	if in.To == SaidYes {
		n, err := o.referral(k, in.Key)
		if err != nil {
			return "", err
		}
		if rid, err = s.referrals.OfferedTx(ctx, tx, a, n); err != nil {
			return "", err
		}
	}
	if err := mark(ctx, tx, Line{Name: o.Name, Born: o.Born, NHSNumber: o.NHSNumber}.marks(k.Service)); err != nil {
		return "", err
	}
	o.Status = in.To
	if err := update(ctx, tx, o, in.Version, rid); err != nil {
		return "", err
	}
	return rid, audit.Record(ctx, tx, a, "cohort."+string(in.To), audit.On("offer", o.ID.String()))
}

// Sweep forgets that people were asked once the twelve months are over.
func (s *Service) Sweep(ctx context.Context) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `delete from cohort_mark where until <= $1`, tx.Now())
		return err
	})
}
