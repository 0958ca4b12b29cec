package bench_test

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"weft/internal/app"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/directory"
	"weft/internal/hsds/feed"
)

// asWeft makes this test's own binary the program: a quick run builds none.
const asWeft = "BENCH_IS_WEFT"

func TestMain(m *testing.M) {
	if os.Getenv(asWeft) != "" {
		os.Exit(app.Main(os.Args[1:], os.Environ(), os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// build builds the program as a release is built.
func build(t testing.TB, s scale, folder string) (path string, env []string) {
	t.Helper()
	if s.name != whole().name {
		self, err := os.Executable()
		must(t, err)
		return self, []string{asWeft + "=1"}
	}
	path = filepath.Join(folder, "weft")
	compile := exec.Command("go", "build", "-ldflags=-s -w", "-o", path, "weft/cmd/weft")
	compile.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := compile.CombinedOutput(); err != nil {
		t.Fatalf("bench: build the program: %v: %s", err, out)
	}
	return path, nil
}

// program is the real one, serving.
type program struct {
	cmd     *exec.Cmd
	address string
	said    *bytes.Buffer
}

// start runs `weft serve` on a database and returns once /readyz answers, with how long
// that took.
func (w *world) start(t testing.TB, path string, env []string) (*program, time.Duration) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	p := &program{address: l.Addr().String(), said: &bytes.Buffer{}}
	must(t, l.Close())
	p.cmd = exec.Command(path, "serve", "--listen", p.address, "--data", w.folder)
	p.cmd.Env = append(append(os.Environ(), env...), "WEFT_SERVER_TIMING=true")
	if w.kind == db.Postgres {
		p.cmd.Env = append(p.cmd.Env, "WEFT_DATABASE_URL="+w.address)
	}
	log, err := os.Create(filepath.Join(w.folder, "weft.log"))
	must(t, err)
	defer log.Close() //nolint:errcheck // the program has its own
	p.cmd.Stdout, p.cmd.Stderr = p.said, log
	began := time.Now()
	must(t, p.cmd.Start())
	for time.Since(began) < 15*time.Second {
		r, err := http.Get("http://" + p.address + "/readyz")
		if err == nil {
			_ = r.Body.Close()
			if r.StatusCode == http.StatusOK {
				return p, time.Since(began)
			}
		}
		time.Sleep(2 * time.Millisecond)
	}
	p.stop()
	last, _ := os.ReadFile(log.Name())
	t.Fatalf("bench: the program is not ready after 15 seconds: %s%s", p.said, last)
	return nil, 0
}

func (p *program) stop() {
	_ = p.cmd.Process.Signal(os.Interrupt)
	_ = p.cmd.Wait()
}

// resident returns the memory of the program and the most that it ever had, in MB.
func (p *program) resident(t testing.TB) (now, most float64) {
	t.Helper()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	must(t, err)
	for _, l := range strings.Split(string(b), "\n") {
		f := strings.Fields(l)
		if len(f) < 2 {
			continue
		}
		kb, _ := strconv.ParseFloat(f[1], 64)
		switch f[0] {
		case "VmRSS:":
			now = kb / 1024
		case "VmHWM:":
			most = kb / 1024
		}
	}
	return now, most
}

// coldStart is how long the program takes from its start to /readyz.
func (w *world) coldStart(t testing.TB, built func() (string, []string)) trial {
	return trial{turns: w.scale.starts, run: func() measured {
		path, env := built()
		p, took := w.start(t, path, env)
		p.stop()
		return measured{value: ms(took)}
	}, rows: []judged{{name: "cold start to /readyz", pick: value, unit: "ms", must: 300, aim: 100}}}
}

// memory is what the real program holds after it was used by eight at once, with every
// kind of page and with intake.
func (w *world) memory(t testing.TB, built func() (string, []string)) trial {
	return trial{turns: 1, run: func() measured {
		path, env := built()
		p, _ := w.start(t, path, env)
		defer p.stop()
		s := &server{p.address}
		people := w.letIn(t, clock.System{}, append(append([]string{}, w.workers[:min(8, len(w.workers))]...), w.network.lead)...)
		pages := []string{"/today", "/people", "/directory?q=walk&near=QZ1+1AA&miles=10"}
		for _, who := range column(t, w.db, `select person from person_case where closed is null and worker = $1 limit 50`, w.workers[0]) {
			pages = append(pages, "/people/"+who)
		}
		var workers []work
		for k, c := range people {
			l := dial(t, s, c)
			workers = append(workers, func(i int) error {
				path := pages[i%len(pages)]
				switch {
				case k == len(people)-1:
					path = []string{"/team", "/people", "/referrals"}[i%3]
				case k > 0:
					path = pages[i%3]
				}
				return l.get(path)
			})
		}
		run(t, 8*w.scale.turn, workers)
		at, most := p.resident(t)
		return measured{value: at, rate: most}
	}, rows: []judged{{name: fmt.Sprintf("memory after use, %d people", w.scale.people), pick: value, unit: "MB", must: 250, aim: 120}, {name: "memory at most", pick: rate, unit: "MB"}}}
}

// imported is the time in which a file of groups becomes durable and can be searched.
func (w *world) imported(t testing.TB, file string) trial {
	n := 0
	return trial{turns: 1, run: func() measured {
		n++
		d, gone := w.empty(t, n)
		defer gone()
		src, err := feed.Open(context.Background(), file, nil)
		must(t, err)
		began := time.Now()
		s := directory.NewService(d, time.UTC, w.pages.Services.Places)
		report, err := s.Import(context.Background(), authz.Program(), src, nil)
		took := time.Since(began)
		must(t, err)
		if report.Added != w.scale.groups {
			t.Errorf("bench: %d of %d groups came in", report.Added, w.scale.groups)
		}
		return measured{value: took.Seconds()}
	}, rows: []judged{{name: fmt.Sprintf("import of %d groups", w.scale.groups), pick: value, unit: "s", must: 15, aim: 8}}}
}
