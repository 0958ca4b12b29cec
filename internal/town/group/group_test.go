package group

import (
	"testing"

	"weft/internal/place"
	"weft/internal/vocabulary"
)

func TestEveryLineIsReadAndWhatItSaysCanBe(t *testing.T) {
	t.Parallel()
	list, err := All()
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string]bool{}
	for _, p := range place.Fictional() {
		codes[p.Code] = true
	}
	names, needs, full, unchecked, tips, ways := map[string]bool{}, map[string]bool{}, 0, 0, 0, map[string]int{}
	for _, s := range list {
		if names[s.Name] || s.About == "" || len(s.Needs) == 0 || s.Venue.Postcode != "" && !codes[s.Venue.Postcode] {
			t.Errorf("%s", s.Name)
		}
		names[s.Name] = true
		for _, n := range s.Needs {
			needs[n] = true
			if !vocabulary.Needs().Has(n) {
				t.Errorf("%s: no need %s", s.Name, n)
			}
		}
		ways[s.By]++
		if s.FullFor > 0 {
			full++
		}
		if s.Checked >= 180 || s.Checked < 0 {
			unchecked++
		}
		if s.Tip != "" {
			tips++
		}
	}
	if full < 5 || full > 25 || unchecked < 8 || tips < 30 {
		t.Errorf("%d full, %d unchecked, %d tips", full, unchecked, tips)
	}
	for _, by := range []string{"link", "phone", "form", "person"} {
		if ways[by] < 10 {
			t.Errorf("%d by %s", ways[by], by)
		}
	}
	for _, n := range vocabulary.Needs() {
		if needs[n.Code] == (n.Code == "hoarding" || n.Code == "other") {
			t.Errorf("%s: a gap where none was meant, or none where one was", n.Code)
		}
	}
}

func TestALineThatCannotBeReadIsNamed(t *testing.T) {
	t.Parallel()
	places := map[string]Venue{"hub": {Key: "hub"}}
	for _, line := range []string{"A|B|c", "A||loneliness|MO|Free|nowhere|About|", "A||loneliness|MO|Free|hub|About|min x", "A||loneliness|MO|Free|hub|About|what 1"} {
		if _, err := read(line, places); err == nil {
			t.Errorf("%q was read", line)
		}
	}
	s, err := read("A||loneliness caring|TU TH 10:45-12:15 in term time|Free|hub|About|min 18; max 25; by phone; in Welsh, English; tip One; full 9", places)
	if err != nil || s.Name != "A" || len(s.Days) != 2 || s.From != "10:45" || s.To != "12:15" || s.When != "in term time" || s.Min != 18 || s.Max != 25 ||
		s.By != "phone" || len(s.Languages) != 2 || s.Tip != "One" || s.FullFor != 9 {
		t.Errorf("%+v %v", s, err)
	}
}
