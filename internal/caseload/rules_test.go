package caseload

import (
	"slices"
	"strings"
	"testing"

	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/vocabulary"
)

// The stages of the domain model, written out once more and by hand.
func TestEachStageLeadsWhereTheTableSaysAndNowhereElse(t *testing.T) {
	t.Parallel()
	legal := map[Status][]Status{
		FirstContact: {Engaging, OnHold, Closed},
		Engaging:     {Active, OnHold, SteppingDown, Closed},
		Active:       {OnHold, SteppingDown, Closed},
		OnHold:       {FirstContact, Engaging, Active, SteppingDown, Closed},
		SteppingDown: {Active, OnHold, Closed},
		Closed:       {FollowUp},
		FollowUp:     {Complete, Closed},
	}
	for _, from := range Statuses() {
		for _, to := range Statuses() {
			err, want := Case{Status: from}.move(to), slices.Contains(legal[from], to)
			if from.MayBecome(to) != want || (err == nil) != want {
				t.Errorf("%s to %s: %v", from, to, err)
			}
			if err != nil && (errs.KindOf(err) != errs.Conflict || errs.CodeOf(err) != "caseload.is_"+string(from)) {
				t.Errorf("%s to %s does not name the present stage: %v", from, to, err)
			}
		}
		if from.Words() == string(from) || from.Words() == "" {
			t.Errorf("%s has no words", from)
		}
	}
}

func TestANextDateIsOneOfTheComingTwoYears(t *testing.T) {
	t.Parallel()
	today := clock.Date{Year: 2026, Month: 11, Day: 20}
	for name, c := range map[string]struct {
		next  Next
		field string
	}{
		"today":        {Next{On: today}, ""},
		"in two years": {Next{On: today.AddDays(731), Kind: Visit, Time: "09:30"}, ""},
		"yesterday":    {Next{On: today.AddDays(-1)}, "next"},
		"too far":      {Next{On: today.AddDays(732)}, "next"},
		"a bad time":   {Next{On: today, Time: "half past two"}, "next_time"},
		"a 25th hour":  {Next{On: today, Time: "25:00"}, "next_time"},
		"a kind":       {Next{On: today, Kind: "seance"}, "next_kind"},
		"a long place": {Next{On: today, Place: strings.Repeat("a", 201)}, "next_place"},
		"a long note":  {Next{On: today, Note: strings.Repeat("a", 301)}, "next_note"},
		"nothing":      {Next{Time: "nonsense", Kind: "seance"}, ""},
	} {
		err := c.next.Tidy().validate(today)
		f := errs.FieldsOf(err)
		if c.field == "" && err != nil || c.field != "" && (len(f) != 1 || f[0].Name != c.field) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := (Next{Time: "09:30", Note: "left over"}).Tidy(); got != (Next{}) {
		t.Errorf("without a day %+v stays", got)
	}
	for _, k := range NextKinds() {
		if k.Words() == "" {
			t.Errorf("%s has no words", k)
		}
	}
}

func TestEveryStageCanBeReworded(t *testing.T) {
	t.Parallel()
	words := vocabulary.Stages()
	if len(words) != len(Statuses()) {
		t.Errorf("%d stages have words to change, of %d", len(words), len(Statuses()))
	}
	for _, s := range Statuses() {
		if got := words.Words(string(s), "en"); got != s.Words() {
			t.Errorf("%s is %q on a page and %q in the list", s, s.Words(), got)
		}
	}
}
