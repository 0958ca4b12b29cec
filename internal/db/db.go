package db

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"runtime"
	"strings"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // registers "pgx"
	"modernc.org/sqlite"

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
	writing, err := sqlite.NewConnector(base + "&_txlock=immediate&_pragma=cache_size(-32768)")
	if err != nil {
		return nil, translate(err)
	}
	write := sql.OpenDB(keeper{writing})
	write.SetMaxOpenConns(1)
	var version string
	if err := write.QueryRowContext(ctx, "select sqlite_version()").Scan(&version); err != nil {
		return nil, fmt.Errorf("open SQLite: %w", translate(err))
	}
	if older(version, minSQLite) {
		return nil, errs.New(errs.Internal, "db.sqlite_too_old", version, minSQLite)
	}
	reading, err := sqlite.NewConnector(base + "&_pragma=query_only(1)&_pragma=cache_size(-16384)")
	if err != nil {
		return nil, translate(err)
	}
	read := sql.OpenDB(keeper{reading})
	read.SetMaxOpenConns(2 + runtime.GOMAXPROCS(0))
	read.SetMaxIdleConns(2 + runtime.GOMAXPROCS(0))
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

// Glance is Read for a single statement, which is its own snapshot: no transaction is
// opened for it, which on PostgreSQL saves two of three waits. A second statement in fn
// is an error.
func (d *DB) Glance(ctx context.Context, fn func(tx *Tx) error) error {
	if d.bulk != nil {
		return fn(d.bulk.tx(d))
	}
	return fn(&Tx{engine: d.engine, run: d.read, now: d.clock.Now(), glance: new(bool)})
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

// How often a transaction that met another one is tried, and how long the longest pause
// before a try is: the pauses grow and differ, so that those who met do not meet again.
const (
	serialisationTries = 12
	longestPause       = 64 * time.Millisecond
)

func (d *DB) writePostgres(ctx context.Context, fn func(tx *Tx) error) error {
	var err error
	for try := range serialisationTries {
		if err = d.tryPostgres(ctx, fn); !isRetry(err) {
			return err
		}
		if err := pause(ctx, try); err != nil {
			return err
		}
	}
	return errs.Wrap(errs.Unavailable, "db.busy", err)
}

// pause waits a moment, a random part of twice the one before.
func pause(ctx context.Context, try int) error {
	most := min(time.Millisecond<<try, longestPause)
	var b [8]byte
	_, _ = rand.Read(b[:]) // it never fails
	wait := time.NewTimer(time.Duration(binary.LittleEndian.Uint64(b[:]) % uint64(most)))
	defer wait.Stop()
	select {
	case <-ctx.Done():
		return translate(ctx.Err())
	case <-wait.C:
		return nil
	}
}

func (d *DB) tryPostgres(ctx context.Context, fn func(tx *Tx) error) error {
	conn, err := d.write.Conn(ctx)
	if err != nil {
		return translate(err)
	}
	defer conn.Close() //nolint:errcheck // it goes back to the others
	stx, err := conn.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelSerializable})
	if err != nil {
		return translate(err)
	}
	defer stx.Rollback() //nolint:errcheck // does nothing after Commit
	tx := &Tx{engine: d.engine, run: stx, now: d.clock.Now(), later: &later{conn: conn}}
	if err := fn(tx); err != nil {
		return err
	}
	if err := tx.ready(ctx); err != nil {
		return translate(err)
	}
	return translate(stx.Commit())
}
