package caseload

import (
	"slices"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/referral"
	"weft/internal/text"
)

// ID identifies a case.
type ID = id.ID[Case]

// Status is the stage of a case.
type Status string

// The stages of a case (domain model 3.3).
const (
	FirstContact Status = "first_contact" // nobody has spoken yet
	Engaging     Status = "engaging"      // spoken, no plan agreed yet
	Active       Status = "active"        // a plan is agreed
	OnHold       Status = "on_hold"
	SteppingDown Status = "stepping_down"
	Closed       Status = "closed"
)

// Statuses lists every stage.
func Statuses() []Status {
	return []Status{FirstContact, Engaging, Active, OnHold, SteppingDown, Closed}
}

func next(s Status) []Status {
	switch s {
	case FirstContact:
		return []Status{Engaging, OnHold, Closed}
	case Engaging:
		return []Status{Active, OnHold, SteppingDown, Closed}
	case Active:
		return []Status{OnHold, SteppingDown, Closed}
	case OnHold:
		return []Status{Engaging, Active, Closed}
	case SteppingDown:
		return []Status{Active, Closed}
	case Closed:
		return nil // re-opening starts a new episode
	}
	return nil
}

// MayBecome reports whether a case in stage s may go to stage to.
func (s Status) MayBecome(to Status) bool {
	for _, n := range next(s) {
		if n == to {
			return true
		}
	}
	return false
}

// Words returns the stage in plain words.
func (s Status) Words() string {
	switch s {
	case FirstContact:
		return "First contact"
	case Engaging:
		return "Getting to know"
	case Active:
		return "Plan under way"
	case OnHold:
		return "On hold"
	case SteppingDown:
		return "Stepping down"
	case Closed:
		return "Closed"
	}
	return string(s)
}

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

// Next is the one thing that comes next for a person. Time is "15:04" or empty.
type Next struct {
	On    clock.Date
	Time  string
	Kind  NextKind
	Place string
	Note  string
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
	return c.Err()
}

// Case is the relationship of a person with a service and their link worker.
type Case struct {
	ID           ID
	Person       person.ID
	Service      org.ServiceID
	Referral     referral.ID
	Worker       authz.AccountID
	Status       Status
	Opened       time.Time
	Closed       time.Time
	Closure      string // a code of vocabulary.ClosureReasons
	ClosureWords string // only for who may read the case
	Next         Next
	Version      int64
}

// Open reports whether the case is open.
func (c Case) Open() bool { return c.Closed.IsZero() }

func (c Case) move(to Status) error {
	if c.Status.MayBecome(to) {
		return nil
	}
	return errs.New(errs.Conflict, "caseload.is_"+string(c.Status))
}
