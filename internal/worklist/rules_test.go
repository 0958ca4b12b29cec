package worklist

import (
	"testing"
	"time"

	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/due"
)

// monday is the day of these tests.
func monday() clock.Date { return clock.Date{Year: 2026, Month: 11, Day: 23} }

func at(d clock.Date) time.Time { return d.Time(time.UTC).Add(10 * time.Hour) }

// planned is a case opened a week ago with a call planned in so many days.
func planned(in int) facts {
	f := facts{c: caseload.Listed{Status: caseload.Active, Opened: at(monday().AddDays(-7))}, copied: true, nation: clock.England}
	if in >= 0 {
		f.c.Next = caseload.Next{On: monday().AddDays(in), Kind: caseload.Call}
	}
	return f
}

func kinds(l Line) (out string) {
	for _, i := range l.With {
		out += string(i.Kind) + " "
	}
	return out
}

func TestEverythingThatIsDueRidesOnThePlannedDay(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		f    func(f *facts)
		in   int
		on   int // days from Monday
		with string
	}{
		"nothing is due":                       {func(*facts) {}, 3, 3, ""},
		"a review":                             {func(f *facts) { f.agreed, f.review = at(monday().AddDays(-40)), monday().AddDays(2) }, 3, 3, "review "},
		"a review without a day, by the rules": {func(f *facts) { f.agreed = at(monday().AddDays(-42)) }, 3, 3, "review "},
		"a review after the planned day waits": {func(f *facts) { f.agreed, f.review = at(monday().AddDays(-10)), monday().AddDays(20) }, 3, 3, ""},
		"a late review does not nag":           {func(f *facts) { f.agreed, f.review = at(monday().AddDays(-90)), monday().AddDays(-30) }, 60, 60, "review "},
		"a letter that was promised does": {func(f *facts) { f.actions = []action{{on: monday().AddDays(1), words: "Ring the council"}} }, 30, 1,
			"promise "},
		"unless the day is near": {func(f *facts) { f.actions = []action{{on: monday().AddDays(1), chase: true}} }, 6, 6, "chase "},
		"no copy of the plan":    {func(f *facts) { f.agreed, f.copied, f.review = at(monday().AddDays(-14)), false, monday().AddDays(90) }, 30, 0, "share "},
		"the support":            {func(f *facts) { f.c.LevelOn = monday().AddDays(-84) }, 1, 1, "level "},
		"an old note on safety":  {func(f *facts) { f.riskOn = at(monday().AddDays(-200)) }, 1, 1, "safety_note "},
		"a year-old agreement":   {func(f *facts) { f.consent = at(monday().AddDays(-366)) }, 1, 1, "agreements "},
		"six contacts":           {func(f *facts) { f.c.Spoken = 6 }, 1, 1, "many "},
		"seven contacts":         {func(f *facts) { f.c.Spoken = 7 }, 1, 1, ""},
		"twelve contacts":        {func(f *facts) { f.c.Spoken = 12 }, 1, 1, "most "},
	} {
		f := planned(c.in)
		c.f(&f)
		got := f.fold(due.Rules{}, monday(), time.UTC)
		if got.On != monday().AddDays(c.on) || kinds(got) != c.with {
			t.Errorf("%s: on %s with %q, want %s with %q", name, got.On, kinds(got), monday().AddDays(c.on), c.with)
		}
		if got.Planned != (c.on == c.in) {
			t.Errorf("%s: planned %v", name, got.Planned)
		}
	}
}

func TestNobodyIsForgottenWhoHasNoDay(t *testing.T) {
	t.Parallel()
	f := planned(-1)
	f.c.LevelOn = monday() // nothing is due for twelve weeks
	if got := f.fold(due.Rules{}, monday(), time.UTC); got.On != monday().AddDays(84) || kinds(got) != "level nothing_plan " {
		t.Errorf("something is due later: on %s with %q", got.On, kinds(got))
	}
	f.agreed, f.review = at(monday().AddDays(-60)), monday().AddDays(-3)
	if got := f.fold(due.Rules{}, monday(), time.UTC); got.On != monday() || got.Planned || kinds(got) != "review nothing_plan " {
		t.Errorf("late: on %s with %q", got.On, kinds(got))
	}
}

func TestTheDayOfAReviewIsAWorkingDayOfTheNation(t *testing.T) {
	t.Parallel()
	maundy := clock.Date{Year: 2026, Month: 4, Day: 2}
	f := planned(0)
	f.agreed, f.copied = at(maundy), false
	for nation, want := range map[clock.Nation]string{clock.England: "2026-04-13", clock.Scotland: "2026-04-10"} {
		f.nation = nation
		for _, i := range f.items(due.Rules{}, time.UTC) {
			if i.Kind == Share && i.On.String() != want {
				t.Errorf("%s: the plan is to be given by %s, want %s", nation, i.On, want)
			}
		}
	}
}
