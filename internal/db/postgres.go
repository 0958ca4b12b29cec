package db

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"net/url"
	"runtime"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"weft/internal/errs"
)

// What opens a transaction of PostgreSQL.
const (
	beginRead  = "begin isolation level repeatable read, read only"
	beginWrite = "begin isolation level serializable"
	beginBulk  = "begin"
)

func openPostgres(ctx context.Context, c Config) (*DB, error) {
	u, err := url.Parse(c.URL)
	if err != nil || !strings.HasPrefix(u.Scheme, "postgres") {
		return nil, errs.New(errs.Invalid, "db.url")
	}
	set, err := pgxpool.ParseConfig(named(c.URL, "application_name", clientName))
	if err != nil {
		return nil, errs.New(errs.Invalid, "db.url")
	}
	if set.ConnConfig.RuntimeParams["plan_cache_mode"] == "" {
		set.AfterConnect = planOnce
	}
	set.MaxConns = int32(4 * runtime.GOMAXPROCS(0))
	pool, err := pgxpool.NewWithConfig(ctx, set)
	if err != nil {
		return nil, translate(err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("open PostgreSQL: %w", errs.Wrap(errs.Unavailable, "db.unreachable", translate(err)))
	}
	return &DB{engine: Postgres, clock: c.Clock, pool: pool}, nil
}

// planOnce has a plan made once for each text: ours are written so that no value asks for
// another, and making plans anew costs more than most of them take to run. It is asked for
// once connected, because what stands between us and the server may refuse it before.
func planOnce(ctx context.Context, c *pgx.Conn) error {
	_, err := c.Exec(ctx, "set plan_cache_mode = force_generic_plan")
	return err
}

// pgConn runs statements on one connection to PostgreSQL. PostgreSQL answers each statement
// by itself, and waiting for the answers costs more than the work; so what nobody waits
// for, such as what opens the transaction, goes out together with the next statement.
type pgConn struct {
	conn    *pgx.Conn
	waiting *pgx.Batch
	begun   bool // something of the transaction has gone out
}

func newPGConn(c *pgxpool.Conn, begin string) *pgConn {
	p := &pgConn{conn: c.Conn(), waiting: &pgx.Batch{}}
	p.waiting.Queue(begin)
	return p
}

// with adds a statement to what waits and sends all; whoever called reads the answer of
// the last from what it returns, and closes it.
func (p *pgConn) with(ctx context.Context, q string, args []any) (pgx.BatchResults, error) {
	batch := p.waiting
	p.waiting, p.begun = &pgx.Batch{}, true
	batch.Queue(q, args...)
	sent := p.conn.SendBatch(ctx, batch)
	for range batch.Len() - 1 {
		if _, err := sent.Exec(); err != nil {
			_ = sent.Close()
			return nil, err
		}
	}
	return sent, nil
}

func (p *pgConn) exec(ctx context.Context, q string, args []any) (int64, error) {
	tag, err := p.run(ctx, q, args)
	return tag.RowsAffected(), err
}

// run runs a statement and returns what the server says that it did.
func (p *pgConn) run(ctx context.Context, q string, args []any) (pgconn.CommandTag, error) {
	if p.waiting.Len() == 0 {
		return p.conn.Exec(ctx, q, args...)
	}
	sent, err := p.with(ctx, q, args)
	if err != nil {
		return pgconn.CommandTag{}, err
	}
	tag, err := sent.Exec()
	if cerr := sent.Close(); err == nil {
		err = cerr
	}
	return tag, err
}

func (p *pgConn) query(ctx context.Context, q string, args []any) (rows, error) {
	if p.waiting.Len() == 0 {
		r, err := p.conn.Query(ctx, q, args...)
		return &pgRows{Rows: r}, err
	}
	sent, err := p.with(ctx, q, args)
	if err != nil {
		return nil, err
	}
	r, err := sent.Query()
	if err != nil {
		_ = sent.Close()
		return nil, err
	}
	return &pgRows{Rows: r, sent: sent}, nil
}

// later runs a statement whose outcome nobody looks at with the next one.
func (p *pgConn) later(q string, args []any) { p.waiting.Queue(q, args...) }

// send sends what waits.
func (p *pgConn) send(ctx context.Context) error {
	if p.waiting.Len() == 0 {
		return nil
	}
	batch := p.waiting
	p.waiting, p.begun = &pgx.Batch{}, true
	return p.conn.SendBatch(ctx, batch).Close()
}

// commit ends the transaction, together with what still waits. One in which nothing
// happened was never opened. One in which a statement failed, though the use case passed
// over it, is taken back by the server, which calls that no error; it is tried again.
func (p *pgConn) commit(ctx context.Context) error {
	if !p.begun && p.waiting.Len() == 1 {
		return nil
	}
	tag, err := p.run(ctx, "commit", nil)
	if err == nil && tag.String() != "COMMIT" {
		err = errors.Join(errRetry, pgx.ErrTxCommitRollback)
	}
	return translate(err)
}

// rollback ends the transaction where it is still open. A connection that does not
// answer is let go of when it is given back.
func (p *pgConn) rollback(ctx context.Context) {
	p.waiting = &pgx.Batch{}
	if c := p.conn.PgConn(); !p.begun || c.IsClosed() || c.TxStatus() == 'I' {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), busyFor)
	defer cancel()
	_, _ = p.conn.Exec(ctx, "rollback")
}

// alone runs one statement that is its own transaction, on any connection.
type alone struct{ pool *pgxpool.Pool }

func (a alone) exec(ctx context.Context, q string, args []any) (int64, error) {
	tag, err := a.pool.Exec(ctx, q, args...)
	return tag.RowsAffected(), err
}

func (a alone) query(ctx context.Context, q string, args []any) (rows, error) {
	r, err := a.pool.Query(ctx, q, args...)
	return &pgRows{Rows: r}, err
}

func (d *DB) readPostgres(ctx context.Context, fn func(tx *Tx) error) error {
	conn, err := d.pool.Acquire(ctx)
	if err != nil {
		return translate(err)
	}
	p := newPGConn(conn, beginRead)
	defer func() {
		if !p.begun {
			conn.Release()
			return
		}
		go func() { // nobody waits for the end of a snapshot
			defer conn.Release()
			p.rollback(ctx)
		}()
	}()
	return fn(&Tx{engine: Postgres, on: p, now: d.clock.Now()})
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
		if err = d.tryPostgres(ctx, beginWrite, func(p *pgConn) error {
			tx := &Tx{engine: Postgres, on: p, now: d.clock.Now()}
			if err := fn(tx); err != nil {
				return err
			}
			return tx.settle(ctx)
		}); !isRetry(err) {
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

// tryPostgres runs fn in one transaction, which is kept when fn succeeds.
func (d *DB) tryPostgres(ctx context.Context, begin string, fn func(p *pgConn) error) error {
	conn, err := d.pool.Acquire(ctx)
	if err != nil {
		return translate(err)
	}
	defer conn.Release()
	p := newPGConn(conn, begin)
	defer p.rollback(ctx) // does nothing after commit
	if err := fn(p); err != nil {
		return err
	}
	return p.commit(ctx)
}

// pgRows are what a query of PostgreSQL found.
type pgRows struct {
	pgx.Rows
	sent pgx.BatchResults // what the query went out with
}

// Close ends the reading.
func (r *pgRows) Close() error {
	r.Rows.Close()
	if r.sent != nil {
		return r.sent.Close()
	}
	return r.Err()
}

// Scan puts the columns of the row where they belong, straight from what the server sent.
func (r *pgRows) Scan(dest ...any) error {
	raw, fields := r.RawValues(), r.FieldDescriptions()
	if len(raw) != len(dest) {
		return fmt.Errorf("db: a row of %d columns is read into %d", len(raw), len(dest))
	}
	for i, d := range dest {
		known, err := fromPostgres(fields[i].DataTypeOID, fields[i].Format, raw[i], d)
		if err != nil {
			return err
		}
		if !known {
			return r.Rows.Scan(wrap(dest)...)
		}
	}
	return nil
}

// errTwice is a mistake of ours: a glance is one statement.
var errTwice = errors.New("db: a second statement in a glance; use Read")
