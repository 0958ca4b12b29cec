//go:build fault

package fault_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// diskOfItsOwn is a real file system in a file, which can be taken away from those who
// write to it, as a system does when the disk beneath is broken.
func diskOfItsOwn(t *testing.T) (folder string, breakIt, mend func()) {
	t.Helper()
	image, at := filepath.Join(t.TempDir(), "disk"), t.TempDir()
	run := func(name string, args ...string) {
		t.Helper()
		if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
			t.Fatalf("%s: run it as root (%v: %s)", name, err, out)
		}
	}
	if err := os.WriteFile(image, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(image, 64<<20); err != nil {
		t.Fatal(err)
	}
	run("mkfs.ext4", "-q", image)
	mount := func() { run("mount", "-o", "loop,errors=remount-ro", image, at) }
	mount()
	t.Cleanup(func() { _ = exec.Command("umount", "-l", at).Run() })
	breakIt = func() { run("mount", "-o", "remount,abort", at) }
	mend = func() { run("umount", at); mount() }
	return filepath.Join(at, "data"), breakIt, mend
}

// A disk that the system makes read-only while people work: pages are read, each change is
// answered 503 with the form as it was typed, and what was acknowledged is there once the
// disk was mended and the program was started again.
func TestFaultADiskThatTurnsReadOnlyLosesNothing(t *testing.T) {
	folder, breakIt, mend := diskOfItsOwn(t)
	h := furnish(t, folder, "")
	l := newLedger()
	reader := newClient(h, "Reader")
	refusals := 0
	for round := range 3 {
		h.start()
		ctx, stop := context.WithCancel(t.Context())
		h.twin = " " + strings.Repeat("I", round+1)
		group := crowd(t, ctx, h, l)
		if err := reader.signIn(ctx); err != nil {
			t.Fatal(err)
		}
		progress(t, l, 20)
		breakIt()
		refused(t, l)
		readOnly(t, ctx, reader, "/livez", "")
		refusals = l.unavailables
		stop()
		group.Wait()
		h.kill()
		mend()
	}
	f, err := h.look(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	lost, doubled := l.weigh(f)
	t.Logf("read-only disk: 3 times, %d tries answered 503, acknowledged %d, lost %d, doubled %d, events sealed %d", refusals, l.acknowledged(), lost, doubled, f.sealed)
	if lost > 0 || doubled > 0 || l.unsaid > 0 {
		t.Errorf("%d answers said neither yes nor try again; the first: %s", l.unsaid, l.firstUnsaid)
	}
}
