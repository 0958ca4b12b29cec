package progress

import (
	"context"
	"sort"
	"strings"
	"time"

	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/org"
	"weft/internal/referral"
)

// Steps is when each step of a referral was reached; a zero time is "not yet".
type Steps struct {
	Received  clock.Date
	Accepted  time.Time
	Spoken    time.Time // contacted
	Met       time.Time
	Connected time.Time // a group said yes
	Closed    time.Time
}

// Service reads.
type Service struct {
	db   *db.DB
	zone *time.Location
}

// NewService returns the read model on a database.
func NewService(d *db.DB, zone *time.Location) *Service { return &Service{db: d, zone: zone} }

// Of returns the steps of these referrals in one statement. A referral that turned out
// to be a second one for the same person follows that person's case, so its referrer
// hears the outcome too and is not told why.
func (s *Service) Of(ctx context.Context, ids []referral.ID) (map[referral.ID]Steps, error) {
	out := make(map[referral.ID]Steps, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	var args db.Args
	marks := make([]string, len(ids))
	for i, v := range ids {
		marks[i] = args.Bind(v)
	}
	type row struct {
		id referral.ID
		Steps
	}
	err := s.db.Read(ctx, func(tx *db.Tx) error {
		rows, err := db.All(ctx, tx, func(sc db.Scan) (row, error) {
			var r row
			err := sc(&r.id, &r.Received, &r.Accepted, &r.Spoken, &r.Met, &r.Connected, &r.Closed)
			return r, err
		}, `select r.id, r.received, coalesce(c.opened, case when r.status in ('accepted', 'waiting') then r.status_at end),
			(select min(k.at) from contact k where k.case_id = c.id and k.struck is null and k.outcome = 'spoke'),
			(select min(k.at) from contact k where k.case_id = c.id and k.struck is null and k.outcome = 'spoke'
				and k.how in ('home', 'practice', 'community', 'walk', 'with_group')),
			(select min(n.answered) from connection n where n.case_id = c.id and n.status in ('offered', 'attended', 'ongoing', 'completed')),
			coalesce(c.closed, case when r.status in ('declined_by_person', 'redirected', 'unable_to_contact', 'withdrawn', 'died') then r.status_at end)
			from referral r left join person_case c on c.referral = r.id and c.reopens is null or r.status = 'duplicate' and c.id =
				(select d.id from person_case d where d.person = r.person and d.service = r.service order by d.opened desc limit 1) where r.id in (`+strings.Join(marks, ", ")+`)`, args.List()...)
		for _, r := range rows {
			out[r.id] = r.Steps
		}
		return err
	})
	return out, err
}

// Wait is how long people waited lately for a first conversation, in days. It is
// known only when at least ten people had one; then the tenth and the ninetieth
// percentile say how long eight in ten of them waited.
type Wait struct {
	Known  bool
	Median int
	Low    int // 10th percentile
	High   int // 90th percentile
	People int
}

const (
	waitOver  = 3 // months
	waitLeast = 10
)

// WaitAt returns the wait at a service over the last three months: from the day the
// referral came to the first time they spoke. Open to anyone: it is an aggregate of
// ten people or more.
func (s *Service) WaitAt(ctx context.Context, sid org.ServiceID) (w Wait, err error) {
	var days []int
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		since := tx.Now().AddDate(0, -waitOver, 0)
		days, err = db.All(ctx, tx, func(sc db.Scan) (int, error) {
			var received clock.Date
			var spoke time.Time
			if err := sc(&received, &spoke); err != nil {
				return 0, err
			}
			return clock.DateOf(spoke, s.zone).DaysSince(received), nil
		}, `select r.received, c.first_spoken from person_case c join referral r on r.id = c.referral
			where c.service = $1 and c.first_spoken >= $2 and not exists
				(select 1 from person_case e where e.referral = c.referral and e.first_spoken < c.first_spoken)`, sid, since)
		return err
	})
	return wait(days), err
}

func wait(days []int) Wait {
	if len(days) < waitLeast {
		return Wait{People: len(days)}
	}
	sort.Ints(days)
	return Wait{Known: true, Median: percentile(days, 50), Low: percentile(days, 10), High: percentile(days, 90), People: len(days)}
}

// percentile is the nearest rank of sorted values.
func percentile(sorted []int, p int) int {
	rank := (p*len(sorted) + 99) / 100
	return sorted[max(rank, 1)-1]
}
