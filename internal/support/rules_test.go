package support

import (
	"strings"
	"testing"

	"weft/internal/clock"
	"weft/internal/errs"
)

func TestHowOftenIsSaidOnlyWhenThereIsEnoughToSay(t *testing.T) {
	t.Parallel()
	on := func(days ...int) []clock.Date {
		var out []clock.Date
		for _, d := range days {
			out = append(out, clock.Date{Year: 2026, Month: 1, Day: 1}.AddDays(d))
		}
		return out
	}
	for name, c := range map[string]struct {
		days []clock.Date
		want int
	}{
		"never":           {nil, 0},
		"twice":           {on(0, 30), 0},
		"every week":      {on(0, 7, 14, 20), 1},
		"several a week":  {on(0, 1, 2, 3), 1},
		"each fortnight":  {on(0, 13, 28), 2},
		"about a month":   {on(0, 30, 60), 4},
		"ten and 11 days": {on(0, 10, 21), 2},
	} {
		if got := every(c.days); got != c.want {
			t.Errorf("%s: every %d weeks, want %d", name, got, c.want)
		}
	}
}

func TestWordsInTheMiddleOfASentenceBeginSmall(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"Money": "money", "GP help": "GP help", "": "", "A": "A", "Ŵyr": "ŵyr"} {
		if got := lower(in); got != want {
			t.Errorf("%q became %q", in, got)
		}
	}
}

func TestWhatIsAskedOfALetterIsChecked(t *testing.T) {
	t.Parallel()
	if err := (New{}).tidy().validate(); err != nil {
		t.Errorf("nothing is required to look at it: %v", err)
	}
	for field, n := range map[string]New{
		"lang":         {Lang: "fr"},
		"purpose":      {Purpose: "war"},
		"name":         {Name: strings.Repeat("a", 201)},
		"organisation": {Organisation: strings.Repeat("a", 201)},
		"sentence":     {Sentence: strings.Repeat("a", 1501)},
		"address":      {Address: strings.Repeat("a", 1501)},
		"agreed_how":   {How: strings.Repeat("a", 201)},
	} {
		if f := errs.FieldsOf(n.tidy().validate()); len(f) != 1 || f[0].Name != field {
			t.Errorf("%s: %v", field, f)
		}
	}
	for _, p := range Purposes() {
		if p.Words() == "" {
			t.Errorf("%s has no words", p)
		}
	}
}
