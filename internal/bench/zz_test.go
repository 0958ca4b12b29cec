package bench_test

import (
	"context"
	"fmt"
	"testing"
	"time"
	"os"
	"weft/internal/db"
)

// slow statements of pages
func TestZSlow(t *testing.T) {
	ctx := context.Background()
	d, err := db.Open(ctx, db.Config{Path: "/tmp/weft-bench/world-v1.db", Clock: ticking{time.Now()}})
	must(t, err)
	_, err = db.Migrate(ctx, d); must(t, err)
	w := enter(t, whole(), engine{kind: db.SQLite, folder: t.TempDir()}, d, ticking{time.Now()})
	sys := w.sites["system"]
	c := w.letIn(t, w.clock, sys.workers[0], sys.lead)
	pid := column(t, d, `select person from person_case where worker = $1 and closed is null limit 1`, sys.workers[0])[0]
	os.Setenv("ZTRACE", "1")
	for i, p := range []string{"/people", "/today", "/people/" + pid, "/team", "/referrals", "/people"} {
		l := dial(t, w.server, c[0]); if i > 2 { l = dial(t, w.server, c[1]) }
		fmt.Println("=====", p)
		must(t, l.get(p))
		fmt.Println("===== again", p)
		start := time.Now()
		must(t, l.get(p))
		fmt.Println("=====", p, time.Since(start))
	}
}
