package town

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/export"
)

// moves takes the whole town out, into PostgreSQL, and out again: every file is
// the same, but for what the moving itself recorded.
func moves(t *testing.T, d *db.DB) {
	t.Helper()
	before, after, moved := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b"), dbtest.Postgres(t, clock.System{})
	must := func(_ export.Report, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(mover(t, d).Export(context.Background(), authz.Program(), before, nil))
	must(mover(t, moved).Import(context.Background(), authz.Program(), before, nil))
	must(mover(t, moved).Export(context.Background(), authz.Program(), after, nil))
	files, err := filepath.Glob(filepath.Join(before, "*.jsonl"))
	if err != nil || len(files) < 70 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	for _, f := range files {
		a, err := os.ReadFile(f)
		b, berr := os.ReadFile(filepath.Join(after, filepath.Base(f)))
		if filepath.Base(f) == "audit_event.jsonl" {
			b = b[:min(len(a), len(b))]
		}
		if err != nil || berr != nil || !bytes.Equal(a, b) {
			t.Errorf("%s came back different: %v %v", filepath.Base(f), err, berr)
		}
	}
}

func mover(t *testing.T, d *db.DB) *export.Service {
	t.Helper()
	s, err := export.NewService(d, "test")
	if err != nil {
		t.Fatal(err)
	}
	return s
}
