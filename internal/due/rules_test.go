package due

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"weft/internal/clock"
)

func date(y int, m time.Month, d int) clock.Date { return clock.Date{Year: y, Month: m, Day: d} }

// The table of the domain model (3.0 and 3.5), written out once more and by hand.
func TestWhatIsShippedIsTheTableOfTheDomainModel(t *testing.T) {
	t.Parallel()
	for code, want := range map[Code]string{
		Urgent: "on the same working day", Reading: "within 1 working day", Acknowledge: "within 2 working days", Triage: "within 3 working days",
		FirstTry: "within 5 working days", FirstMeeting: "within 15 working days", LostTries: "3 times", LostMeans: "2 times", LostAfter: "within 2 weeks",
		WaitingTold: "within 4 weeks", WaitingLong: "within 6 weeks", WaitingLate: "within 12 weeks", PlanShared: "within 5 working days",
		PlanReview: "within 6 weeks", PlanAgain: "within 12 weeks", LevelReview: "within 12 weeks", ManyContacts: "6 times", MostContacts: "12 times",
		GroupAnswer: "within 5 working days", GroupCame: "within 2 weeks", GroupSettled: "within 6 weeks", GroupLink: "within 14 days",
		MeasuresAgain: "within 12 weeks", MeasuresLater: "within 3 months", MeasuresLast: "within 6 months", ClosureTold: "within 5 working days",
		Reopen: "within 6 months", ConcernLead: "on the same working day", ConcernCouncil: "within 1 working day", ConcernChase: "within 1 week",
		EscalateUrgent: "on the same working day", EscalateOther: "within 5 working days", VisitCall: "within 15 minutes", VisitRaise: "within 30 minutes",
		AlertReview: "within 6 months", ConsentReview: "within 12 months", EntryAsk: "within 90 days", EntryOld: "within 180 days",
		EntryWrong: "within 5 working days", PauseReview: "within 14 days", ChampionMissing: "within 20 working days", GapReply: "within 30 days",
		LineMeeting: "within 4 weeks", ReflectiveMeeting: "within 6 weeks", GPMeeting: "within 4 weeks",
	} {
		if got := (Book{}).At("", date(2026, 11, 21)).Rule(code); got.Within() != want || got.Local {
			t.Errorf("%s: %q, want %q", code, got.Within(), want)
		}
	}
	seen := map[Code]bool{}
	for _, r := range Shipped() {
		if seen[r.Code] || r.En == "" || r.Cy == "" || r.Group == "" || r.Amount > r.Unit.most() {
			t.Errorf("%+v", r)
		}
		seen[r.Code] = true
	}
}

func TestDaysAreThoseOfTheNation(t *testing.T) {
	t.Parallel()
	friday := date(2026, time.November, 27) // Monday 30 November is St Andrew's Day
	rules := (Book{}).At("", friday)
	for _, c := range []struct {
		code   Code
		nation clock.Nation
		want   string
	}{
		{FirstTry, clock.England, "2026-12-04"}, {FirstTry, clock.Scotland, "2026-12-07"}, {Reading, clock.Wales, "2026-11-30"},
		{Reading, clock.Scotland, "2026-12-01"}, {Urgent, clock.NorthernIreland, "2026-11-27"}, {PlanReview, clock.England, "2027-01-08"},
		{MeasuresLater, clock.England, "2027-02-27"}, {EntryAsk, clock.Wales, "2027-02-25"},
	} {
		if got := rules.On(c.code, friday, c.nation).String(); got != c.want {
			t.Errorf("%s in %s: %s, want %s", c.code, c.nation, got, c.want)
		}
	}
	if got := rules.On(Urgent, date(2026, time.November, 28), clock.Scotland).String(); got != "2026-12-01" {
		t.Errorf("a Saturday's same working day is %s", got)
	}
	if got := rules.WorkingOn(GroupCame, date(2026, time.December, 11), clock.England).String(); got != "2026-12-29" {
		t.Errorf("two weeks that end on Christmas Day: %s", got) // 28 December is the substitute
	}
	if got := months(date(2026, time.August, 31), 6).String(); got != "2027-02-28" {
		t.Errorf("six months after 31 August: %s", got)
	}
	at := time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)
	if got := rules.After(VisitCall, at, clock.England, time.UTC).Sub(at); got != 15*time.Minute {
		t.Errorf("fifteen minutes are %v", got)
	}
	if got := rules.After(GroupLink, at, clock.England, time.UTC).Sub(at); got != 14*24*time.Hour {
		t.Errorf("fourteen days are %v", got)
	}
}

func TestARuleChangesFromItsDayAndAServiceBeforeEverywhere(t *testing.T) {
	t.Parallel()
	day := func(n int) clock.Date { return date(2026, 11, 1).AddDays(n) }
	b := Book{[]Change{
		{Code: FirstTry, Kind: Set, Amount: 3, Unit: WorkingDays, Starts: day(1)},
		{Code: FirstTry, Service: "s", Kind: Set, Amount: 1, Unit: Weeks, Starts: day(2)},
		{Code: FirstTry, Service: "s", Kind: Default, Starts: day(3)},
		{Code: FirstTry, Kind: Default, Starts: day(4)},
		{Code: FirstTry, Kind: Set, Amount: 9, Unit: Days, Starts: day(0), TakenBack: time.Now()},
	}}
	for n, want := range map[int][2]string{0: {"within 5 working days", "within 5 working days"}, 1: {"within 3 working days", "within 3 working days"},
		2: {"within 1 week", "within 3 working days"}, 3: {"within 3 working days", "within 3 working days"}, 4: {"within 5 working days", "within 5 working days"}} {
		if here, away := b.At("s", day(n)).Rule(FirstTry).Within(), b.At("other", day(n)).Rule(FirstTry).Within(); here != want[0] || away != want[1] {
			t.Errorf("on day %d: %q and %q", n, here, away)
		}
	}
}

// Nothing is ever due before it began, and more is never due earlier than less.
func TestMoreTimeIsNeverLessTime(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]clock.Nation{clock.England, clock.Wales, clock.Scotland, clock.NorthernIreland}).Draw(t, "nation")
		u := rapid.SampledFrom([]Unit{WorkingDays, Days, Weeks, Months}).Draw(t, "unit")
		amount := rapid.IntRange(1, u.most()).Draw(t, "amount")
		from := date(2026, 1, 1).AddDays(rapid.IntRange(0, 2000).Draw(t, "from"))
		r := Rule{Amount: amount, Unit: u}
		less := Rule{Amount: amount - 1, Unit: u}
		if on := r.On(from, n); !on.After(from) || on.Before(less.On(from, n)) || r.WorkingOn(from, n).Before(on) || !clock.Working(r.WorkingOn(from, n), n) {
			t.Fatalf("%s after %s in %s is %s", r.Within(), from, n, on)
		}
	})
}
