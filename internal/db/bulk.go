package db

import "context"

// bulk is one transaction that many use cases share on purpose.
type bulk struct{ on runner }

// Bulk gives fn a DB whose every Write is a savepoint of one transaction, which is
// committed when fn succeeds and taken back whole when it fails. Reads see what was
// written so far. For imports and for building the demo; one goroutine only.
func (d *DB) Bulk(ctx context.Context, fn func(b *DB) error) error {
	if d.bulk != nil {
		return fn(d)
	}
	inner := func(on runner) error {
		return fn(&DB{engine: d.engine, clock: d.clock, bulk: &bulk{on: on}})
	}
	if d.engine == SQLite {
		return d.writer.alone(ctx, func(c *liteConn) error { return inner(c) })
	}
	return d.tryPostgres(ctx, beginBulk, func(p *pgConn) error { return inner(p) })
}

func (b *bulk) tx(d *DB) *Tx {
	return &Tx{engine: d.engine, on: b.on, now: d.clock.Now(), detached: d.engine == SQLite}
}

func (b *bulk) write(ctx context.Context, d *DB, fn func(tx *Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return inSavepoint(d, b.on, fn)
}
