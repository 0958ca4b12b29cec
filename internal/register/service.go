package register

import (
	"context"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/contact"
	"weft/internal/db"
	"weft/internal/id"
	"weft/internal/once"
	"weft/internal/org"
)

// Service is the use cases of this package.
type Service struct {
	db       *db.DB
	zone     *time.Location
	cases    *caseload.Service
	contacts *contact.Service
}

// NewService returns the use cases on a database; zone is where "today" is.
func NewService(d *db.DB, zone *time.Location, c *caseload.Service, k *contact.Service) *Service {
	return &Service{db: d, zone: zone, cases: c, contacts: k}
}

// noon is when a session of an earlier day is put, because its time was not asked.
const noon = 12 * time.Hour

// Record keeps one session: a register, and one contact line for each named person who
// came or did not. Everyone named has an open case that the actor works; one who has
// not answers as if nobody were there and nothing is written. For whoever works with
// people. Invalid names the fields. The same key keeps one. Audited.
func (s *Service) Record(ctx context.Context, a authz.Actor, in New) (rid ID, err error) {
	if err := authz.Check(a, authz.CaseWork); err != nil {
		return "", err
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		today := clock.DateOf(tx.Now(), s.zone)
		in := in.tidy(today)
		if err := in.validate(today); err != nil {
			return err
		}
		result, err := once.Do(ctx, tx, a, in.Key, "register.record", func() (string, error) {
			rid, err := s.recordTx(ctx, tx, a, in, today)
			return rid.String(), err
		})
		rid = ID(result)
		return err
	})
	return rid, err
}

func (s *Service) recordTx(ctx context.Context, tx *db.Tx, a authz.Actor, in New, today clock.Date) (ID, error) {
	r := Register{ID: id.New[Register](), Service: worksAt(a), Kind: in.Kind, On: in.On, Place: in.Place, Minutes: in.Minutes, Note: in.Note,
		Others: in.Others, By: a.ID}
	cases := make([]caseload.Case, len(in.Lines))
	for i, l := range in.Lines {
		c, err := s.cases.OpenForTx(ctx, tx, a, authz.CaseWork, l.Person)
		if err != nil {
			return "", err
		}
		cases[i], r.Service = c, c.Service
	}
	if err := insert(ctx, tx, r); err != nil {
		return "", err
	}
	at := tx.Now()
	if in.On != today {
		at = in.On.Time(s.zone).Add(noon)
	}
	for i, l := range in.Lines {
		kid, err := s.contacts.SessionTx(ctx, tx, a, cases[i], line(in, l, at))
		if err != nil {
			return "", err
		}
		if err := insertLine(ctx, tx, r.ID, kid, l); err != nil {
			return "", err
		}
	}
	return r.ID, audit.Record(ctx, tx, a, "register.record", audit.On("register", r.ID.String()))
}

// worksAt is a service at which the actor works with people.
func worksAt(a authz.Actor) org.ServiceID {
	for _, r := range []authz.Role{authz.LinkWorker, authz.TeamLead} {
		for _, at := range a.At(r) {
			return org.ServiceID(at)
		}
	}
	return ""
}

// line is what stands in the story of one person: the facts of the session and their
// own line, and nothing about anybody else.
func line(in New, l Line, at time.Time) contact.New {
	n := contact.New{At: at, How: in.Kind.how(), Outcome: contact.Spoke, Purpose: in.Kind.purpose(), Minutes: in.Minutes, Place: in.Place, Note: in.Note}
	if l.Words != "" && n.Note != "" {
		n.Note += "\n"
	}
	n.Note += l.Words
	if l.Came == No {
		n.Outcome, n.Minutes = contact.CouldNotMeet, 0
	}
	return n
}

// Mine returns the sessions that the actor kept, newest first, at most 20.
func (s *Service) Mine(ctx context.Context, a authz.Actor) (out []Register, err error) {
	if err := authz.Check(a, authz.CaseWork); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error { out, err = mine(ctx, tx, a); return err })
	return out, err
}
