package fault_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/config"
	"weft/internal/db"
	"weft/internal/fixture"
)

// house is an installation with a practice that refers by its link and a link worker
// with one case, and the program that serves it.
type house struct {
	t       testing.TB
	bin     string
	folder  string
	where   db.Config // of its database, without the program
	address string
	extra   []string // flags
	secret  string   // of the practice's link
	email   string   // of the link worker
	person  string   // whose case it is
	twin    string   // tells the clients of two instances apart

	mu  sync.Mutex
	cmd *exec.Cmd
}

// binary is the program, built once for all tests.
var binary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "weft-fault-")
	if err != nil {
		return "", err
	}
	if _, err := fixture.Watch("../.."); err != nil {
		return "", err
	}
	path := filepath.Join(dir, "weft")
	if out, err := exec.Command("go", "build", "-o", path, "weft/cmd/weft").CombinedOutput(); err != nil {
		return "", fmt.Errorf("build: %w\n%s", err, out)
	}
	return path, nil
})

// furnish makes the installation in a data folder, or in the PostgreSQL database at an
// address.
func furnish(t testing.TB, folder, url string) *house {
	t.Helper()
	bin, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	h := &house{t: t, bin: bin, folder: folder, where: db.Config{URL: url, Path: config.SQLitePath(folder)}}
	now := clock.NewManual(clock.System{}.Now())
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	c := h.where
	c.Clock = now
	d, err := db.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Migrate(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	f := fixture.New(t, d, now)
	service := f.Service(t)
	practice := f.Organisation(t, "practice")
	if h.secret, err = f.Orgs.NewLink(t.Context(), authz.Program(), practice.ID, service.ID); err != nil {
		t.Fatal(err)
	}
	worker := f.Worker(t, service)
	th := f.Case(t, fixture.At(service), fixture.From(practice), fixture.To(worker))
	h.email, h.person = f.LetIn(t, worker), th.Person.String()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	h.settle()
	return h
}

// settle finds an address for the program and ends it after the test.
func (h *house) settle() {
	h.t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		h.t.Fatal(err)
	}
	h.address = l.Addr().String()
	if err := l.Close(); err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(h.kill)
}

// start runs the program and returns how long it took until it was ready.
func (h *house) start() time.Duration {
	h.t.Helper()
	h.mu.Lock()
	defer h.mu.Unlock()
	args := append([]string{"serve", "--data", h.folder, "--listen", h.address, "--backup-every", "0s"}, h.extra...)
	h.cmd = exec.Command(h.bin, args...)
	h.cmd.Env = append(os.Environ(), "WEFT_DATABASE_URL="+h.where.URL)
	if err := os.MkdirAll(h.folder, 0o700); err != nil {
		h.t.Fatal(err)
	}
	log, err := os.OpenFile(h.folder+".log", os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		h.t.Fatal(err)
	}
	h.cmd.Stderr = log
	begun := time.Now()
	if err := h.cmd.Start(); err != nil {
		h.t.Fatal(err)
	}
	_ = log.Close()
	asker := http.Client{Timeout: 5 * time.Second}
	for time.Since(begun) < 60*time.Second {
		if res, err := asker.Get("http://" + h.address + "/readyz"); err == nil {
			_ = res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return time.Since(begun)
			}
		}
		time.Sleep(3 * time.Millisecond)
	}
	_ = h.cmd.Process.Signal(syscall.SIGQUIT) // says where it stands
	_ = h.cmd.Wait()
	body, _ := os.ReadFile(h.folder + ".log")
	h.t.Fatalf("the program was not ready within a minute: %s", body[max(0, len(body)-20_000):])
	return 0
}

// kill ends the program as a power cut would, and waits until it is gone.
func (h *house) kill() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.cmd == nil {
		return
	}
	_ = h.cmd.Process.Kill()
	_ = h.cmd.Wait()
	h.cmd = nil
}

// found is what stands in the database.
type found struct {
	people, notes map[string]int // how often each name and each note of ours is there
	sealed        int
}

// look reads the database without the program and checks that it is whole.
func (h *house) look(ctx context.Context) (f found, err error) {
	d, err := db.Open(ctx, h.where)
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if err := db.Sound(ctx, d); err != nil {
		return f, err
	}
	if f.sealed, _, err = audit.NewLog(d).Verify(ctx); err != nil {
		return f, err
	}
	f.people, f.notes = map[string]int{}, map[string]int{}
	err = d.Read(ctx, func(tx *db.Tx) error {
		for _, q := range []struct {
			to   map[string]int
			text string
		}{{f.people, `select name from person`}, {f.notes, `select note from contact`}} {
			all, err := db.All(ctx, tx, db.Value[string], q.text)
			if err != nil {
				return err
			}
			for _, s := range all {
				if strings.HasPrefix(s, mark) {
					q.to[s]++
				}
			}
		}
		return nil
	})
	return f, err
}

// unsealed counts the events that no instance has put into the chain yet.
func (h *house) unsealed(ctx context.Context) (int, error) {
	d, err := db.Open(ctx, h.where)
	if err != nil {
		return 0, err
	}
	_, n, err := audit.NewLog(d).Verify(ctx)
	if cerr := d.Close(); err == nil {
		err = cerr
	}
	return n, err
}

// caughtUp waits until the program has sealed every event: it does the regular work. On
// PostgreSQL that begins when the lease of the one that was killed has run out.
func (h *house) caughtUp(until time.Time) {
	h.t.Helper()
	for {
		n, err := h.unsealed(h.t.Context())
		if err != nil {
			h.t.Fatal(err)
		}
		if n == 0 {
			return
		}
		if time.Now().After(until) {
			h.t.Fatalf("%d events stay unsealed: nobody does the regular work", n)
		}
		time.Sleep(200 * time.Millisecond)
	}
}
