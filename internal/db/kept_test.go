package db_test

import (
	"context"
	"testing"

	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
)

// PostgreSQL answers the commit of a transaction in which something failed without an
// error, and keeps nothing of it.
func TestAWriteThatPassesOverAFailureIsNotToldAsKeptWhenItIsNot(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx := context.Background()
		err := d.Write(ctx, func(tx *db.Tx) error {
			if err := insert(ctx, tx, "x", "a"); err != nil {
				return err
			}
			_ = insert(ctx, tx, "x", "a") // a duplicate
			return nil
		})
		if n := count(t, d); (err == nil) != (n == 1) {
			t.Errorf("told %v, and %d rows are there", err, n)
		}
	})
}
