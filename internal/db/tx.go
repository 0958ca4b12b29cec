package db

import (
	"context"
	"strconv"
	"strings"
	"time"

	"weft/internal/errs"
)

// Tx is one transaction. Now stands still in it, so everything that a use case
// writes carries the same time.
type Tx struct {
	engine   Engine
	on       runner
	now      time.Time
	detached bool // statements must not be cancelled one by one
	gathered []gathered
	glance   *bool // of Glance: whether its one statement has run
}

// runner is what runs statements: a connection to SQLite, a transaction of PostgreSQL,
// or for a glance PostgreSQL itself.
type runner interface {
	exec(ctx context.Context, q string, args []any) (int64, error)
	query(ctx context.Context, q string, args []any) (rows, error)
}

// rows are what a query found, one after the other.
type rows interface {
	Next() bool
	Scan(dest ...any) error
	Err() error
	Close() error
}

// Now returns the time of this transaction, UTC, to the microsecond.
func (tx *Tx) Now() time.Time { return tx.now }

// Engine says which database this is.
func (tx *Tx) Engine() Engine { return tx.engine }

// Exec runs a statement and returns how many rows it changed.
func (tx *Tx) Exec(ctx context.Context, q string, args ...any) (int64, error) {
	defer traced(ctx)()
	if err := tx.settle(ctx); err != nil {
		return 0, err
	}
	n, err := tx.exec(tx.context(ctx), q, tx.bind(args))
	return n, translate(err)
}

// Put runs one statement as a transaction of its own, durable when it returns.
func (d *DB) Put(ctx context.Context, q string, args ...any) error {
	if d.engine == SQLite || d.bulk != nil {
		return d.Write(ctx, func(tx *Tx) error { _, err := tx.Exec(ctx, q, args...); return err })
	}
	tx := &Tx{engine: d.engine, on: alone{d.pool}, now: d.clock.Now(), glance: new(bool)}
	_, err := tx.Exec(ctx, q, args...)
	return err
}

// Scan reads the columns of one row into its destinations. Times, dates and ids
// are converted; a NULL becomes their zero value, and "" for text.
type Scan func(dest ...any) error

// All returns every row of a query, read by scan.
func All[T any](ctx context.Context, tx *Tx, scan func(Scan) (T, error), q string, args ...any) ([]T, error) {
	defer traced(ctx)()
	rows, err := tx.query(tx.context(ctx), q, tx.bind(args))
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var out []T
	read := scanner(rows)
	for rows.Next() {
		v, err := scan(read)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, translate(rows.Err())
}

// One returns the first row of a query, or errs.NotFound.
func One[T any](ctx context.Context, tx *Tx, scan func(Scan) (T, error), q string, args ...any) (T, error) {
	defer traced(ctx)()
	var none T
	rows, err := tx.query(tx.context(ctx), q, tx.bind(args))
	if err != nil {
		return none, translate(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return none, translate(err)
		}
		return none, errs.New(errs.NotFound, "db.not_found")
	}
	v, err := scan(scanner(rows))
	if cerr := rows.Close(); err == nil && cerr != nil {
		return none, translate(cerr) // what came after the first row failed
	}
	return v, err
}

func scanner(r rows) Scan {
	return func(dest ...any) error { return translate(r.Scan(dest...)) }
}

// Value reads a row of one column, such as a count.
func Value[T any](s Scan) (T, error) {
	var v T
	err := s(&v)
	return v, err
}

func (tx *Tx) exec(ctx context.Context, q string, args []any) (int64, error) {
	if err := tx.ready(); err != nil {
		return 0, err
	}
	return tx.on.exec(ctx, q, args)
}

func (tx *Tx) query(ctx context.Context, q string, args []any) (rows, error) {
	if err := tx.settle(ctx); err != nil {
		return nil, err
	}
	if err := tx.ready(); err != nil {
		return nil, err
	}
	return tx.on.query(ctx, q, args)
}

func (tx *Tx) context(ctx context.Context) context.Context {
	if tx.detached {
		return context.WithoutCancel(ctx)
	}
	return ctx
}

func (tx *Tx) bind(args []any) []any {
	out := make([]any, len(args))
	for i, a := range args {
		out[i] = tx.engine.arg(a)
	}
	return out
}

// Args collects the arguments of a query that is put together from parts.
type Args struct{ list []any }

// Bind adds a value and returns its placeholder, "$1" and so on.
func (a *Args) Bind(v any) string {
	a.list = append(a.list, v)
	return "$" + strconv.Itoa(len(a.list))
}

// List returns the values in order of their placeholders.
func (a *Args) List() []any { return a.list }

// Limit returns " limit n". The number stands in the text: SQLite prepares a statement whose
// limit is bound anew every time that it runs.
func Limit(n int) string { return " limit " + strconv.Itoa(n) }

// In binds the values of a list and returns their placeholders, for "in (…)". The last
// value is repeated up to the next of a few lengths, so that lists of many lengths make few
// texts: a text that was seen before need not be prepared again.
func In[T any](a *Args, list []T) string {
	if len(list) == 0 {
		return "null"
	}
	var b strings.Builder
	for i := range inLength(len(list)) {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(a.Bind(list[min(i, len(list)-1)]))
	}
	return b.String()
}

// inLength is the least of 1, 2, 4, 8, 16, 32, 48, 64 and from there multiples of 64 that
// holds n.
func inLength(n int) int {
	switch {
	case n > 64:
		return (n + 63) / 64 * 64
	case n > 32:
		return (n + 15) / 16 * 16
	}
	most := 1
	for most < n {
		most *= 2
	}
	return most
}

// SQL holds the two texts of a query that cannot be portable.
type SQL struct{ SQLite, Postgres string }

// Pick returns the text for this engine. It is the only escape from portable SQL;
// a test counts its uses.
func Pick(tx *Tx, q SQL) string {
	if tx.engine == Postgres {
		return q.Postgres
	}
	return q.SQLite
}
