package i18n

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"weft/internal/clock"
	"weft/internal/errs"
)

func load(t *testing.T) *Catalogue {
	t.Helper()
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// base returns the key without a plural form, and the form.
func base(key string) (string, string) {
	for _, form := range []string{"zero", "one", "two", "few", "many", "other"} {
		if b, ok := strings.CutSuffix(key, "."+form); ok {
			return b, form
		}
	}
	return key, ""
}

func placeholders(s string) []string {
	found := regexp.MustCompile(`\{\d+\}`).FindAllString(s, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func TestBothLanguagesQuoteTheSamePlaceholders(t *testing.T) {
	t.Parallel()
	c := load(t)
	compared := 0
	for _, key := range c.Keys(Welsh, "") {
		english := key
		b, form := base(key)
		if c.Counts(b) {
			english = b + ".other"
		}
		if !c.Has(English, english) {
			t.Errorf("%s is in Welsh and not in English", key)
			continue
		}
		compared++
		want, got := placeholders(c.words[English][english]), placeholders(c.words[Welsh][key])
		if c.Counts(b) && (form == "zero" || form == "one") {
			continue // nobody, one person: the number may be in words
		}
		if !slices.Equal(want, got) {
			t.Errorf("%s quotes %v in Welsh and %v in English", key, got, want)
		}
	}
	if compared < 50 {
		t.Errorf("only %d sentences were compared", compared)
	}
}

func TestWhatWelshCountsHasAllSixForms(t *testing.T) {
	t.Parallel()
	c, counted := load(t), 0
	for _, key := range c.Keys(English, "") {
		b, form := base(key)
		if form != "other" {
			continue
		}
		if !c.Has(English, b+".one") {
			t.Errorf("%s has no form for one", b)
		}
		for _, f := range []string{"zero", "one", "two", "few", "many", "other"} {
			if !c.Has(Welsh, b+"."+f) {
				t.Errorf("%s.%s is missing in Welsh", b, f)
			}
		}
		counted++
	}
	if counted == 0 {
		t.Error("nothing is counted")
	}
}

func TestSixWelshPluralsAndTwoEnglish(t *testing.T) {
	t.Parallel()
	c := load(t)
	for n, want := range map[int]string{0: "neb", 1: "1 person", 2: "2 berson", 3: "3 pherson", 6: "6 pherson", 41: "41 o bobl"} {
		if got := c.N(Welsh, "count.people", n); got != want {
			t.Errorf("%d in Welsh: %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int]string{0: "nobody", 1: "1 person", 2: "2 people"} {
		if got := c.N(English, "count.people", n); got != want {
			t.Errorf("%d in English: %q, want %q", n, got, want)
		}
	}
}

func TestDatesAreSaidInWords(t *testing.T) {
	t.Parallel()
	c := load(t)
	today := clock.Date{Year: 2026, Month: time.November, Day: 20}
	at := time.Date(2026, time.November, 24, 8, 5, 0, 0, time.UTC)
	cases := []struct{ got, want string }{
		{c.Weekday(English, clock.DateOf(at, time.UTC)), "Tuesday 24 November"},
		{c.Weekday(Welsh, clock.DateOf(at, time.UTC)), "dydd Mawrth 24 Tachwedd"},
		{c.Date(English, clock.Date{Year: 2026, Month: time.October, Day: 2}), "2 October"},
		{c.Date(Welsh, clock.Date{Year: 2026, Month: time.October, Day: 2}), "2 Hydref"},
		{c.Day(English, today, today), "today"},
		{c.Day(English, today.AddDays(1), today), "tomorrow"},
		{c.Day(English, today.AddDays(-1), today), "yesterday"},
		{c.Day(Welsh, today.AddDays(1), today), "yfory"},
		{c.Day(English, today.AddDays(4), today), "Tuesday 24 November"},
		{c.Day(English, today.AddDays(-4), today), "16 November"},
		{c.Day(English, today.AddDays(60), today), "19 January 2027"},
		{c.When(English, at, today), "Tuesday 24 November, 8.05"},
		{c.When(English, at.AddDate(0, 0, -4).Add(3*time.Hour), today), "today, 11.05"},
	}
	for _, k := range cases {
		if k.got != k.want {
			t.Errorf("said %q, want %q", k.got, k.want)
		}
	}
}

func TestAMissingSentenceFallsBackToEnglishThenToItsKey(t *testing.T) {
	t.Parallel()
	c := load(t)
	if got := c.T("fr", "date.today"); got != "today" {
		t.Errorf("a language without a catalogue says %q", got)
	}
	if got := c.T(Welsh, "nothing.here", 1); got != "nothing.here" {
		t.Errorf("an unknown key says %q", got)
	}
	if Known("cy") != Welsh || Known("") != English || Known("xx") != English {
		t.Error("Known takes a language without a catalogue")
	}
}

func TestProblemSaysTheWholeAndEachField(t *testing.T) {
	t.Parallel()
	c := load(t)
	var check errs.Check
	check.Fail("email", "mail.to")
	check.Fail("email", "mail.from")
	whole, fields := c.Problem(English, check.Err())
	if whole != c.T(English, "form.invalid") || len(fields) != 1 || fields["email"] != c.T(English, "mail.to") {
		t.Errorf("said %q and %v", whole, fields)
	}
	secret := errors.New("pq: row of Mrs Example")
	for _, err := range []error{secret, errs.Wrap(errs.Internal, "", secret), errs.Wrap(errs.Internal, "no.such", secret)} {
		if whole, _ := c.Problem(Welsh, err); whole != c.T(Welsh, "kind.internal") {
			t.Errorf("a fault of ours says %q", whole)
		}
	}
	if whole, _ := c.Problem(English, errs.New(errs.Conflict, "no.such_code")); whole != c.T(English, "kind.conflict") {
		t.Errorf("a code without a sentence says %q", whole)
	}
}

func TestArgumentsThatAreKeysAndDatesAreSaidInTheSentencesLanguage(t *testing.T) {
	t.Parallel()
	c := load(t)
	if got := c.fill(Welsh, "{0} {1} {2}", []any{Key("date.today"), clock.Date{Year: 2026, Month: 11, Day: 24}, 7}); got != "heddiw dydd Mawrth 24 Tachwedd 7" {
		t.Errorf("filled %q", got)
	}
	if got := c.fill(English, "{0}", []any{"{1}", "no"}); got != "{1}" {
		t.Errorf("an argument was filled again: %q", got)
	}
}

func TestACatalogueThatBreaksARuleIsRefused(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"twice":     `{"x.a":"one","x.a":"two"}`,
		"foreign":   `{"y.a":"one"}`,
		"empty":     `{"x.a":""}`,
		"spaces":    `{"x.a":" one"}`,
		"nested":    `{"x.a":{"b":"c"}}`,
		"list":      `["x.a"]`,
		"unclosed":  `{"x.a":"one"`,
		"something": `{"x.a":"one"}{"x.b":"two"}`,
	} {
		if _, err := readLanguage(fstest.MapFS{"en/x.json": {Data: []byte(body)}}, "en"); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

func TestEveryKindOfErrorHasASentenceInBothLanguages(t *testing.T) {
	t.Parallel()
	c := load(t)
	for k := errs.Internal; k <= errs.Unavailable; k++ {
		for _, lang := range Languages() {
			if !c.Has(lang, "kind."+k.String()) {
				t.Errorf("%s has no sentence for %s", lang, k)
			}
		}
	}
}
