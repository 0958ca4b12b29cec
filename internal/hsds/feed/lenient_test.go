package feed

import (
	"encoding/json"
	"strings"
	"testing"

	"weft/internal/hsds"
)

func decoderFor(t *testing.T) *decoder {
	t.Helper()
	return newDecoder("test", newRecorder())
}

func record1(d *decoder, key string, v any) object {
	return object{fields: map[string]any{key: v}, at: "here", dec: d}
}

func TestTimesOfDay(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"17:00": "17:00", "9:00": "09:00", "17:00:00": "17:00", "9:00am": "09:00", "7:30 am ": "07:30", "830am": "08:30",
		"9:0am": "09:00", "9:00a": "09:00", "8:00m": "08:00", "9am": "09:00", "12:00am": "00:00", "12:30pm": "12:30",
		"5pm": "17:00", "noon": "12:00", "midnight": "00:00", "10:00:00Z": "10:00", "10:00:00+01:00": "10:00", "24:00": "00:00",
		"9": "", "6:300pm": "", "25:00": "", "late": "", "9:75": "", "": "",
	} {
		d := decoderFor(t)
		got, words := d.timeOfDay(record1(d, "opens_at", in), "opens_at")
		if got != want || (got == "" && in != "" && words == "") {
			t.Errorf("%q is %q (%q), want %q", in, got, words, want)
		}
	}
}

func TestDatesAndInstants(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"2026-03-01": "2026-03-01", "2026-03-01T10:00:00": "2026-03-01", "1/3/2026": "2026-03-01", "1 March 2026": "2026-03-01",
		"2026-02-30": "", "soon": "", "2026-03-01x": "",
	} {
		d := decoderFor(t)
		if got := d.date(record1(d, "k", in), "k"); got != want {
			t.Errorf("date %q is %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"2026-01-02T10:00:00Z":      "2026-01-02T10:00:00Z",
		"2026-01-02T10:00:00+05:00": "2026-01-02T10:00:00+05:00",
		"2026-01-02T10:00:00.5":     "2026-01-02T10:00:00.5Z",
		"2026-07-02T10:00:00":       "2026-07-02T10:00:00+01:00",
		"2026-01-02":                "2026-01-02T00:00:00Z",
		"yesterday":                 "",
	} {
		d := decoderFor(t)
		if got := d.instant(record1(d, "k", in), "k"); got != want {
			t.Errorf("instant %q is %q, want %q", in, got, want)
		}
	}
}

func TestLinksCarryNoScript(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"https://a.example.org/x?y=1": "https://a.example.org/x?y=1", "www.a.example.org": "http://www.a.example.org",
		"//a.example.org": "http://a.example.org", "a.example.org:8080/x": "http://a.example.org:8080/x",
		"javascript:alert(1)": "", "data:text/html,x": "", "mailto:a@b.example": "", "not a link": "", "localhost": "",
		"http://a.example.org/\"onclick=": "",
	} {
		got, _, ok := readURL(in)
		if got != want || ok != (want != "") {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestTextBecomesPlain(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"<p>One</p><p>Two</p>":                "One\n\nTwo",
		"a<br>b":                              "a\n\nb",
		"<script>alert(1)</script>Hello":      "Hello",
		"Tea &amp; cake":                      "Tea & cake",
		"children < 5 and adults > 60":        "children < 5 and adults > 60",
		"the clubGÇÖs hall":                   "the club’s hall",
		"donâ€™t worry":                       "don’t worry",
		`one\n\ntwo`:                          "one\n\ntwo",
		"<a href=\"javascript:x\">press</a>":  "press",
		"&lt;img src=x onerror=alert(1)&gt;":  "<img src=x onerror=alert(1)>",
		"a\x00b\u200bc":                       "abc",
		strings.Repeat("ab ", 10_000) + "end": "",
	} {
		rec := newRecorder()
		got := newCleaner().text(in, rec, func() string { return "here" })
		if want == "" {
			if len([]rune(got)) > maxText+1 || rec.kinds[hsds.TooLongShortened] == nil {
				t.Errorf("long text came out with %d characters", len(got))
			}
			continue
		}
		if got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

func TestAgesThatNobodyHasAreLeftOut(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		low, high   any
		keptA, kept bool
	}{
		{json.Number("18"), json.Number("65"), true, true},
		{json.Number("-1"), json.Number("-1"), false, false},
		{"18", nil, true, false},
		{json.Number("60"), json.Number("18"), false, false},
		{json.Number("0"), json.Number("999"), true, false},
		{"old", true, false, false},
	} {
		d := decoderFor(t)
		low, high := d.ages(object{fields: map[string]any{"minimum_age": c.low, "maximum_age": c.high}, at: "here", dec: d})
		if (low != nil) != c.keptA || (high != nil) != c.kept {
			t.Errorf("%v-%v: kept %v %v", c.low, c.high, low != nil, high != nil)
		}
	}
}

func TestDaysInAnySpelling(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"TH,FR": "TH,FR", "Monday": "MO", "mon, Wed": "MO,WE", "Tuesdays": "TU", "1MO,-1FR": "1MO,-1FR", "MO,MO": "MO", "Yesterday": "",
	} {
		d := decoderFor(t)
		if got := d.days(record1(d, "byday", in)); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}
