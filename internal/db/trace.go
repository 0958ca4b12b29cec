package db

import (
	"context"
	"sync/atomic"
	"time"

	"weft/internal/clock"
)

// Trace counts what a request asked of the database, for Server-Timing and for the
// tests that bound it. It holds no SQL and no values.
type Trace struct {
	queries atomic.Int64
	nanos   atomic.Int64
}

// Queries returns how many statements ran.
func (t *Trace) Queries() int64 { return t.queries.Load() }

// Duration returns how long they took together.
func (t *Trace) Duration() time.Duration { return time.Duration(t.nanos.Load()) }

type traceKey struct{}

// WithTrace returns a context whose statements are counted in the Trace.
func WithTrace(ctx context.Context) (context.Context, *Trace) {
	t := &Trace{}
	return context.WithValue(ctx, traceKey{}, t), t
}

func traced(ctx context.Context) func() {
	t, ok := ctx.Value(traceKey{}).(*Trace)
	if !ok {
		return func() {}
	}
	start := clock.System{}.Now()
	return func() {
		t.queries.Add(1)
		t.nanos.Add(int64(clock.System{}.Now().Sub(start)))
	}
}
