package worklist

import (
	"context"
	"slices"
	"strings"
	"time"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/due"
	"weft/internal/org"
)

// Service reads.
type Service struct {
	db   *db.DB
	zone *time.Location
}

// NewService returns the read model on a database; zone is where "today" is.
func NewService(d *db.DB, zone *time.Location) *Service { return &Service{db: d, zone: zone} }

// Of returns one line for each of these open cases of a worker, the soonest first, with
// what rides on it as far as the actor may read the case. Cases on hold are told of on their day and
// of nothing else. It takes three statements however many cases there are.
func (s *Service) Of(ctx context.Context, a authz.Actor, worker authz.AccountID, cases []caseload.Listed) (out []Line, err error) {
	if err := authz.Check(a, authz.CaseRead); err != nil {
		return nil, err
	}
	if len(cases) == 0 {
		return nil, nil
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		known, err := read(ctx, tx, a, worker)
		if err != nil {
			return err
		}
		rules, err := due.AllTx(ctx, tx)
		if err != nil {
			return err
		}
		today := clock.DateOf(tx.Now(), s.zone)
		at, services := map[org.ServiceID]due.Rules{}, []org.ServiceID{}
		for _, c := range cases {
			if _, known := at[c.Service]; !known {
				at[c.Service], services = rules.At(c.Service, today), append(services, c.Service)
			}
		}
		nation, err := nations(ctx, tx, services)
		if err != nil {
			return err
		}
		out = make([]Line, 0, len(cases))
		for _, c := range cases {
			f, reads := known[c.ID]
			f.c, f.nation = c, nation[c.Service]
			if !reads {
				f.c.LevelOn, f.c.Spoken = clock.Date{}, 0
			}
			switch c.Status {
			case caseload.OnHold:
				if !c.Next.On.IsZero() {
					out = append(out, Line{Case: c, On: c.Next.On, Planned: true})
				}
				continue
			case caseload.FirstContact:
				f = facts{c: c, nation: f.nation} // the first call is all that matters
				f.c.LevelOn, f.c.Spoken = today, 0
			}
			line := f.fold(at[c.Service], today, s.zone)
			line.Case = c
			out = append(out, line)
		}
		return nil
	})
	slices.SortStableFunc(out, func(x, y Line) int {
		if d := x.On.DaysSince(y.On); d != 0 {
			return d
		}
		return strings.Compare(timeOf(x), timeOf(y))
	})
	return out, err
}

// timeOf puts what has a time before what has none.
func timeOf(l Line) string {
	if l.Planned && l.Case.Next.Time != "" {
		return l.Case.Next.Time
	}
	return "~"
}
