//go:build fault

package fault_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"
)

// Two instances on one PostgreSQL database: both serve, one does the regular work, and
// the other takes it over when that one is killed.
func TestFaultTwoInstancesShareOneDatabase(t *testing.T) {
	dir := t.TempDir()
	a := furnish(t, filepath.Join(dir, "a"), postgres(t))
	b := &house{t: t, bin: a.bin, folder: filepath.Join(dir, "b"), where: a.where, secret: a.secret, email: a.email, person: a.person, twin: " II"}
	b.settle()
	a.start()
	b.start()
	l := newLedger()
	first, leave := context.WithCancel(t.Context())
	second, stop := context.WithCancel(t.Context())
	defer leave()
	defer stop()
	atA, atB := crowd(t, first, a, l), crowd(t, second, b, l)
	progress(t, l, 40)
	leave()
	atA.Wait()
	a.kill() // it came first, so the regular work was its own
	progress(t, l, 20)
	stop()
	atB.Wait()
	begun := time.Now()
	b.caughtUp(begun.Add(90 * time.Second))
	b.kill()
	f, err := b.look(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	lost, doubled := l.weigh(f)
	t.Logf("two instances: acknowledged %d, lost %d, doubled %d, events sealed %d; the work was taken over %s after the last form",
		l.acknowledged(), lost, doubled, f.sealed, time.Since(begun).Round(time.Second))
	if lost > 0 || doubled > 0 || l.unsaid > 0 {
		t.Errorf("%d answers said neither yes nor try again; the first: %s", l.unsaid, l.firstUnsaid)
	}
}
