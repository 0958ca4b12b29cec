package vocabulary

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
)

// Service is the use cases of this package. It remembers the changes, and asks the
// database each time whether they are still the newest.
type Service struct {
	db    *db.DB
	zone  *time.Location
	welsh bool

	mu    sync.Mutex
	token string
	book  Book
}

// NewService returns the use cases on a database; zone is where "today" is, welsh
// whether people may choose Welsh, so that every change needs words in both languages.
func NewService(d *db.DB, zone *time.Location, welsh bool) *Service {
	return &Service{db: d, zone: zone, welsh: welsh}
}

// Welsh reports whether every change needs Welsh words.
func (s *Service) Welsh() bool { return s.welsh }

// Book returns every change, for everyone: words stand on public pages. It costs one
// small statement, and a second one after somebody changed something.
func (s *Service) Book(ctx context.Context) (Book, error) {
	var token string
	if err := s.db.Glance(ctx, func(tx *db.Tx) (err error) { token, err = state(ctx, tx); return err }); err != nil {
		return Book{}, err
	}
	if b, known := s.known(token); known {
		return b, nil
	}
	var b Book
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) { b, err = s.bookTx(ctx, tx); return err })
	return b, err
}

// known returns the book of a state, where it is the one that was read last.
func (s *Service) known(token string) (Book, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.book, s.token == token
}

func (s *Service) bookTx(ctx context.Context, tx *db.Tx) (Book, error) {
	token, err := state(ctx, tx)
	if err != nil {
		return Book{}, err
	}
	changes, err := all(ctx, tx)
	if err != nil {
		return Book{}, err
	}
	book := Book{changes}
	s.mu.Lock()
	s.token, s.book = token, book
	s.mu.Unlock()
	return book, nil
}

// InForceTx returns the lists of a service on a day as the caller's transaction sees
// them, for validation. One statement. service is empty where none is concerned.
func InForceTx(ctx context.Context, tx *db.Tx, service string, day clock.Date) (Lists, error) {
	changes, err := all(ctx, tx)
	return Book{changes}.At(Where{Service: service}, day), err
}

// Add adds an entry to a list from a day and returns its code. Invalid names the field,
// also for words that another entry has; a list that has only steps of the program is
// a Conflict. An administrator may, and a team lead for their own service. Audited.
func (s *Service) Add(ctx context.Context, a authz.Actor, in Input) (code string, err error) {
	in = in.tidy()
	in.Code = slug(in.En)
	err = s.change(ctx, a, in.Service, func(tx *db.Tx, today clock.Date) error {
		code, err = once.Do(ctx, tx, a, in.Key, "term.add", func() (string, error) {
			if !in.List.Grows() {
				return "", errs.New(errs.Conflict, "vocabulary.list_fixed")
			}
			b, err := s.readTx(ctx, tx)
			if err != nil {
				return "", err
			}
			var c errs.Check
			in.checkDays(&c, today)
			in.checkWords(&c, s.welsh)
			at := b.At(Where{Service: in.Service}, in.Starts)
			e, _ := at.Entry(in.List, in.Code)
			known := in.Code != "" && at.here(in.List, in.Code)
			c.Require(!known || e.Retired, "en", "vocabulary.words_taken")
			c.Require(!known || !e.Retired, "en", "vocabulary.words_retired")
			c.Require(!at.taken(in.List, in.Code, in.En), "en", "vocabulary.words_taken")
			if err := c.Err(); err != nil {
				return "", err
			}
			return in.Code, write(ctx, tx, a, in, Worded, "term.add")
		})
		return err
	})
	return code, err
}

// here reports whether a list of this service, or of everywhere, has ever had the code.
func (l Lists) here(n Name, code string) bool {
	if l.shipped(n).Has(code) {
		return true
	}
	for _, c := range l.book.changes {
		if c.List == n && c.Code == code && c.TakenBack.IsZero() && (c.Service == "" || c.Service == l.where.Service) {
			return true
		}
	}
	return false
}

// Reword gives an entry other words from a day; one that was retired is offered again.
// Invalid names the field; a lost race is a Conflict. Who may: as Add. Audited.
func (s *Service) Reword(ctx context.Context, a authz.Actor, in Input) error {
	in = in.tidy()
	return s.entry(ctx, a, in, Worded, "term.reword", func(c *errs.Check, at Lists) error {
		in.checkWords(c, s.welsh)
		c.Require(!at.taken(in.List, in.Code, in.En), "en", "vocabulary.words_taken")
		return nil
	})
}

// Retire stops offering an entry from a day; records keep it and its words. An entry
// that a rule rests on, and the last one of a list, is a Conflict. Who may: as Add.
// Audited.
func (s *Service) Retire(ctx context.Context, a authz.Actor, in Input) error {
	in.En, in.Cy = "", ""
	return s.entry(ctx, a, in, Retired, "term.retire", func(_ *errs.Check, at Lists) error {
		if !in.List.Grows() || Meaning(in.List, in.Code) != "" {
			return errs.New(errs.Conflict, "vocabulary.is_needed")
		}
		left := at.Offered(in.List)
		if !left.Has(in.Code) {
			return errs.New(errs.Conflict, "vocabulary.is_retired")
		}
		if len(left) == 1 {
			return errs.New(errs.Conflict, "vocabulary.last_one")
		}
		return nil
	})
}

// PutBack takes an entry back to what it would be without the changes made at this
// place, from a day. One that was added here is a Conflict: it can be retired. Who may:
// as Add. Audited.
func (s *Service) PutBack(ctx context.Context, a authz.Actor, in Input) error {
	in.En, in.Cy = "", ""
	return s.entry(ctx, a, in, Default, "term.default", func(_ *errs.Check, at Lists) error {
		if !Shipped(in.List).Has(in.Code) {
			return errs.New(errs.Conflict, "vocabulary.is_added")
		}
		if _, changed := at.book.last(in.List, in.Code, in.Service, in.Starts); !changed {
			return errs.New(errs.Conflict, "vocabulary.is_default")
		}
		return nil
	})
}

// entry writes one change of an entry that is there.
func (s *Service) entry(ctx context.Context, a authz.Actor, in Input, k Kind, action string, check func(c *errs.Check, at Lists) error) error {
	return s.change(ctx, a, in.Service, func(tx *db.Tx, today clock.Date) error {
		_, err := once.Do(ctx, tx, a, in.Key, action, func() (string, error) {
			b, err := s.readTx(ctx, tx)
			if err != nil {
				return "", err
			}
			at := b.At(Where{Service: in.Service}, in.Starts)
			if !at.here(in.List, in.Code) {
				return "", errs.New(errs.NotFound, "vocabulary.not_found")
			}
			var c errs.Check
			in.checkDays(&c, today)
			if err := check(&c, at); err != nil {
				return "", err
			}
			if err := c.Err(); err != nil {
				return "", err
			}
			if b.Version(in.List, in.Code) != in.Version {
				return "", errs.New(errs.Conflict, "form.changed_meanwhile")
			}
			return "", write(ctx, tx, a, in, k, action)
		})
		return err
	})
}

// TakeBack undoes a change that begins today or later. One that has begun is a Conflict:
// records rest on it. Who may: as Add, by the place of the change. Audited.
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
		if err := authz.CheckWordsAt(a, c.Service); err != nil {
			return err
		}
		if !c.MayBeTakenBack(clock.DateOf(tx.Now(), s.zone)) {
			return errs.New(errs.Conflict, "vocabulary.is_begun")
		}
		if err := takeBack(ctx, tx, a, cid); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "term.take_back", audit.On("term", cid.String()))
	})
}

// change runs a use case for an actor who may change words at a place. Renewing the
// state comes first: of two changes at once the second waits for the first and sees it.
func (s *Service) change(ctx context.Context, a authz.Actor, at string, do func(tx *db.Tx, today clock.Date) error) error {
	if err := authz.CheckWordsAt(a, at); err != nil {
		return err
	}
	if at != "" {
		if _, err := id.Parse[Change](at); err != nil {
			return err
		}
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		if err := renew(ctx, tx); err != nil {
			return err
		}
		return do(tx, clock.DateOf(tx.Now(), s.zone))
	})
}

// readTx reads what the transaction sees, and remembers nothing of it: it may yet be
// taken back.
func (s *Service) readTx(ctx context.Context, tx *db.Tx) (Book, error) {
	changes, err := all(ctx, tx)
	return Book{changes}, err
}

func write(ctx context.Context, tx *db.Tx, a authz.Actor, in Input, k Kind, action string) error {
	c := Change{ID: id.New[Change](), List: in.List, Code: in.Code, Service: in.Service, Kind: k, En: in.En, Cy: in.Cy, Starts: in.Starts, Ends: in.Ends,
		By: a.ID, Made: tx.Now()}
	if err := insert(ctx, tx, c); err != nil {
		return err
	}
	return audit.Record(ctx, tx, a, action, audit.On("term", c.ID.String()))
}
