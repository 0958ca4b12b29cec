package db

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"weft/internal/clock"
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
	engine  Engine
	clock   clock.Clock
	pool    *pgxpool.Pool // PostgreSQL only
	path    string        // SQLite only, as what follows
	readers *readers
	writer  *writer
	bulk    *bulk // set inside Bulk only
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

// Engine says which database this is.
func (d *DB) Engine() Engine { return d.engine }

// Now returns the time as every transaction of this database has it.
func (d *DB) Now() time.Time { return d.clock.Now() }

// Close lets go of every connection.
func (d *DB) Close() error {
	switch {
	case d.bulk != nil:
		return nil
	case d.engine == Postgres:
		d.pool.Close()
		return nil
	}
	d.readers.close()
	return d.writer.close()
}

// Ping proves that the database answers.
func (d *DB) Ping(ctx context.Context) error {
	switch {
	case d.bulk != nil:
		return nil
	case d.engine == Postgres:
		return translate(d.pool.Ping(ctx))
	}
	return d.readers.with(ctx, func(c *liteConn) error { return c.run(ctx, "select 1") })
}

// Read runs fn in one read-only snapshot.
func (d *DB) Read(ctx context.Context, fn func(tx *Tx) error) error {
	switch {
	case d.bulk != nil:
		return fn(d.bulk.tx(d))
	case d.engine == Postgres:
		return d.readPostgres(ctx, fn)
	}
	return d.readers.with(ctx, func(c *liteConn) error {
		if err := c.run(ctx, "begin"); err != nil { // it ends when the connection is given back
			return err
		}
		return fn(&Tx{engine: SQLite, on: c, now: d.clock.Now()})
	})
}

// Glance is Read for a single statement, which is its own snapshot: no transaction is
// opened for it, which on PostgreSQL saves two of three waits. A second statement in fn
// is an error.
func (d *DB) Glance(ctx context.Context, fn func(tx *Tx) error) error {
	switch {
	case d.bulk != nil:
		return fn(d.bulk.tx(d))
	case d.engine == Postgres:
		return fn(&Tx{engine: Postgres, on: alone{d.pool}, now: d.clock.Now(), glance: new(bool)})
	}
	return d.readers.with(ctx, func(c *liteConn) error { return fn(&Tx{engine: SQLite, on: c, now: d.clock.Now(), glance: new(bool)}) })
}

// Write runs fn in one transaction and returns after it is durable. When fn fails
// nothing of it stays. Calling Write inside fn would wait for itself: join with tx.
func (d *DB) Write(ctx context.Context, fn func(tx *Tx) error) error {
	along := riding(ctx)
	if along == nil {
		return d.keep(ctx, fn)
	}
	if d.engine == SQLite || d.bulk != nil {
		err := d.keep(ctx, along.withRide(ctx, fn))
		if err == nil {
			along.arrived()
		}
		return err
	}
	if err := d.keep(ctx, fn); err != nil {
		return err
	}
	if d.follow(ctx, along) == nil {
		along.arrived()
	}
	return nil
}

// keep runs fn in one transaction of the engine.
func (d *DB) keep(ctx context.Context, fn func(tx *Tx) error) error {
	switch {
	case d.bulk != nil:
		return d.bulk.write(ctx, d, fn)
	case d.engine == SQLite:
		return d.writer.do(ctx, d, fn)
	default:
		return d.writePostgres(ctx, fn)
	}
}
