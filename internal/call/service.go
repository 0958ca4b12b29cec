package call

import (
	"context"
	"slices"
	"time"

	"weft/internal/access"
	"weft/internal/account"
	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/once"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/text"
)

// Service is the use cases of this package.
type Service struct {
	db       *db.DB
	zone     *time.Location
	people   *person.Service
	accounts *account.Service
}

// NewService returns the use cases on a database; zone is where "today" is.
func NewService(d *db.DB, zone *time.Location, p *person.Service, acc *account.Service) *Service {
	return &Service{db: d, zone: zone, people: p, accounts: acc}
}

// staffRoles are the roles that answer a service's telephone.
func staffRoles() []authz.Role {
	return []authz.Role{authz.LinkWorker, authz.TeamLead, authz.Triager, authz.SchemeAdmin}
}

// at returns the services whose telephone the actor answers.
func at(a authz.Actor) []string {
	var out []string
	for _, r := range staffRoles() {
		out = append(out, a.At(r)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// check returns nil when the actor may do this at the service; another service answers
// as if it were not there.
func check(a authz.Actor, p authz.Permission, sid org.ServiceID) error {
	if err := authz.Check(a, p); err != nil {
		return err
	}
	if a.Kind != authz.System && !slices.Contains(at(a), sid.String()) {
		return errs.New(errs.NotFound, "call.not_found")
	}
	return nil
}

// Note writes that somebody rang a service. Nothing but who, or a number, is asked; a
// person who is named has to be one whom the actor sees, else NotFound. The same key
// writes one call. Staff of the service. Audited.
func (s *Service) Note(ctx context.Context, a authz.Actor, sid org.ServiceID, in New) (ID, error) {
	in = in.tidy()
	if err := check(a, authz.CallKeep, sid); err != nil {
		return "", err
	}
	if err := in.validate(); err != nil {
		return "", err
	}
	var result string
	err := s.db.Write(ctx, func(tx *db.Tx) (err error) {
		result, err = once.Do(ctx, tx, a, in.Key, "call.note", func() (string, error) {
			c := Call{ID: id.New[Call](), Service: sid, At: tx.Now(), By: a.ID, Person: in.Person, Who: in.Who, Number: in.Number, Words: in.Words,
				Urgent: in.Urgent, Status: Waiting, StatusAt: tx.Now()}
			if !in.Person.IsZero() {
				var err error
				if c.Person, err = s.known(ctx, tx, a, sid, in.Person); err != nil {
					return "", err
				}
			}
			if err := insert(ctx, tx, c); err != nil {
				return "", err
			}
			return c.ID.String(), audit.Record(ctx, tx, a, "call.note", c.subject())
		})
		return err
	})
	return ID(result), err
}

func (c Call) subject() audit.Subject { return audit.About("call", c.ID.String(), c.Person.String()) }

// Open returns the calls of the actor's services that are not done, urgent ones first,
// then the oldest. Those about a person whom the actor may not see are masked.
func (s *Service) Open(ctx context.Context, a authz.Actor) (out []Call, err error) {
	if err := authz.Check(a, authz.CallKeep); err != nil {
		return nil, err
	}
	err = s.db.Glance(ctx, func(tx *db.Tx) error { out, err = open(ctx, tx, a); return err })
	return out, err
}

// ByID returns one call of the actor's services, masked where it is about a person whom
// they may not see; NotFound elsewhere.
func (s *Service) ByID(ctx context.Context, a authz.Actor, cid ID) (c Call, err error) {
	if err := authz.Check(a, authz.CallKeep); err != nil {
		return c, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error { c, err = byID(ctx, tx, a, cid); return err })
	return c, err
}

// ForPerson returns the calls about a person whom the actor sees, newest first.
func (s *Service) ForPerson(ctx context.Context, a authz.Actor, p person.ID) (out []Call, err error) {
	if err := authz.Check(a, authz.CaseRead); err != nil {
		return nil, err
	}
	err = s.db.Glance(ctx, func(tx *db.Tx) error { out, err = forPerson(ctx, tx, a, p); return err })
	return out, err
}

// change reads a call that the actor may read whole, runs step on it and keeps it.
func (s *Service) change(ctx context.Context, a authz.Actor, cid ID, version int64, verb string, step func(tx *db.Tx, c *Call) error) error {
	if err := authz.Check(a, authz.CallKeep); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := byID(ctx, tx, a, cid)
		if err != nil {
			return err
		}
		if c.Masked {
			return errs.New(errs.NotFound, "call.not_found")
		}
		if err := step(tx, &c); err != nil {
			return err
		}
		if err := update(ctx, tx, c, version); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, verb, c.subject())
	})
}

func (c *Call) become(tx *db.Tx, to Status) error {
	if err := c.move(to); err != nil {
		return err
	}
	c.Status, c.StatusAt = to, tx.Now()
	return nil
}

// Take says that the actor rings back. A call that somebody has taken, or that is done,
// is a Conflict. Audited.
func (s *Service) Take(ctx context.Context, a authz.Actor, cid ID, version int64) error {
	return s.change(ctx, a, cid, version, "call.take", func(tx *db.Tx, c *Call) error {
		c.Holder = a.ID
		return c.become(tx, Taken)
	})
}

// PutBack says that nobody rings back after all. Audited.
func (s *Service) PutBack(ctx context.Context, a authz.Actor, cid ID, version int64) error {
	return s.change(ctx, a, cid, version, "call.put_back", func(tx *db.Tx, c *Call) error {
		c.Holder = ""
		return c.become(tx, Waiting)
	})
}

// Finish says that it is done, with a few words where there are any. What was said with
// a person on record belongs into a contact. Audited.
func (s *Service) Finish(ctx context.Context, a authz.Actor, cid ID, version int64, outcome string) error {
	outcome = text.Words(outcome)
	return s.change(ctx, a, cid, version, "call.finish", func(tx *db.Tx, c *Call) error {
		if err := c.become(tx, Done); err != nil {
			return err
		}
		var k errs.Check
		k.Require(text.Length(outcome) <= 2000, "outcome", "form.too_long", 2000)
		if c.Holder.IsZero() {
			c.Holder = a.ID
		}
		c.Outcome = outcome
		return k.Err()
	})
}

// Match says who rang: a person whom the actor sees, else NotFound. A wrong match is
// put right by another, or by the zero id for "we do not know". From then on only those
// who see the person read the call. Audited.
func (s *Service) Match(ctx context.Context, a authz.Actor, cid ID, version int64, p person.ID) error {
	return s.change(ctx, a, cid, version, "call.match", func(tx *db.Tx, c *Call) error {
		c.Person = ""
		if p.IsZero() {
			return nil
		}
		var err error
		c.Person, err = s.known(ctx, tx, a, c.Service, p)
		return err
	})
}

// known returns the person whom a call is about: one whom the actor sees and the service
// knows, because otherwise nobody there could read the call any more.
func (s *Service) known(ctx context.Context, tx *db.Tx, a authz.Actor, sid org.ServiceID, p person.ID) (person.ID, error) {
	card, err := s.people.CardTx(ctx, tx, a, authz.PersonRead, p)
	if err != nil {
		return "", err
	}
	return card.ID, access.KnownTx(ctx, tx, card.ID, sid)
}

// StandIn opens a masked call to the duty worker of today, with sight of the person
// until the end of tomorrow. Anyone else gets Forbidden. Audited with the person, so
// that it shows who stood in.
func (s *Service) StandIn(ctx context.Context, a authz.Actor, cid ID) error {
	if err := authz.Check(a, authz.CallKeep); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := whole(ctx, tx, a, cid)
		if err != nil {
			return err
		}
		today := clock.DateOf(tx.Now(), s.zone)
		on, err := duties(ctx, tx, c.Service, today, today)
		if err != nil {
			return err
		}
		if len(on) == 0 || on[0].Account != a.ID || !a.HasAt(authz.LinkWorker, c.Service.String()) {
			return errs.New(errs.Forbidden, "call.not_on_duty")
		}
		if c.Person.IsZero() || c.Status == Done {
			return errs.New(errs.Conflict, "call.is_"+string(c.Status))
		}
		g := access.Grant{Person: c.Person, Holder: a.ID.String(), Relation: authz.ByCover, Service: c.Service, Reason: "call.stand_in"}
		if err := access.GrantUntilTx(ctx, tx, g, today.AddDays(2).Time(s.zone)); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "call.stand_in", c.subject())
	})
}
