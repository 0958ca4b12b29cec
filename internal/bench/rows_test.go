package bench_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/contact"
	"weft/internal/db"
	"weft/internal/directory"
	"weft/internal/httpkit"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/place"
	"weft/internal/web/ui"
)

// lines opens a connection for each cookie.
func (w *world) lines(t testing.TB, cookies []string) []*line {
	var out []*line
	for _, c := range cookies {
		out = append(out, dial(t, w.server, c))
	}
	return out
}

// intake sends real forms, each with a key of its own, by c referrers at once.
func (w *world) intake(t testing.TB, c int, limit func() measured, must, aim float64) trial {
	referrers := slices.Clone(w.referrers)
	for len(referrers) < c {
		referrers = append(referrers, referrers...)
	}
	made := atomic.Int64{}
	form := func() []byte {
		n := made.Add(1)
		return []byte(url.Values{"idempotency_key": {id.New[world]().String()}, "name": {fmt.Sprintf("Invented Person %d", n)}, "reach": {"07700 900123"},
			"born": {"3/5/1949"}, "born-day": {"3"}, "born-month": {"5"}, "born-year": {"1949"}, "reason": {"Lost her husband in March and sees nobody from one week to the next. Would like company, and used to sing."},
			"agreed": {"yes"}, "tell": {"yes"}, "source": {"gp"}, "language": {"en"}, "format": {"standard"}, "postcode": {"QZ1 1AA"}}.Encode())
	}
	var workers []work
	for _, l := range w.lines(t, w.letIn(t, w.clock, referrers[:c]...)) {
		workers = append(workers, func(int) error {
			a, err := l.send(http.MethodPost, "/refer", form(), false)
			if err == nil && (a.status != http.StatusSeeOther || a.location != "/my-referrals") {
				again, _ := l.send(http.MethodPost, "/refer", form(), true)
				err = fmt.Errorf("a referral is answered %d %s: %s", a.status, a.location, again.body)
			}
			return err
		})
	}
	name := fmt.Sprintf("intake over HTTP, c=%d", c)
	return trial{run: func() measured { return run(t, w.scale.turn, workers) }, limit: limit, rows: []judged{
		{name: name, pick: rate, unit: "/s", must: must, aim: aim, least: true}}}
}

// listPaths are what a worker opens in the morning.
func (w *world) listPage(t testing.TB, path string, c int) func() measured {
	var workers []work
	for _, l := range w.lines(t, w.letIn(t, w.clock, w.workers[:min(c, len(w.workers))]...)) {
		workers = append(workers, func(int) error { return l.get(path) })
	}
	return func() measured { return run(t, w.scale.turn, workers) }
}

// caseload is the list of about fifty cases among all people, against the same statements
// and the same table without session, scope and audit.
func (w *world) caseload(t testing.TB, c int) trial {
	bare := serve(t, w.bareList(t))
	var workers []work
	for i := range c {
		l := dial(t, bare, "")
		of := w.workers[i%len(w.workers)]
		workers = append(workers, func(int) error { return l.get("/list?of=" + of) })
	}
	return trial{run: w.listPage(t, "/people", c), limit: func() measured { return run(t, w.scale.turn, workers) }, rows: []judged{
		{name: fmt.Sprintf("caseload, 50 of %d, c=%d", w.scale.people, c), pick: rate, unit: "/s", must: 50, aim: 80, least: true}}}
}

// bareList answers with the list of a worker, as the page of people has it.
func (w *world) bareList(t testing.TB) http.Handler {
	assets, err := ui.NewAssets()
	must(t, err)
	v := w.pages.Services
	h := http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		ctx, me := r.Context(), authz.Program()
		cases, err := v.Cases.List(ctx, me, caseload.Filter{Worker: authz.AccountID(r.URL.Query().Get("of"))})
		must(t, err)
		var people []person.ID
		for _, c := range cases {
			people = append(people, c.Person)
		}
		lines, err := v.People.Lines(ctx, me, people)
		must(t, err)
		table := ui.TableProps{Caption: "Your people", CaptionHidden: true, Compact: true, Stacked: true,
			Columns: []ui.Column{{Label: "Name"}, {Label: "Stage"}, {Label: "Last contact"}, {Label: "Next"}}}
		for _, c := range cases {
			table.Rows = append(table.Rows, []ui.Cell{{Text: lines[c.Person].Name, Href: "/people/" + c.Person.String()}, {Text: c.Status.Words()},
				{Text: c.LastContact.Format("2 January") + ", " + contact.Outcome(c.LastOutcome).Words()}, {Text: c.Next.Kind.Words() + " " + c.Next.On.String() + " " + c.Next.Time}})
		}
		must(t, rendered(out, r, assets, ui.Table(table)))
	})
	return httpkit.Wrap(httpkit.Options{Log: w.options(t, nil).Log, Clock: w.clock}, h)
}

// alone is a page of fifty rows and more for one worker, together for eight.
func (w *world) alone(t testing.TB, path, name string) trial {
	return trial{run: w.listPage(t, path, 1), rows: []judged{{name: name + ", c=1, p99", pick: p99, unit: "ms", must: 8, aim: 8},
		{name: name + ", c=1, rate", pick: rate, unit: "/s", least: true}}}
}

func (w *world) together(t testing.TB, path, name string) trial {
	return trial{run: w.listPage(t, path, 8), rows: []judged{{name: name + ", c=8, rate", pick: rate, unit: "/s", must: 1000, aim: 2500, least: true},
		{name: name + ", c=8, p99", pick: p99, unit: "ms", must: 25, aim: 25}}}
}

// record is a person's page, another person every time.
func (w *world) record(t testing.TB) trial {
	const workers, each = 5, 40
	all := w.workers[:min(workers, len(w.workers))]
	var own [][]string
	for _, a := range all {
		own = append(own, column(t, w.db, `select person from person_case where worker = $1 and closed is null order by opened limit `+fmt.Sprint(each), a))
	}
	ls := w.lines(t, w.letIn(t, w.clock, all...))
	n := 0
	do := func(int) error {
		n++
		k := n % len(ls)
		return ls[k].get("/people/" + own[k][n/len(ls)%len(own[k])])
	}
	return trial{run: func() measured { return run(t, w.scale.turn, []work{do}) }, rows: []judged{
		{name: "a person's page, p50", pick: p50, unit: "ms", must: 4, aim: 2}, {name: "a person's page, p99", pick: p99, unit: "ms", must: 12, aim: 12}}}
}

// questions are what people look for near where they live.
func questions() []directory.Filter {
	rng := rand.New(rand.NewPCG(seed, 4))
	words := []string{"walk", "singing", "debt", "lonely", "garden", "english", "coffee", "craft", "bereaved", "swim", "memory", "food", "dance", "repair", "young carers"}
	needs := []string{"loneliness", "money", "activity", ""}
	var out []directory.Filter
	centres := towns()
	for i := range 400 {
		at := near(rng, centres[rng.IntN(len(centres))], 8000)
		f := directory.Filter{Near: &at, WithinMetres: 16_000, Limit: 20}
		if i%4 != 3 {
			f.Words = words[rng.IntN(len(words))]
		}
		if n := needs[rng.IntN(len(needs))]; n != "" {
			f.Needs = []string{n}
		}
		out = append(out, f)
	}
	return out
}

func (w *world) search(t testing.TB) trial {
	asked, found := questions(), 0
	v := w.pages.Services.Directory
	do := func(i int) error {
		p, err := v.Search(context.Background(), asked[i%len(asked)])
		found += len(p.Hits)
		return err
	}
	for i := range asked {
		must(t, do(i))
	}
	if found == 0 {
		t.Error("bench: the searches find nothing")
	}
	must99 := map[db.Engine]float64{db.SQLite: 7, db.Postgres: 10}[w.kind]
	return trial{run: func() measured { return run(t, 2*w.scale.turn, []work{do}) }, rows: []judged{{name: fmt.Sprintf("search in store, %d groups, 16 km, p99", w.scale.groups), pick: p99, unit: "ms", must: must99, aim: 0.8},
		{name: fmt.Sprintf("search in store, %d groups, 16 km, p50", w.scale.groups), pick: p50, unit: "ms"}}}
}

func (w *world) searchPage(t testing.TB, c int, must99 float64) trial {
	var paths []string
	codes := place.Fictional()
	for i, f := range questions() {
		v := url.Values{"q": {f.Words}, "near": {codes[i*37%len(codes)].Code}, "miles": {"10"}, "need": {strings.Join(f.Needs, "")}}
		paths = append(paths, "/directory?"+v.Encode())
	}
	var workers []work
	for k := range c {
		l := dial(t, w.server, "")
		workers = append(workers, func(i int) error { return l.get(paths[(i*c+k)%len(paths)]) })
	}
	return trial{run: func() measured { return run(t, w.scale.turn, workers) }, rows: []judged{
		{name: fmt.Sprintf("search over HTTP, %d groups, c=%d, p99", w.scale.groups, c), pick: p99, unit: "ms", must: must99, aim: 5},
		{name: fmt.Sprintf("search over HTTP, %d groups, c=%d, rate", w.scale.groups, c), pick: rate, unit: "/s", least: true}}}
}

// counts are what the lead's page of a service counts, each by itself: who waits for a
// worker, what each worker carries, how long people waited, the room of a quarter.
func (w *world) counts(t testing.TB, at string, of []site, most float64) []trial {
	v, ctx, today := w.pages.Services, context.Background(), clock.DateOf(now(), time.UTC)
	found := 0
	count := func(what string, one func(sid org.ServiceID, lead authz.Actor) (int, error)) trial {
		do := func(int) error {
			for _, p := range of {
				n, err := one(org.ServiceID(p.service), authz.Actor{Kind: authz.Account, ID: authz.AccountID(p.lead), Roles: []authz.Assignment{{Role: authz.TeamLead, At: p.service}}})
				if found += n; err != nil {
					return err
				}
			}
			return nil
		}
		return trial{run: func() measured { return run(t, w.scale.turn/2, []work{do}) }, rows: []judged{{name: "count of a " + at + ": " + what, pick: p50, unit: "ms", must: most, aim: most}}}
	}
	return []trial{
		count("who waits", func(sid org.ServiceID, lead authz.Actor) (int, error) {
			team, err := v.Waiting.TeamAt(ctx, lead, sid)
			return team.Waiting(), err
		}),
		count("what workers carry", func(sid org.ServiceID, lead authz.Actor) (int, error) {
			loads, err := v.Waiting.Loads(ctx, lead, sid)
			return len(loads), err
		}),
		count("how long people waited", func(sid org.ServiceID, _ authz.Actor) (int, error) {
			wait, err := v.Progress.WaitAt(ctx, sid)
			return wait.People, err
		}),
		count("the room of a quarter", func(sid org.ServiceID, _ authz.Actor) (int, error) {
			c, err := v.Progress.CapacityAt(ctx, sid, today.AddDays(-90), today)
			return c.Days, err
		}),
	}
}
