package telling

import (
	"testing"
	"time"

	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/message"
)

func TestEveryChoiceIsAFixedPhraseWithWordsForStaff(t *testing.T) {
	t.Parallel()
	taken := map[message.Phrase]message.Spec{}
	for _, s := range message.Specs() {
		if s.Audience == message.ToPerson {
			taken[s.Phrase] = s
		}
	}
	for _, c := range Texts() {
		if s, ok := taken[c.Phrase]; !ok || !s.Text || c.Label == "" {
			t.Errorf("%s is no text: %+v", c.Phrase, s)
		}
	}
	for _, c := range Letters() {
		if _, ok := taken[c.Phrase]; !ok || c.Label == "" {
			t.Errorf("%s is no letter", c.Phrase)
		}
	}
	if len(Texts()) != 5 || len(Letters()) != 7 {
		t.Errorf("%d texts and %d letters", len(Texts()), len(Letters()))
	}
}

func TestWhatIsAskedIsChecked(t *testing.T) {
	t.Parallel()
	planned := caseload.Next{On: clock.Date{Year: 2026, Month: 11, Day: 24}}
	good := New{Channel: message.ByLetter, Phrase: message.AppointmentConfirmed, Lang: "cy", Format: "large"}
	if err := good.validate(planned, true); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		change func(*New)
		next   caseload.Next
		easy   bool
		field  string
	}{
		"no such letter":      {func(n *New) { n.Phrase = "no.such" }, planned, true, "phrase"},
		"a text as a letter":  {func(n *New) { n.Phrase = message.AppointmentSoon }, planned, true, "phrase"},
		"nothing planned":     {func(*New) {}, caseload.Next{}, true, "phrase"},
		"another language":    {func(n *New) { n.Lang = "pl" }, planned, true, "lang"},
		"another format":      {func(n *New) { n.Format = "giant" }, planned, true, "format"},
		"no Easy Read for it": {func(n *New) { n.Format = message.EasyRead }, planned, false, "format"},
	} {
		n := good
		c.change(&n)
		err := n.validate(c.next, c.easy)
		if fields := errs.FieldsOf(err); len(fields) != 1 || fields[0].Name != c.field {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhatIsSuggestedFitsHowTheCaseStands(t *testing.T) {
	t.Parallel()
	visit := caseload.Next{On: clock.Date{Year: 2026, Month: 11, Day: 24}, Kind: caseload.Visit}
	for name, c := range map[string]struct {
		ch   message.Channel
		c    caseload.Case
		want message.Phrase
	}{
		"a visit is planned":   {message.ByText, caseload.Case{Status: caseload.Active, Next: visit}, message.AppointmentSoon},
		"nothing is planned":   {message.ByText, caseload.Case{Status: caseload.Active}, message.TriedToReach},
		"nobody has met them":  {message.ByLetter, caseload.Case{Status: caseload.FirstContact}, message.FirstLetter},
		"they know each other": {message.ByLetter, caseload.Case{Status: caseload.Active}, message.TriedToReach},
		"it is over":           {message.ByLetter, caseload.Case{Status: caseload.Closed, Closed: time.Unix(1, 0)}, message.CaseFinished},
	} {
		if got := Suggested(c.ch, c.c); got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}
