package town

import (
	"context"
	"testing"
	"time"

	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
)

func TestAnyDay(t *testing.T) {
	for _, day := range []string{"2026-11-21T02:30", "2026-11-22T00:05", "2026-11-23T09:00", "2026-11-24T23:59", "2026-11-25T12:00", "2026-12-25T10:00", "2026-12-28T10:00", "2027-01-01T08:00", "2027-03-28T01:30", "2027-03-29T12:00", "2028-02-29T12:00", "2027-05-03T12:00"} {
		at, err := time.ParseInLocation("2006-01-02T15:04", day, london(t))
		if err != nil {
			t.Fatal(err)
		}
		now := clock.NewManual(at)
		d := dbtest.SQLite(t, now)
		err = d.Bulk(context.Background(), func(b *db.DB) error {
			_, err := Build(context.Background(), servicesFor(t, b), now, at, london(t))
			return err
		})
		if err != nil {
			t.Errorf("%s: %v", day, err)
		}
	}
}
