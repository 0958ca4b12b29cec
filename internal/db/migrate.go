package db

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"strings"

	"github.com/jackc/pgx/v5/stdlib"
	"github.com/ncruces/go-sqlite3/driver"
	"github.com/ncruces/go-sqlite3/ext/fts5"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"weft/internal/errs"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Migrations returns the migration files that this engine runs, by name.
func Migrations(e Engine) fs.FS {
	sub, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return migrations // cannot be: the folder is embedded
	}
	return engineFS{FS: sub, skip: map[Engine]string{SQLite: ".postgres.sql", Postgres: ".sqlite.sql"}[e]}
}

// engineFS hides the files of the other engine.
type engineFS struct {
	fs.FS
	skip string
}

// ReadDir lists the files that are not hidden.
func (f engineFS) ReadDir(name string) ([]fs.DirEntry, error) {
	all, err := fs.ReadDir(f.FS, name)
	if err != nil {
		return nil, err
	}
	var out []fs.DirEntry
	for _, e := range all {
		if !strings.HasSuffix(e.Name(), f.skip) {
			out = append(out, e)
		}
	}
	return out, nil
}

// Migrate brings the schema up to date. On PostgreSQL an advisory lock keeps two
// instances from doing it at once. It returns how many migrations ran.
// A schema newer than this program is a Conflict.
func Migrate(ctx context.Context, d *DB) (int, error) {
	if err := notNewer(ctx, d); err != nil {
		return 0, err
	}
	p, done, err := provider(d)
	if err != nil {
		return 0, err
	}
	defer done() //nolint:errcheck // nothing is left in it
	ran, err := p.Up(ctx)
	if err != nil {
		return len(ran), fmt.Errorf("migrate: %w", err)
	}
	return len(ran), nil
}

// notNewer returns a Conflict when a newer program has written this database: an older
// one would not know what it must keep.
func notNewer(ctx context.Context, d *DB) error {
	have, err := Version(ctx, d)
	if err != nil {
		return err
	}
	newest, err := Newest(d.engine)
	if err == nil && have > newest {
		err = errs.New(errs.Conflict, "db.schema_newer", have, newest)
	}
	return err
}

// MigrateTo brings the schema of a new database up to one release, for a backup made
// under it. An Invalid error means that this program is older than that schema.
func MigrateTo(ctx context.Context, d *DB, version int64) error {
	newest, err := Newest(d.engine)
	if err != nil {
		return err
	}
	if version > newest {
		return errs.New(errs.Invalid, "db.schema_newer", version, newest)
	}
	p, done, err := provider(d)
	if err != nil {
		return err
	}
	defer done() //nolint:errcheck // nothing is left in it
	if _, err := p.UpTo(ctx, version); err != nil {
		return fmt.Errorf("migrate to %d: %w", version, translate(err))
	}
	return nil
}

// Newest returns the number of the last migration that this program knows.
func Newest(e Engine) (int64, error) {
	files, err := fs.ReadDir(Migrations(e), ".")
	if err != nil {
		return 0, err
	}
	var newest int64
	for _, f := range files {
		n, err := goose.NumericComponent(f.Name())
		if err != nil {
			return 0, fmt.Errorf("migrations: %w", err)
		}
		newest = max(newest, n)
	}
	return newest, nil
}

// Version returns the number of the last migration that ran on a database, 0 on an
// empty one. It changes nothing.
func Version(ctx context.Context, d *DB) (version int64, err error) {
	err = d.Read(ctx, func(tx *Tx) error {
		version, err = VersionTx(ctx, tx)
		return err
	})
	return version, err
}

// VersionTx is Version in a transaction that is open.
func VersionTx(ctx context.Context, tx *Tx) (int64, error) {
	q := `select count(*) from pragma_table_list where schema = 'main' and name = $1`
	if tx.engine == Postgres {
		q = `select count(*) from information_schema.tables where table_schema = current_schema() and table_name = $1`
	}
	n, err := One(ctx, tx, Value[int], q, versions)
	if err != nil || n == 0 {
		return 0, err
	}
	return One(ctx, tx, Value[int64], `select coalesce(max(version_id), 0) from `+versions)
}

// SchemaVersion returns the number of the last migration that ran, 0 when none did, and
// that of the newest that this program knows.
func SchemaVersion(ctx context.Context, d *DB) (now, newest int64, err error) {
	p, done, err := provider(d)
	if err != nil {
		return 0, 0, err
	}
	defer done() //nolint:errcheck // nothing is left in it
	for _, s := range p.ListSources() {
		newest = max(newest, s.Version)
	}
	if now, err = p.GetDBVersion(ctx); err != nil {
		return 0, 0, fmt.Errorf("schema version: %w", translate(err))
	}
	return now, newest, nil
}

// Pending returns how many migrations have not run yet.
func Pending(ctx context.Context, d *DB) (int, error) {
	p, done, err := provider(d)
	if err != nil {
		return 0, err
	}
	defer done() //nolint:errcheck // nothing is left in it
	all, err := p.Status(ctx)
	if err != nil {
		return 0, fmt.Errorf("migration status: %w", translate(err))
	}
	n := 0
	for _, s := range all {
		if s.State == goose.StatePending {
			n++
		}
	}
	return n, nil
}

// provider returns what runs the migrations, and what lets go of its connection.
func provider(d *DB) (*goose.Provider, func() error, error) {
	dialect, opts := goose.DialectPostgres, []goose.ProviderOption{goose.WithVerbose(false)}
	var on *sql.DB
	// Migrations speak database/sql. They run alone, on a connection of their own.
	if d.engine == SQLite {
		lite, err := driver.Open("file:"+(&url.URL{Path: d.path}).EscapedPath()+"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)&_txlock=immediate", fts5.Register)
		if err != nil {
			return nil, nil, translate(err)
		}
		lite.SetMaxOpenConns(1)
		dialect, on = goose.DialectSQLite3, lite
	} else {
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return nil, nil, fmt.Errorf("migration lock: %w", err)
		}
		on, opts = stdlib.OpenDBFromPool(d.pool), append(opts, goose.WithSessionLocker(locker))
	}
	p, err := goose.NewProvider(dialect, on, Migrations(d.engine), opts...)
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("migrations: %w", err), on.Close())
	}
	return p, on.Close, nil
}
