package town

import (
	"context"
	"path/filepath"
	"testing"

	"weft/internal/backup"
	"weft/internal/db"
)

// comesBack is a restore drill of the whole town: every table comes back as it was, and
// the search finds as many groups.
func comesBack(t *testing.T, d *db.DB) {
	t.Helper()
	ctx, file := context.Background(), filepath.Join(t.TempDir(), "town.zip")
	made, err := backup.Make(ctx, d, file, backup.Key{}, "test")
	if err != nil {
		t.Fatal(err)
	}
	again := func(ctx context.Context, d *db.DB) (int, error) { return servicesFor(t, d).Directory.Rebuild(ctx) }
	_, p, err := backup.Check(ctx, file, backup.Key{}, t.TempDir(), again)
	if err != nil {
		t.Fatal(err)
	}
	if p.Rows != made.Rows() || p.Rows < 30_000 || p.Groups != number(t, d, `select count(*) from directory_search`) {
		t.Errorf("%d rows and %d groups came back, of %d rows", p.Rows, p.Groups, made.Rows())
	}
}
