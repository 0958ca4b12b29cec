package place

import (
	"strconv"
	"strings"

	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/intake"
)

// columns says where a file of any release keeps what we want. Names carry their year
// ("lsoa11", "lsoa21cd", "lad25cd") or not ("laua", "imd").
type columns struct {
	code, lat, lon, nation, area, ward, health, lsoa, rank, ended string
	edition                                                       int
}

// findColumns chooses the columns of a file, the newest where there are several.
func findColumns(t *intake.Table) (columns, error) {
	pick := func(stems ...string) string {
		for _, stem := range stems {
			best, year := "", -1
			for _, name := range t.Columns() {
				if s, y := stemOf(name); s == stem && y > year {
					best, year = name, y
				}
			}
			if best != "" {
				return best
			}
		}
		return ""
	}
	c := columns{code: pick("pcds", "pcd", "postcode"), lat: pick("lat", "latitude"), lon: pick("long", "lon", "longitude"),
		nation: pick("ctry", "country"), area: pick("lad", "laua", "oslaua"), ward: pick("wd", "ward", "osward"),
		health: pick("icb", "sicbl", "ccg", "oshlthau", "hlthau", "hlth"), lsoa: pick("lsoa"), rank: pick("imd"), ended: pick("doterm")}
	if len(t.Columns()) == 0 {
		return c, intake.NewFault(errs.Invalid, "place.empty", "%s is empty, so nothing was kept. Fetch it again.", t.Name)
	}
	if c.code == "" || c.lat == "" || c.lon == "" || c.nation == "" {
		return c, intake.NewFault(errs.Invalid, "place.columns", "%s is no ONS postcode file: it needs the columns pcds, lat, long and ctry, "+
			"under the name of any release. It has these: %s. Nothing was kept.", t.Name, strings.Join(t.Columns(), ", "))
	}
	if _, y := stemOf(c.rank); c.rank != "" {
		c.edition = 2019
		if y >= 25 {
			c.edition = 2025
		}
	}
	return c, nil
}

// stemOf takes a column name apart: "lsoa21cd" is lsoa of 21, "imd20ind" imd of 20.
func stemOf(name string) (stem string, year int) {
	name = strings.TrimSuffix(strings.TrimSuffix(name, "cd"), "ind")
	stem = strings.TrimRight(name, digits)
	if y, err := strconv.Atoi(name[len(stem):]); err == nil && y >= 10 && y < 100 {
		return stem, y
	}
	return stem, 0
}

// left names what a file does not say, for the report.
func (c columns) left() []string {
	var out []string
	for _, f := range []struct{ column, what string }{
		{c.area, "local authority"}, {c.ward, "ward"}, {c.health, "integrated care board"}, {c.lsoa, "small area (LSOA)"},
		{c.rank, "deprivation rank (imd)"}, {c.ended, "date of ending (doterm)"}} {
		if f.column == "" {
			out = append(out, f.what)
		}
	}
	return out
}

// parse reads one row, or says why it cannot be used.
func (c columns) parse(r intake.Row) (p Postcode, reason string) {
	code, err := Normalise(r.Cell(c.code))
	if err != nil {
		return p, "its postcode is none: " + strconv.Quote(shorten(r.Cell(c.code)))
	}
	p = Postcode{Code: code, Nation: nationOf(r.Cell(c.nation)), Area: r.Cell(c.area), Ward: r.Cell(c.ward),
		Health: r.Cell(c.health), LSOA: r.Cell(c.lsoa)}
	if p.Where, reason = c.point(r); reason != "" {
		return p, reason
	}
	if rank := r.Cell(c.rank); rank != "" {
		n, err := strconv.Atoi(rank)
		if err != nil || n < 0 {
			return p, "its deprivation rank is no number: " + strconv.Quote(shorten(rank))
		}
		p.Rank, p.Decile, p.Edition = decile(p.Nation, n, c.edition)
	}
	if ended := r.Cell(c.ended); ended != "" {
		if p.Ended, reason = month(ended); reason != "" {
			return p, reason
		}
	}
	return p, ""
}

func shorten(s string) string {
	if len(s) > 40 {
		return s[:40]
	}
	return s
}

// point reads the position; the directory writes 99.999999 where it has none.
func (c columns) point(r intake.Row) (*Point, string) {
	lat, lon := r.Cell(c.lat), r.Cell(c.lon)
	if lat == "" && lon == "" {
		return nil, ""
	}
	a, err1 := strconv.ParseFloat(lat, 64)
	b, err2 := strconv.ParseFloat(lon, 64)
	switch {
	case err1 != nil || err2 != nil:
		return nil, "its position is no number: " + strconv.Quote(shorten(lat)+", "+shorten(lon))
	case a > 99:
		return nil, ""
	case !(a > 49 && a < 62 && b > -9 && b < 3):
		return nil, "its position lies outside the United Kingdom: " + shorten(lat) + ", " + shorten(lon)
	}
	return &Point{a, b}, ""
}

func nationOf(code string) clock.Nation {
	switch {
	case strings.HasPrefix(code, "E"):
		return clock.England
	case strings.HasPrefix(code, "W"):
		return clock.Wales
	case strings.HasPrefix(code, "S"):
		return clock.Scotland
	case strings.HasPrefix(code, "N"):
		return clock.NorthernIreland
	}
	return ""
}

// areas is the number of small areas that each nation ranked in an edition.
func areas(n clock.Nation, edition int) int {
	switch {
	case n == clock.England && edition >= 2025:
		return 33_755
	case n == clock.England:
		return 32_844
	case n == clock.Wales && edition >= 2025:
		return 1_917
	case n == clock.Wales:
		return 1_909
	case n == clock.Scotland:
		return 6_976
	case n == clock.NorthernIreland:
		return 890
	}
	return 0
}

// decile works out the tenth within the nation. A rank above the number of areas comes
// from another edition than the column's name says, and is unknown.
func decile(n clock.Nation, rank, edition int) (int, int, int) {
	all := areas(n, edition)
	if rank == 0 || all == 0 || rank > all {
		return 0, 0, 0
	}
	return rank, (rank*10 + all - 1) / all, edition
}

// month reads "201105" as the first of that month.
func month(s string) (clock.Date, string) {
	if len(s) == 6 {
		if d, ok := clock.ParseDate(s[:4] + "-" + s[4:] + "-01"); ok {
			return d, ""
		}
	}
	return clock.Date{}, "its date of ending is no month: " + strconv.Quote(shorten(s))
}
