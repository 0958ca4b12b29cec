//go:build fault

package fault_test

import (
	"context"
	"net"
	"net/url"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// wire is a way to the database that can be cut and made slow.
type wire struct {
	mu    sync.Mutex
	dead  bool
	slow  time.Duration
	conns []net.Conn
}

// wireTo lies between the program and a PostgreSQL database.
func wireTo(t *testing.T, address string) (*wire, string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	w, server := &wire{}, u.Host
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go w.join(c, server)
		}
	}()
	u.Host = l.Addr().String()
	return w, u.String()
}

func (w *wire) join(c net.Conn, server string) {
	s, err := net.Dial("tcp", server)
	w.mu.Lock()
	dead := w.dead || err != nil
	if !dead {
		w.conns = append(w.conns, c, s)
	}
	w.mu.Unlock()
	if dead {
		_ = c.Close()
		return
	}
	go w.carry(s, c)
	w.carry(c, s)
}

// carry copies one way, late when the wire is slow.
func (w *wire) carry(to, from net.Conn) {
	defer to.Close() //nolint:errcheck // the other side ended
	part := make([]byte, 32<<10)
	for {
		n, err := from.Read(part)
		w.mu.Lock()
		slow := w.slow
		w.mu.Unlock()
		time.Sleep(slow)
		if n > 0 {
			if _, err := to.Write(part[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

func (w *wire) set(dead bool, slow time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.dead, w.slow = dead, slow
	if dead {
		for _, c := range w.conns {
			_ = c.Close()
		}
		w.conns = nil
	}
}

// A database that goes away in the middle of what is written, and one that answers late:
// what was acknowledged is there once, and all goes on when it is back.
func TestFaultALostAndSlowDatabaseLosesNothingAndRecovers(t *testing.T) {
	direct := postgres(t)
	h := furnish(t, filepath.Join(t.TempDir(), "data"), direct)
	w, address := wireTo(t, direct)
	h.where.URL = address
	h.start()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	l := newLedger()
	group := crowd(t, ctx, h, l)
	cuts := setting(t, "WEFT_TEST_CUTS", 60)
	for range cuts {
		progress(t, l, 2)
		w.set(true, 0)
		refused(t, l)
		w.set(false, 0)
	}
	w.set(false, 20*time.Millisecond)
	progress(t, l, 5)
	w.set(false, 0)
	progress(t, l, 5)
	stop()
	group.Wait()
	h.kill()
	h.where.URL = direct
	f, err := h.look(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	lost, doubled := l.weigh(f)
	t.Logf("lost database: cut %d times, %d tries answered 503, acknowledged %d, lost %d, doubled %d, events sealed %d", cuts, l.unavailables, l.acknowledged(), lost, doubled, f.sealed)
	if lost > 0 || doubled > 0 || l.unsaid > 0 {
		t.Errorf("%d answers said neither yes nor try again; the first: %s", l.unsaid, l.firstUnsaid)
	}
}
