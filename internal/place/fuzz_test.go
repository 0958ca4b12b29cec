package place

import (
	"errors"
	"io"
	"testing"
	"unicode/utf8"

	"weft/internal/intake"
)

// FuzzPostcodeFile: a row of a file of postcodes is a place on the earth in a nation, or
// says why not, in words that can be shown.
func FuzzPostcodeFile(f *testing.F) {
	for _, s := range []string{"pcds,lat,long,ctry,imd,doterm\nQZ1 1AA,53.7,-1.8,E92000001,100,202401\n", "pcd;lat;long;ctry25cd\nQZ11AA;99.999999;0;W92000004\n", "pcds,lat,long,ctry\nQZ1 1AA,NaN,1e400,x\n",
		"pcds,lat,long,ctry,imd25cd\nQZ1 1AA,1,1,E,99999999999999999999\n", "pcds,lat,long,ctry,doterm\nQZ1 1AA,1,1,E,209913\n", "pcds,lat,long,ctry\nééééééééééééééééééééééééééé,1,1,E\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		table, err := intake.ReadTable("postcodes", body)
		if err != nil {
			return
		}
		c, err := findColumns(table)
		if err != nil {
			return
		}
		for {
			row, reason, err := table.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if reason != "" {
				continue
			}
			p, why := c.parse(row)
			if !utf8.ValidString(why) && utf8.Valid(body) {
				t.Errorf("%q", why)
			}
			if again, nerr := Normalise(p.Code); why == "" && (nerr != nil || again != p.Code) {
				t.Errorf("%q is kept: %v", p.Code, nerr)
			}
			if why == "" && p.Where != nil && !(p.Where.Lat >= -90 && p.Where.Lat <= 90 && p.Where.Lon >= -180 && p.Where.Lon <= 180) {
				t.Errorf("%q lies at %+v", row.Cells, *p.Where)
			}
			if why == "" && (p.Decile < 0 || p.Decile > 10) {
				t.Errorf("decile %d", p.Decile)
			}
		}
	})
}
