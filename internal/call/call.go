package call

import (
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/text"
)

// ID identifies a call.
type ID = id.ID[Call]

// Status is where a call stands.
type Status string

// The states of a call.
const (
	Waiting Status = "waiting" // nobody rings back yet
	Taken   Status = "taken"   // somebody does
	Done    Status = "done"
)

// Statuses lists every state.
func Statuses() []Status { return []Status{Waiting, Taken, Done} }

func next(s Status) []Status {
	switch s {
	case Waiting:
		return []Status{Taken, Done}
	case Taken:
		return []Status{Waiting, Done}
	case Done:
		return nil
	}
	return nil
}

// MayBecome reports whether a call in state s may go to state to.
func (s Status) MayBecome(to Status) bool {
	for _, n := range next(s) {
		if n == to {
			return true
		}
	}
	return false
}

// Words returns the state in plain words.
func (s Status) Words() string {
	switch s {
	case Taken:
		return "Being rung back"
	case Done:
		return "Done"
	default:
		return "Nobody has rung back yet"
	}
}

// Call is a note that somebody rang. Masked says that it is about a person whom the
// reader may not see: who rang, the number, the words and the person are left out.
type Call struct {
	ID       ID
	Service  org.ServiceID
	At       time.Time
	By       authz.AccountID
	Person   person.ID // empty while nobody knows
	Who      string    // as they said it
	Number   string
	Words    string
	Urgent   bool
	Status   Status
	StatusAt time.Time
	Holder   authz.AccountID // who rings back
	Outcome  string
	Version  int64
	Masked   bool
}

func (c Call) move(to Status) error {
	if c.Status.MayBecome(to) {
		return nil
	}
	return errs.New(errs.Conflict, "call.is_"+string(c.Status))
}

// mask takes out what only those may read who see the person.
func (c Call) mask() Call {
	return Call{ID: c.ID, Service: c.Service, At: c.At, Urgent: c.Urgent, Status: c.Status, StatusAt: c.StatusAt, Holder: c.Holder,
		Version: c.Version, Masked: true}
}

// New is what the form asks: who rang or a number, and nothing else.
type New struct {
	Key    string
	Person person.ID // where it is plain who rang
	Who    string
	Number string
	Words  string
	Urgent bool
}

func (n New) tidy() New {
	n.Who, n.Number, n.Words = text.Line(n.Who), text.Line(n.Number), text.Words(n.Words)
	return n
}

func (n New) validate() error {
	var c errs.Check
	c.Require(n.Who != "" || n.Number != "" || !n.Person.IsZero(), "who", "call.who_missing")
	c.Require(text.Length(n.Who) <= 200, "who", "form.too_long", 200)
	c.Require(text.Length(n.Number) <= 60, "number", "form.too_long", 60)
	c.Require(text.Length(n.Words) <= 4000, "words", "form.too_long", 4000)
	return c.Err()
}

// Duty names who is on duty at a service on a day.
type Duty struct {
	Day     clock.Date
	Account authz.AccountID // empty: nobody
}
