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
	for _, q := range []string{"select status || ' ' || count(*) from referral group by status", "select status||' '||count(*) from person_case group by status",
		"select outcome||' '||count(*) from contact group by outcome", "select how||' '||count(*) from contact group by how", "select status||' '||count(*) from connection group by status", "select closure||' '||count(*) from person_case group by closure",
		"select count(*) from person where joined_to is null", "select a.name||' '||count(*) from person_case c join account a on a.id=c.worker where closed is null group by a.name",
		"select min(next_on)||' '||max(next_on) from person_case where closed is null", "select a.name||' '||count(*) from person_case c join account a on a.id=c.worker where closed is null and next_on = '2026-11-20' group by a.name",
		"select state||' '||channel||' '||count(*) from message group by state,channel", "select count(*) from job", "select count(*) from audit_event", "select count(*)||' '||min(created) from contact",
		"select next_on||' '||count(*) from person_case where closed is null group by next_on",
		"select source||' '||count(*) from referral group by source", "select count(distinct organisation) from referral", "select kind||' '||count(*) from connection group by kind",
		"select status||' '||count(*) from plan group by status", "select count(*)||' '||count(distinct reason) from referral", "select format||' '||count(*) from person group by format", "select language||' '||interpreter||' '||count(*) from person group by language, interpreter"} {
		err := d.Read(ctx, func(tx *db.Tx) error {
			rows, err := db.All(ctx, tx, db.Value[string], q)
			fmt.Println(q, rows)
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}
