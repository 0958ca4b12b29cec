package safety

import (
	"context"
	"time"

	"weft/internal/access"
	"weft/internal/account"
	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/message"
	"weft/internal/once"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/text"
)

// ID identifies a concern.
type ID = id.ID[Concern]

// Status is where a concern stands.
type Status string

// The states of a concern (domain model 3.3).
const (
	Raised   Status = "raised"
	Watching Status = "monitor"  // the lead keeps an eye on it
	Referred Status = "referred" // to the council, police or another body
	NoMore   Status = "no_further"
	Closed   Status = "closed"
)

func next(s Status) []Status {
	switch s {
	case Raised:
		return []Status{Watching, Referred, NoMore}
	case Watching:
		return []Status{Referred, NoMore, Closed}
	case Referred, NoMore:
		return []Status{Closed}
	case Closed:
		return nil
	}
	return nil
}

// Statuses lists every state.
func Statuses() []Status { return []Status{Raised, Watching, Referred, NoMore, Closed} }

// MayBecome reports whether a concern in state s may go to state to.
func (s Status) MayBecome(to Status) bool {
	for _, n := range next(s) {
		if n == to {
			return true
		}
	}
	return false
}

// Words returns the state in plain words.
func (s Status) Words() string {
	switch s {
	case Watching:
		return "Keeping an eye on it"
	case Referred:
		return "Referred on"
	case NoMore:
		return "No further action"
	case Closed:
		return "Closed"
	default:
		return "New"
	}
}

// Concern is a worry about someone's safety.
type Concern struct {
	ID        ID
	Person    person.ID // empty where the one it concerns is not on record
	About     string    // who that is, in words
	Service   org.ServiceID
	RaisedBy  authz.AccountID
	Raised    time.Time
	Words     string
	DangerNow bool
	Child     bool
	Told      string // whom they rang already
	Lead      authz.AccountID
	Status    Status
	Decision  string // the newest
	Decided   time.Time
	Outcome   string // what was written when it was closed
	Version   int64
	Decisions []Decision // every one, oldest first; filled by ByID
}

// Decision is one step of the lead, with the reason. None is ever changed.
type Decision struct {
	At     time.Time
	By     authz.AccountID
	Status Status
	Words  string
}

// New is what the form asks: words, and nothing else is required.
type New struct {
	Key       string
	About     string // whom it concerns, where RaiseAbout is asked
	Words     string
	DangerNow bool
	Child     bool
	Told      string
}

func (n New) validate() error {
	var c errs.Check
	c.Require(n.Words != "", "words", "safety.words_missing")
	c.Require(text.Length(n.Words) <= 20000, "words", "form.too_long", 20000)
	return c.Err()
}

// Service is the use cases of this package.
type Service struct {
	db       *db.DB
	base     string
	people   *person.Service
	accounts *account.Service
	messages *message.Service
}

// NewService returns the use cases; base is what links in messages begin with.
func NewService(d *db.DB, base string, p *person.Service, acc *account.Service, m *message.Service) *Service {
	return &Service{db: d, base: base, people: p, accounts: acc, messages: m}
}

// Raise writes a concern about someone the actor works with, names the service's
// safeguarding lead and tells them by e-mail that there is something to read. It
// returns the lead's name for the confirmation. A person whom the actor does not
// work with, or the service does not know, is NotFound; a service without a lead is
// a Conflict that says whom to ring. Audited.
func (s *Service) Raise(ctx context.Context, a authz.Actor, p person.ID, sid org.ServiceID, in New) (lead account.Account, err error) {
	in.Words, in.Told = text.Words(in.Words), text.Line(in.Told)
	if err := in.validate(); err != nil {
		return lead, err
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		about, err := s.people.CardTx(ctx, tx, a, authz.ConcernRaise, p)
		if err != nil {
			return err
		}
		if err := access.KnownTx(ctx, tx, about.ID, sid); err != nil {
			return err
		}
		if lead, err = s.lead(ctx, tx, sid); err != nil {
			return err
		}
		_, err = once.Do(ctx, tx, a, in.Key, "concern.raise", func() (string, error) {
			return s.raiseTx(ctx, tx, a, about.ID, sid, lead, in)
		})
		return err
	})
	return lead, err
}

// RaiseAbout is Raise about somebody whom the actor cannot name from a record: a
// neighbour, a child, someone seen once. About says who, in words. For everyone who may
// raise a concern at all. Audited.
func (s *Service) RaiseAbout(ctx context.Context, a authz.Actor, sid org.ServiceID, in New) (lead account.Account, err error) {
	if err := authz.Check(a, authz.ConcernRaise); err != nil {
		return lead, err
	}
	in.Words, in.Told, in.About = text.Words(in.Words), text.Line(in.Told), text.Line(in.About)
	var c errs.Check
	if err := c.Merge(in.validate()); err != nil {
		return lead, err
	}
	c.Require(in.About != "", "about", "safety.about_missing")
	c.Require(text.Length(in.About) <= 200, "about", "form.too_long", 200)
	if err := c.Err(); err != nil {
		return lead, err
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		if lead, err = s.lead(ctx, tx, sid); err != nil {
			return err
		}
		_, err = once.Do(ctx, tx, a, in.Key, "concern.raise", func() (string, error) {
			return s.raiseTx(ctx, tx, a, "", sid, lead, in)
		})
		return err
	})
	return lead, err
}

// lead is the safeguarding lead of a service; a Conflict says whom to ring when there
// is none.
func (s *Service) lead(ctx context.Context, tx *db.Tx, sid org.ServiceID) (account.Account, error) {
	leads, err := s.accounts.HoldersTx(ctx, tx, authz.SafeguardingLead, sid.String())
	if err != nil {
		return account.Account{}, err
	}
	if len(leads) == 0 {
		return account.Account{}, errs.New(errs.Conflict, "safety.no_lead")
	}
	return leads[0], nil
}

func (s *Service) raiseTx(ctx context.Context, tx *db.Tx, a authz.Actor, p person.ID, sid org.ServiceID, lead account.Account, in New) (string, error) {
	c := Concern{ID: id.New[Concern](), Person: p, About: in.About, Service: sid, RaisedBy: a.ID, Raised: tx.Now(), Words: in.Words, DangerNow: in.DangerNow,
		Child: in.Child, Told: in.Told, Lead: lead.ID, Status: Raised}
	if err := insert(ctx, tx, c); err != nil {
		return "", err
	}
	if !p.IsZero() {
		g := access.Grant{Person: p, Holder: lead.ID.String(), Relation: authz.BySafeguarding, Service: sid, Reason: "concern.raise"}
		if err := access.GrantTx(ctx, tx, g); err != nil {
			return "", err
		}
	}
	if lead.Email != "" {
		if err := s.tell(ctx, tx, a, sid, lead); err != nil {
			return "", err
		}
	}
	return c.ID.String(), audit.Record(ctx, tx, a, "concern.raise", audit.About("concern", c.ID.String(), p.String()))
}

// List returns the concerns that the actor leads on, open ones first.
func (s *Service) List(ctx context.Context, a authz.Actor) (out []Concern, err error) {
	if err := authz.Check(a, authz.ConcernRead); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error { out, err = list(ctx, tx, a); return err })
	return out, err
}

// ByID returns a concern with every decision to its lead; anyone else gets NotFound.
func (s *Service) ByID(ctx context.Context, a authz.Actor, cid ID) (c Concern, err error) {
	if err := authz.Check(a, authz.ConcernRead); err != nil {
		return c, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		if c, err = byID(ctx, tx, a, cid); err != nil {
			return err
		}
		c.Decisions, err = decisions(ctx, tx, cid)
		return err
	})
	return c, err
}

// Decide writes what the lead decided and why, beside what they decided before. An
// illegal step, and a lost race, is a Conflict. Audited.
func (s *Service) Decide(ctx context.Context, a authz.Actor, cid ID, version int64, to Status, words string) error {
	if err := authz.Check(a, authz.ConcernDecide); err != nil {
		return err
	}
	words = text.Words(words)
	var k errs.Check
	k.Require(words != "", "decision", "safety.decision_missing")
	k.Require(text.Length(words) <= 20000, "decision", "form.too_long", 20000)
	if err := k.Err(); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := byID(ctx, tx, a, cid)
		if err != nil {
			return err
		}
		if !c.Status.MayBecome(to) {
			return errs.New(errs.Conflict, "safety.is_"+string(c.Status))
		}
		if to == Closed {
			c.Outcome = words
		} else {
			c.Decision = words
		}
		c.Status, c.Decided = to, tx.Now()
		if err := update(ctx, tx, c, version); err != nil {
			return err
		}
		if err := insertDecision(ctx, tx, cid, Decision{At: tx.Now(), By: a.ID, Status: to, Words: words}); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "concern.decide", audit.About("concern", cid.String(), c.Person.String()))
	})
}
