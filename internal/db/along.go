package db

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// ride is what goes along with the next transaction of a context.
type ride struct {
	parts []func(ctx context.Context, tx *Tx) error
	kept  []func()
}

type rideKey struct{}

// Along returns a context whose next Write that is kept also runs part, and then calls kept:
// what a caller wants to keep beside a use case costs no wait of its own. part runs Later and
// nothing else, and does not fail for what the use case did.
//
// On SQLite it is the last part of the transaction. On PostgreSQL it follows at once, all
// parts in one: transactions that each touch the same few rows of a small table would meet
// there and be tried again. Where that fails, kept is not called and the use case stands.
func Along(ctx context.Context, part func(ctx context.Context, tx *Tx) error, kept func()) context.Context {
	r, ok := ctx.Value(rideKey{}).(*ride)
	if !ok {
		r = &ride{}
		ctx = context.WithValue(ctx, rideKey{}, r)
	}
	r.parts, r.kept = append(r.parts, part), append(r.kept, kept)
	return ctx
}

// riding is what goes along with a transaction in this context, nil for most.
func riding(ctx context.Context) *ride {
	r, ok := ctx.Value(rideKey{}).(*ride)
	if !ok || len(r.parts) == 0 {
		return nil
	}
	return r
}

func (r *ride) run(ctx context.Context, tx *Tx) error {
	for _, part := range r.parts {
		if err := part(ctx, tx); err != nil {
			return err
		}
	}
	return nil
}

// arrived says that all of it is kept; it does not go along a second time.
func (r *ride) arrived() {
	kept := r.kept
	r.parts, r.kept = nil, nil
	for _, done := range kept {
		done()
	}
}

// withRide is fn and, last, what goes along.
func (r *ride) withRide(ctx context.Context, fn func(tx *Tx) error) func(tx *Tx) error {
	return func(tx *Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		return r.run(ctx, tx)
	}
}

// follow keeps what goes along on PostgreSQL, after what it went along with.
func (d *DB) follow(ctx context.Context, r *ride) error {
	conn, err := d.pool.Acquire(ctx)
	if err != nil {
		return translate(err)
	}
	defer conn.Release()
	p := &pgConn{conn: conn.Conn(), waiting: &pgx.Batch{}}
	if err := r.run(ctx, &Tx{engine: Postgres, on: p, now: d.clock.Now()}); err != nil {
		return err
	}
	return translate(p.send(ctx))
}
