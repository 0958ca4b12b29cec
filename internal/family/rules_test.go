package family_test

import (
	"testing"

	"weft/internal/clock"
	"weft/internal/consent"
	"weft/internal/family"
)

func TestOnlyAnAskingThatIsNotSettledLeadsOn(t *testing.T) {
	t.Parallel()
	for _, from := range family.Statuses() {
		for _, to := range family.Statuses() {
			want := from == family.Asked && to != family.Asked
			if from.MayBecome(to) != want {
				t.Errorf("%s may become %s: %v", from, to, !want)
			}
		}
		if from.Words() == string(from) && from != family.Asked {
			t.Errorf("%s has no words", from)
		}
	}
	if family.Status("gone").MayBecome(family.Arranged) || family.Status("gone").Words() != "gone" {
		t.Error("a state that does not exist leads on")
	}
}

func TestAnAuthorityHoldsUntilItsLastDay(t *testing.T) {
	t.Parallel()
	today := clock.Date{Year: 2026, Month: 11, Day: 21}
	for name, c := range map[string]struct {
		r    family.Related
		want bool
	}{
		"none":           {family.Related{}, false},
		"without an end": {family.Related{New: family.New{Authority: "lpa_money"}}, true},
		"its last day":   {family.Related{New: family.New{Authority: "lpa_money", Until: today}}, true},
		"ended before":   {family.Related{New: family.New{Authority: "lpa_money", Until: today.AddDays(-1)}}, false},
		"no longer here": {family.Related{New: family.New{Authority: "lpa_money"}, Ended: today}, false},
	} {
		if c.r.Holds(today) != c.want {
			t.Errorf("%s: %v", name, !c.want)
		}
	}
}

func TestWeSpeakWithSomebodyOnlyWhileTheNewestAnswerIsYes(t *testing.T) {
	t.Parallel()
	today := clock.Date{Year: 2026, Month: 11, Day: 21}
	for answer, want := range map[consent.Answer]bool{"": false, consent.Yes: true, consent.No: false, consent.Withdrawn: false} {
		if (family.Related{Answer: answer}).MaySpeak() != want {
			t.Errorf("%q: %v", answer, !want)
		}
	}
	if (family.Related{Answer: consent.Yes, Ended: today}).MaySpeak() {
		t.Error("we speak with somebody who is there no more")
	}
}

func TestEveryListHasWordsInBothLanguages(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, term := range append(append(append(family.Relations(), family.Authorities()...), family.Speaks()...), family.Mentions()...) {
		if seen[term.Code] || term.Code == "" || term.En == "" || term.Cy == "" || term.En == term.Cy {
			t.Errorf("%q: %q, %q", term.Code, term.En, term.Cy)
		}
		seen[term.Code] = true
	}
}
