package progress

import (
	"context"
	"time"

	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/org"
)

// Capacity is evidence of how much room a service had in some days: it says nothing about
// any worker and nothing of why.
type Capacity struct {
	Days   int // in the time that was asked about
	Paused int // on which new referrals were paused, wholly or in part
	Held   int // referrals that a pause held
	Still  int // of those, held at the end
}

// CapacityAt returns the capacity of a service from one day until another, both counted.
// Pauses of one worker are left out. Open to anyone: it counts days and referrals only.
func (s *Service) CapacityAt(ctx context.Context, sid org.ServiceID, from, to clock.Date) (c Capacity, err error) {
	type span struct {
		began clock.Date
		ended time.Time
	}
	c.Days = to.DaysSince(from) + 1
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		today := clock.DateOf(tx.Now(), s.zone)
		spans, err := db.All(ctx, tx, func(sc db.Scan) (span, error) {
			var v span
			var began time.Time
			err := sc(&began, &v.ended)
			v.began = clock.DateOf(began, s.zone)
			return v, err
		}, `select began, ended from referral_pause where service = $1 and kind <> 'worker' and began is not null`, sid)
		if err != nil {
			return err
		}
		for d := from; !d.After(to); d = d.AddDays(1) {
			for _, v := range spans {
				last := today
				if !v.ended.IsZero() {
					last = clock.DateOf(v.ended, s.zone)
				}
				if !d.Before(v.began) && !d.After(last) {
					c.Paused++
					break
				}
			}
		}
		_, err = db.One(ctx, tx, func(sc db.Scan) (struct{}, error) { return struct{}{}, sc(&c.Held, &c.Still) },
			`select count(*), coalesce(sum(case when status = 'held' then 1 else 0 end), 0) from referral where service = $1 and held_at >= $2 and held_at < $3`,
			sid, from.Time(s.zone), to.AddDays(1).Time(s.zone))
		return err
	})
	return c, err
}
