package waiting

import (
	"testing"
	"time"

	"weft/internal/clock"
	"weft/internal/due"
	"weft/internal/errs"
	"weft/internal/referral"
)

func day(s string) clock.Date { d, _ := clock.ParseDate(s); return d }

func TestABandBeforeOthersNeedsAReasonInWords(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		in    Placing
		field string
	}{
		"nothing said":   {Placing{}, ""},
		"in turn":        {Placing{Band: InTurn}, ""},
		"a number":       {Placing{Band: "7"}, "band"},
		"first, no why":  {Placing{Band: First, Words: "Alone."}, "why"},
		"first, no word": {Placing{Band: First, Why: Risk, Words: " "}, "words"},
		"sooner":         {Placing{Band: Sooner, Why: Equity, Words: "Missed by us twice before."}, ""},
		"a score":        {Placing{Band: Sooner, Why: "score", Words: "8 of 10"}, "why"},
	} {
		f := errs.FieldsOf(c.in.tidy().validate())
		if c.field == "" && len(f) > 0 || c.field != "" && (len(f) == 0 || f[0].Name != c.field) {
			t.Errorf("%s: %v", name, f)
		}
	}
}

func TestWhereAnEntryStandsFollowsFromItsReferral(t *testing.T) {
	t.Parallel()
	for _, r := range referral.Statuses() {
		want := Left
		switch r {
		case referral.Allocated:
			want = Accepted
		case referral.Waiting:
			want = Waiting
		}
		if got := standing(r, false); got != want {
			t.Errorf("%s: %s", r, got)
		}
		if r == referral.Waiting {
			want = Offered
		}
		if got := standing(r, true); got != want {
			t.Errorf("%s, offered: %s", r, got)
		}
	}
	for _, s := range Statuses() {
		if s.Words() == "" {
			t.Errorf("%s has no words", s)
		}
	}
}

func TestContactIsDueAfterFourWeeksAndTheLeadLooksAtSixAndTwelve(t *testing.T) {
	t.Parallel()
	at := func(s string) time.Time { return day(s).Time(time.UTC).Add(9 * time.Hour) }
	e := Entry{Since: day("2026-01-05"), Created: at("2026-01-12")}
	for on, want := range map[string]bool{"2026-02-08": false, "2026-02-09": true} {
		if e.ContactDue(due.Rules{}, day(on), time.UTC) != want {
			t.Errorf("on %s it is due: %v", on, !want)
		}
	}
	e.Contacted = at("2026-02-09")
	if e.ContactDue(due.Rules{}, day("2026-03-08"), time.UTC) || !e.ContactDue(due.Rules{}, day("2026-03-09"), time.UTC) {
		t.Error("four weeks do not begin again")
	}
	for on, want := range map[string]int{"2026-02-15": 0, "2026-02-16": 6, "2026-03-29": 6, "2026-03-30": 12, "2027-01-01": 12} {
		if got := e.LookDue(due.Rules{}, day(on)).Amount; got != want {
			t.Errorf("on %s: %d weeks", on, got)
		}
	}
}

// B3 and rule 6 of the domain model: hours count, a level weighs, and red stops the
// program alone.
func TestALoadIsWeighedAgainstTheHoursOfThePost(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		l      Load
		points int
		agreed int
		words  string
		takes  bool
	}{
		"signposting is not a case load": {Load{Signpost: 40, Limit: 200, WTE: 1}, 40, 200, "Has room", true},
		"as many, holistic":              {Load{Holistic: 40, Limit: 200, WTE: 1}, 320, 200, "More than was agreed", false},
		"nobody has chosen":              {Load{Unset: 10, Limit: 200, WTE: 1}, 40, 200, "Has room", true},
		"half a post":                    {Load{Medium: 26, Limit: 200, WTE: 0.5}, 104, 100, "More than was agreed", false},
		"nearly":                         {Load{Medium: 40, Light: 10, Limit: 200, WTE: 1}, 180, 200, "Nearly full", true},
		"exactly":                        {Load{Medium: 50, Limit: 200, WTE: 1}, 200, 200, "Nearly full", true},
		"no post is recorded":            {Load{Medium: 1, Limit: 200}, 4, 200, "Has room", false},
	} {
		if c.l.Points() != c.points || c.l.Agreed() != c.agreed || c.l.Words() != c.words || c.l.TakesByItself() != c.takes {
			t.Errorf("%s: %d of %d, %s, by itself %v", name, c.l.Points(), c.l.Agreed(), c.l.Words(), c.l.TakesByItself())
		}
	}
	if low, high := (Load{WTE: 0.8}).YearRange(); low != 160 || high != 200 {
		t.Errorf("a year of four days a week is %d to %d", low, high)
	}
}
