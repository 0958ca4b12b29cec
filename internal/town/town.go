package town

import (
	"context"
	"math/rand/v2"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/directory"
	"weft/internal/org"
	"weft/internal/town/census"
	"weft/internal/town/group"
	"weft/internal/web"
	"weft/internal/web/demo"
)

// seed makes the town the same every time.
const seed = 14_03_2019

// Town is what Build made, for the pages of the demonstration.
type Town struct {
	Roles     []demo.Role
	Secret    string // the referral link of the demo's GP practice
	GroupLink string // address by which one group can still answer; its code comes to the outbox
	Service   org.ServiceID
}

// builder holds what the parts of the town share.
type builder struct {
	ctx   context.Context
	v     web.Services
	now   *clock.Manual
	end   time.Time  // when the town is made
	today clock.Date // the day of end
	zone  *time.Location
	rng   *rand.Rand
	Town
	orgs      map[string]org.ID
	actors    map[string]authz.Actor // by name
	referrers []referrer
	services  []group.Service
	groups    map[string]directory.ID // by the name of the service
	nhs       census.NHSNumbers
	names     map[string]bool
	phones    int // the next landline, and the last mobile, of people
	mobiles   int
	lives     []*life
	diaries   map[string]*diary // by the name of the worker
	events    []event
}

// Build makes the town with these Services, whose database reads its clock from now.
// today is when it ends. The Services must stand on an empty database; wrap the call
// in db.Bulk.
func Build(ctx context.Context, v web.Services, now *clock.Manual, today time.Time, zone *time.Location) (Town, error) {
	b := &builder{ctx: ctx, v: v, now: now, end: today, today: clock.DateOf(today, zone), zone: zone, rng: rand.New(rand.NewPCG(seed, seed)),
		orgs: map[string]org.ID{}, actors: map[string]authz.Actor{}, groups: map[string]directory.ID{}, names: map[string]bool{},
		phones:  101,
		diaries: map[string]*diary{}}
	for _, step := range []func() error{b.organisations, b.directory, b.accounts, b.posts, b.people, b.run} {
		if err := step(); err != nil {
			return Town{}, err
		}
	}
	now.Set(today)
	return b.Town, nil
}
