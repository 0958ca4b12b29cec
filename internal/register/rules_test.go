package register

import (
	"slices"
	"strings"
	"testing"

	"weft/internal/clock"
	"weft/internal/contact"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/person"
)

func people(n int) []Line {
	out := make([]Line, n)
	for i := range out {
		out[i] = Line{Person: id.New[person.Person](), Came: Yes}
	}
	return out
}

func TestOneFormHoldsThirtyPeopleAndOnlyWhoWasExpected(t *testing.T) {
	t.Parallel()
	today := clock.Date{Year: 2026, Month: 11, Day: 20}
	one := people(1)
	for name, c := range map[string]struct {
		in    New
		field string
	}{
		"thirty":          {New{Kind: DropIn, Lines: people(30)}, ""},
		"thirty-one":      {New{Kind: DropIn, Lines: people(31)}, "people"},
		"only others":     {New{Kind: DropIn, Others: 12}, ""},
		"nobody":          {New{Kind: DropIn}, "people"},
		"nobody expected": {New{Kind: DropIn, Lines: []Line{{Person: one[0].Person, Came: NotExpected}}}, "people"},
		"twice":           {New{Kind: DropIn, Lines: append(one, one...)}, "people"},
		"no kind":         {New{Others: 1}, "kind"},
		"tomorrow":        {New{Kind: MDT, Others: 1, On: today.AddDays(1)}, "on"},
		"long":            {New{Kind: MDT, Others: 1, Minutes: 601}, "minutes"},
		"a crowd":         {New{Kind: MDT, Others: 1000}, "others"},
		"a long note":     {New{Kind: MDT, Others: 1, Note: strings.Repeat("a", 4001)}, "note"},
		"a long place":    {New{Kind: MDT, Others: 1, Place: strings.Repeat("a", 201)}, "place"},
	} {
		f := errs.FieldsOf(c.in.tidy(today).validate(today))
		if c.field == "" && len(f) != 0 || c.field != "" && (len(f) != 1 || f[0].Name != c.field) {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

func TestEveryKindHasWordsAPurposeAndAMeans(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, k := range Kinds() {
		seen[k.Words()] = true
		if !slices.Contains(contact.Purposes(), k.purpose()) || !slices.Contains(contact.Hows(), k.how()) {
			t.Errorf("%s has no purpose or no means", k)
		}
	}
	for _, c := range Cames() {
		seen[c.Words()] = true
	}
	if len(seen) != len(Kinds())+len(Cames()) || seen[""] {
		t.Errorf("two share their words: %v", seen)
	}
}
