package contact

import (
	"strings"
	"testing"
	"time"

	"weft/internal/clock"
	"weft/internal/due"
	"weft/internal/errs"
	"weft/internal/vocabulary"
)

func TestNothingButHowItWentIsRequired(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)
	for _, how := range Hows() {
		for _, outcome := range Outcomes() {
			if err := (New{How: how, Outcome: outcome}).tidy().validate(now); err != nil {
				t.Errorf("%s, %s: %v", how, outcome, err)
			}
		}
	}
	for field, n := range map[string]New{
		"how": {Outcome: Spoke}, "outcome": {How: ByPhone}, "minutes": {How: ByPhone, Outcome: Spoke, Minutes: 601},
		"at":     {How: ByPhone, Outcome: Spoke, At: now.Add(time.Minute)},
		"note":   {How: ByPhone, Outcome: Spoke, Note: strings.Repeat("a", 20001)},
		"agreed": {How: ByPhone, Outcome: Spoke, Agreed: strings.Repeat("a", 4001)},
		"hidden": {How: ByPhone, Outcome: Spoke, Hidden: strings.Repeat("a", 301)},
	} {
		if f := errs.FieldsOf(n.tidy().validate(now)); len(f) != 1 || f[0].Name != field {
			t.Errorf("%s: %v", field, f)
		}
	}
}

// tried makes the tries of these days ago, newest first, as forCase returns them.
func tried(now time.Time, how []How, daysAgo ...int) []Contact {
	var out []Contact
	for i := len(daysAgo) - 1; i >= 0; i-- {
		out = append(out, Contact{How: how[i], Outcome: NoAnswer, At: now.AddDate(0, 0, -daysAgo[i])})
	}
	return out
}

func TestLostContactNeedsThreeTriesByTwoMeansOverTwoWeeks(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)
	phone, letter := ByPhone, ByLetter
	for name, c := range map[string]struct {
		tries       []Contact
		two, oneOf1 bool
	}{
		"none":                     {nil, false, false},
		"three, two means":         {tried(now, []How{phone, phone, letter}, 14, 7, 1), true, true},
		"one day short":            {tried(now, []How{phone, phone, letter}, 13, 7, 1), false, false},
		"two tries":                {tried(now, []How{phone, letter}, 20, 1), false, false},
		"one means":                {tried(now, []How{phone, phone, phone}, 20, 7, 1), false, true},
		"two tries, one means":     {tried(now, []How{phone, phone}, 20, 7), false, false},
		"a change is no try":       {append(tried(now, []How{phone, letter}, 20, 7), Contact{How: ByVideo, Outcome: PersonCancelled, At: now}), false, false},
		"what came before a talk":  {append(tried(now, []How{phone}, 1), append([]Contact{{Outcome: Spoke, At: now.AddDate(0, 0, -5)}}, tried(now, []How{phone, letter}, 30, 20)...)...), false, false},
		"three after a talk count": {append(tried(now, []How{phone, letter, phone}, 16, 9, 2), Contact{Outcome: Spoke, At: now.AddDate(0, 0, -40)}), true, true},
	} {
		sum := tally(c.tries)
		if got := sum.EnoughToCloseAsLost(due.Rules{}, false, now); got != c.two {
			t.Errorf("%s: %v of %+v", name, got, sum)
		}
		if got := sum.EnoughToCloseAsLost(due.Rules{}, true, now); got != c.oneOf1 {
			t.Errorf("%s, where one means is safe: %v of %+v", name, got, sum)
		}
	}
}

func TestTheNextTryIsAWorkingDayOfTheNation(t *testing.T) {
	t.Parallel()
	friday := clock.Date{Year: 2026, Month: 11, Day: 27} // before St Andrew's Day
	for _, c := range []struct {
		nation clock.Nation
		tries  int
		want   string
	}{
		{clock.England, 1, "2026-11-30"}, {clock.Scotland, 1, "2026-12-01"}, {clock.England, 2, "2026-12-02"}, {clock.Scotland, 3, "2026-12-03"},
	} {
		if got := nextTry(due.Rules{}, friday, c.tries, c.nation).String(); got != c.want {
			t.Errorf("after try %d in %s: %s, want %s", c.tries, c.nation, got, c.want)
		}
	}
}

func TestTheTextForTheGPRecordSaysWhatWasAgreedAndHidesItselfWhereContactMustBeSafe(t *testing.T) {
	t.Parallel()
	k := Contact{How: ByPhone, Outcome: Spoke, Note: "SECRET NOTE", Agreed: "Go to the\nallotment"}
	open := GPRecord(k, []string{"Company"}, []string{"Allotment"}, "Call on Monday", false, "20 November 2026")
	want := "Social prescribing link worker, 20 November 2026: Phone. We spoke.\nNeeds they named: Company.\nAgreed: Go to the allotment\n" +
		"Connected with: Allotment.\nNext: Call on Monday.\n"
	if open != want {
		t.Errorf("it says %q", open)
	}
	safe := GPRecord(k, nil, nil, "", true, "20 November 2026")
	if !strings.HasPrefix(safe, "HIDE THIS ENTRY FROM ONLINE RECORD ACCESS.\n") || strings.Contains(safe, "SECRET") {
		t.Errorf("it says %q", safe)
	}
}

func TestEveryMeansAndOutcomeHasWords(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, h := range Hows() {
		seen[h.Words()] = true
	}
	for _, o := range Outcomes() {
		seen[o.Words()] = true
	}
	if len(seen) != len(Hows())+len(Outcomes()) || seen[""] {
		t.Errorf("two share their words: %v", seen)
	}
	for h, met := range map[How]bool{AtHome: true, OnAWalk: true, ByPhone: false, ByVideo: false, ByLetter: false} {
		if h.InPerson() != met {
			t.Errorf("%s in person: %v", h, !met)
		}
	}
}

func TestEveryMeansAndOutcomeCanBeReworded(t *testing.T) {
	t.Parallel()
	for _, h := range Hows() {
		if got := vocabulary.Hows().Words(string(h), "en"); got != h.Words() {
			t.Errorf("%s is %q on a page and %q in the list", h, h.Words(), got)
		}
	}
	for _, o := range Outcomes() {
		if got := vocabulary.Outcomes().Words(string(o), "en"); got != o.Words() {
			t.Errorf("%s is %q on a page and %q in the list", o, o.Words(), got)
		}
	}
	if len(vocabulary.Hows()) != len(Hows()) || len(vocabulary.Outcomes()) != len(Outcomes()) {
		t.Errorf("%d of %d means and %d of %d outcomes", len(vocabulary.Hows()), len(Hows()), len(vocabulary.Outcomes()), len(Outcomes()))
	}
}
