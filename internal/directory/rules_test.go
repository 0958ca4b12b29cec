package directory

import (
	"slices"
	"strings"
	"testing"

	"weft/internal/clock"
	"weft/internal/due"
	"weft/internal/hsds"
	"weft/internal/place"
	"weft/internal/vocabulary"
)

func TestOnlyTheStepsOfTheModelAreOpen(t *testing.T) {
	t.Parallel()
	open := map[Status][]Status{
		Draft: {Verified, Live, Closed}, Verified: {Draft, Live, Closed}, Live: {Suspended, Closed}, Stale: {Suspended, Closed},
		Suspended: {Live, Closed}, Closed: {Draft, Live},
	}
	for _, from := range Statuses() {
		for _, to := range Statuses() {
			if got := from.May(to); got != slices.Contains(open[from], to) {
				t.Errorf("%s to %s is %v", from, to, got)
			}
		}
	}
}

func TestAnEntryIsAskedAboutAt90DaysAndUncheckedAt180(t *testing.T) {
	t.Parallel()
	today := clock.Date{Year: 2026, Month: 11, Day: 20}
	a := agesBy(due.Rules{}, today)
	for days, want := range map[int]Freshness{0: Fresh, 89: Fresh, 90: Due, 179: Due, 180: Unchecked, 4000: Unchecked} {
		if got := a.of(today.AddDays(-days)); got != want {
			t.Errorf("after %d days it is %s, want %s", days, got, want)
		}
	}
	if a.of(clock.Date{}) != Unchecked {
		t.Error("never checked is not unchecked")
	}
	r := stored{status: Live, assured: today.AddDays(-400), confirmed: today.AddDays(-10)}
	if r.present(a) != Live || r.checked() != r.confirmed {
		t.Errorf("our own check does not count: %s", r.present(a))
	}
	if r.confirmed = today.AddDays(-200); r.present(a) != Stale {
		t.Error("a live entry that is unchecked is not stale")
	}
}

func TestWordsFindTheirFamilies(t *testing.T) {
	t.Parallel()
	for _, family := range [][]string{{"garden", "gardens", "gardening", "gardeners"}, {"swim", "swimming", "swimmers"}, {"counselling", "counseling"},
		{"befriending", "befrienders"}, {"café", "cafe", "CAFÉ"}, {"carer's", "carers"}} {
		want := stems(family[0], 5)
		for _, w := range family[1:] {
			if got := stems(w, 5); !slices.Equal(got, want) {
				t.Errorf("%s is %v, %s is %v", w, got, family[0], want)
			}
		}
	}
	if got := stems("the and of", 5); len(got) != 3 {
		t.Errorf("nothing but little words leaves %v", got)
	}
	if got := stems("Arts and Crafts for the over 60s", 5); !slices.Equal(got, []string{"arts", "craft", "over", "60s"}) {
		t.Errorf("got %v", got)
	}
}

func TestNeedsAreReadFromTheWordsOfAFeed(t *testing.T) {
	t.Parallel()
	service := func(name, description string, terms ...string) hsds.Service {
		s := hsds.Service{Name: name, Description: description}
		for _, term := range terms {
			s.Attributes = append(s.Attributes, hsds.Attribute{TaxonomyTerm: &hsds.TaxonomyTerm{Name: term}})
		}
		return s
	}
	f := newNeedFinder()
	for _, c := range []struct {
		service hsds.Service
		want    string
	}{
		{service("Tuesday Lunch Club", ""), "loneliness"},
		{service("Open Door", "", "Debt Advice"), "money"},
		{service("Open Door", "", "Homeless Men", "Transitional Housing/Shelter"), "housing,homelessness"},
		{service("Fern Lane", "A place to get help with dementia and memory loss"), "memory"},
		{service("Fern Lane", "Nothing that says anything"), "other"},
		{service("Arthritis Group", ""), "long-term-condition"},
		{service("Art Group", ""), "arts-nature-faith"},
		{service("Engine 7", "", "Fire Stations"), "other"},
		{service("Walk and Talk", "Money advice too"), "activity"},
	} {
		if got := joinCodes(f.of(c.service)); got != c.want {
			t.Errorf("%s: %s, want %s", c.service.Name, got, c.want)
		}
	}
}

func TestTheWordTableKnowsEveryNeedButOther(t *testing.T) {
	t.Parallel()
	table := needWords()
	for _, n := range vocabulary.Needs() {
		if (table[n.Code] == "") != (n.Code == "other") {
			t.Errorf("%s has the words %q", n.Code, table[n.Code])
		}
		delete(table, n.Code)
		f := newNeedFinder()
		for p := range strings.SplitSeq(needWords()[n.Code], ", ") {
			if p != "" && !slices.Contains(f.match(p), n.Code) {
				t.Errorf("%q does not lead to %s", p, n.Code)
			}
		}
	}
	if len(table) > 0 {
		t.Errorf("words for needs that do not exist: %v", table)
	}
}

func TestSquaresCoverTheWholeCircle(t *testing.T) {
	t.Parallel()
	for _, at := range []place.Point{{Lat: 53.72, Lon: -1.86}, {Lat: 60.1, Lon: -1.2}, {Lat: 25.77, Lon: -80.19}, {Lat: -33.8, Lon: 151.2}, {Lat: 51.5, Lon: 0}} {
		for _, metres := range []float64{300, 1500, 16_000, farthest} {
			list := squares(at, metres)
			if len(list) == 0 || len(list) > 30 {
				t.Errorf("%v within %.0f m: %d squares", at, metres, len(list))
			}
			low, high := place.Bounds(at, metres)
			for _, p := range []place.Point{low, high, {Lat: low.Lat, Lon: high.Lon}, at} {
				covered := false
				for level := range levels {
					x, y := square(level, p.Lat, p.Lon)
					covered = covered || slices.Contains(list, squareToken(level, x, y))
				}
				if !covered {
					t.Errorf("%v within %.0f m does not cover %v", at, metres, p)
				}
			}
		}
	}
}

func TestCostsAndTimesAreSaidInOneLine(t *testing.T) {
	t.Parallel()
	four, none := 4.0, 0.0
	doc := hsds.Service{Fees: "Ask", CostOptions: []hsds.CostOption{{Option: "Over 60s", Amount: &none}, {Option: "Others", Amount: &four, AmountDescription: "a meal"}}}
	if got := costOf(doc); got != "Over 60s Free; Others £4 a meal" {
		t.Errorf("cost %q", got)
	}
	if got := costOf(hsds.Service{Fees: "Ask"}); got != "Ask" {
		t.Errorf("cost %q", got)
	}
}

func FuzzCursor(f *testing.F) {
	f.Add(cursor{seq: 7, class: 1, score: 1.5, name: "walk and talk", way: 2}.String())
	f.Add("")
	f.Add("MQ")
	f.Fuzz(func(t *testing.T, s string) {
		c, ok := parseCursor(s)
		if !ok || (c == cursor{}) {
			return
		}
		if again, ok := parseCursor(c.String()); !ok || again.seq != c.seq || again.name != c.name {
			t.Errorf("%+v came back as %+v", c, again)
		}
	})
}

func FuzzSearchWords(f *testing.F) {
	for _, seed := range []string{`walk" OR "x`, "a'b & | ! ( ) :*", `NEAR("a", 5) {tokens}: ^x`, "ÅÄÖ ß \x00 \\", "-- drop"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, st := range stems(s, 12) {
			for _, r := range st {
				if strings.ContainsRune(`"'\*:&|!()<>{}^+- `, r) {
					t.Errorf("%q leaves %q in a stem", s, r)
				}
			}
		}
	})
}
