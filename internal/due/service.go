package due

import (
	"context"
	"sync"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/once"
	"weft/internal/org"
)

// Service is the use cases of this package. It remembers the changes, and asks the
// database each time whether they are still the newest.
type Service struct {
	db   *db.DB
	zone *time.Location

	mu    sync.Mutex
	token string
	book  Book
}

// NewService returns the use cases on a database; zone is where "today" is.
func NewService(d *db.DB, zone *time.Location) *Service { return &Service{db: d, zone: zone} }

// Book returns every change, for everyone: how soon things are done is no secret. It
// costs one small statement, and a second one after somebody changed something.
func (s *Service) Book(ctx context.Context) (b Book, err error) {
	var token string
	if err = s.db.Glance(ctx, func(tx *db.Tx) error { token, err = state(ctx, tx); return err }); err != nil {
		return b, err
	}
	if b, known := s.known(token); known {
		return b, nil
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		token, err := state(ctx, tx)
		if err != nil {
			return err
		}
		changes, err := all(ctx, tx)
		if err != nil {
			return err
		}
		b = Book{changes}
		s.mu.Lock()
		s.token, s.book = token, b
		s.mu.Unlock()
		return nil
	})
	return b, err
}

// known returns the book of a state, where it is the one that was read last.
func (s *Service) known(token string) (Book, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.book, s.token == token
}

// ForTx returns the rules of a service on a day as the caller's transaction sees them.
// One statement. Without a service it returns those of everywhere.
func ForTx(ctx context.Context, tx *db.Tx, service org.ServiceID, day clock.Date) (Rules, error) {
	b, err := AllTx(ctx, tx)
	return b.At(service, day), err
}

// AllTx returns the rules of every service inside the caller's transaction.
func AllTx(ctx context.Context, tx *db.Tx) (Book, error) {
	changes, err := all(ctx, tx)
	return Book{changes}, err
}

// Change sets a rule from a day. Invalid names the field; a lost race is a Conflict. An
// administrator may, and a team lead for their own service. Audited.
func (s *Service) Change(ctx context.Context, a authz.Actor, in Input) error {
	if in.Unit == SameDay {
		in.Amount = 0
	}
	return s.write(ctx, a, in, Set, "due.change", func(b Book, r Rule) error {
		var c errs.Check
		in.checkAmount(&c, r)
		if !in.Starts.IsZero() {
			in.checkOrder(&c, b.At(in.Service, in.Starts))
		}
		return c.Err()
	})
}

// PutBack takes a rule back to what it would be without the changes at this place, from
// a day. A rule that is not changed there is a Conflict. Who may: as Change. Audited.
func (s *Service) PutBack(ctx context.Context, a authz.Actor, in Input) error {
	in.Amount, in.Unit = 0, ""
	return s.write(ctx, a, in, Default, "due.default", func(b Book, _ Rule) error {
		if _, changed := b.last(in.Code, in.Service.String(), in.Starts); !changed && !in.Starts.IsZero() {
			return errs.New(errs.Conflict, "due.is_default")
		}
		return nil
	})
}

func (s *Service) write(ctx context.Context, a authz.Actor, in Input, k Kind, action string, check func(b Book, r Rule) error) error {
	if err := authz.CheckWordsAt(a, in.Service.String()); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		if err := renew(ctx, tx); err != nil { // of two at once the second waits here
			return err
		}
		_, err := once.Do(ctx, tx, a, in.Key, action, func() (string, error) {
			changes, err := all(ctx, tx)
			if err != nil {
				return "", err
			}
			b := Book{changes}
			r := b.At("", in.Starts).Rule(in.Code)
			if r.Code == "" {
				return "", errs.New(errs.NotFound, "due.not_found")
			}
			var c errs.Check
			in.checkDay(&c, clock.DateOf(tx.Now(), s.zone))
			if err := c.Merge(check(b, r)); err != nil {
				return "", err
			}
			if err := c.Err(); err != nil {
				return "", err
			}
			if b.Version(in.Code) != in.Version {
				return "", errs.New(errs.Conflict, "form.changed_meanwhile")
			}
			x := Change{ID: id.New[Change](), Code: in.Code, Service: in.Service, Kind: k, Amount: in.Amount, Unit: in.Unit, Starts: in.Starts, By: a.ID, Made: tx.Now()}
			if err := insert(ctx, tx, x); err != nil {
				return "", err
			}
			return "", audit.Record(ctx, tx, a, action, audit.On("due", x.ID.String()))
		})
		return err
	})
}

// TakeBack undoes a change that begins today or later. One that has begun is a Conflict.
// Who may: as Change, by the place of the change. Audited.
func (s *Service) TakeBack(ctx context.Context, a authz.Actor, cid ChangeID) error {
	if err := authz.Check(a, authz.WordsEdit); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		if err := renew(ctx, tx); err != nil {
			return err
		}
		c, err := byID(ctx, tx, cid)
		if err != nil {
			return err
		}
		if err := authz.CheckWordsAt(a, c.Service.String()); err != nil {
			return err
		}
		if !c.MayBeTakenBack(clock.DateOf(tx.Now(), s.zone)) {
			return errs.New(errs.Conflict, "due.is_begun")
		}
		if err := takeBack(ctx, tx, a, cid); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "due.take_back", audit.On("due", cid.String()))
	})
}
