package bench_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"testing"
	"time"

	"weft/internal/app"
	"weft/internal/db"
	"weft/internal/hsds"
)

// TestEveryRowOfTheBenchIsMeasured proves the bench's own plumbing on little data. No
// time is judged.
func TestEveryRowOfTheBenchIsMeasured(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	measure(t, quick(), &out)
	for _, row := range []string{"hello", "caseload", "page of people", "page of today", "a person's page", "search in store", "search over HTTP", "count of a network",
		"count of a system", "intake", "memory", "cold start", "import"} {
		for _, engine := range []string{"SQLite", "PostgreSQL"} {
			if row == "hello" {
				engine = "-"
			}
			if !regexp.MustCompile(`(?m)^.*` + row + `.* ` + engine + ` .*[1-9]`).MatchString(out.String()) {
				t.Errorf("%s on %s is not measured:\n%s", row, engine, out.String())
			}
		}
	}
}

// measure runs every row on both engines.
func measure(t *testing.T, s scale, out io.Writer) *report {
	t.Helper()
	r := &report{out: out}
	app.Tune()
	r.head(s)
	dir := store(t, s)
	if s.name == whole().name {
		onDisk(t, dir)
	}
	file := filepath.Join(dir, "groups-"+made+".json")
	if _, err := os.Stat(file); err != nil {
		must(t, writeFeed(file+".part", directoryOf{s.groups}))
		must(t, os.Rename(file+".part", file))
	}
	r.machine(t, s)
	built := sync.OnceValues(func() (string, []string) { return build(t, s, t.TempDir()) })
	for _, e := range []struct {
		name string
		open func(t testing.TB, s scale, groups hsds.Source, c ticking) *world
	}{{"sqlite", sqliteWorld}, {"postgres", postgresWorld}} {
		if only := os.Getenv("BENCH_ENGINE"); only != "" && only != e.name {
			continue
		}
		w := e.open(t, s, directoryOf{s.groups}, ticking{time.Now()})
		for _, tr := range w.trials(t, file, built) {
			if tr := tr(); chosen(tr) {
				r.do(t, w.kind.String(), s, tr)
			}
		}
	}
	return r
}

// machine writes what the machine itself does.
func (r *report) machine(t testing.TB, s scale) {
	for _, p := range []struct{ name, path string }{{"the machine: hello over HTTP, c=8", "/hello"}, {"the machine: a page of 100 rows over HTTP, c=8", "/hundred"}} {
		tr := trial{run: plainPage(t, s.turn, p.path), rows: []judged{{name: p.name, pick: rate, unit: "/s", least: true}, {name: p.name + ", p99", pick: p99, unit: "ms"}}}
		if chosen(tr) {
			r.do(t, "-", s, tr)
		}
	}
}

// plainPage asks for a page without Weft, eight at once.
func plainPage(t testing.TB, turn time.Duration, path string) func() measured {
	plain := serve(t, plainPages(t))
	var workers []work
	for range 8 {
		l := dial(t, plain, "")
		workers = append(workers, func(int) error { return l.get(path) })
	}
	return func() measured { return run(t, turn, workers) }
}

// trials are all rows of a world, each made when its turn comes.
func (w *world) trials(t testing.TB, file string, built func() (string, []string)) []func() trial {
	out := []func() trial{
		func() trial { return w.caseload(t, 8) },
		func() trial { return w.alone(t, "/people", "page of people, 50 rows") },
		func() trial { return w.together(t, "/people", "page of people, 50 rows") },
		func() trial { return w.alone(t, "/today", "page of today, 50 cases") },
		func() trial { return w.together(t, "/today", "page of today, 50 cases") },
		func() trial { return w.record(t) },
		func() trial { return w.search(t) },
		func() trial { return w.searchPage(t, 1, 10) },
		func() trial { return w.searchPage(t, 8, 25) },
	}
	for i := range 4 {
		out = append(out, func() trial { return w.counts(t, "network", []site{w.network}, 2)[i] }, func() trial { return w.counts(t, "system", w.system, 32)[i] })
	}
	if w.kind == db.SQLite {
		l := newSQLiteLimit(t, w.folder)
		out = append(out,
			func() trial { return w.intake(t, 1, func() measured { return l.single(t, w.scale.turn) }, 25, 36) },
			func() trial {
				return w.intake(t, 32, func() measured { return l.grouped(t, w.scale.turn, 32) }, 13, 25)
			})
	} else {
		l := newPostgresLimit(t, w.address, 32)
		for _, c := range []int{8, 32} {
			out = append(out, func() trial { return w.intake(t, c, func() measured { return l.inserts(t, w.scale.turn, c) }, 10, 20) })
		}
	}
	return append(out,
		func() trial { return w.memory(t, built) },
		func() trial { return w.coldStart(t, built) },
		func() trial { return w.imported(t, file) },
	)
}
