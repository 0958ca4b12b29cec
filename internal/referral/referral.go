package referral

import (
	"slices"
	"strings"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/text"
	"weft/internal/vocabulary"
)

// ID identifies a referral.
type ID = id.ID[Referral]

// Status is where a referral stands.
type Status string

// The states of a referral (domain model 3.3).
const (
	Submitted       Status = "submitted"
	Held            Status = "held"
	InTriage        Status = "in_triage"
	MoreInfo        Status = "more_info"
	Accepted        Status = "accepted"
	Waiting         Status = "waiting"
	Allocated       Status = "allocated" // the case is open
	DeclinedByThem  Status = "declined_by_person"
	Redirected      Status = "redirected"
	Duplicate       Status = "duplicate"
	UnableToContact Status = "unable_to_contact"
	Withdrawn       Status = "withdrawn"
	Died            Status = "died"
)

// next is the transition table: from each state, the states that may follow.
func next(s Status) []Status {
	ends := []Status{DeclinedByThem, Redirected, Duplicate, UnableToContact, Withdrawn, Died}
	switch s {
	case Submitted:
		return append([]Status{Held, InTriage, MoreInfo, Accepted}, ends...)
	case Held:
		return append([]Status{Submitted, InTriage}, ends...)
	case InTriage:
		return append([]Status{MoreInfo, Accepted}, ends...)
	case MoreInfo:
		return append([]Status{InTriage, Accepted}, ends...)
	case Accepted:
		return append([]Status{Waiting, Allocated}, ends...)
	case Waiting:
		return append([]Status{Allocated}, ends...)
	case Allocated, DeclinedByThem, Redirected, Duplicate, UnableToContact, Withdrawn, Died:
		return nil
	}
	return nil
}

// Statuses lists every state in the order of a referral's life.
func Statuses() []Status {
	return []Status{Submitted, Held, InTriage, MoreInfo, Accepted, Waiting, Allocated,
		DeclinedByThem, Redirected, Duplicate, UnableToContact, Withdrawn, Died}
}

// MayBecome reports whether a referral in state s may go to state to.
func (s Status) MayBecome(to Status) bool {
	for _, n := range next(s) {
		if n == to {
			return true
		}
	}
	return false
}

// Open reports whether the referral still waits for a decision or a worker.
func (s Status) Open() bool { return len(next(s)) > 0 }

// move returns the error of an illegal step, naming the present state.
func (s Status) move(to Status) error {
	if s.MayBecome(to) {
		return nil
	}
	return errs.New(errs.Conflict, "referral.is_"+string(s))
}

// Way is how a referral came.
type Way string

// How a referral came.
const (
	ByForm   Way = "form"
	ByPhone  Way = "phone"
	ByLetter Way = "letter"
	ByEmail  Way = "email"
	ByVisit  Way = "visit"
)

// Ways lists how a referral may come when staff enter it.
func Ways() []Way { return []Way{ByPhone, ByLetter, ByEmail, ByVisit} }

func (w Way) byStaff() bool { return slices.Contains(Ways(), w) }

// Referral is a request for help, as triage and the worker see it.
type Referral struct {
	ID            ID
	Person        person.ID
	PersonName    string // as the referrer wrote it
	Service       org.ServiceID
	Organisation  org.ID // where the referrer works; empty for the person themself
	Source        string // a code of vocabulary.Sources
	Referrer      authz.AccountID
	ReferrerName  string
	ReferrerEmail string
	Came          Way
	Received      clock.Date
	Reason        string // as the referrer wrote it
	Needs         []string
	Urgent        bool // words or a tick ask for a human's eye at once
	Status        Status
	StatusAt      time.Time
	ReadAt        time.Time // when a human read it for safety
	DeclineCode   string
	Alternative   string
	HeldAt        time.Time // when a pause held it; zero: never
	ReleasedAt    time.Time // when it was let go or let in
	EndedBy       By        // who took it back
	EndedWords    string    // what was written when it ended
	Question      string    // what triage asked the referrer
	Answer        string
	MovedFrom     person.ID // the provisional record, after a join
	Created       time.Time
	Version       int64
}

// New is what is asked to refer someone. Key makes a repeated submit harmless.
type New struct {
	Key           string
	Service       org.ServiceID
	Organisation  org.ID
	Source        string
	ReferrerName  string
	ReferrerEmail string
	Person        person.Details
	Reason        string
	Needs         []string
	Agreed        bool
	TellReferrer  bool // the person agrees that the referrer hears what became of it
	Urgent        bool
	Came          Way
	Received      clock.Date // zero: today
}

func (n New) tidy() New {
	n.Reason, n.ReferrerName, n.ReferrerEmail = text.Words(n.Reason), text.Line(n.ReferrerName), text.Line(n.ReferrerEmail)
	n.Person.Name = text.Line(n.Person.Name)
	n.Urgent = n.Urgent || soundsUrgent(n.Reason+" "+n.Person.Risk)
	return n
}

// validate checks the five answers that are asked, and that what else was given is
// right. Staff may leave the birth date out of what came by phone or letter.
func (n New) validate(today clock.Date, staff bool) error {
	var c errs.Check
	c.Require(!n.Service.IsZero(), "service", "referral.service_missing")
	c.Require(vocabulary.Sources().Has(n.Source), "source", "referral.source_missing")
	c.Require(staff || !n.Person.Born.IsZero(), "born", "person.born_missing")
	c.Require(len(n.Person.Ways) > 0, "reach", "person.reach_missing")
	c.Require(n.Reason != "", "reason", "referral.reason_missing")
	c.Require(text.Length(n.Reason) <= 4000, "reason", "form.too_long", 4000)
	c.Require(n.Agreed, "agreed", "referral.agreement_missing")
	_, err := id.Parse[org.Organisation](n.Organisation.String())
	c.Require(n.Organisation.IsZero() || err == nil, "organisation", "referral.organisation_unknown")
	c.Require(!staff || n.Came.byStaff(), "came", "referral.came_missing")
	c.Require(text.Length(n.ReferrerName) <= 200, "referrer_name", "form.too_long", 200)
	c.Require(n.ReferrerEmail == "" || text.Email(n.ReferrerEmail), "referrer_email", "email.wrong")
	c.Require(!n.Received.After(today), "received", "date.future")
	c.Require(n.Received.IsZero() || today.DaysSince(n.Received) <= 366, "received", "referral.received_long_ago")
	for _, code := range n.Needs {
		c.Require(vocabulary.Needs().Has(code), "needs", "referral.need_unknown")
	}
	return c.Err()
}

// soundsUrgent reports whether the words ask for a human's eye at once. It never
// decides anything: it only puts the referral at the top and shows who to ring.
func soundsUrgent(words string) bool {
	folded := " " + text.Fold(words) + " "
	for _, w := range []string{"suicide", "suicidal", "kill myself", "kill himself", "kill herself", "kill themself", "kill themselves",
		"killing myself", "killing himself", "killing herself", "end my life", "end his life", "end her life", "end their life", "end it all",
		"self harm", "self harms", "self harming", "selfharm", "overdose", "overdosed", "in danger", "immediate danger", "hits me", "hits her",
		"hits him", "hunanladdiad", "lladd ei hun", "lladd fy hun", "perygl"} {
		if strings.Contains(folded, " "+w+" ") {
			return true
		}
	}
	return false
}
