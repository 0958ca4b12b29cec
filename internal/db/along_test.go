package db_test

import (
	"context"
	"errors"
	"testing"

	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
)

func TestWhatGoesAlongIsKeptOnceWithTheUseCaseAndNotWithoutIt(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		arrived := 0
		ctx := db.Along(context.Background(), func(ctx context.Context, tx *db.Tx) error {
			return tx.Later(ctx, `insert into once (actor, key, action, result, at) values ('beside', 'k', 'a', 'r', $1)`, tx.Now())
		}, func() { arrived++ })
		no := errors.New("no")
		if err := d.Write(ctx, func(*db.Tx) error { return no }); !errors.Is(err, no) || count(t, d) != 0 || arrived != 0 {
			t.Fatalf("a use case that failed: %v, %d rows, arrived %d times", err, count(t, d), arrived)
		}
		for i := range 2 { // the second finds nothing that still goes along
			err := d.Write(ctx, func(tx *db.Tx) error { return insert(ctx, tx, "use case", string(rune('a'+i))) })
			if err != nil || count(t, d) != 2+i || arrived != 1 {
				t.Fatalf("use case %d: %v, %d rows, arrived %d times", i, err, count(t, d), arrived)
			}
		}
	})
}

func TestWhatIsGatheredIsThereForWhoReadsOrChangesItAndAfterwards(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx := context.Background()
		gather := func(tx *db.Tx, n int) {
			for i := range n {
				tx.Gather(`insert into once (actor, key, action, result, at)`, "x", string(rune('a'+i)), "a", "r", tx.Now())
			}
		}
		no := errors.New("no")
		err := d.Write(ctx, func(tx *db.Tx) error {
			gather(tx, 3)
			n, err := db.One(ctx, tx, db.Value[int], `select count(*) from once`)
			if err != nil || n != 3 {
				t.Errorf("whoever reads finds %d: %v", n, err)
			}
			return no
		})
		if !errors.Is(err, no) || count(t, d) != 0 {
			t.Fatalf("of a use case that failed %d rows stay: %v", count(t, d), err)
		}
		err = d.Write(ctx, func(tx *db.Tx) error {
			gather(tx, 20)
			changed, err := tx.Exec(ctx, `delete from once where key < 'f'`)
			if err != nil || changed != 5 {
				t.Errorf("whoever changes finds %d: %v", changed, err)
			}
			gather(tx, 4)
			return err
		})
		if err != nil || count(t, d) != 19 {
			t.Errorf("afterwards %d rows are there: %v", count(t, d), err)
		}
	})
}

func TestAReadThatNobodyWaitsForAnyMoreStops(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, cancel := context.WithCancel(context.Background())
		err := d.Read(ctx, func(tx *db.Tx) error {
			_, err := db.All(ctx, tx, func(s db.Scan) (int, error) {
				cancel()
				return db.Value[int](s)
			}, `with recursive n (i) as (select 1 union all select i + 1 from n where i < 100000000) select i from n`)
			return err
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("it went on: %v", err)
		}
		if n := count(t, d); n != 0 {
			t.Errorf("the connection is of no use afterwards: %d", n)
		}
	})
}
