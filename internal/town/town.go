package town

import (
	"context"
	"math/rand/v2"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/org"
	"weft/internal/web"
	"weft/internal/web/demo"
)

// seed makes the town the same every time.
const seed = 14_03_2019

// Town is what Build made, for the pages of the demonstration.
type Town struct {
	Roles   []demo.Role
	Secret  string // the referral link of the demo's GP practice
	Service org.ServiceID
}

// builder holds what the parts of the town share.
type builder struct {
	ctx   context.Context
	v     web.Services
	now   *clock.Manual
	today time.Time
	rng   *rand.Rand
	zone  *time.Location
	Town
	orgs    map[string]org.ID
	workers []authz.AccountID
	actors  map[string]authz.Actor
}

// Build makes the town with these Services, whose database reads its clock from now.
// today is when it ends. The Services must stand on an empty database; wrap the call
// in db.Bulk.
func Build(ctx context.Context, v web.Services, now *clock.Manual, today time.Time, zone *time.Location) (Town, error) {
	b := &builder{ctx: ctx, v: v, now: now, today: today, zone: zone, rng: rand.New(rand.NewPCG(seed, seed)),
		orgs: map[string]org.ID{}, actors: map[string]authz.Actor{}}
	for _, step := range []func() error{b.organisations, b.accounts, b.people} {
		if err := step(); err != nil {
			return Town{}, err
		}
	}
	now.Set(today)
	return b.Town, nil
}

// at moves the clock to a time of day so many days before today.
func (b *builder) at(daysAgo, hour, minute int) {
	d := clock.DateOf(b.today, b.zone).AddDays(-daysAgo)
	t := d.Time(b.zone).Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
	if t.After(b.today) {
		t = b.today
	}
	b.now.Set(t)
}
