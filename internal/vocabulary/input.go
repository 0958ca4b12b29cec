package vocabulary

import (
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/text"
)

// Input is what the form of an entry asks.
type Input struct {
	Key          string
	List         Name
	Code         string // empty for a new entry
	Service      string // the id of a service; empty: everywhere
	En, Cy       string
	Starts, Ends clock.Date // Ends is the last day; zero: for good
	Version      int64      // Book.Version that the form was made from
}

func (in Input) tidy() Input {
	if in.List == TextList {
		in.En, in.Cy = text.Words(in.En), text.Words(in.Cy)
	} else {
		in.En, in.Cy = text.Line(in.En), text.Line(in.Cy)
	}
	return in
}

// checkDays says what is wrong with the days: they begin today or later, so that no
// record of an earlier day gets other words.
func (in Input) checkDays(c *errs.Check, today clock.Date) {
	c.Require(!in.Starts.IsZero(), "starts", "date.missing")
	c.Require(in.Starts.IsZero() || !in.Starts.Before(today), "starts", "date.past")
	c.Require(in.Starts.IsZero() || in.Starts.DaysSince(today) <= farthest, "starts", "vocabulary.too_far")
	c.Require(in.Ends.IsZero() || !in.Ends.Before(in.Starts), "ends", "date.before_start")
}

// farthest is how many days ahead a change may begin: two years.
const farthest = 731

// checkWords says what is wrong with the words; welsh asks for both languages.
func (in Input) checkWords(c *errs.Check, welsh bool) {
	c.Require(in.En != "", "en", "vocabulary.en_missing")
	c.Require(!welsh || in.Cy != "", "cy", "vocabulary.cy_missing")
	c.Require(text.Length(in.En) <= in.List.longest(), "en", "form.too_long", in.List.longest())
	c.Require(text.Length(in.Cy) <= in.List.longest(), "cy", "form.too_long", in.List.longest())
	c.Require(in.En == "" || text.Fold(in.En) != "", "en", "vocabulary.en_missing")
}

// taken reports whether another entry is offered under these words on the day.
func (l Lists) taken(n Name, code, words string) bool {
	if !n.Grows() {
		return false
	}
	for _, t := range l.Offered(n) {
		if t.Code != code && text.Fold(t.En) == text.Fold(words) {
			return true
		}
	}
	return false
}
