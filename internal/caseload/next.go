package caseload

import (
	"slices"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/text"
)

// NextKind is what the next date is for.
type NextKind string

// What comes next.
const (
	Call    NextKind = "call"
	Visit   NextKind = "visit"
	Meeting NextKind = "meeting"
	Check   NextKind = "check" // see whether something happened
)

// NextKinds lists what may come next.
func NextKinds() []NextKind { return []NextKind{Call, Visit, Meeting, Check} }

// Words returns the kind in plain words.
func (k NextKind) Words() string {
	switch k {
	case Visit:
		return "Visit"
	case Meeting:
		return "Meet"
	case Check:
		return "Check"
	default:
		return "Call"
	}
}

// Confirmation is how a person said that they will be there.
type Confirmation string

// The ways to confirm.
const (
	ConfirmedByPhone  Confirmation = "phone"
	ConfirmedByText   Confirmation = "text"
	ConfirmedInPerson Confirmation = "in_person"
	ConfirmedByHelper Confirmation = "helper" // somebody said so for them
)

// Confirmations lists the ways to confirm.
func Confirmations() []Confirmation {
	return []Confirmation{ConfirmedByPhone, ConfirmedByText, ConfirmedInPerson, ConfirmedByHelper}
}

// Words returns the way in plain words.
func (c Confirmation) Words() string {
	switch c {
	case ConfirmedByText:
		return "by text"
	case ConfirmedInPerson:
		return "face to face"
	case ConfirmedByHelper:
		return "somebody said so for them"
	default:
		return "by phone"
	}
}

// Interpreter is where the interpreter of a meeting stands.
type Interpreter string

// The states of an interpreter. Whether they came is known after the meeting.
const (
	InterpreterRequested Interpreter = "requested"
	InterpreterConfirmed Interpreter = "confirmed"
	InterpreterCame      Interpreter = "came"
	InterpreterFailed    Interpreter = "failed"
)

// Interpreters lists the states of an interpreter.
func Interpreters() []Interpreter {
	return []Interpreter{InterpreterRequested, InterpreterConfirmed, InterpreterCame, InterpreterFailed}
}

// Words returns the state in plain words.
func (i Interpreter) Words() string {
	switch i {
	case InterpreterRequested:
		return "Interpreter asked for"
	case InterpreterConfirmed:
		return "Interpreter is coming"
	case InterpreterCame:
		return "Interpreter came"
	case InterpreterFailed:
		return "Interpreter did not come"
	default:
		return "No interpreter asked for yet"
	}
}

// planned reports whether the state can be that of a meeting to come.
func (i Interpreter) planned() bool {
	return i == "" || i == InterpreterRequested || i == InterpreterConfirmed
}

// Next is the one thing that comes next for a person. Time is "15:04" or empty. Who
// confirmed it, and the interpreter, belong to this one date and go with it.
type Next struct {
	On          clock.Date
	Time        string
	Kind        NextKind
	Place       string
	Note        string
	Confirmed   Confirmation // empty: not confirmed yet
	ConfirmedOn clock.Date
	ConfirmedBy authz.AccountID // who noted it
	Interpreter Interpreter
}

// same reports whether n is the same appointment as before: then what was confirmed
// about it still holds.
func (n Next) same(before Next) bool {
	return n.On == before.On && n.Time == before.Time && n.Kind == before.Kind && n.Place == before.Place
}

// Tidy returns n as it is kept: one line each, a call where no kind was chosen, and
// nothing at all without a day.
func (n Next) Tidy() Next {
	if n.On.IsZero() {
		return Next{} // nothing is planned
	}
	n.Time, n.Place, n.Note = text.Line(n.Time), text.Line(n.Place), text.Line(n.Note)
	if n.Kind == "" {
		n.Kind = Call
	}
	return n
}

func (n Next) validate(today clock.Date) error {
	if n.On.IsZero() {
		return nil
	}
	var c errs.Check
	c.Require(!n.On.Before(today), "next", "caseload.next_past")
	c.Require(n.On.DaysSince(today) <= 731, "next", "caseload.next_far")
	if n.Time != "" {
		_, err := time.Parse("15:04", n.Time)
		c.Require(err == nil, "next_time", "caseload.time_wrong")
	}
	c.Require(slices.Contains(NextKinds(), n.Kind), "next_kind", "caseload.next_kind")
	c.Require(text.Length(n.Place) <= 200, "next_place", "form.too_long", 200)
	c.Require(text.Length(n.Note) <= 300, "next_note", "form.too_long", 300)
	c.Require(n.Interpreter.planned(), "interpreter", "caseload.interpreter_unknown")
	return c.Err()
}
