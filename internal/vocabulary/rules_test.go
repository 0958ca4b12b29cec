package vocabulary

import (
	"testing"

	"pgregory.net/rapid"

	"weft/internal/clock"
)

func day(n int) clock.Date { return clock.Date{Year: 2026, Month: 11, Day: 1}.AddDays(n) }

func TestYesterdaysRecordKeepsYesterdaysWords(t *testing.T) {
	t.Parallel()
	b := Book{[]Change{
		{ID: "1", List: NeedList, Code: "money", Kind: Worded, En: "Making ends meet", Starts: day(10)},
		{ID: "2", List: NeedList, Code: "money", Kind: Worded, En: "Winter bills", Starts: day(20), Ends: day(22)},
		{ID: "3", List: NeedList, Code: "hoarding", Kind: Retired, Starts: day(12)},
		{ID: "4", List: NeedList, Code: "warm-rooms", Kind: Worded, En: "Warm rooms", Cy: "Ystafelloedd cynnes", Starts: day(5)},
		{ID: "5", List: NeedList, Code: "warm-rooms", Kind: Retired, Starts: day(15)},
	}}
	for _, c := range []struct {
		on      int
		code    string
		words   string
		offered bool
	}{
		{9, "money", "Money, debt and benefits", true}, {10, "money", "Making ends meet", true}, {20, "money", "Winter bills", true},
		{22, "money", "Winter bills", true}, {23, "money", "Making ends meet", true},
		{11, "hoarding", "Too many things at home", true}, {12, "hoarding", "Too many things at home", false},
		{4, "warm-rooms", "Warm rooms", false}, {5, "warm-rooms", "Warm rooms", true}, {15, "warm-rooms", "Warm rooms", false},
		{15, "nonsense", "nonsense", false},
	} {
		l := b.At(Where{}, day(c.on))
		if got := l.Words(NeedList, c.code, "en"); got != c.words || l.Needs().Has(c.code) != c.offered {
			t.Errorf("%s on day %d is %q, offered %v", c.code, c.on, got, l.Needs().Has(c.code))
		}
	}
	if got := b.At(Where{}, day(6)).Words(NeedList, "warm-rooms", "cy"); got != "Ystafelloedd cynnes" {
		t.Errorf("in Welsh it is %q", got)
	}
	if got := b.At(Where{}, day(30)).On(day(9)).Words(NeedList, "money", "en"); got != "Money, debt and benefits" {
		t.Errorf("a record of day 9 says %q on day 30", got)
	}
}

func TestAServiceHasItsOwnWordsBeforeThoseOfEverywhere(t *testing.T) {
	t.Parallel()
	b := Book{[]Change{
		{ID: "1", List: StageList, Code: "engaging", Kind: Worded, En: "Everywhere", Starts: day(1)},
		{ID: "2", List: StageList, Code: "engaging", Service: "s", Kind: Worded, En: "Here", Starts: day(2)},
		{ID: "3", List: StageList, Code: "engaging", Kind: Worded, En: "Everywhere again", Starts: day(3)},
		{ID: "4", List: StageList, Code: "engaging", Service: "s", Kind: Default, Starts: day(4)},
		{ID: "5", List: StageList, Code: "engaging", Kind: Default, Starts: day(5)},
	}}
	for on, want := range map[int][2]string{0: {"Getting to know", "Getting to know"}, 1: {"Everywhere", "Everywhere"}, 2: {"Here", "Everywhere"},
		3: {"Here", "Everywhere again"}, 4: {"Everywhere again", "Everywhere again"}, 5: {"Getting to know", "Getting to know"}} {
		for i, service := range []string{"s", "other"} {
			if got := b.At(Where{Service: service}, day(on)).Words(StageList, "engaging", "en"); got != want[i] {
				t.Errorf("on day %d at %s: %q", on, service, got)
			}
		}
	}
}

func TestWorkersAreCalledWhatTheirNationCallsThem(t *testing.T) {
	t.Parallel()
	for n, want := range map[clock.Nation]string{clock.England: "link worker", clock.NorthernIreland: "link worker", "": "link worker",
		clock.Wales: "social prescribing practitioner", clock.Scotland: "community link worker"} {
		if got := (Book{}).At(Where{Nation: n}, day(0)).Worker("en"); got != want {
			t.Errorf("in %s: %q", n, got)
		}
	}
	b := Book{[]Change{{ID: "1", List: TitleList, Code: Worker, Service: "s", Kind: Worded, En: "navigator", Starts: day(0)}}}
	if got := b.At(Where{Service: "s", Nation: clock.Wales}, day(0)).Worker("en"); got != "navigator" {
		t.Errorf("a local title is %q", got)
	}
}

// Whatever was changed, what is offered can be read, no code is offered twice, shipped
// entries that a rule rests on stay, and a later change alters nothing before its day.
func TestNoChangeTouchesTheDaysBeforeIt(t *testing.T) {
	t.Parallel()
	codes := []string{"money", "other", "warm", "bereavement"}
	rapid.Check(t, func(t *rapid.T) {
		draw := func(i int) Change {
			return Change{ID: ChangeID(rune('a' + i)), List: NeedList, Code: rapid.SampledFrom(codes).Draw(t, "code"),
				Service: rapid.SampledFrom([]string{"", "s"}).Draw(t, "service"), Kind: rapid.SampledFrom([]Kind{Worded, Retired, Default}).Draw(t, "kind"),
				En: rapid.StringMatching(`[a-z]{3}`).Draw(t, "en"), Starts: day(rapid.IntRange(0, 9).Draw(t, "starts"))}
		}
		b := Book{[]Change{{ID: "0", List: NeedList, Code: "warm", Kind: Worded, En: "Warm", Starts: day(0)}}}
		for i := range rapid.IntRange(0, 6).Draw(t, "changes") {
			b.changes = append(b.changes, draw(i))
		}
		next := draw(9)
		after := Book{append(append([]Change{}, b.changes...), next)}
		w := Where{Service: "s"}
		for n := range 10 {
			old, now := b.At(w, day(n)), after.At(w, day(n))
			seen := map[string]bool{}
			for _, term := range now.Needs() {
				if term.En == "" || seen[term.Code] {
					t.Fatalf("on day %d: %+v in %+v", n, term, now.Needs())
				}
				seen[term.Code] = true
			}
			if !day(n).Before(next.Starts) {
				continue
			}
			for _, code := range codes {
				had := len(b.History(NeedList, code, "s")) > 0 || Needs().Has(code)
				if had && (old.Words(NeedList, code, "en") != now.Words(NeedList, code, "en") || old.Needs().Has(code) != now.Needs().Has(code)) {
					t.Fatalf("%+v changed %s on day %d", next, code, n)
				}
			}
		}
	})
}

func TestEveryRuleOfTheProgramNamesACodeThatIsShipped(t *testing.T) {
	t.Parallel()
	for n, codes := range map[Name][]string{ClosureList: {"died", "no_provision", "lost_contact", "moved"}, SourceList: PracticeSources(),
		LanguageList: {"en", "cy"}, FormatList: {"standard"}, DeclineList: {"did_not_agree"}} {
		for _, code := range codes {
			if Meaning(n, code) == "" {
				t.Errorf("%s of %s may be retired", code, n)
			}
		}
	}
	if Meaning(NeedList, "money") != "" || Meaning(ClosureList, "content") != "" || Meaning(NeedList, "added-here") != "" {
		t.Error("entries without a rule cannot be retired")
	}
}
