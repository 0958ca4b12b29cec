package family

import (
	"context"
	"time"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/consent"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/message"
	"weft/internal/person"
	"weft/internal/referral"
)

// Service is the use cases of this package.
type Service struct {
	db   *db.DB
	zone *time.Location
	base string
	p    Parts
}

// Parts are the capabilities that the use cases go through.
type Parts struct {
	People    *person.Service
	Accounts  *account.Service
	Consents  *consent.Service
	Referrals *referral.Service
	Cases     *caseload.Service
	Messages  *message.Service
}

// NewService returns the use cases on a database; zone is where "today" is, base the
// address that links in messages begin with.
func NewService(d *db.DB, zone *time.Location, base string, p Parts) *Service {
	return &Service{db: d, zone: zone, base: base, p: p}
}

func (s *Service) today(tx *db.Tx) clock.Date { return clock.DateOf(tx.Now(), s.zone) }

// hidden reports whether the actor sees of the person only that they are there.
func hidden(c person.Card) bool { return c.Restricted && !c.Full }

// change runs one change about a person whom the actor may change.
func (s *Service) change(ctx context.Context, a authz.Actor, perm authz.Permission, p person.ID, do func(tx *db.Tx, c person.Card) error) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.p.People.CardTx(ctx, tx, a, perm, p)
		if err != nil {
			return err
		}
		if hidden(c) {
			return errs.New(errs.Forbidden, "person.masked")
		}
		return do(tx, c)
	})
}

// read runs one reading about a person whom the actor may see; of a record that is
// restricted for them, nothing is read.
func (s *Service) read(ctx context.Context, a authz.Actor, perm authz.Permission, p person.ID, do func(tx *db.Tx, c person.Card) error) error {
	return s.db.Read(ctx, func(tx *db.Tx) error {
		c, err := s.p.People.CardTx(ctx, tx, a, perm, p)
		if err != nil || hidden(c) {
			return err
		}
		return do(tx, c)
	})
}

// Brief returns what stands at the top of every page of a person, in one statement.
// For whoever may see the person (authz.PersonRead); anyone else gets NotFound.
func (s *Service) Brief(ctx context.Context, a authz.Actor, p person.ID) (b Brief, err error) {
	if err := authz.Check(a, authz.PersonRead); err != nil {
		return b, err
	}
	err = s.db.Glance(ctx, func(tx *db.Tx) error { b, err = brief(ctx, tx, a, p, s.today(tx)); return err })
	return b, err
}

// Young returns what is kept about a person under 18, and whether they are. For
// whoever may see the person (authz.PersonRead); anyone else gets NotFound.
func (s *Service) Young(ctx context.Context, a authz.Actor, p person.ID) (y Young, err error) {
	err = s.read(ctx, a, authz.PersonRead, p, func(tx *db.Tx, c person.Card) error {
		r, err := young(ctx, tx, c.ID)
		if err != nil {
			return err
		}
		y = r.Young
		y.Under18 = under18(c.Born, c.BornAbout, y.Said, s.today(tx)) && c.Died.IsZero()
		y.Decisions, err = competence(ctx, tx, c.ID)
		return err
	})
	return y, err
}

// KeepYoung writes what is known about a young person. version is the one the form
// was made from, zero where nothing was kept yet; a lost race is a Conflict. For
// whoever may change the person (authz.PersonEdit). Audited.
func (s *Service) KeepYoung(ctx context.Context, a authz.Actor, p person.ID, version int64, in Young) error {
	in = in.tidy()
	if err := in.validate(); err != nil {
		return err
	}
	return s.change(ctx, a, authz.PersonEdit, p, func(tx *db.Tx, c person.Card) error {
		have, err := young(ctx, tx, c.ID)
		if err != nil {
			return err
		}
		if err := keepYoung(ctx, tx, owner(have.person, c.ID), version, in); err != nil {
			return err
		}
		return record(ctx, tx, a, "family.young", "person", c.ID.String(), c.ID)
	})
}

// Decide writes down a decision whether a young person may decide something alone:
// who decided, when, about what. Decisions are added, never changed. For whoever may
// change the person (authz.PersonEdit). Audited.
func (s *Service) Decide(ctx context.Context, a authz.Actor, p person.ID, in Competence) error {
	in = in.tidy()
	return s.change(ctx, a, authz.PersonEdit, p, func(tx *db.Tx, c person.Card) error {
		if err := in.validate(s.today(tx)); err != nil {
			return err
		}
		return s.onceAbout(ctx, tx, a, in.Key, "family.competence", "competence", c.ID, func() (string, error) {
			return insertCompetence(ctx, tx, c.ID, in)
		})
	})
}

// Caring returns whether a person looks after somebody or is looked after. For
// whoever may see the person (authz.PersonRead); anyone else gets NotFound.
func (s *Service) Caring(ctx context.Context, a authz.Actor, p person.ID) (v Caring, err error) {
	err = s.read(ctx, a, authz.PersonRead, p, func(tx *db.Tx, c person.Card) error {
		r, err := caring(ctx, tx, c.ID)
		v = r.Caring
		return err
	})
	return v, err
}

// KeepCaring writes whether a person looks after somebody or is looked after. A lost
// race is a Conflict. For whoever may change the person (authz.PersonEdit). Audited.
func (s *Service) KeepCaring(ctx context.Context, a authz.Actor, p person.ID, version int64, in Caring) error {
	in = in.tidy()
	if err := in.validate(); err != nil {
		return err
	}
	return s.change(ctx, a, authz.PersonEdit, p, func(tx *db.Tx, c person.Card) error {
		have, err := caring(ctx, tx, c.ID)
		if err != nil {
			return err
		}
		if err := keepCaring(ctx, tx, owner(have.person, c.ID), version, in); err != nil {
			return err
		}
		return record(ctx, tx, a, "family.caring", "person", c.ID.String(), c.ID)
	})
}

// Wish returns what a person would like in a worker. For whoever may see the person
// (authz.PersonRead); anyone else gets NotFound.
func (s *Service) Wish(ctx context.Context, a authz.Actor, p person.ID) (w Wish, err error) {
	err = s.read(ctx, a, authz.PersonRead, p, func(tx *db.Tx, c person.Card) error {
		r, err := wish(ctx, tx, c.ID)
		w = r.Wish
		return err
	})
	return w, err
}

// KeepWish writes what a person would like in a worker. A lost race is a Conflict.
// For whoever may change the person (authz.PersonEdit). Audited.
func (s *Service) KeepWish(ctx context.Context, a authz.Actor, p person.ID, version int64, in Wish) error {
	in = in.tidy()
	if err := in.validate(); err != nil {
		return err
	}
	return s.change(ctx, a, authz.PersonEdit, p, func(tx *db.Tx, c person.Card) error {
		have, err := wish(ctx, tx, c.ID)
		if err != nil {
			return err
		}
		if err := keepWish(ctx, tx, owner(have.person, c.ID), version, in); err != nil {
			return err
		}
		return record(ctx, tx, a, "family.wish", "person", c.ID.String(), c.ID)
	})
}

// owner is the record that holds a row: one that was joined to the person, or theirs.
func owner(have, p person.ID) person.ID {
	if have.IsZero() {
		return p
	}
	return have
}
