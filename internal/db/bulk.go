package db

import (
	"context"
	"database/sql"
)

// bulk is one transaction that many use cases share on purpose.
type bulk struct{ stx *sql.Tx }

// Bulk gives fn a DB whose every Write is a savepoint of one transaction, which is
// committed when fn succeeds and taken back whole when it fails. Reads see what was
// written so far. For imports and for building the demo; one goroutine only.
func (d *DB) Bulk(ctx context.Context, fn func(b *DB) error) error {
	if d.bulk != nil {
		return fn(d)
	}
	if d.engine == SQLite {
		d.writer.turn.Lock()
		defer d.writer.turn.Unlock()
		d.writer.commit()
	}
	stx, err := d.write.BeginTx(ctx, nil)
	if err != nil {
		return translate(err)
	}
	defer stx.Rollback() //nolint:errcheck // does nothing after Commit
	inner := &DB{engine: d.engine, clock: d.clock, bulk: &bulk{stx: stx}}
	if err := fn(inner); err != nil {
		return err
	}
	return translate(stx.Commit())
}

func (b *bulk) tx(d *DB) *Tx {
	return &Tx{engine: d.engine, run: b.stx, now: d.clock.Now(), detached: d.engine == SQLite}
}

func (b *bulk) write(ctx context.Context, d *DB, fn func(tx *Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return inSavepoint(d, b.stx, fn)
}
