package db

import (
	"context"
	"errors"
	"sync"

	"weft/internal/errs"
)

// readers are the connections to SQLite that read. All are opened at the start: on a disk
// that has failed meanwhile none could be.
type readers struct {
	room chan struct{} // one for each that is in use

	mu   sync.Mutex
	free []*liteConn // used last at the end
	shut bool
}

func newReaders(most int, open func() (*liteConn, error)) (*readers, error) {
	r := &readers{room: make(chan struct{}, most)}
	for range most {
		c, err := open()
		if err != nil {
			r.close()
			return nil, err
		}
		r.free = append(r.free, c)
	}
	return r, nil
}

// with gives fn a connection that nobody else uses, and stops what runs on it when ctx ends.
func (r *readers) with(ctx context.Context, fn func(c *liteConn) error) error {
	if err := ctx.Err(); err != nil {
		return translate(err)
	}
	select {
	case r.room <- struct{}{}:
	case <-ctx.Done():
		return translate(ctx.Err())
	}
	defer func() { <-r.room }()
	c, err := r.take()
	if err != nil {
		return err
	}
	defer r.give(c)
	defer c.rollback()
	c.conn.SetInterrupt(ctx)
	defer c.conn.SetInterrupt(context.Background()) // before the rollback, which must not be stopped
	return fn(c)
}

// take takes one that is free; whoever has room finds one until all are shut.
func (r *readers) take() (*liteConn, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.shut {
		return nil, errs.Wrap(errs.Unavailable, "db.unreachable", errors.New("the database is closed"))
	}
	last := len(r.free) - 1
	c := r.free[last]
	r.free = r.free[:last]
	return c, nil
}

func (r *readers) give(c *liteConn) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.shut {
		_ = c.close()
		return
	}
	r.free = append(r.free, c)
}

// close lets go of every connection; one that is in use goes when it is given back.
func (r *readers) close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.shut = true
	for _, c := range r.free {
		_ = c.close()
	}
	r.free = nil
}
