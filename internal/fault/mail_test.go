//go:build fault

package fault_test

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/fixture"
	"weft/internal/message"
)

// post is a mail server that can hang: it takes connections and says nothing.
type post struct {
	hung   atomic.Bool
	asked  atomic.Int64 // connections
	mu     sync.Mutex
	arrive map[string]int // how often a message came to each address
}

// postAt listens as a mail server does (RFC 5321), until the test ends.
func postAt(t *testing.T) (*post, string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	p := &post{arrive: map[string]int{}}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			p.asked.Add(1)
			go p.serve(c)
		}
	}()
	return p, "smtp://" + l.Addr().String() + "?from=weft@example.org"
}

func (p *post) serve(c net.Conn) {
	defer c.Close() //nolint:errcheck // the other side ended
	if p.hung.Load() {
		_ = c.SetReadDeadline(time.Now().Add(2 * time.Minute))
		_, _ = c.Read(make([]byte, 1))
		return
	}
	say := func(s string) { _, _ = fmt.Fprint(c, s+"\r\n") }
	say("220 test ESMTP")
	to, data := "", false
	for in := bufio.NewScanner(c); in.Scan(); {
		switch line := in.Text(); {
		case data && line == ".":
			data = false
			p.mu.Lock()
			p.arrive[to]++
			p.mu.Unlock()
			say("250 kept")
		case data:
		case strings.HasPrefix(line, "RCPT TO:"):
			to = strings.Trim(strings.TrimPrefix(line, "RCPT TO:"), "<> ")
			say("250 ok")
		case strings.HasPrefix(line, "DATA"):
			data = true
			say("354 go on")
		case strings.HasPrefix(line, "QUIT"):
			say("221 bye")
			return
		default:
			say("250 ok")
		}
	}
}

// queue puts so many urgent messages into the outbox, each to an address of its own.
func (h *house) queue(n int) {
	h.t.Helper()
	c := h.where
	c.Clock = clock.System{}
	d, err := db.Open(h.t.Context(), c)
	if err != nil {
		h.t.Fatal(err)
	}
	defer d.Close() //nolint:errcheck // written already
	f := fixture.New(h.t, d, clock.NewManual(clock.System{}.Now()))
	f.Write(h.t, func(ctx context.Context, tx *db.Tx) error {
		for i := range n {
			if _, err := f.Messages.QueueTx(ctx, tx, authz.Program(), message.New{Phrase: message.StaffRead, Audience: message.ToStaff, Channel: message.ByEmail,
				Address: fmt.Sprintf("lead%d@example.org", i), Lang: "en", Team: "Invented team", Urgent: true, Args: []any{"https://weft.example.org/concerns"}}); err != nil {
				return err
			}
		}
		return nil
	})
}

// end asks the program to stop and returns how long that took.
func (h *house) end() (time.Duration, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	begun := time.Now()
	_ = h.cmd.Process.Signal(syscall.SIGTERM)
	err := h.cmd.Wait()
	h.cmd = nil
	return time.Since(begun), err
}

// A mail server that hangs holds nobody up, also not who stops the program, and each
// message goes once when it answers again.
func TestFaultAHungMailServerHoldsNobodyUp(t *testing.T) {
	const messages = 12
	h := furnish(t, filepath.Join(t.TempDir(), "data"), "")
	p, address := postAt(t)
	h.extra = []string{"--smtp-url", address}
	h.queue(messages)
	p.hung.Store(true)
	h.start()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	l := newLedger()
	group := crowd(t, ctx, h, l)
	for end := time.Now().Add(time.Minute); p.asked.Load() == 0; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("nobody asks the mail server")
		}
	}
	begun := time.Now()
	progress(t, l, 40)
	meanwhile := time.Since(begun)
	stop()
	group.Wait()
	stopped, err := h.end()
	if err != nil || stopped > 30*time.Second {
		t.Errorf("stopping beside a hung mail server took %s: %v", stopped, err)
	}
	p.hung.Store(false)
	h.start()
	arrived := func() (n, doubled int) {
		p.mu.Lock()
		defer p.mu.Unlock()
		for to, times := range p.arrive {
			if strings.HasPrefix(to, "lead") {
				n++
				doubled += times - 1
			}
		}
		return n, doubled
	}
	n, doubled := 0, 0
	for end := time.Now().Add(4 * time.Minute); n < messages && time.Now().Before(end); n, doubled = arrived() {
		time.Sleep(200 * time.Millisecond)
	}
	time.Sleep(3 * time.Second) // a second time would come now
	n, doubled = arrived()
	h.kill()
	f, err := h.look(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	lost, twice := l.weigh(f)
	t.Logf("hung mail server: 40 forms in %s meanwhile, stopped in %s, acknowledged %d, lost %d, doubled %d; %d of %d messages arrived, %d twice",
		meanwhile.Round(time.Millisecond), stopped.Round(time.Millisecond), l.acknowledged(), lost, twice, n, messages, doubled)
	if n != messages || doubled > 0 || lost > 0 || twice > 0 || l.unsaid > 0 {
		t.Errorf("messages or forms are missing or twice there; %d answers said neither yes nor try again: %s", l.unsaid, l.firstUnsaid)
	}
}
