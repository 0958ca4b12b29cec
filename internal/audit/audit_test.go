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
			_, err := audit.NewLog(d).Search(context.Background(), a, audit.Filter{})
			if (err == nil) != (r == authz.Admin) {
				t.Errorf("%s: %v", r, err)
			}
		}
	})
}

func TestTheRecordIsSearchedByWhoWhatWhenAndHowItEnded(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		ctx, log, a, b := context.Background(), audit.NewLog(d), actor(), actor()
		start := now.Now()
		do := func(who authz.Actor, action string) {
			t.Helper()
			if err := d.Write(ctx, func(tx *db.Tx) error {
				return audit.Record(ctx, tx, who, action, audit.On("case", id.New[int]().String()))
			}); err != nil {
				t.Fatal(err)
			}
			now.Advance(time.Hour)
		}
		do(a, "concern.raise")
		do(a, "concernx.raise")
		do(b, "concern.decide")
		do(authz.Program(), "message.send")
		if err := log.Refused(ctx, a, "GET /people", errs.Forbidden); err != nil {
			t.Fatal(err)
		}
		for name, c := range map[string]struct {
			f    audit.Filter
			want int
		}{
			"everything":     {audit.Filter{}, 5},
			"who":            {audit.Filter{Actor: a.ID}, 3},
			"the program":    {audit.Filter{Kind: authz.System}, 1},
			"a capability":   {audit.Filter{Action: "concern"}, 2},
			"a verb":         {audit.Filter{Action: "concern.raise"}, 1},
			"denied":         {audit.Filter{Outcome: "denied"}, 1},
			"from":           {audit.Filter{From: start.Add(2 * time.Hour)}, 3},
			"until":          {audit.Filter{To: start.Add(2 * time.Hour)}, 2},
			"who and when":   {audit.Filter{Actor: a.ID, From: start.Add(time.Hour)}, 2},
			"no such action": {audit.Filter{Action: "conc"}, 0},
		} {
			if got, err := log.Search(ctx, authz.Program(), c.f); err != nil || len(got) != c.want {
				t.Errorf("%s: %d found, want %d: %v", name, len(got), c.want, err)
			}
		}
		var all []audit.Event
		for f := (audit.Filter{Limit: 2}); ; {
			page, err := log.Search(ctx, authz.Program(), f)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, page...)
			if len(page) < 2 {
				break
			}
			f.Older = page[1].ID
		}
		if len(all) != 5 || all[0].Outcome != "denied" || all[4].Action != "concern.raise" {
			t.Errorf("page by page: %d", len(all))
		}
		if _, err := log.Search(ctx, a, audit.Filter{}); errs.KindOf(err) != errs.Forbidden {
			t.Errorf("anybody may search: %v", err)
		}
	})
}
