package town

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
)

func TestProto(t *testing.T) {
	now := clock.NewManual(dbtest.Now())
	d := dbtest.SQLite(t, now)
	_ = slog.Default
	ctx, tr := db.WithTrace(context.Background())
	start := time.Now()
	err := d.Bulk(ctx, func(b *db.DB) error {
		_, err := Build(ctx, servicesFor(t, b), now, dbtest.Now(), london(t))
		return err
	})
	fmt.Println(time.Since(start), tr.Queries(), tr.Duration())
	if err != nil {
		t.Fatal(err)
	}
}
