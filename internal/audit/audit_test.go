package audit_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/errs"
	"weft/internal/id"
)

func actor() authz.Actor { return authz.Actor{Kind: authz.Account, ID: id.New[authz.Actor]()} }

func TestLookingIsRecordedOncePerQuarterOfAnHour(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		ctx, log, a, person := context.Background(), audit.NewLog(d), actor(), id.New[int]().String()
		for range 3 {
			if err := log.Looked(ctx, a, person); err != nil {
				t.Fatal(err)
			}
			now.Advance(6 * time.Minute)
		}
		_ = log.Looked(ctx, a, person)
		looks, err := log.Looks(ctx, person, 10)
		if err != nil || len(looks) != 2 {
			t.Fatalf("%d looks recorded, want 2: %v", len(looks), err)
		}
	})
}

func TestTheChainShowsAnAlteredRow(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, log := context.Background(), audit.NewLog(d)
		for range 5 {
			if err := log.Refused(ctx, actor(), "GET /people/{id}", errs.NotFound); err != nil {
				t.Fatal(err)
			}
		}
		if n, err := log.Seal(ctx); err != nil || n != 5 {
			t.Fatalf("sealed %d: %v", n, err)
		}
		if sealed, unsealed, err := log.Verify(ctx); err != nil || sealed != 5 || unsealed != 0 {
			t.Fatalf("verify: %d %d %v", sealed, unsealed, err)
		}
		_ = d.Write(ctx, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `update audit_event set outcome = 'done' where place = 3`)
			return err
		})
		if _, _, err := log.Verify(ctx); !errors.Is(err, audit.ErrBroken) {
			t.Errorf("an altered row passes: %v", err)
		}
	})
}

func TestOnlyAnAdministratorReadsTheRecord(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		a := actor()
		for _, r := range authz.Roles() {
			a.Roles = []authz.Assignment{{Role: r, At: "x"}}
			_, err := audit.NewLog(d).Recent(context.Background(), a, 10)
			if (err == nil) != (r == authz.Admin) {
				t.Errorf("%s: %v", r, err)
			}
		}
	})
}
