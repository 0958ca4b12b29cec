package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"runtime"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // registers "pgx"
	_ "modernc.org/sqlite"             // registers "sqlite"

	"weft/internal/clock"
	"weft/internal/errs"
)

// Engine is one of the two databases.
type Engine uint8

// The engines.
const (
	SQLite Engine = iota
	Postgres
)

// String returns the name that people know.
func (e Engine) String() string {
	if e == Postgres {
		return "PostgreSQL"
	}
	return "SQLite"
}

// minSQLite is the first release without a WAL fault that could lose a commit.
const minSQLite = "3.51.3"

// Config says which database to open. URL wins over Path.
type Config struct {
	URL   string      // postgres://…, or empty
	Path  string      // file of the SQLite database
	Clock clock.Clock // where tx.Now comes from
	// Fast gives up durability for speed. For tests and for building a demo, whose
	// data can be made again.
	Fast bool
}

// DB is an open database. It is safe for many goroutines.
type DB struct {
	engine Engine
	clock  clock.Clock
	read   *sql.DB
	write  *sql.DB
	writer *writer // SQLite only
	bulk   *bulk   // set inside Bulk only
}

// Open opens the database and proves that it answers. It creates the SQLite file
// when it is not there. It runs no migrations.
func Open(ctx context.Context, c Config) (*DB, error) {
	if c.Clock == nil {
		c.Clock = clock.System{}
	}
	if c.URL != "" {
		return openPostgres(ctx, c)
	}
	return openSQLite(ctx, c)
}

func openPostgres(ctx context.Context, c Config) (*DB, error) {
	u, err := url.Parse(c.URL)
	if err != nil || !strings.HasPrefix(u.Scheme, "postgres") {
		return nil, errs.New(errs.Invalid, "db.url")
	}
	pool, err := sql.Open("pgx", named(c.URL, "application_name", clientName))
	if err != nil {
		return nil, translate(err)
	}
	pool.SetMaxOpenConns(idle())
	pool.SetMaxIdleConns(idle())
	if err := pool.PingContext(ctx); err != nil {
		return nil, fmt.Errorf("open PostgreSQL: %w", errs.Wrap(errs.Unavailable, "db.unreachable", translate(err)))
	}
	return &DB{engine: Postgres, clock: c.Clock, read: pool, write: pool}, nil
}

// own makes the file of a new database so that only this user can read it; SQLite gives
// the files beside it the same rights.
func own(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// idle is how many connections to PostgreSQL stay open.
func idle() int { return 4 * runtime.GOMAXPROCS(0) }

func openSQLite(ctx context.Context, c Config) (*DB, error) {
	if err := own(c.Path); err != nil {
		return nil, fmt.Errorf("open SQLite: %w", errs.Wrap(errs.Unavailable, "db.unwritable", err))
	}
	durability := "FULL"
	if c.Fast {
		durability = "OFF"
	}
	base := "file:" + (&url.URL{Path: c.Path}).EscapedPath() +
		"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)" +
		"&_pragma=synchronous(" + durability + ")&_pragma=temp_store(MEMORY)"
	write, err := sql.Open("sqlite", base+"&_txlock=immediate&_pragma=cache_size(-65536)")
	if err != nil {
		return nil, translate(err)
	}
	write.SetMaxOpenConns(1)
	var version string
	if err := write.QueryRowContext(ctx, "select sqlite_version()").Scan(&version); err != nil {
		return nil, fmt.Errorf("open SQLite: %w", translate(err))
	}
	if older(version, minSQLite) {
		return nil, errs.New(errs.Internal, "db.sqlite_too_old", version, minSQLite)
	}
	read, err := sql.Open("sqlite", base+"&_pragma=query_only(1)")
	if err != nil {
		return nil, translate(err)
	}
	read.SetMaxOpenConns(2 + 2*runtime.GOMAXPROCS(0))
	read.SetMaxIdleConns(2 + 2*runtime.GOMAXPROCS(0))
	return &DB{engine: SQLite, clock: c.Clock, read: read, write: write, writer: newWriter(write)}, nil
}

// older reports whether dotted version a comes before b.
func older(a, b string) bool {
	var x, y [3]int
	fmt.Sscanf(a, "%d.%d.%d", &x[0], &x[1], &x[2])
	fmt.Sscanf(b, "%d.%d.%d", &y[0], &y[1], &y[2])
	for i := range x {
		if x[i] != y[i] {
			return x[i] < y[i]
		}
	}
	return false
}

// Engine says which database this is.
func (d *DB) Engine() Engine { return d.engine }

// Close lets go of every connection.
func (d *DB) Close() error {
	if d.bulk != nil {
		return nil
	}
	err := d.write.Close()
	if d.engine == SQLite {
		if rerr := d.read.Close(); err == nil {
			err = rerr
		}
	}
	return err
}

// Ping proves that the database answers.
func (d *DB) Ping(ctx context.Context) error {
	if d.bulk != nil {
		return nil
	}
	return translate(d.read.PingContext(ctx))
}

// Read runs fn in one read-only snapshot.
func (d *DB) Read(ctx context.Context, fn func(tx *Tx) error) error {
	if d.bulk != nil {
		return fn(d.bulk.tx(d))
	}
	opts := &sql.TxOptions{ReadOnly: true}
	if d.engine == Postgres {
		opts.Isolation = sql.LevelRepeatableRead
	}
	stx, err := d.read.BeginTx(ctx, opts)
	if err != nil {
		return translate(err)
	}
	defer stx.Rollback() //nolint:errcheck // nothing was written
	return fn(&Tx{engine: d.engine, run: stx, now: d.clock.Now()})
}

// Write runs fn in one transaction and returns after it is durable. When fn fails
// nothing of it stays. Calling Write inside fn would wait for itself: join with tx.
func (d *DB) Write(ctx context.Context, fn func(tx *Tx) error) error {
	switch {
	case d.bulk != nil:
		return d.bulk.write(ctx, d, fn)
	case d.engine == SQLite:
		return d.writer.do(ctx, d, fn)
	default:
		return d.writePostgres(ctx, fn)
	}
}

const serialisationTries = 8

func (d *DB) writePostgres(ctx context.Context, fn func(tx *Tx) error) error {
	var err error
	for range serialisationTries {
		if err = d.tryPostgres(ctx, fn); !isRetry(err) {
			return err
		}
	}
	return errs.Wrap(errs.Unavailable, "db.busy", err)
}

func (d *DB) tryPostgres(ctx context.Context, fn func(tx *Tx) error) error {
	stx, err := d.write.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelSerializable})
	if err != nil {
		return translate(err)
	}
	defer stx.Rollback() //nolint:errcheck // does nothing after Commit
	if err := fn(&Tx{engine: d.engine, run: stx, now: d.clock.Now()}); err != nil {
		return err
	}
	return translate(stx.Commit())
}
