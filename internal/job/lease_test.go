package job_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"time"

	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/job"
)

func TestOneInstanceHoldsTheLeaseAndAnotherTakesOverWhenItDies(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		ctx := context.Background()
		a, b := job.NewLease(d, now), job.NewLease(d, now)
		both := func(wantA, wantB bool) {
			t.Helper()
			for _, l := range []*job.Lease{a, b} {
				if err := l.Try(ctx); err != nil {
					t.Fatal(err)
				}
			}
			if a.Held() != wantA || b.Held() != wantB {
				t.Fatalf("the first holds it: %v, the second: %v", a.Held(), b.Held())
			}
		}
		both(true, false)
		now.Advance(20 * time.Second)
		both(true, false)
		now.Advance(26 * time.Second) // nobody renewed it: the first has stopped being sure
		if a.Held() {
			t.Error("it counts as held to its very end, so two could overlap")
		}
		now.Advance(5 * time.Second)
		if err := b.Try(ctx); err != nil || !b.Held() {
			t.Errorf("nobody took over: %v", err)
		}
		if err := a.Try(ctx); err != nil || a.Held() {
			t.Errorf("two hold it: %v", err)
		}
	})
}

func TestALeaseIsGivenUpInGoodOrder(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		a, b := job.NewLease(d, now), job.NewLease(d, now)
		ctx, stop := context.WithCancel(context.Background())
		if err := a.Try(ctx); err != nil || !a.Held() {
			t.Fatalf("not held: %v", err)
		}
		stop()
		a.Run(ctx)
		if err := b.Try(context.Background()); err != nil || !b.Held() || a.Held() {
			t.Errorf("it is still held: %v", err)
		}
	})
}

// Whoever holds the lease or not: a job that two instances reach for is run by one.
func TestTwoInstancesOnOneDatabaseRunEachJobOnce(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, ran := context.Background(), map[int]int{}
		var mu sync.Mutex
		handler := func(_ context.Context, body []byte) error {
			var n int
			err := json.Unmarshal(body, &n)
			mu.Lock()
			ran[n]++
			mu.Unlock()
			return err
		}
		const all = 40
		err := d.Write(ctx, func(tx *db.Tx) error {
			for n := range all {
				if err := job.Enqueue(ctx, tx, "k", n, time.Time{}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		var group sync.WaitGroup
		for i := range 2 {
			r := job.NewRunner(d, fmt.Sprint("instance ", i), map[string]job.Handler{"k": handler}, nil, slog.New(slog.DiscardHandler))
			group.Go(func() {
				for tries := 0; tries < 50; tries++ {
					if n, err := r.RunDue(ctx); err == nil && n == 0 {
						return
					}
				}
			})
		}
		group.Wait()
		for n := range all {
			if ran[n] != 1 {
				t.Errorf("job %d ran %d times", n, ran[n])
			}
		}
	})
}
