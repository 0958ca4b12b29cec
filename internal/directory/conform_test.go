//go:build conform

package directory_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/directory"
	"weft/internal/hsds/feed"
	"weft/internal/place"
)

func (w world) open(t *testing.T, path ...string) directory.Report {
	t.Helper()
	ctx := context.Background()
	source := filepath.Join(append([]string{os.Getenv("WEFT_TEST_DATA"), "open-referral"}, path...)...)
	src, err := feed.Open(ctx, source, nil)
	if err != nil {
		t.Fatalf("open %s: %v", source, err)
	}
	r, err := w.Import(ctx, authz.Program(), src, nil)
	if err != nil {
		t.Fatalf("import %s: %v", source, err)
	}
	return r
}

func TestConformRealDirectoriesAreImportedAndAgainChangeNothing(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := open(t, d, now)
		for _, c := range []struct {
			path  []string
			added int
		}{{[]string{"miami-hsds-1.1"}, 4089}, {[]string{"illinois-hsds-1.1"}, 429}, {[]string{"bristol", "bristol-services-page1.json"}, 3},
			{[]string{"bristol", "bristol-service-1625ip.json"}, 1}} {
			if r := w.open(t, c.path...); r.Added != c.added || r.Changed+r.Unchanged+r.Gone != 0 {
				t.Errorf("%v: %s", c.path, r)
			}
			if r := w.open(t, c.path...); r.Unchanged != c.added || r.Added+r.Changed+r.Gone != 0 {
				t.Errorf("%v again: %s", c.path, r)
			}
		}
	})
}

func TestConformMiamiIsReportedTruthfullyAndFound(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) {
		w := open(t, d, now)
		report := w.open(t, "miami-hsds-1.1").String()
		for _, want := range []string{"4089 added, 0 changed, 0 unchanged, 0 gone", "eligibility.csv rows 2-2245: it does not say what it belongs to",
			"service of an organisation that is not listed", "line breaks written as"} {
			if !strings.Contains(report, want) {
				t.Errorf("the report does not say %q:\n%s", want, report)
			}
		}
		downtown := &place.Point{Lat: 25.7757, Lon: -80.1947}
		for _, f := range []directory.Filter{{Words: "food pantry"}, {Words: "bereavement", Near: downtown}, {Needs: []string{"loneliness"}, Near: downtown, WithinMetres: 5000},
			{Needs: []string{"money"}}, {Needs: []string{"domestic-abuse"}, Language: "Spanish"}, {Words: "lonely"}} {
			if len(w.find(t, f)) == 0 {
				t.Errorf("nothing is found for %+v", f)
			}
		}
	})
}
