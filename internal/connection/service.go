package connection

import (
	"context"
	"slices"
	"time"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/consent"
	"weft/internal/db"
	"weft/internal/directory"
	"weft/internal/due"
	"weft/internal/message"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/plan"
)

// Service is the use cases of this package.
type Service struct {
	db   *db.DB
	zone *time.Location
	base string
	on   Parts
}

// Parts are the capabilities that a connection goes through.
type Parts struct {
	People    *person.Service
	Accounts  *account.Service
	Cases     *caseload.Service
	Plans     *plan.Service
	Consents  *consent.Service
	Messages  *message.Service
	Directory *directory.Service
}

// NewService returns the use cases on a database; zone is where "today" is, base the
// address that links in messages begin with.
func NewService(d *db.DB, zone *time.Location, base string, p Parts) *Service {
	return &Service{db: d, zone: zone, base: base, on: p}
}

func (s *Service) today(tx *db.Tx) clock.Date { return clock.DateOf(tx.Now(), s.zone) }

// rules returns the service that a connection belongs to, and what is due there, when.
func (s *Service) rules(ctx context.Context, tx *db.Tx, c Connection) (org.Service, due.Rules, error) {
	sid, err := db.One(ctx, tx, db.Value[org.ServiceID], `select service from connection where id = $1`, c.ID)
	if err != nil {
		return org.Service{}, due.Rules{}, err
	}
	service, err := org.ServiceTx(ctx, tx, sid)
	if err != nil {
		return org.Service{}, due.Rules{}, err
	}
	r, err := due.ForTx(ctx, tx, sid, s.today(tx))
	return service, r, err
}

// newsFor is how long an answer of a group is news.
const newsFor = 14 * 24 * time.Hour

// ForPerson returns the connections of a person, newest first, to whoever may read the
// case (authz.CaseRead).
func (s *Service) ForPerson(ctx context.Context, a authz.Actor, p person.ID) (out []Connection, err error) {
	if err := authz.Check(a, authz.CaseRead); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		if out, err = forPerson(ctx, tx, a, p); err != nil {
			return err
		}
		return s.mask(ctx, tx, a, p, out)
	})
	return out, err
}

// mask takes out what a group was told, where it says of the person what is held back
// from the actor.
func (s *Service) mask(ctx context.Context, tx *db.Tx, a authz.Actor, p person.ID, list []Connection) error {
	if !slices.ContainsFunc(list, func(c Connection) bool { return c.Shared != "" }) {
		return nil
	}
	c, err := s.on.People.CardTx(ctx, tx, a, authz.PersonRead, p)
	if err != nil || c.Full || !c.Restricted && !c.HiddenAddress {
		return err
	}
	for i := range list {
		list[i].Shared = ""
	}
	return nil
}

// ByID returns one connection of a person to whoever may read the case; NotFound outside
// the scope.
func (s *Service) ByID(ctx context.Context, a authz.Actor, p person.ID, cid ID) (c Connection, err error) {
	if err := authz.Check(a, authz.CaseRead); err != nil {
		return c, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		if c, err = byID(ctx, tx, a, authz.CaseRead, p, cid); err != nil {
			return err
		}
		one := []Connection{c}
		err = s.mask(ctx, tx, a, p, one)
		c = one[0]
		return err
	})
	return c, err
}

// News is what a worker wants to know of the connections of their people today.
type News struct {
	Answered []Connection // by groups through their links in the last 14 days, newest first
	ToCome   []Connection // time to ask "did they come?" or "have they settled?", those that have waited longest first
}

// Today returns the news about people whose worker the actor is or stands in for, in one
// statement. It is time to ask whether somebody came (due.GroupCame) after there was a
// place, or after the person was to ask themself; and whether they have settled
// (due.GroupSettled) after the first time.
func (s *Service) Today(ctx context.Context, a authz.Actor) (n News, err error) {
	if err := authz.Check(a, authz.CaseRead); err != nil {
		return n, err
	}
	err = s.db.Glance(ctx, func(tx *db.Tx) error {
		since, today := tx.Now().Add(-newsFor), s.today(tx)
		all, err := ofMine(ctx, tx, a, func(bind func(any) string) string {
			return "(c.by_link and c.answered >= " + bind(since) +
				" or (c.status = 'offered' or c.status = 'attended' or c.status = 'sent' and c.via = 'by_person') and c.chase_on <= " + bind(today) + ")"
		}, "c.answered desc, c.id desc")
		for _, c := range all {
			if c.ByLink && !c.Answered.Before(since) {
				n.Answered = append(n.Answered, c)
			}
			if (c.Status == Offered || c.Status == Attended || c.Status == Sent && c.Via == ByPerson) && !c.ChaseOn.IsZero() && !c.ChaseOn.After(today) {
				n.ToCome = append(n.ToCome, c)
			}
		}
		slices.SortStableFunc(n.ToCome, func(x, y Connection) int { return x.ChaseOn.DaysSince(y.ChaseOn) })
		return err
	})
	return n, err
}
