package caseload

import (
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/referral"
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
	FollowUp     Status = "follow_up" // closed, and they agreed to one more look
	Complete     Status = "complete"  // closed, and that look is done
)

// Statuses lists every stage.
func Statuses() []Status {
	return []Status{FirstContact, Engaging, Active, OnHold, SteppingDown, Closed, FollowUp, Complete}
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
		return []Status{FirstContact, Engaging, Active, SteppingDown, Closed}
	case SteppingDown:
		return []Status{Active, OnHold, Closed}
	case Closed:
		return []Status{FollowUp} // re-opening starts a new episode
	case FollowUp:
		return []Status{Complete, Closed}
	case Complete:
		return nil
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
	case FollowUp:
		return "Closed, one more look"
	case Complete:
		return "Complete"
	}
	return string(s)
}

// Case is the relationship of a person with a service and their link worker.
type Case struct {
	ID           ID
	Person       person.ID
	Service      org.ServiceID
	Referral     referral.ID
	Reopens      ID // the episode before, where this one was opened again
	Worker       authz.AccountID
	Status       Status
	Opened       time.Time
	Closed       time.Time
	Closure      string // a code of vocabulary.ClosureReasons
	ClosureWords string // only for who may read the case
	HeldFrom     Status // the stage that a pause goes back to
	HeldWhy      string // only for who may read the case
	Level        Level
	LevelWhy     string // only for who may read the case
	LevelOn      clock.Date
	Next         Next
	Version      int64
}

// Listed is an open case as a list shows it: no more of it is read, because lists are
// what is opened most. Next is without who noted that it is confirmed, and when.
type Listed struct {
	ID          ID
	Person      person.ID
	Service     org.ServiceID
	Worker      authz.AccountID
	Status      Status
	Opened      time.Time
	LevelOn     clock.Date
	Next        Next
	Spoken      int       // how often they spoke
	LastContact time.Time // when the last contact was that was not struck out, whether anybody answered or not
	LastOutcome string    // how that one went: a contact.Outcome, which this package does not know
}

// Open reports whether the case is open.
func (c Case) Open() bool { return c.Closed.IsZero() }

func (c Case) move(to Status) error {
	if c.Status.MayBecome(to) {
		return nil
	}
	return c.Status.refused()
}

// refused is the error of a step that does not fit: it names the present stage.
func (s Status) refused() error { return errs.New(errs.Conflict, "caseload.is_"+string(s)) }
