//go:build conform

package place_test

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"testing"

	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/place"
)

func TestConformTheNationalLookupIsReadWhole(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, s := context.Background(), place.NewService(d)
		for area, rows := range map[string]int{"HX": 7442, "WN": 9235, "LD": 2667} {
			file := filepath.Join(os.Getenv("WEFT_TEST_DATA"), "postcodes", "NSPL_NOV_2021_UK_"+area+".csv")
			if r := run(t, s, file); r.Added != rows || r.Refused != 0 {
				t.Errorf("%s: %s", area, r)
			}
			if r := run(t, s, file); r.Unchanged != rows || r.Added+r.Changed+r.Refused != 0 {
				t.Errorf("%s again: %s", area, r)
			}
		}
		halifax, err := s.Lookup(ctx, "hx11aa")
		if err != nil || halifax.Nation != clock.England || halifax.Rank != 1974 || halifax.Decile != 1 || halifax.LSOA != "E01010994" || !halifax.Ended.IsZero() {
			t.Errorf("%+v, %v", halifax, err)
		}
		powys, err := s.Lookup(ctx, "LD1 5AA")
		if err != nil || powys.Nation != clock.Wales || powys.Rank != 378 || powys.Decile != 2 || powys.Ended.String() != "2011-05-01" {
			t.Errorf("%+v, %v", powys, err)
		}
		if m := place.Metres(*halifax.Where, place.Point{Lat: 53.724334, Lon: -1.857458}); math.Abs(m) > 1 {
			t.Errorf("HX1 1AA lies %.0f m away", m)
		}
		if at, err := s.Find(ctx, "HX1"); err != nil || place.Metres(at, *halifax.Where) > 3000 {
			t.Errorf("HX1 lies at %v, %v", at, err)
		}
	})
}
