package backup_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"weft/internal/app"
	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/backup"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/i18n"
)

// releases are the schemas that were released, each with a little data of every kind.
const releases = "../db/testdata/release"

// rebuild makes the search again as the program does.
func rebuild(t testing.TB) backup.Rebuild {
	t.Helper()
	words, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	return func(ctx context.Context, d *db.DB) (int, error) {
		site, err := app.NewPages(app.Options{DB: d, Words: words, Clock: clock.System{}, Log: slog.New(slog.DiscardHandler)})
		if err != nil {
			return 0, err
		}
		return site.Services.Directory.Rebuild(ctx)
	}
}

// target is an empty place for a database of an engine.
type target struct {
	backup.Place
	engine db.Engine
}

func (p target) open(t testing.TB) *db.DB {
	t.Helper()
	d, err := db.Open(context.Background(), db.Config{URL: p.URL, Path: p.File})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

func engines(t *testing.T, body func(t *testing.T, to target)) {
	t.Helper()
	for _, e := range []db.Engine{db.SQLite, db.Postgres} {
		t.Run(e.String(), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			to := target{Place: backup.Place{Folder: dir, File: filepath.Join(dir, "weft.db")}, engine: e}
			if e == db.Postgres {
				url, err := dbtest.PostgresURL(t)
				if err != nil {
					t.Fatal(err)
				}
				to.URL = url
			}
			body(t, to)
		})
	}
}

func released(t testing.TB) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(releases, "*.zip"))
	if err != nil || len(all) == 0 {
		t.Fatalf("no release in %s: %v", releases, err)
	}
	return all
}

func restore(t testing.TB, file string, k backup.Key, to backup.Place) backup.Restored {
	t.Helper()
	r, err := backup.Restore(context.Background(), file, k, to, dbtest.Now(), rebuild(t))
	if err != nil {
		t.Fatalf("restore %s: %v", filepath.Base(file), err)
	}
	return r
}

// Every released schema, with data in every table, is taken over by the present program.
func TestEveryReleaseIsTakenOver(t *testing.T) {
	t.Parallel()
	for _, file := range released(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			engines(t, func(t *testing.T, to target) {
				r := restore(t, file, backup.Key{}, to.Place)
				d := to.open(t)
				newest, err := db.Newest(to.engine)
				if err != nil || r.Proof.Schema != newest || r.Sealed == 0 || r.Groups == 0 {
					t.Errorf("schema %d of %d, %d events, %d groups: %v", r.Proof.Schema, newest, r.Sealed, r.Groups, err)
				}
				if err := db.Sound(context.Background(), d); err != nil {
					t.Error(err)
				}
				for _, p := range r.Tables {
					if p.Rows == 0 {
						t.Errorf("%s holds nothing, so its upgrade proves nothing", p.Name)
					}
				}
				kept(t, d, r.Manifest)
			})
		})
	}
}

// kept checks that no row of a release was lost on the way to the present schema. Tables
// that a migration replaced are named there.
func kept(t *testing.T, d *db.DB, m backup.Manifest) {
	t.Helper()
	ctx := context.Background()
	err := d.Read(ctx, func(tx *db.Tx) error {
		for _, p := range m.Tables {
			n, err := db.One(ctx, tx, db.Value[int64], "select count(*) from "+p.Name)
			if err != nil {
				return err
			}
			if own := p.Name == "audit_event"; n < p.Rows || n > p.Rows && !own {
				t.Errorf("%s: %d rows, %d before", p.Name, n, p.Rows)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// A drill: a backup of SQLite goes into either engine and is backed up there again; every
// table is the same each time. What was there gives way only when it is said, and is kept.
func TestWhatComesBackIsTheSameInEveryTableOnEitherEngine(t *testing.T) {
	t.Parallel()
	ctx, k := context.Background(), key(t, "")
	dir := t.TempDir()
	first := target{Place: backup.Place{Folder: dir, File: filepath.Join(dir, "weft.db")}}
	restore(t, released(t)[0], k, first.Place)
	source := first.open(t)
	engines(t, func(t *testing.T, to target) {
		file := filepath.Join(to.Folder, "first.zip")
		made, err := backup.Make(ctx, source, file, k, "test")
		if err != nil {
			t.Fatal(err)
		}
		if r := restore(t, file, k, to.Place); r.Aside != "" {
			t.Errorf("nothing was there, and it is kept in %s", r.Aside)
		}
		d := to.open(t)
		again := filepath.Join(to.Folder, "again.zip")
		second, err := backup.Make(ctx, d, again, k, "test")
		if err = errors.Join(err, d.Close()); err != nil {
			t.Fatal(err)
		}
		for i, p := range second.Tables {
			if p.SHA256 != made.Tables[i].SHA256 && p.Name != "audit_event" || p.Rows == 0 {
				t.Errorf("%s came back other than it was", p.Name)
			}
		}
		if _, p, err := backup.Check(ctx, again, k, t.TempDir(), rebuild(t)); err != nil || p.Rows != second.Rows() {
			t.Errorf("the second does not come back: %v", err)
		}
		if _, err := backup.Restore(ctx, file, k, to.Place, dbtest.Now(), rebuild(t)); err == nil || !strings.Contains(err.Error(), "--replace") {
			t.Errorf("it was overwritten: %v", err)
		}
		to.Replace = true
		r := restore(t, file, k, to.Place)
		aside := target{Place: backup.Place{File: filepath.Join(r.Aside, "weft.db")}}
		if to.URL != "" {
			aside.URL = db.InSchema(to.URL, r.Aside)
		}
		kept(t, aside.open(t), second.Manifest)
		kept(t, to.open(t), made.Manifest)
	})
}

// sample is a small database and a backup of it.
func sample(t *testing.T, k backup.Key) (d *db.DB, file string) {
	t.Helper()
	d = dbtest.SQLite(t, clock.NewManual(dbtest.Now()))
	ctx := context.Background()
	err := d.Write(ctx, func(tx *db.Tx) error {
		for range 50 {
			if err := audit.Record(ctx, tx, authz.Program(), "test.do", audit.On("thing", "")); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := audit.NewLog(d).Seal(ctx); err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), k.Name(dbtest.Now(), ""))
	if _, err := backup.Make(ctx, d, file, k, "test"); err != nil {
		t.Fatal(err)
	}
	return d, file
}

func key(t *testing.T, s string) backup.Key {
	t.Helper()
	k, err := backup.NewKey(s)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestACheckProvesAGoodFileAndLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	_, file := sample(t, backup.Key{})
	scratch := t.TempDir()
	_, p, err := backup.Check(context.Background(), file, backup.Key{}, scratch, rebuild(t))
	if err != nil || p.Sealed != 50 {
		t.Errorf("%+v %v", p, err)
	}
	if left, _ := os.ReadDir(scratch); len(left) > 0 {
		t.Errorf("%d files stayed", len(left))
	}
}

// Whatever happens to a file, the check finds it: cut anywhere, one byte turned anywhere.
func TestACheckFindsEveryDamage(t *testing.T) {
	t.Parallel()
	fresh, err := backup.MakeKey()
	if err != nil {
		t.Fatal(err)
	}
	for name, k := range map[string]backup.Key{"plain": {}, "sealed": key(t, fresh)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, file := sample(t, k)
			whole, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			bad := filepath.Join(t.TempDir(), filepath.Base(file))
			try := func(what string, content []byte) {
				if err := os.WriteFile(bad, content, 0o600); err != nil {
					t.Fatal(err)
				}
				_, _, err := backup.Check(context.Background(), bad, k, t.TempDir(), rebuild(t))
				if err == nil {
					t.Errorf("%s passes", what)
				} else if !strings.HasSuffix(err.Error(), ".") {
					t.Errorf("%s: no sentence: %v", what, err)
				}
			}
			for _, share := range []int{0, 3, 8} {
				try("cut", whole[:len(whole)*share/10])
			}
			try("cut by a byte", whole[:len(whole)-1])
			at := bytes.Index(whole, []byte("tables/audit_event.jsonl")) + 40 // within the rows, where it is not sealed
			if at < 40 {
				at = len(whole) / 2
			}
			turned := bytes.Clone(whole)
			turned[at] ^= 0x20
			try("turned", turned)
		})
	}
}

func TestAKeyOpensItsBackupsAndNoOthers(t *testing.T) {
	t.Parallel()
	right := key(t, "a passphrase of many words")
	_, file := sample(t, right)
	content, err := os.ReadFile(file)
	if err != nil || bytes.Contains(content, []byte("audit_event")) {
		t.Errorf("the file shows what is in it: %v", err)
	}
	for name, c := range map[string]struct {
		k    backup.Key
		says string
	}{"the right one": {right, ""}, "another": {key(t, "another passphrase altogether"), "another key"}, "none": {backup.Key{}, "not set"}} {
		a, err := backup.Open(file, c.k)
		if err == nil {
			err = a.Close()
		}
		if (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, short := range []string{"short", "AGE-SECRET-KEY-1NONSENSE"} {
		if _, err := backup.NewKey(short); err == nil {
			t.Errorf("%s was taken as a key", short)
		}
	}
}

func TestABackupNeverWritesOverAFileAndLeavesNoHalfOne(t *testing.T) {
	t.Parallel()
	d, file := sample(t, backup.Key{})
	if _, err := backup.Make(context.Background(), d, file, backup.Key{}, "test"); err == nil {
		t.Error("it wrote over a backup")
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	folder := t.TempDir()
	if _, err := backup.Make(ctx, d, filepath.Join(folder, "x.zip"), backup.Key{}, "test"); err == nil {
		t.Error("a stopped backup was called done")
	}
	if left, _ := os.ReadDir(folder); len(left) > 0 {
		t.Errorf("%s stayed", left[0].Name())
	}
}

func TestABackupTakenWhileOthersWriteIsOneMoment(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, stop := context.WithCancel(context.Background())
		done := make(chan struct{})
		go func() { // each change writes the same number of rows to two tables, or to none
			defer close(done)
			for n := 0; ctx.Err() == nil; n++ {
				_ = d.Write(ctx, func(tx *db.Tx) error {
					if err := audit.Record(ctx, tx, authz.Program(), "test.do", audit.On("thing", "")); err != nil {
						return err
					}
					_, err := tx.Exec(ctx, `insert into once (actor, key, action, result, at) values ('x', $1, 'a', 'r', $2)`, n, tx.Now())
					return err
				})
			}
		}()
		for i := range 5 {
			made, err := backup.Make(context.Background(), d, filepath.Join(t.TempDir(), "x.zip"), backup.Key{}, "test")
			if err != nil {
				t.Fatal(err)
			}
			rows := map[string]int64{}
			for _, p := range made.Tables {
				rows[p.Name] = p.Rows
			}
			if rows["audit_event"]-int64(i) != rows["once"] { // each backup before this one left one event
				t.Errorf("%d events and %d keys are not of one moment", rows["audit_event"], rows["once"])
			}
		}
		stop()
		<-done
	})
}

func TestOneBackupIsKeptForEachOfSevenDaysAndOfFourWeeksBefore(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	plan := backup.Plan{Folder: folder, Every: 24 * time.Hour, Days: 7, Weeks: 4}
	var k backup.Key
	for day := range 60 {
		at := dbtest.Now().AddDate(0, 0, day)
		for _, name := range []string{k.Name(at, ""), k.Name(at.Add(-time.Hour), ""), k.Name(at, backup.BeforeUpdate)} {
			if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := backup.Prune(plan); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "weft-mine.zip"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_ = backup.Prune(plan)
	var regular, before, other int
	all, _ := os.ReadDir(folder)
	for _, e := range all {
		switch {
		case strings.Contains(e.Name(), backup.BeforeUpdate):
			before++
		case e.Name() == "weft-mine.zip":
			other++
		default:
			regular++
		}
	}
	if regular != 11 || before != 3 || other != 1 {
		t.Errorf("%d regular, %d before an update, %d of somebody else", regular, before, other)
	}
}

func TestRegularBackupsAreMadeProvedAndTriedAgainWhenTheyFail(t *testing.T) {
	t.Parallel()
	d, _ := sample(t, backup.Key{})
	now := clock.NewManual(dbtest.Now())
	folder := filepath.Join(t.TempDir(), "backups")
	keeper := backup.NewKeeper(d, backup.Plan{Folder: folder, Every: 24 * time.Hour, Days: 7, Weeks: 4}, backup.Key{}, "test", now, rebuild(t), slog.New(slog.DiscardHandler))
	run := func() backup.History {
		t.Helper()
		if err := keeper.Run(context.Background()); err != nil {
			t.Fatal(err)
		}
		h, err := backup.Read(folder)
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	first := run()
	if !first.Last.Proved || first.Last.Rows == 0 || first.Good.File == "" {
		t.Fatalf("%+v", first)
	}
	now.Advance(23 * time.Hour)
	if h := run(); h.Last.File != first.Last.File {
		t.Error("it was made before its time")
	}
	now.Advance(2 * time.Hour)
	if err := os.WriteFile(filepath.Join(folder, (backup.Key{}).Name(now.Now(), "")), nil, 0o600); err != nil {
		t.Fatal(err) // its name is taken, so it fails
	}
	if h := run(); h.Last.Problem == "" || h.Good.File != first.Good.File {
		t.Errorf("a failure is kept as %+v", h)
	}
	now.Advance(61 * time.Minute)
	if h := run(); !h.Last.Proved || h.Good.File == first.Good.File {
		t.Errorf("an hour after it failed: %+v", h)
	}
	now.Advance(-72 * time.Hour)
	if h := run(); !h.Last.At.Equal(now.Now()) {
		t.Errorf("after the clock went back: %+v", h.Last)
	}
}
