package job

import (
	"context"
	"sync/atomic"
	"time"

	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/id"
)

const (
	leaseFor   = 30 * time.Second
	leaseRenew = 8 * time.Second
	leaseSpare = 5 * time.Second // before its end it counts as over, so that two never overlap
	// leaseID and leaseKind are the one row of the table that is no job and never due.
	leaseID   = "00000000-0000-7000-8000-00000000ea5e"
	leaseKind = "lease"
)

// Lease says which of several instances on one database does the regular work. One holds
// it at a time; when it stops in good order another has it at once, when it dies after
// half a minute.
type Lease struct {
	db     *db.DB
	holder string
	clock  clock.Clock
	until  atomic.Int64 // Unix nanoseconds
}

// NewLease returns the lease of a database for this process, which does not hold it yet.
func NewLease(d *db.DB, c clock.Clock) *Lease {
	return &Lease{db: d, holder: id.New[Lease]().String(), clock: c}
}

// Held reports whether this process does the regular work now.
func (l *Lease) Held() bool {
	return l.clock.Now().Add(leaseSpare).UnixNano() < l.until.Load()
}

// Run renews the lease, or tries to get it, until the context ends, and then gives it up.
// A database that does not answer lets it run out.
func (l *Lease) Run(ctx context.Context) {
	tick := time.NewTicker(leaseRenew)
	defer tick.Stop()
	for {
		_ = l.Try(ctx)
		select {
		case <-ctx.Done():
			_ = l.giveUp(context.WithoutCancel(ctx))
			return
		case <-tick.C:
		}
	}
}

// Try takes or renews the lease if nobody else has it.
func (l *Lease) Try(ctx context.Context) error {
	var until time.Time
	err := l.db.Write(ctx, func(tx *db.Tx) error {
		until = tx.Now().Add(leaseFor)
		n, err := tx.Exec(ctx, `update job set taken_by = $1, taken_to = $2 where id = $3 and (taken_by = $1 or taken_to is null or taken_to < $4)`,
			l.holder, until, leaseID, tx.Now())
		if err == nil && n == 0 {
			n, err = tx.Exec(ctx, `insert into job (id, kind, payload, run_at, taken_by, taken_to) values ($1, $2, '{}', $3, $4, $5) on conflict (id) do nothing`,
				leaseID, leaseKind, time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), l.holder, until)
		}
		if n == 0 {
			until = time.Time{}
		}
		return err
	})
	if err != nil {
		return err
	}
	l.until.Store(0)
	if !until.IsZero() {
		l.until.Store(until.UnixNano())
	}
	return nil
}

func (l *Lease) giveUp(ctx context.Context) error {
	l.until.Store(0)
	ctx, cancel := context.WithTimeout(ctx, leaseSpare)
	defer cancel()
	return l.db.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `update job set taken_to = null, taken_by = null where id = $1 and taken_by = $2`, leaseID, l.holder)
		return err
	})
}
