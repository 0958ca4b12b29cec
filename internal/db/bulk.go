package db

import (
	"context"
	"database/sql"
)

// bulk is one transaction that many use cases share on purpose. What they run again and
// again is prepared once.
type bulk struct {
	stx      *sql.Tx
	prepared map[string]*sql.Stmt
}

// maxPrepared bounds how many statements a bulk keeps: those with lists in them are each
// another text. When there are more, it begins anew.
const maxPrepared = 256

// statement returns the prepared form of a text.
func (b *bulk) statement(ctx context.Context, q string) (*sql.Stmt, error) {
	if s, ok := b.prepared[q]; ok {
		return s, nil
	}
	if len(b.prepared) == maxPrepared {
		for text, s := range b.prepared {
			if err := s.Close(); err != nil {
				return nil, err
			}
			delete(b.prepared, text)
		}
	}
	s, err := b.stx.PrepareContext(ctx, q)
	if err == nil {
		b.prepared[q] = s
	}
	return s, err
}

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
	inner := &DB{engine: d.engine, clock: d.clock, bulk: &bulk{stx: stx, prepared: map[string]*sql.Stmt{}}}
	if err := fn(inner); err != nil {
		return err
	}
	return translate(stx.Commit())
}

func (b *bulk) tx(d *DB) *Tx {
	return &Tx{engine: d.engine, run: b.stx, now: d.clock.Now(), detached: d.engine == SQLite, bulk: b}
}

func (b *bulk) write(ctx context.Context, d *DB, fn func(tx *Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return inSavepoint(d, b.stx, fn)
}
