package contact

import (
	"slices"
	"strings"
	"time"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/person"
	"weft/internal/text"
)

// ID identifies a contact.
type ID = id.ID[Contact]

// How is the means of a contact.
type How string

// The means.
const (
	ByPhone    How = "phone"
	ByVideo    How = "video"
	AtHome     How = "home"
	AtPractice How = "practice"
	InTown     How = "community"
	OnAWalk    How = "walk"
	ByText     How = "text"
	ByLetter   How = "letter"
	ByEmail    How = "email"
	WithGroup  How = "with_group" // went along with them
)

// Hows lists the means in the order of the form.
func Hows() []How {
	return []How{ByPhone, AtHome, AtPractice, InTown, OnAWalk, ByVideo, WithGroup, ByText, ByLetter, ByEmail}
}

// Words returns the means in plain words.
func (h How) Words() string {
	switch h {
	case ByVideo:
		return "Video call"
	case AtHome:
		return "At home"
	case AtPractice:
		return "At the practice"
	case InTown:
		return "In the community"
	case OnAWalk:
		return "On a walk"
	case ByText:
		return "Text"
	case ByLetter:
		return "Letter"
	case ByEmail:
		return "E-mail"
	case WithGroup:
		return "Went along together"
	default:
		return "Phone"
	}
}

// InPerson reports whether the two met.
func (h How) InPerson() bool {
	switch h {
	case AtHome, AtPractice, InTown, OnAWalk, WithGroup:
		return true
	}
	return false
}

// Outcome is how a contact went. The words are never about fault.
type Outcome string

// The outcomes.
const (
	Spoke           Outcome = "spoke"
	NoAnswer        Outcome = "no_answer"
	LeftMessage     Outcome = "left_message"
	CouldNotMeet    Outcome = "could_not_meet" // the meeting did not take place
	PersonCancelled Outcome = "person_cancelled"
	WorkerCancelled Outcome = "worker_cancelled"
	NotBrought      Outcome = "not_brought"
	Sent            Outcome = "sent"   // a text, a letter or an e-mail
	Worked          Outcome = "worked" // on their behalf, or waiting with them: they were not spoken to
)

// Outcomes lists the outcomes in the order of the form.
func Outcomes() []Outcome {
	return []Outcome{Spoke, NoAnswer, LeftMessage, CouldNotMeet, PersonCancelled, WorkerCancelled, NotBrought, Sent, Worked}
}

// Words returns the outcome in plain words.
func (o Outcome) Words() string {
	switch o {
	case NoAnswer:
		return "No answer"
	case LeftMessage:
		return "Left a message"
	case CouldNotMeet:
		return "We did not meet"
	case PersonCancelled:
		return "They asked to change it"
	case WorkerCancelled:
		return "We had to change it"
	case NotBrought:
		return "Was not brought"
	case Sent:
		return "Sent"
	case Worked:
		return "Done for them"
	default:
		return "We spoke"
	}
}

// Reached reports whether the person was reached.
func (o Outcome) Reached() bool { return o == Spoke }

// Missed reports whether they were to meet or to speak and did not: a next step is
// chosen then.
func (o Outcome) Missed() bool {
	return o == NoAnswer || o == LeftMessage || o == CouldNotMeet || o == NotBrought
}

// Contact is one line of what passed between worker and person.
type Contact struct {
	ID      ID
	Case    caseload.ID
	Person  person.ID
	By      authz.AccountID
	At      time.Time
	How     How
	Outcome Outcome
	Minutes int
	Note    string // facts, for those who work on the case
	Agreed  string // what we agreed: shown to the person
	Hidden  string // why this entry is not shown to the person, empty when it is
	Copied  time.Time
	Struck  time.Time

	Purpose     Purpose
	Travel      int // minutes on the way
	Place       string
	Others      string               // who else was there
	Interpreter caseload.Interpreter // came, or did not
	Planned     clock.Date           // the day it was planned for, where it was
	Confirmed   caseload.Confirmation
	Version     int64
}

// New is what the form asks; nothing but How and Outcome is required.
type New struct {
	Key     string
	At      time.Time // zero: now
	How     How
	Outcome Outcome
	Minutes int
	Note    string
	Agreed  string
	Hidden  string
	Next    caseload.Next // its date zero: leave what is planned

	Purpose     Purpose
	Travel      int
	Place       string
	Others      string
	Interpreter caseload.Interpreter // "", came or failed
	After       After                // what follows when they did not meet
	Reflection  string               // the writer's own; never part of the case
}

func (n New) tidy() New {
	n.Note, n.Agreed, n.Hidden = text.Words(n.Note), text.Words(n.Agreed), text.Line(n.Hidden)
	n.Place, n.Others, n.Reflection = text.Line(n.Place), text.Line(n.Others), text.Words(n.Reflection)
	n.Next = n.Next.Tidy()
	if n.Purpose.WithoutThem() && n.Outcome == Spoke {
		n.Outcome = Worked // whoever was spoken to, it was not them
	}
	return n
}

func (n New) validate(now time.Time) error {
	var c errs.Check
	c.Require(slices.Contains(Hows(), n.How), "how", "contact.how_missing")
	c.Require(slices.Contains(Outcomes(), n.Outcome), "outcome", "contact.outcome_missing")
	c.Require(n.Minutes >= 0 && n.Minutes <= 600, "minutes", "contact.minutes_range")
	c.Require(n.Travel >= 0 && n.Travel <= 600, "travel", "contact.minutes_range")
	c.Require(n.Purpose == "" || slices.Contains(Purposes(), n.Purpose), "purpose", "contact.purpose_unknown")
	c.Require(n.After == "" || slices.Contains(Afters(), n.After), "after", "contact.after_unknown")
	c.Require(n.Interpreter == "" || n.Interpreter == caseload.InterpreterCame || n.Interpreter == caseload.InterpreterFailed, "interpreter",
		"caseload.interpreter_unknown")
	c.Require(text.Length(n.Place) <= 200, "place", "form.too_long", 200)
	c.Require(text.Length(n.Others) <= 300, "others", "form.too_long", 300)
	c.Require(text.Length(n.Reflection) <= longestReflection, "reflection", "form.too_long", longestReflection)
	c.Require(!n.At.After(now), "at", "date.future")
	c.Require(text.Length(n.Note) <= 20000, "note", "form.too_long", 20000)
	c.Require(text.Length(n.Agreed) <= 4000, "agreed", "form.too_long", 4000)
	c.Require(text.Length(n.Hidden) <= 300, "hidden", "form.too_long", 300)
	return c.Err()
}

// GPRecord is the text for the GP record: what happened, what was agreed, what is
// next, in plain words without Weft's own. When contact must be safe it begins with
// the line that asks to hide the entry from online record access.
func GPRecord(c Contact, needs []string, connections []string, next string, safe bool, on string) string {
	var b strings.Builder
	if safe {
		b.WriteString("HIDE THIS ENTRY FROM ONLINE RECORD ACCESS.\n")
	}
	b.WriteString("Social prescribing link worker, " + on + ": " + c.How.Words() + ". " + c.Outcome.Words() + ".\n")
	if len(needs) > 0 {
		b.WriteString("Needs they named: " + strings.Join(needs, "; ") + ".\n")
	}
	if c.Agreed != "" {
		b.WriteString("Agreed: " + text.Line(c.Agreed) + "\n")
	}
	if len(connections) > 0 {
		b.WriteString("Connected with: " + strings.Join(connections, "; ") + ".\n")
	}
	if next != "" {
		b.WriteString("Next: " + next + ".\n")
	}
	return b.String()
}
