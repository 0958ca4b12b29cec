package bench_test

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/directory"
	"weft/internal/hsds"
	"weft/internal/place"
)

// engine is one of the two databases and where its world stands.
type engine struct {
	kind    db.Engine
	address string // of the PostgreSQL database
	path    string // of the SQLite file
	folder  string // for what a run writes, on the same disk
	admin   string // PostgreSQL: of its maintenance database
}

func (e engine) config(c clock.Clock, fast bool) db.Config {
	return db.Config{URL: e.address, Path: e.path, Clock: c, Fast: fast}
}

// made names the data: raise it when the maker makes something else.
const made = "v2"

// store is the folder in which worlds are kept between runs.
func store(t testing.TB, s scale) string {
	t.Helper()
	dir := os.Getenv("BENCH_DATA")
	if dir == "" {
		dir = filepath.Join(os.TempDir(), "weft-bench")
	}
	if s.name != whole().name {
		dir = t.TempDir()
	}
	must(t, os.MkdirAll(dir, 0o755))
	return dir
}

// onDisk fails where a folder lies in memory: nothing would be durable there.
func onDisk(t testing.TB, dir string) {
	t.Helper()
	const tmpfs = 0x01021994
	var fs syscall.Statfs_t
	must(t, syscall.Statfs(dir, &fs))
	if int64(fs.Type) == tmpfs {
		t.Fatalf("bench: %s lies in memory, so nothing there is durable. Set BENCH_DATA to a folder on a disk.", dir)
	}
}

// sqliteWorld copies the made world, which it makes when it is not there, and opens the copy.
func sqliteWorld(t testing.TB, s scale, groups hsds.Source, c ticking) *world {
	t.Helper()
	dir := store(t, s)
	kept := engine{kind: db.SQLite, path: filepath.Join(dir, "world-"+made+".db")}
	ctx := context.Background()
	build := func() {
		removeDB(kept.path)
		part := kept
		part.path += ".part"
		removeDB(part.path)
		d, err := db.Open(ctx, part.config(opening(), true))
		must(t, err)
		_, err = db.Migrate(ctx, d)
		must(t, err)
		makeWorld(t, s, part, d, groups)
		must(t, d.Close())
		removeDB(kept.path)
		must(t, os.Rename(part.path, kept.path))
	}
	if _, err := os.Stat(kept.path); err != nil {
		build()
	} else if d, err := db.Open(ctx, kept.config(nil, false)); err != nil {
		build()
	} else if _, err := db.Migrate(ctx, d); err != nil { // made by another branch
		_ = d.Close()
		build()
	} else {
		fresh(t, d)
		must(t, d.Close())
	}
	run, err := os.MkdirTemp(dir, "run-")
	must(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(run) })
	e := engine{kind: db.SQLite, path: filepath.Join(run, "weft.db"), folder: run}
	must(t, copyFile(kept.path, e.path))
	d, err := db.Open(ctx, e.config(c, false))
	must(t, err)
	t.Cleanup(func() { _ = d.Close() })
	return enter(t, s, e, d, c)
}

// fresh makes the search of a kept world as this program makes it.
func fresh(t testing.TB, d *db.DB) {
	t.Helper()
	_, err := directory.NewService(d, time.UTC, place.NewService(d)).FreshenSearch(context.Background(), authz.Program())
	must(t, err)
}

func removeDB(path string) {
	for _, end := range []string{"", "-wal", "-shm"} {
		_ = os.Remove(path + end)
	}
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // only read
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	if _, err = io.Copy(out, in); err == nil {
		err = out.Sync()
	}
	if cerr := out.Close(); err == nil {
		err = cerr
	}
	return err
}

// postgresWorld is sqliteWorld on PostgreSQL: for a whole run on a server of its own,
// which keeps its promises to the disk; a quick one uses the server of the tests.
func postgresWorld(t testing.TB, s scale, groups hsds.Source, c ticking) *world {
	t.Helper()
	ctx, dir := context.Background(), store(t, s)
	e := engine{kind: db.Postgres, folder: dir}
	kept := "weft_bench_" + made
	if s.name != whole().name {
		u, err := dbtest.PostgresURL(t)
		must(t, err)
		e.address, e.admin = u, u
		d, err := db.Open(ctx, e.config(opening(), false))
		must(t, err)
		makeWorld(t, s, e, d, groups)
		must(t, d.Close())
		d, err = db.Open(ctx, e.config(c, false))
		must(t, err)
		t.Cleanup(func() { _ = d.Close() })
		return enter(t, s, e, d, c)
	}
	server, err := dbtest.StartDurable(ctx, filepath.Join(dir, "postgres"))
	must(t, err)
	t.Cleanup(server.Stop)
	e.admin = server.URL
	build := func() {
		administer(t, e.admin, "drop database if exists "+kept, "drop database if exists "+kept+"_part", "create database "+kept+"_part")
		part := e
		part.address = in(e.admin, kept+"_part")
		d, err := db.Open(ctx, part.config(opening(), false))
		must(t, err)
		_, err = db.Migrate(ctx, d)
		must(t, err)
		makeWorld(t, s, part, d, groups)
		must(t, d.Close())
		administer(t, e.admin, "alter database "+kept+"_part rename to "+kept, "checkpoint")
	}
	if d, err := db.Open(ctx, db.Config{URL: in(e.admin, kept)}); err != nil {
		build()
	} else {
		_, err := db.Migrate(ctx, d)
		if err == nil {
			fresh(t, d)
		}
		must(t, d.Close())
		if err != nil {
			build()
		}
	}
	administer(t, e.admin, "drop database if exists weft_bench_run", "create database weft_bench_run template "+kept)
	t.Cleanup(func() { administer(t, e.admin, "drop database if exists weft_bench_run with (force)") })
	e.address = in(e.admin, "weft_bench_run")
	administer(t, e.address, "vacuum analyze", "checkpoint")
	d, err := db.Open(ctx, e.config(c, false))
	must(t, err)
	t.Cleanup(func() { _ = d.Close() })
	return enter(t, s, e, d, c)
}

func in(base, name string) string {
	u, err := url.Parse(base)
	if err != nil {
		return base
	}
	u.Path = "/" + name
	return u.String()
}

func administer(t testing.TB, address string, statements ...string) {
	t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, address)
	must(t, err)
	defer conn.Close(ctx) //nolint:errcheck // nothing is open any more
	for _, q := range statements {
		_, err := conn.Exec(ctx, q)
		must(t, err)
	}
}

// empty makes an empty, migrated database beside the world and opens it.
func (w *world) empty(t testing.TB, n int) (*db.DB, func()) {
	t.Helper()
	ctx, name := context.Background(), fmt.Sprintf("weft_bench_empty_%d", n)
	e, gone := w.engine, func() {}
	if w.kind == db.SQLite {
		e.path = filepath.Join(w.folder, name+".db")
		gone = func() { removeDB(e.path) }
	} else {
		if w.scale.name != whole().name {
			u, err := dbtest.PostgresURL(t)
			must(t, err)
			e.address = u
		} else {
			administer(t, w.admin, "drop database if exists "+name, "create database "+name)
			e.address = in(w.admin, name)
			gone = func() { administer(t, w.admin, "drop database if exists "+name+" with (force)") }
		}
	}
	d, err := db.Open(ctx, e.config(nil, false))
	must(t, err)
	_, err = db.Migrate(ctx, d)
	must(t, err)
	return d, func() { _ = d.Close(); gone() }
}

// short names the engine in a row.
func (w *world) short() string { return strings.ToLower(w.kind.String()) }
