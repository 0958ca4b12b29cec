package db

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
)

// maxBatch bounds how many use cases share one commit, so that the first of them
// does not wait for ever.
const maxBatch = 64

// writer is SQLite's one writer. Whoever holds turn runs its use case as a
// savepoint of the open batch. The last in the queue commits for all; the others
// wait for that commit before they are acknowledged.
type writer struct {
	conn    *liteConn
	turn    sync.Mutex
	waiting atomic.Int64
	open    *batch // guarded by turn
}

// batch is one database transaction shared by several use cases.
type batch struct {
	size int
	done chan struct{} // closed after commit
	err  error         // set before done is closed
}

func (w *writer) do(ctx context.Context, d *DB, fn func(tx *Tx) error) error {
	b, err := w.join(ctx, d, fn)
	if b == nil {
		return err
	}
	<-b.done
	if err != nil {
		return err
	}
	return b.err
}

// join runs fn inside the open batch and returns the batch whose commit the caller
// has to wait for, or nil when fn wrote nothing that could be committed.
func (w *writer) join(ctx context.Context, d *DB, fn func(tx *Tx) error) (b *batch, err error) {
	w.waiting.Add(1)
	w.turn.Lock()
	w.waiting.Add(-1)
	defer w.turn.Unlock()
	defer w.settle()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if w.open == nil {
		if err := w.conn.run(context.Background(), "begin immediate"); err != nil {
			return nil, err
		}
		w.open = &batch{done: make(chan struct{})}
	}
	if err := inSavepoint(d, w.conn, fn); err != nil {
		if errors.Is(err, errLost) {
			w.abandon(err)
		}
		return nil, err
	}
	w.open.size++
	return w.open, nil
}

// settle commits the batch unless someone is waiting to join it.
func (w *writer) settle() {
	b := w.open
	if b == nil || (w.waiting.Load() > 0 && b.size < maxBatch) {
		return
	}
	w.commit()
}

// commit ends the open batch, if there is one. The caller holds turn.
func (w *writer) commit() {
	b := w.open
	if b == nil {
		return
	}
	w.open = nil
	if b.err = w.conn.run(context.Background(), "commit"); b.err != nil {
		// A commit that found no room may leave its transaction open, and the next one
		// would find it there.
		w.conn.rollback()
	}
	close(b.done)
}

// abandon ends a batch whose transaction SQLite has taken back by itself, as it may when
// the disk is full: nobody in it is acknowledged. The caller holds turn.
func (w *writer) abandon(why error) {
	b := w.open
	w.open = nil
	w.conn.rollback()
	b.err = why
	close(b.done)
}

// alone runs fn in one transaction that no use case shares; the others wait for its end.
func (w *writer) alone(ctx context.Context, fn func(c *liteConn) error) (err error) {
	w.turn.Lock()
	defer w.turn.Unlock()
	w.commit()
	if err := ctx.Err(); err != nil {
		return translate(err)
	}
	if err := w.conn.run(context.Background(), "begin immediate"); err != nil {
		return err
	}
	defer w.conn.rollback() // does nothing after commit
	if err := fn(w.conn); err != nil {
		return err
	}
	return w.conn.run(context.Background(), "commit")
}

// close lets go of the connection once nobody writes.
func (w *writer) close() error {
	w.turn.Lock()
	defer w.turn.Unlock()
	return translate(w.conn.close())
}

// errLost says that what was written could not be taken back alone.
var errLost = errors.New("the transaction is gone")

// inSavepoint runs fn so that its failure, or its panic, takes back what it wrote
// and nothing else. Statements run without the caller's cancellation, because
// SQLite would roll the whole batch back.
func inSavepoint(d *DB, on runner, fn func(tx *Tx) error) (err error) {
	ctx, tx := context.Background(), &Tx{engine: d.engine, on: on, now: d.clock.Now(), detached: d.engine == SQLite}
	if _, err := tx.exec(ctx, "savepoint use_case", nil); err != nil {
		return translate(err)
	}
	finished := false
	defer func() {
		if finished && err == nil {
			return
		}
		if _, rerr := tx.exec(ctx, "rollback to use_case", nil); rerr != nil {
			if err == nil {
				err = translate(rerr) // fn stopped
			}
			err = fmt.Errorf("%w: %w: %w", err, errLost, translate(rerr))
		}
		_, _ = tx.exec(ctx, "release use_case", nil)
	}()
	if err = fn(tx); err == nil {
		err = tx.settle(ctx)
	}
	if err != nil {
		finished = true
		return err
	}
	if _, err = tx.exec(ctx, "release use_case", nil); err != nil {
		err = translate(err)
	}
	finished = true
	return err
}
