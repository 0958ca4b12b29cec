package export

import (
	"context"
	"path/filepath"
	"testing"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/id"
)

// before92 is the schema before services had words in Welsh.
const before92 = 91

func TestAnOlderExportComesInAndIsBroughtUpToDate(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	open := func() *db.DB {
		d, err := db.Open(ctx, db.Config{Path: filepath.Join(t.TempDir(), "weft.db"), Fast: true})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = d.Close() })
		return d
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	old := open()
	must(db.MigrateTo(ctx, old, before92))
	host, care := id.New[int]().String(), id.New[int]().String()
	must(old.Write(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, `insert into organisation (id, kind, name, name_fold, nation, created) values ($1, 'vcse', 'Fern Lane', 'fern lane', 'wales', $2)`, host, tx.Now()); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `insert into service (id, host, name, nation, created) values ($1, $2, 'Aldermoor', 'wales', $3)`, care, host, tx.Now())
		return err
	}))
	s := &Service{db: old, version: "older", words: words(t)}
	if _, err := s.Export(ctx, authz.Program(), filepath.Join(t.TempDir(), "no"), nil); err == nil {
		t.Error("a database that was not brought up to date is exported")
	}
	f, err := newFolder(filepath.Join(t.TempDir(), "out"))
	must(err)
	must(old.Read(ctx, func(tx *db.Tx) error { return s.write(ctx, tx, f, before92, &Report{}, nil) }))
	to := f.to
	must(f.keep())
	fresh := open()
	s = &Service{db: fresh, version: "newer", words: words(t)}
	_, err = s.Import(ctx, authz.Program(), to, nil)
	must(err)
	now, newest, err := db.SchemaVersion(ctx, fresh)
	if err != nil || now != newest || now <= before92 {
		t.Errorf("the schema is at %d of %d: %v", now, newest, err)
	}
	must(fresh.Read(ctx, func(tx *db.Tx) error {
		name, err := db.One(ctx, tx, db.Value[string], `select name || hours_cy from service where id = $1`, care)
		if name != "Aldermoor" {
			t.Errorf("the service is called %q", name)
		}
		return err
	}))
	// An installation that is further already cannot go back to take it in.
	further := open()
	_, err = db.Migrate(ctx, further)
	must(err)
	s.db = further
	if _, err := s.Import(ctx, authz.Program(), to, nil); err == nil {
		t.Error("an older export came into a newer schema")
	}
}
