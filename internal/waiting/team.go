package waiting

import (
	"context"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/due"
	"weft/internal/org"
)

// Bracket counts those who have no worker yet and have waited from so many days to so
// many; To is 0 where there is no end.
type Bracket struct{ From, To, People int }

// Team is how a service stands, in counts. No worker stands in it.
type Team struct {
	Wait        []Bracket
	Unallocated int // accepted, neither on the list nor with a worker
	OverdueCall int // a worker has them, and the first try is overdue
	OldDrafts   int // forms that staff began more than two days ago
	Unread      int // nobody has read them for safety in the time of the service (due.Reading)
	Held        int
}

// Waiting returns how many have no worker yet.
func (t Team) Waiting() int {
	n := 0
	for _, b := range t.Wait {
		n += b.People
	}
	return n
}

const draftsAfter = 48 * time.Hour

// TeamAt returns how a service stands, for its lead; a service that the actor does not
// lead is NotFound. Drafts are counted and never read.
func (s *Service) TeamAt(ctx context.Context, a authz.Actor, sid org.ServiceID) (t Team, err error) {
	if err := leads(a, authz.LoadRead, sid); err != nil {
		return t, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		v, err := org.ServiceTx(ctx, tx, sid)
		if err != nil {
			return err
		}
		today := clock.DateOf(tx.Now(), s.zone)
		if t.Wait, err = brackets(ctx, tx, sid, today); err != nil {
			return err
		}
		if t.Unread, err = s.unread(ctx, tx, v, today); err != nil {
			return err
		}
		return counts(ctx, tx, sid, today, &t)
	})
	return t, err
}

// unread counts the referrals, held ones too, that nobody has read for safety although
// the day by which the service does so has passed.
func (s *Service) unread(ctx context.Context, tx *db.Tx, v org.Service, today clock.Date) (n int, err error) {
	rules, err := due.ForTx(ctx, tx, v.ID, today)
	if err != nil {
		return 0, err
	}
	rule := rules.Rule(due.Reading)
	came, err := db.All(ctx, tx, db.Value[time.Time], `select created from referral where service = $1 and status in ('submitted', 'held') and read_at is null`, v.ID)
	for _, at := range came {
		if rule.On(clock.DateOf(at, s.zone), v.Nation).Before(today) {
			n++
		}
	}
	return n, err
}

func brackets(ctx context.Context, tx *db.Tx, sid org.ServiceID, today clock.Date) ([]Bracket, error) {
	since, err := db.All(ctx, tx, db.Value[clock.Date], `select received from referral where service = $1 and status in ('accepted', 'waiting')`, sid)
	out := []Bracket{{From: 0, To: 7}, {From: 8, To: 14}, {From: 15, To: 28}, {From: 29}}
	for _, d := range since {
		n := today.DaysSince(d)
		for i := range out {
			if n >= out[i].From && (out[i].To == 0 || n <= out[i].To) {
				out[i].People++
			}
		}
	}
	return out, err
}

func counts(ctx context.Context, tx *db.Tx, sid org.ServiceID, today clock.Date, t *Team) error {
	_, err := db.One(ctx, tx, func(s db.Scan) (struct{}, error) {
		return struct{}{}, s(&t.Unallocated, &t.OverdueCall, &t.OldDrafts, &t.Held)
	}, `select (select count(*) from referral where service = $1 and status = 'accepted'),
		(select count(*) from person_case where service = $1 and closed is null and status = 'first_contact' and next_on < $2),
		(select count(*) from draft d where d.at < $3 and exists (select 1 from role_assignment a where a.account = d.account and a.at = $1
			and a.starts <= $4 and (a.ends is null or a.ends > $4))),
		(select count(*) from referral where service = $1 and status = 'held')`,
		sid, today, tx.Now().Add(-draftsAfter), tx.Now())
	return err
}
