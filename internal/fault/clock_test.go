package fault_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"weft/internal/clock"
	"weft/internal/contact"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/fixture"
)

// A clock that is put back by days and forward by weeks, while people work: every change
// is taken once and stays, and the audit chain holds.
func TestAClockThatJumpsLosesNothing(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		ctx, h := context.Background(), fixture.New(t, d, now)
		th := h.Case(t)
		now.Advance(100 * time.Hour) // before its case began nobody sees a person
		for i, step := range []time.Duration{0, -72 * time.Hour, time.Minute, 40 * 24 * time.Hour, -time.Hour, -39 * 24 * time.Hour} {
			now.Advance(step)
			in := contact.New{Key: fmt.Sprint("step ", i), How: contact.ByPhone, Outcome: contact.Spoke, Note: fmt.Sprint("Step ", i)}
			for range 2 { // a double click, also over the jump
				if _, err := h.Contacts.Record(ctx, th.Worker, th.Person, in); err != nil {
					t.Fatalf("after a jump by %s: %v", step, err)
				}
			}
			if _, err := h.Audit.Seal(ctx); err != nil {
				t.Fatal(err)
			}
			if _, unsealed, err := h.Audit.Verify(ctx); err != nil || unsealed > 0 {
				t.Fatalf("after a jump by %s: %d events unsealed, %v", step, unsealed, err)
			}
		}
		if n := h.Rows(t)["contact"]; n != 6 {
			t.Errorf("%d contacts, want 6", n)
		}
	})
}
