package fault_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"weft/internal/dbtest"
)

// tally is what a run under faults came to.
type tally struct {
	kills, acknowledged, lost, doubled, events int
	took                                       time.Duration
	starts                                     []time.Duration
}

// String says it in one line.
func (y tally) String() string {
	slices.Sort(y.starts)
	half, late := time.Duration(0), time.Duration(0)
	if n := len(y.starts); n > 0 {
		half, late = y.starts[n/2], y.starts[n*99/100]
	}
	return fmt.Sprintf("kills %d, acknowledged %d, lost %d, doubled %d, events sealed %d; ready again in %s (half of the starts) and %s (99 of 100); %s in all",
		y.kills, y.acknowledged, y.lost, y.doubled, y.events, half.Round(time.Millisecond), late.Round(time.Millisecond), y.took.Round(time.Second))
}

// crowd is three who refer and one who writes notes, at work until the context ends.
func crowd(t testing.TB, ctx context.Context, h *house, l *ledger) *sync.WaitGroup {
	t.Helper()
	var group sync.WaitGroup
	for _, name := range []string{"Ada", "Bryn", "Cerys"} {
		c := newClient(h, name+h.twin)
		if status, _, err := c.get(ctx, "/refer/"+h.secret); err != nil || status >= 400 {
			t.Fatalf("the link answers %d: %v", status, err)
		}
		group.Go(func() { c.refer(ctx, l) })
	}
	worker := newClient(h, "Dai"+h.twin)
	if err := worker.signIn(ctx); err != nil {
		t.Fatal(err)
	}
	group.Go(func() { worker.write(ctx, l) })
	return &group
}

// killed kills the program so often, each time at another moment of its work, and looks
// at the database every few times.
func killed(t testing.TB, h *house, kills, lookEvery int, until time.Time) (y tally) {
	t.Helper()
	begun, l := time.Now(), newLedger()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	h.start()
	group := crowd(t, ctx, h, l)
	dice := rand.New(rand.NewPCG(14_03_2019, uint64(kills)))
	check := func() {
		t.Helper()
		f, err := h.look(t.Context())
		if err != nil {
			t.Fatalf("after %d kills: %v", y.kills, err)
		}
		y.lost, y.doubled = l.weigh(f)
		y.acknowledged, y.events = l.acknowledged(), f.sealed
		if y.lost > 0 || y.doubled > 0 {
			t.Fatalf("after %d kills: %s", y.kills, y)
		}
	}
	for y.kills < kills && time.Now().Before(until) {
		before := l.acknowledged()
		for wait := time.Now().Add(5 * time.Second); l.acknowledged() == before && time.Now().Before(wait); {
			time.Sleep(time.Millisecond) // something is to be acknowledged between two kills
		}
		time.Sleep(time.Duration(dice.IntN(40)) * time.Millisecond)
		h.kill()
		if y.kills++; y.kills%lookEvery == 0 {
			check()
		}
		y.starts = append(y.starts, h.start())
	}
	stop()
	group.Wait()
	h.caughtUp(time.Now().Add(90 * time.Second))
	h.kill()
	check()
	y.took = time.Since(begun)
	if l.unsaid > 0 {
		t.Errorf("%d answers said neither yes nor try again; the first: %s", l.unsaid, l.firstUnsaid)
	}
	if y.acknowledged < y.kills/2 || y.events == 0 || y.kills == 0 {
		t.Errorf("too little happened to show anything: %s", y)
	}
	return y
}

// A few kills on SQLite, with all other tests; make fault does a thousand on each engine.
func TestWhatWasAcknowledgedSurvivesBeingKilled(t *testing.T) {
	t.Parallel()
	h := furnish(t, filepath.Join(t.TempDir(), "data"), "")
	t.Log(killed(t, h, 6, 3, time.Now().Add(time.Minute)))
}

// postgres returns the address of a database for a house.
func postgres(t testing.TB) string {
	t.Helper()
	url, err := dbtest.PostgresURL(t)
	if err != nil {
		t.Fatal(err)
	}
	return url
}
