package telling

import (
	"slices"

	"weft/internal/caseload"
	"weft/internal/errs"
	"weft/internal/i18n"
	"weft/internal/message"
	"weft/internal/vocabulary"
)

// Choice is one fixed text or letter that staff may send, with what staff call it.
type Choice struct {
	Phrase message.Phrase
	Label  string
	Day    bool // it says the next date
}

// Texts lists the fixed texts in the order of the page.
func Texts() []Choice {
	return []Choice{
		{message.AppointmentSoon, "A reminder of our appointment", true},
		{message.AppointmentChanged, "We changed the day", true},
		{message.TriedToReach, "I tried to ring", false},
		{message.PleaseRing, "Please ring us", false},
		{message.ThankYou, "Thank you", false},
	}
}

// Letters lists the fixed letters in the order of the page.
func Letters() []Choice {
	return []Choice{
		{message.FirstLetter, "First letter", false},
		{message.TriedToReach, "We tried to reach you", false},
		{message.AppointmentConfirmed, "Your appointment", true},
		{message.AppointmentChanged, "We changed the day", true},
		{message.PlanCopy, "With a copy of the plan", false},
		{message.KindLetter, "A kind letter, when we could not reach them", false},
		{message.CaseFinished, "We have finished", false},
	}
}

// choices are those of a channel.
func choices(ch message.Channel) []Choice {
	if ch == message.ByText {
		return Texts()
	}
	return Letters()
}

// Of returns the choice of a channel with this phrase.
func Of(ch message.Channel, p message.Phrase) (Choice, bool) {
	i := slices.IndexFunc(choices(ch), func(c Choice) bool { return c.Phrase == p })
	if i < 0 {
		return Choice{}, false
	}
	return choices(ch)[i], true
}

// New is what the pages ask. Lang and Format are the person's own unless another was
// chosen.
type New struct {
	Key     string
	Channel message.Channel // ByText or ByLetter
	Phrase  message.Phrase
	Lang    string // "en" or "cy"
	Format  string // a code of vocabulary.Formats; of a letter only
}

// validate says what is wrong with the choice, as Invalid with the fields named.
func (n New) validate(next caseload.Next, easy bool) error {
	var c errs.Check
	choice, ok := Of(n.Channel, n.Phrase)
	c.Require(ok, "phrase", "telling.phrase_missing")
	c.Require(!choice.Day || !next.On.IsZero(), "phrase", "telling.no_appointment")
	c.Require(slices.Contains(i18n.Languages(), n.Lang), "lang", "telling.lang_unknown")
	if n.Channel == message.ByLetter {
		c.Require(vocabulary.Formats().Has(n.Format), "format", "telling.format_unknown")
		c.Require(!ok || n.Format != message.EasyRead || easy, "format", "telling.no_easy_read")
	}
	return c.Err()
}

// Suggested is the letter or text that fits how the case stands; a worker may choose
// any other.
func Suggested(ch message.Channel, c caseload.Case) message.Phrase {
	switch {
	case ch == message.ByText && !c.Next.On.IsZero() && c.Next.Kind != caseload.Call:
		return message.AppointmentSoon
	case ch == message.ByText:
		return message.TriedToReach
	case !c.Open():
		return message.CaseFinished
	case c.Status == caseload.FirstContact:
		return message.FirstLetter
	default:
		return message.TriedToReach
	}
}
