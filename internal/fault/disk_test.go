//go:build fault

package fault_test

import (
	"context"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// smallDisk is a real disk of a few megabytes, on which a file of ours takes all the room.
func smallDisk(t *testing.T) (folder string, fill, free func()) {
	t.Helper()
	at := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=24m,mode=700", "tmpfs", at).CombinedOutput(); err != nil {
		t.Fatalf("a small disk cannot be mounted: run it as root (%v: %s)", err, out)
	}
	t.Cleanup(func() { _ = exec.Command("umount", "-l", at).Run() })
	ballast := filepath.Join(at, "ballast")
	fill = func() {
		f, err := os.OpenFile(ballast, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close() //nolint:errcheck // it failed already, as it should
		for size := 1 << 20; size >= 512; {
			if _, err := f.Write(make([]byte, size)); err != nil {
				size /= 2
			}
		}
	}
	free = func() {
		if err := os.Remove(ballast); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(at, "data"), fill, free
}

// A full disk: pages are read, each change is answered 503 with the form as it was typed,
// and all goes on by itself when there is room, without a restart.
func TestFaultAFullDiskLosesNothingAndRecovers(t *testing.T) {
	folder, fill, free := smallDisk(t)
	h := furnish(t, folder, "")
	h.start()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	l := newLedger()
	group := crowd(t, ctx, h, l)
	reader := newClient(h, "Reader")
	if err := reader.signIn(ctx); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		progress(t, l, 5)
		fill()
		refused(t, l)
		readOnly(t, ctx, reader, "/readyz", "disk of the server is full")
		free()
		progress(t, l, 5)
	}
	stop()
	group.Wait()
	h.kill()
	f, err := h.look(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	lost, doubled := l.weigh(f)
	t.Logf("full disk: 3 times full, %d tries answered 503, acknowledged %d, lost %d, doubled %d, events sealed %d", l.unavailables, l.acknowledged(), lost, doubled, f.sealed)
	if lost > 0 || doubled > 0 || l.unsaid > 0 {
		t.Errorf("%d answers said neither yes nor try again; the first: %s", l.unsaid, l.firstUnsaid)
	}
}

// readOnly proves that pages are read, also one more, while a note is refused with its words
// on the page and the reason.
func readOnly(t *testing.T, ctx context.Context, reader *client, more, why string) {
	t.Helper()
	story := "/people/" + reader.h.person
	for _, page := range []string{story, "/people", "/today", "/directory", more} {
		if status, body, err := reader.get(ctx, page); err != nil || status != http.StatusOK {
			t.Errorf("%s answers %d on such a disk: %v %.300s", page, status, err, body)
		}
	}
	words, fields := reader.note()
	status, _, body, err := reader.post(ctx, story+"/contact/new", fields)
	if err != nil || status != http.StatusServiceUnavailable || !strings.Contains(body, words) || !strings.Contains(body, why) {
		t.Errorf("a note answers %d: %v %.600s", status, err, body)
	}
}

// progress waits until so many more were acknowledged.
func progress(t *testing.T, l *ledger, more int) {
	t.Helper()
	want := l.acknowledged() + more
	for end := time.Now().Add(time.Minute); l.acknowledged() < want; {
		if time.Now().After(end) {
			t.Fatalf("nothing goes on: %d acknowledged; %s", l.acknowledged(), l.firstUnsaid)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// refused waits until somebody was told that it cannot be done now.
func refused(t *testing.T, l *ledger) {
	t.Helper()
	count := func() int { l.mu.Lock(); defer l.mu.Unlock(); return l.unavailables }
	before := count()
	for end := time.Now().Add(time.Minute); count() < before+10; {
		if time.Now().After(end) {
			t.Fatalf("nobody was refused: %s", l.firstUnsaid)
		}
		time.Sleep(5 * time.Millisecond)
	}
}
