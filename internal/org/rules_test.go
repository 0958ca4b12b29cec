package org

import (
	"slices"
	"testing"

	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/vocabulary"
)

// D1 and D2: in 2019/20 only practice staff, from 1 April 2020 the whole list.
func TestTheShippedPolicyAllowsPracticeStaffFirstAndEveryoneAfterAYear(t *testing.T) {
	t.Parallel()
	policy, day := DefaultPolicy(), func(s string) clock.Date { d, _ := clock.ParseDate(s); return d }
	for _, source := range vocabulary.Sources() {
		practice := slices.Contains(vocabulary.PracticeSources(), source.Code)
		for on, want := range map[string]bool{"2019-03-31": false, "2019-04-01": practice, "2020-03-31": practice, "2020-04-01": true, "2026-11-20": true} {
			if got := Allows(policy, source.Code, day(on)); got != want {
				t.Errorf("%s on %s: %v", source.Code, on, got)
			}
		}
	}
	if Allows(policy, "plumber", day("2026-11-20")) {
		t.Error("a source that is none")
	}
	ended := []Policy{{Source: "gp", Starts: day("2020-04-01"), Ends: day("2021-04-01")}}
	if !Allows(ended, "gp", day("2021-03-31")) || Allows(ended, "gp", day("2021-04-01")) {
		t.Error("the last day is not the day before the end")
	}
}

func TestEveryKindOfOrganisationHasASource(t *testing.T) {
	t.Parallel()
	for _, k := range vocabulary.OrgKinds() {
		if code := SourceOf(k.Code); !vocabulary.Sources().Has(code) {
			t.Errorf("%s refers as %q", k.Code, code)
		}
		if NHS(k.Code) && ReceivedOnly(k.Code) {
			t.Errorf("%s sees both everything and nothing", k.Code)
		}
	}
}

func TestWhatIsAskedOfEachIsChecked(t *testing.T) {
	t.Parallel()
	start := clock.Date{Year: 2026, Month: 1, Day: 5}
	post := func(change func(*Post)) error {
		p := Post{Title: "Link worker", Employer: "1", Hours: 37.5, Starts: start}
		change(&p)
		return p.validate()
	}
	body := func(change func(*NewOrganisation)) error {
		n := NewOrganisation{Kind: "practice", Name: "Fellside"}
		change(&n)
		return n.tidy().validate(vocabulary.Lists{})
	}
	for name, c := range map[string]struct {
		err   error
		field string
	}{
		"a practice":         {body(func(*NewOrganisation) {}), ""},
		"no name":            {body(func(n *NewOrganisation) { n.Name = " " }), "name"},
		"a kind":             {body(func(n *NewOrganisation) { n.Kind = "castle" }), "kind"},
		"a nation":           {body(func(n *NewOrganisation) { n.Nation = "mercia" }), "nation"},
		"an e-mail address":  {body(func(n *NewOrganisation) { n.Email = "at the desk" }), "email"},
		"a post":             {post(func(*Post) {}), ""},
		"no hours":           {post(func(p *Post) { p.Hours = 0 }), "hours"},
		"an end before":      {post(func(p *Post) { p.Ends = start.AddDays(-1) }), "ends"},
		"shares of 90":       {post(func(p *Post) { p.Funders = []Funder{{"1", 60}, {"2", 30}} }), "funders"},
		"shares of 100":      {post(func(p *Post) { p.Funders = []Funder{{"1", 60}, {"2", 40}} }), ""},
		"a share below none": {post(func(p *Post) { p.Funders = []Funder{{"1", 150}, {"2", -50}} }), "funders"},
	} {
		f := errs.FieldsOf(c.err)
		if c.field == "" && c.err != nil || c.field != "" && (len(f) != 1 || f[0].Name != c.field) {
			t.Errorf("%s: %v", name, c.err)
		}
	}
}
