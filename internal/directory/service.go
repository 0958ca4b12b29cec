package directory

import (
	"context"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/due"
	"weft/internal/errs"
	"weft/internal/place"
)

// Service is the use cases of this package.
type Service struct {
	db     *db.DB
	zone   *time.Location
	places *place.Service
}

// NewService returns the use cases on a database; zone is where "today" is, places
// gives positions to postcodes.
func NewService(d *db.DB, zone *time.Location, places *place.Service) *Service {
	return &Service{db: d, zone: zone, places: places}
}

func (s *Service) today(tx *db.Tx) clock.Date { return clock.DateOf(tx.Now(), s.zone) }

// ages reads what is fresh today. The directory is everybody's, so a service's own rules
// do not count here.
func (s *Service) ages(ctx context.Context, tx *db.Tx) (ages, error) {
	r, err := due.ForTx(ctx, tx, "", s.today(tx))
	return agesBy(r, s.today(tx)), err
}

// ByID returns an entry. The public sees live entries, stale ones too; whoever may edit
// the directory sees every one. Else it is NotFound.
func (s *Service) ByID(ctx context.Context, a authz.Actor, eid ID) (e Entry, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error { e, err = s.ByIDTx(ctx, tx, a, eid); return err })
	return e, err
}

// ByIDTx is ByID inside the caller's transaction.
func (s *Service) ByIDTx(ctx context.Context, tx *db.Tx, a authz.Actor, eid ID) (Entry, error) {
	r, err := byID(ctx, tx, eid)
	if err != nil {
		return Entry{}, err
	}
	if r.status != Live && !s.mayTouch(a, r) && !a.May(authz.ConnectionAnswer) {
		return Entry{}, errs.New(errs.NotFound, "directory.not_found")
	}
	age, err := s.ages(ctx, tx)
	if err != nil {
		return Entry{}, err
	}
	return r.view(age)
}

// mayTouch reports whether the actor may say that this entry is right or full: whoever
// edits the directory, and the group itself.
func (s *Service) mayTouch(a authz.Actor, r stored) bool {
	return a.May(authz.DirectoryEdit) || a.HasAt(authz.GroupMember, r.id.String()) || a.HasAt(authz.GroupMember, r.organisation.String())
}

// RegisteredTx returns where the code of our link goes, for the capability that sends it.
// It is never shown to anyone but those who may edit the directory.
func (s *Service) RegisteredTx(ctx context.Context, tx *db.Tx, a authz.Actor, eid ID) (Registered, error) {
	if !a.May(authz.DirectoryEdit) && !a.May(authz.ConnectionAnswer) {
		return Registered{}, authz.Check(a, authz.DirectoryEdit)
	}
	r, err := byID(ctx, tx, eid)
	return r.contact, err
}

// Registered is RegisteredTx in a transaction of its own, for the page that edits it.
func (s *Service) Registered(ctx context.Context, a authz.Actor, eid ID) (c Registered, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error { c, err = s.RegisteredTx(ctx, tx, a, eid); return err })
	return c, err
}

// CountByStatus returns how many entries stand in each state. For those who may edit the
// directory.
func (s *Service) CountByStatus(ctx context.Context, a authz.Actor) (out map[Status]int, err error) {
	if err := authz.Check(a, authz.DirectoryEdit); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		age, err := s.ages(ctx, tx)
		if err != nil {
			return err
		}
		out, err = countBy(ctx, tx, age.old)
		return err
	})
	return out, err
}

// DueForCheck returns live entries that nobody has confirmed for 90 days, those left
// longest first. For those who may edit the directory and for the job that asks.
func (s *Service) DueForCheck(ctx context.Context, a authz.Actor, limit int) (out []Entry, err error) {
	if err := authz.Check(a, authz.DirectoryEdit); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		age, err := s.ages(ctx, tx)
		if err != nil {
			return err
		}
		rows, err := unconfirmed(ctx, tx, age.ask, limit)
		if err != nil {
			return err
		}
		out = make([]Entry, len(rows))
		for i, r := range rows {
			if out[i], err = r.view(age); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// Tips returns what workers know of an entry, newest first. For workers only
// (authz.DirectoryTip).
func (s *Service) Tips(ctx context.Context, a authz.Actor, eid ID) (out []Tip, err error) {
	if err := authz.Check(a, authz.DirectoryTip); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error { out, err = tips(ctx, tx, eid); return err })
	return out, err
}
