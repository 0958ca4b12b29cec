package due

import (
	"slices"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/org"
)

// ChangeID identifies a local change.
type ChangeID = id.ID[Change]

// Kind says what a change does to a rule.
type Kind string

// The kinds of change.
const (
	Set     Kind = "set"
	Default Kind = "default" // as it would be without a change here
)

// Change is one local change of a rule. It holds from Starts until the next.
type Change struct {
	ID        ChangeID
	Code      Code
	Service   org.ServiceID // empty: everywhere
	Kind      Kind
	Amount    int
	Unit      Unit
	Starts    clock.Date
	By        authz.AccountID
	Made      time.Time
	TakenBack time.Time
	TakenBy   authz.AccountID
}

// MayBeTakenBack reports whether a change can be taken back on a day.
func (c Change) MayBeTakenBack(today clock.Date) bool {
	return c.TakenBack.IsZero() && !c.Starts.Before(today)
}

// Book is every local change. The zero Book has none: everything is as shipped.
type Book struct{ changes []Change } // in the order in which they were made

// At returns the rules of a service on a day; without a service those of everywhere.
func (b Book) At(service org.ServiceID, day clock.Date) Rules {
	return Rules{book: b, at: service.String(), day: day}
}

// History returns every change of a rule at a service and everywhere, newest first,
// with those that were taken back.
func (b Book) History(c Code, service org.ServiceID) []Change {
	var out []Change
	for _, x := range b.changes {
		if x.Code == c && (x.Service.IsZero() || x.Service == service) {
			out = append(out, x)
		}
	}
	slices.Reverse(out)
	return out
}

// Version counts what was ever done to a rule, anywhere. A form carries it, so that of
// two who change one rule at once the second is told.
func (b Book) Version(c Code) int64 {
	var v int64
	for _, x := range b.changes {
		if x.Code == c {
			v++
			if !x.TakenBack.IsZero() {
				v++
			}
		}
	}
	return v
}

// last returns the change that decides at one place on a day.
func (b Book) last(code Code, at string, day clock.Date) (Change, bool) {
	var best Change
	found := false
	for _, c := range b.changes {
		if c.Code == code && c.Service.String() == at && c.TakenBack.IsZero() && !day.Before(c.Starts) && (!found || !c.Starts.Before(best.Starts)) {
			best, found = c, true
		}
	}
	return best, found && best.Kind == Set
}

// Input is what the form of a rule asks.
type Input struct {
	Key     string
	Code    Code
	Service org.ServiceID // empty: everywhere
	Amount  int
	Unit    Unit
	Starts  clock.Date
	Version int64 // Book.Version that the form was made from
}

// farthest is how many days ahead a change may begin: two years.
const farthest = 731

func (in Input) checkDay(c *errs.Check, today clock.Date) {
	c.Require(!in.Starts.IsZero(), "starts", "date.missing")
	c.Require(in.Starts.IsZero() || !in.Starts.Before(today), "starts", "date.past")
	c.Require(in.Starts.IsZero() || in.Starts.DaysSince(today) <= farthest, "starts", "due.too_far")
}

func (in Input) checkAmount(c *errs.Check, r Rule) {
	known := slices.Contains(r.Units(), in.Unit)
	c.Require(known, "unit", "due.unit_missing")
	if !known || in.Unit == SameDay {
		return
	}
	c.Require(in.Amount >= 1 && in.Amount <= in.Unit.most(), "amount", "due.amount_range", in.Unit.most())
}

// checkOrder names the one pair that would make no sense: an entry is asked about before
// it counts as unchecked.
func (in Input) checkOrder(c *errs.Check, at Rules) {
	ask, old := at.Rule(EntryAsk), at.Rule(EntryOld)
	switch in.Code {
	case EntryAsk:
		ask.Amount, ask.Unit = in.Amount, in.Unit
	case EntryOld:
		old.Amount, old.Unit = in.Amount, in.Unit
	default:
		return
	}
	from := in.Starts
	c.Require(ask.On(from, clock.England).Before(old.On(from, clock.England)), "amount", "due.ask_before_old")
}
