package place

import (
	"math"
	"testing"

	"weft/internal/clock"
	"weft/internal/errs"
)

func TestPostcodesAreWrittenOneWay(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"hx1 1aa": "HX1 1AA", "HX11AA": "HX1 1AA", "  w1a 1hq": "W1A 1HQ", "ec1a1bb": "EC1A 1BB", "m1 1ae": "M1 1AE",
		"B338TH": "B33 8TH", "cr2 6xh": "CR2 6XH", "DN55 1PT": "DN55 1PT", "gir 0aa": "GIR 0AA", "qz1 2ab": "QZ1 2AB", "qz12 2ab": "QZ12 2AB",
		"LD1\u00a05AA": "LD1 5AA",
	} {
		if got, err := Normalise(in); err != nil || got != want {
			t.Errorf("%q is %q, %v; want %q", in, got, err, want)
		}
	}
	for _, in := range []string{"", "HX1", "HX1 1A", "HX1 1AAA", "QA1 1AA", "VZ1 1AA", "HJ1 1AA", "HX1 1AC", "HX1 AAA", "1HX 1AA",
		"HX111 1AA", "QZ1A 1AA", "33101", "M1I 1AE", "HX1-1AA", "ÉX1 1AA"} {
		if got, err := Normalise(in); errs.KindOf(err) != errs.Invalid || err == nil {
			t.Errorf("%q was taken as %q (%v)", in, got, err)
		}
	}
}

func FuzzNormalise(f *testing.F) {
	for _, seed := range []string{"hx1 1aa", "QZ1 1AA", "GIR 0AA", "", "A9A 9AA", "\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		got, err := Normalise(in)
		if err != nil {
			return
		}
		again, err := Normalise(got)
		if err != nil || again != got || written(key(got)) != got {
			t.Errorf("%q gave %q, which gave %q (%v)", in, got, again, err)
		}
	})
}

func TestDistancesAndTheirWords(t *testing.T) {
	t.Parallel()
	halifax, wigan := Point{53.7243, -1.8575}, Point{53.5470, -2.6351}
	if m := Metres(halifax, wigan); math.Abs(m-54_900) > 500 {
		t.Errorf("Halifax to Wigan is %.0f m", m)
	}
	if Metres(halifax, halifax) != 0 {
		t.Error("a place is away from itself")
	}
	for metres, want := range map[float64]string{0: "less than half a mile", 700: "about half a mile", 1609: "about 1 mile",
		2400: "about one and a half miles", 3300: "about 2 miles", 16_093: "about 10 miles", 54_900: "about 35 miles"} {
		if got := Words(metres); got != want {
			t.Errorf("%.0f m is %q, want %q", metres, got, want)
		}
	}
	low, high := Bounds(halifax, 1000)
	if !(low.Lat < halifax.Lat && high.Lon > halifax.Lon) || Metres(Point{halifax.Lat, low.Lon}, halifax) < 999 {
		t.Errorf("bounds %v %v", low, high)
	}
}

func TestDecilesBelongToTheirNation(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		nation  clock.Nation
		rank    int
		edition int
		want    int
	}{
		{clock.England, 1, 2019, 1}, {clock.England, 3284, 2019, 1}, {clock.England, 3285, 2019, 2}, {clock.England, 32844, 2019, 10},
		{clock.England, 33755, 2025, 10}, {clock.England, 33000, 2019, 0}, {clock.Wales, 190, 2019, 1}, {clock.Wales, 191, 2019, 2}, {clock.Wales, 1909, 2019, 10},
		{clock.Scotland, 6976, 2019, 10}, {clock.NorthernIreland, 89, 2019, 1}, {clock.NorthernIreland, 90, 2019, 2}, {"", 5, 2019, 0}, {clock.England, 0, 2019, 0},
	} {
		if _, got, _ := decile(c.nation, c.rank, c.edition); got != c.want {
			t.Errorf("rank %d in %s is in decile %d, want %d", c.rank, c.nation, got, c.want)
		}
	}
}

func TestTheFictionalAreaIsWholeAndItsOwn(t *testing.T) {
	t.Parallel()
	list := Fictional()
	seen, deciles := map[string]bool{}, map[int]bool{}
	for _, p := range list {
		code, err := Normalise(p.Code)
		if err != nil || code != p.Code || seen[code] || p.Code[:2] != FictionalArea || p.Where == nil {
			t.Errorf("%+v: %v", p, err)
		}
		seen[code], deciles[p.Decile] = true, true
		if m := Metres(*p.Where, *list[0].Where); m > Miles(12) {
			t.Errorf("%s is %.0f m away from the town", p.Code, m)
		}
	}
	if len(list) != 432 || len(deciles) != 10 {
		t.Errorf("%d postcodes in %d deciles", len(list), len(deciles))
	}
}
