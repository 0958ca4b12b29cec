package db_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"testing"
	"time"

	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/errs"
	"weft/internal/id"
)

func insert(ctx context.Context, tx *db.Tx, actor, key string) error {
	_, err := tx.Exec(ctx, `insert into once (actor, key, action, result, at) values ($1, $2, 'a', 'r', $3)`, actor, key, tx.Now())
	return err
}

func count(t *testing.T, d *db.DB) (n int) {
	t.Helper()
	err := d.Read(context.Background(), func(tx *db.Tx) (err error) {
		n, err = db.One(context.Background(), tx, db.Value[int], `select count(*) from once`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestPlaceholdersBindByNumberNotByOrder(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		err := d.Read(context.Background(), func(tx *db.Tx) error {
			got, err := db.One(context.Background(), tx, db.Value[string],
				`select cast($2 as text) || cast($1 as text) || cast($2 as text)`, "a", "b")
			if err == nil && got != "bab" {
				err = fmt.Errorf("bound %q", got)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestTimesDatesAndIDsComeBackAsTheyWent(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		ctx := context.Background()
		type thing struct{}
		want := id.New[thing]()
		at := now.Now().Add(123456 * time.Microsecond)
		err := d.Write(ctx, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `insert into audit_event (id, at, actor, actor_kind, action, kind, outcome) values ($1,$2,$3,'k','a','s','done')`,
				want, at, id.ID[thing](""))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		err = d.Read(ctx, func(tx *db.Tx) error {
			_, err := db.One(ctx, tx, func(s db.Scan) (struct{}, error) {
				var gotID, actor id.ID[thing]
				var gotAt time.Time
				if err := s(&gotID, &gotAt, &actor); err != nil {
					return struct{}{}, err
				}
				if gotID != want || !gotAt.Equal(at) || !actor.IsZero() {
					t.Errorf("got %q %v %q, want %q %v and none", gotID, gotAt, actor, want, at)
				}
				return struct{}{}, nil
			}, `select id, at, actor from audit_event where at >= $1 and at < $2`, at, at.Add(time.Microsecond))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestAFailedWriteLeavesNothingAndItsNeighboursStay(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx := context.Background()
		boom := errors.New("boom")
		var wg sync.WaitGroup
		for i := range 40 {
			wg.Go(func() {
				err := d.Write(ctx, func(tx *db.Tx) error {
					if err := insert(ctx, tx, "x", fmt.Sprint(i)); err != nil {
						return err
					}
					if i%4 == 0 {
						return boom
					}
					return nil
				})
				if (i%4 == 0) != errors.Is(err, boom) {
					t.Errorf("write %d: %v", i, err)
				}
			})
		}
		wg.Wait()
		if n := count(t, d); n != 30 {
			t.Errorf("%d rows stayed, want 30", n)
		}
	})
}

func TestADuplicateIsAConflictAndNoRowIsNotFound(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx := context.Background()
		twice := func(tx *db.Tx) error {
			if err := insert(ctx, tx, "x", "1"); err != nil {
				return err
			}
			return insert(ctx, tx, "x", "1")
		}
		if err := d.Write(ctx, twice); errs.KindOf(err) != errs.Conflict {
			t.Errorf("a duplicate is %v", err)
		}
		err := d.Read(ctx, func(tx *db.Tx) error {
			_, err := db.One(ctx, tx, db.Value[string], `select key from once where key = 'none'`)
			return err
		})
		if errs.KindOf(err) != errs.NotFound {
			t.Errorf("no row is %v", err)
		}
	})
}

func TestBulkKeepsAllOrNothingAndSeesItsOwnWrites(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx := context.Background()
		write := func(b *db.DB, key string) error {
			return b.Write(ctx, func(tx *db.Tx) error { return insert(ctx, tx, "x", key) })
		}
		err := d.Bulk(ctx, func(b *db.DB) error {
			if err := write(b, "1"); err != nil {
				return err
			}
			if n := count(t, b); n != 1 {
				t.Errorf("inside it sees %d rows", n)
			}
			if err := write(b, "1"); errs.KindOf(err) != errs.Conflict {
				t.Errorf("a duplicate inside is %v", err)
			}
			return write(b, "2")
		})
		if err != nil || count(t, d) != 2 {
			t.Errorf("after a good one: %v, %d rows", err, count(t, d))
		}
		boom := errors.New("boom")
		err = d.Bulk(ctx, func(b *db.DB) error { _ = write(b, "3"); return boom })
		if !errors.Is(err, boom) || count(t, d) != 2 {
			t.Errorf("after a bad one: %v, %d rows", err, count(t, d))
		}
	})
}

func TestABulkMayRunMoreTextsThanItKeepsPrepared(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx := context.Background()
		err := d.Bulk(ctx, func(b *db.DB) error {
			for i := range 600 {
				text := "select " + strconv.Itoa(i%400)
				err := b.Read(ctx, func(tx *db.Tx) error {
					n, err := db.One(ctx, tx, db.Value[int], text)
					if err == nil && n != i%400 {
						t.Errorf("%s is %d", text, n)
					}
					return err
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}

func TestACancelledCallerWritesNothing(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if err := d.Write(ctx, func(tx *db.Tx) error { return insert(ctx, tx, "x", "1") }); err == nil {
			t.Error("a cancelled caller was acknowledged")
		}
		if n := count(t, d); n != 0 {
			t.Errorf("%d rows", n)
		}
	})
}

func TestATraceCountsStatements(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, trace := db.WithTrace(context.Background())
		_ = d.Write(ctx, func(tx *db.Tx) error { return insert(ctx, tx, "x", "1") })
		if trace.Queries() != 1 {
			t.Errorf("counted %d", trace.Queries())
		}
	})
}
