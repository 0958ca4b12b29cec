package once_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/errs"
	"weft/internal/once"
)

func TestTheSameKeyRunsOnceHoweverOftenItIsSent(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx := context.Background()
		var made atomic.Int64
		results := make([]string, 12)
		var wg sync.WaitGroup
		for i := range results {
			wg.Go(func() {
				err := d.Write(ctx, func(tx *db.Tx) (err error) {
					results[i], err = once.Do(ctx, tx, authz.Nobody(), "key", "make", func() (string, error) {
						return fmt.Sprint("result ", made.Add(1)), nil
					})
					return err
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		for _, r := range results {
			if r != results[0] || r == "" {
				t.Fatalf("results differ: %q", results)
			}
		}
	})
}

func TestAKeyIsNotSharedBetweenActions(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx := context.Background()
		do := func(action string) error {
			return d.Write(ctx, func(tx *db.Tx) error {
				_, err := once.Do(ctx, tx, authz.Nobody(), "key", action, func() (string, error) { return "x", nil })
				return err
			})
		}
		if err := do("one"); err != nil {
			t.Fatal(err)
		}
		if err := do("two"); errs.KindOf(err) != errs.Conflict {
			t.Errorf("a key used for another action: %v", err)
		}
	})
}
