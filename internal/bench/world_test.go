package bench_test

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"weft/internal/app"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/config"
	"weft/internal/db"
	"weft/internal/fixture"
	"weft/internal/hsds"
	"weft/internal/i18n"
	"weft/internal/org"
	"weft/internal/place"
	"weft/internal/web/demo"
)

// scale is how large a world is and how long each turn takes.
type scale struct {
	name     string
	people   int // in all
	networks int // primary care networks of 50,000 residents, each a service: thirty are a system of 1.5 million
	workers  int // of each network
	groups   int
	turns    int
	turn     time.Duration
	starts   int // of the program, for the time that takes
}

// whole is what `make bench` measures; quick only proves that it can.
func whole() scale {
	return scale{name: "whole", people: 100_000, networks: 30, workers: 4, groups: 100_000, turns: 5, turn: time.Second, starts: 7}
}

func quick() scale {
	return scale{name: "quick", people: 240, networks: 2, workers: 2, groups: 60, turns: 1, turn: 10 * time.Millisecond, starts: 1}
}

// ticking is a clock that began at the world's standstill when it was made.
type ticking struct{ began time.Time }

// Now is how long the bench has run, in the world's time.
func (c ticking) Now() time.Time { return now().Add(time.Since(c.began)) }

var _ clock.Clock = ticking{}

// world is one made database, open, with the pages on it.
type world struct {
	engine
	scale              scale
	db                 *db.DB
	pages              app.Pages
	network            site     // the first
	system             []site   // all
	workers, referrers []string // of the whole system
	server             *server
	clock              ticking
}

// opening is the clock of the day on which the services began.
func opening() *clock.Manual { return clock.NewManual(now().AddDate(-4, 0, 0)) }

// makeWorld fills an empty, migrated database.
func makeWorld(t testing.TB, s scale, e engine, d *db.DB, groups hsds.Source) {
	t.Helper()
	ctx := context.Background()
	h := fixture.New(t, d, opening())
	must(t, settled(ctx, h, groups))
	eids := groupIDs(t, d)
	var all []site
	for i := range s.networks {
		all = append(all, staffed(t, h, fmt.Sprintf("Invented network %d", i+1), s.people/s.networks, s.workers, 5))
	}
	fill := func(out sink) error {
		m := newMaker(out, eids)
		for _, p := range all {
			if err := m.fill(p); err != nil {
				return err
			}
		}
		return nil
	}
	if e.kind == db.Postgres {
		must(t, intoPostgres(ctx, e.address, fill))
	} else {
		must(t, intoSQLite(ctx, d, fill))
	}
	must(t, d.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `update person_case set
			first_spoken = (select min(k.at) from contact k where k.case_id = person_case.id and k.outcome = 'spoke'),
			last_spoken = (select max(k.at) from contact k where k.case_id = person_case.id and k.outcome = 'spoke'),
			spoken = (select count(*) from contact k where k.case_id = person_case.id and k.outcome = 'spoke'),
			last_contact = (select max(k.at) from contact k where k.case_id = person_case.id),
			last_outcome = coalesce((select k.outcome from contact k where k.case_id = person_case.id order by k.at desc, k.id desc limit 1), '')`)
		if err == nil && e.kind == db.Postgres {
			_, err = tx.Exec(ctx, "analyze")
		}
		return err
	}))
}

// settled brings in the postcodes of the fictional area and the groups.
func settled(ctx context.Context, h *fixture.House, groups hsds.Source) error {
	if _, err := place.NewService(h.DB).Add(ctx, authz.Program(), place.Fictional()); err != nil {
		return err
	}
	_, err := h.Groups.Import(ctx, authz.Program(), groups, nil)
	return err
}

// staffed makes a service with its people at work.
func staffed(t testing.TB, h *fixture.House, name string, people, workers, practices int) site {
	t.Helper()
	ctx := context.Background()
	host := h.Organisation(t, "vcse")
	sid, err := h.Orgs.AddService(ctx, authz.Program(), org.NewService{Host: host.ID, Name: name, Phone: "01632 960204", Hours: "Monday to Friday, 9 to 5", Nation: clock.England})
	must(t, err)
	v, err := h.Orgs.ServiceByID(ctx, sid)
	must(t, err)
	p := site{service: sid.String(), people: people, lead: h.Lead(t, v).ID.String()}
	for range practices {
		o := h.Practice(t)
		must(t, h.Orgs.Join(ctx, authz.Program(), sid, o.ID))
		p.practices, p.referrers = append(p.practices, o.ID.String()), append(p.referrers, h.Referrer(t, o).ID.String())
	}
	for range workers {
		p.workers = append(p.workers, h.Worker(t, v).ID.String())
	}
	return p
}

func groupIDs(t testing.TB, d *db.DB) []string {
	t.Helper()
	return column(t, d, `select id from directory_entry where status = 'live' order by seq limit 5000`)
}

// column reads one column of text.
func column(t testing.TB, d *db.DB, q string, args ...any) (out []string) {
	t.Helper()
	ctx := context.Background()
	must(t, d.Read(ctx, func(tx *db.Tx) (err error) {
		out, err = db.All(ctx, tx, db.Value[string], q, args...)
		return err
	}))
	return out
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("bench: %v", err)
	}
}

// enter opens the pages on a made database and lets them be reached.
func enter(t testing.TB, s scale, e engine, d *db.DB, c ticking) *world {
	t.Helper()
	w := &world{engine: e, scale: s, db: d, clock: c}
	for i, id := range column(t, d, `select id from service where name like 'Invented network %' order by created, id`) {
		p := w.staffOf(t, id)
		if i == 0 {
			w.network = p
		}
		w.system = append(w.system, p)
		w.workers, w.referrers = append(w.workers, p.workers...), append(w.referrers, p.referrers...)
	}
	if len(w.system) != s.networks {
		t.Fatalf("bench: there are %d networks and should be %d", len(w.system), s.networks)
	}
	var err error
	w.pages, err = app.NewPages(w.options(t, nil))
	must(t, err)
	w.server = serve(t, w.pages.Handler)
	return w
}

// staffOf finds those who work at a service.
func (w *world) staffOf(t testing.TB, sid string) site {
	return site{service: sid,
		workers:   column(t, w.db, `select account from role_assignment where role = 'link_worker' and at = $1 order by account`, sid),
		lead:      column(t, w.db, `select account from role_assignment where role = 'team_lead' and at = $1`, sid)[0],
		practices: column(t, w.db, `select organisation from service_member where service = $1 and ends is null order by organisation`, sid),
		referrers: column(t, w.db, `select a.account from role_assignment a join service_member m on m.organisation = a.at where a.role = 'referrer' and m.service = $1 order by a.account`, sid)}
}

func (w *world) options(t testing.TB, roles []demo.Role) app.Options {
	t.Helper()
	words, err := i18n.Load()
	must(t, err)
	settings := config.Settings{Listen: "127.0.0.1:8080", BaseURL: "http://127.0.0.1:8080", Timezone: "Europe/London", LockAfter: 20 * time.Minute, Languages: []string{"en", "cy"}}
	must(t, settings.Check())
	return app.Options{DB: w.db, Words: words, Clock: w.clock, Settings: settings, Roles: roles, Log: slog.New(slog.NewTextHandler(nowhere{}, nil))}
}

// nowhere takes the log, which is written out as always.
type nowhere struct{}

func (nowhere) Write(b []byte) (int, error) { return len(b), nil }

// letIn returns the cookie of a session of each account.
func (w *world) letIn(t testing.TB, c clock.Clock, accounts ...string) []string {
	t.Helper()
	var roles []demo.Role
	for i, a := range accounts {
		roles = append(roles, demo.Role{As: fmt.Sprint(i), Account: authz.AccountID(a)})
	}
	o := w.options(t, roles)
	o.Clock = c
	door, err := app.NewPages(o)
	must(t, err)
	var out []string
	for i := range accounts {
		head := answered(door.Handler, "/demo/sign-in", "as="+fmt.Sprint(i))
		cookie, _, _ := strings.Cut(head.Get("Set-Cookie"), ";")
		for _, c := range head.Values("Set-Cookie") {
			if strings.HasPrefix(c, "weft_session=") {
				cookie, _, _ = strings.Cut(c, ";")
			}
		}
		if !strings.HasPrefix(cookie, "weft_session=") {
			t.Fatal("bench: an account could not be signed in")
		}
		out = append(out, cookie)
	}
	return out
}
