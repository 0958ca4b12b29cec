package contact

import (
	"slices"
	"strings"
	"time"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/due"
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
	Sent            Outcome = "sent" // a text, a letter or an e-mail
)

// Outcomes lists the outcomes in the order of the form.
func Outcomes() []Outcome {
	return []Outcome{Spoke, NoAnswer, LeftMessage, CouldNotMeet, PersonCancelled, WorkerCancelled, NotBrought, Sent}
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
	default:
		return "We spoke"
	}
}

// Reached reports whether the person was reached.
func (o Outcome) Reached() bool { return o == Spoke }

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
}

func (n New) tidy() New {
	n.Note, n.Agreed, n.Hidden = text.Words(n.Note), text.Words(n.Agreed), text.Line(n.Hidden)
	n.Next = n.Next.Tidy()
	return n
}

func (n New) validate(now time.Time) error {
	var c errs.Check
	c.Require(slices.Contains(Hows(), n.How), "how", "contact.how_missing")
	c.Require(slices.Contains(Outcomes(), n.Outcome), "outcome", "contact.outcome_missing")
	c.Require(n.Minutes >= 0 && n.Minutes <= 600, "minutes", "contact.minutes_range")
	c.Require(!n.At.After(now), "at", "date.future")
	c.Require(text.Length(n.Note) <= 20000, "note", "form.too_long", 20000)
	c.Require(text.Length(n.Agreed) <= 4000, "agreed", "form.too_long", 4000)
	c.Require(text.Length(n.Hidden) <= 300, "hidden", "form.too_long", 300)
	return c.Err()
}

// Tries sums up what has been tried since the last time the person was reached.
type Tries struct {
	Count int
	Means int
	First time.Time
	Last  time.Time
}

// tally counts the tries since the last time they spoke; contacts newest first.
func tally(contacts []Contact) Tries {
	var t Tries
	means := map[How]bool{}
	for _, c := range contacts {
		if c.Outcome.Reached() {
			break
		}
		switch c.Outcome {
		case NoAnswer, LeftMessage, CouldNotMeet, NotBrought, Sent:
		default:
			continue
		}
		t.Count++
		means[c.How] = true
		t.First = c.At
		if t.Last.IsZero() {
			t.Last = c.At
		}
	}
	t.Means = len(means)
	return t
}

// EnoughToCloseAsLost reports whether the tries allow closing as lost contact:
// by the shipped rules three tries by two means over two weeks; where the person can be
// tried by one means only, three tries by that one over two weeks.
func (t Tries) EnoughToCloseAsLost(r due.Rules, oneMeansOnly bool, now time.Time) bool {
	means := t.Means >= r.Count(due.LostMeans) || (oneMeansOnly && t.Means >= 1)
	return t.Count >= r.Count(due.LostTries) && means && !t.First.IsZero() && !now.Before(r.After(due.LostAfter, t.First, "", time.UTC))
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

// nextTry is the working day of the next try: by the shipped rules tomorrow after the
// first, then three working days later, so that tries spread over days and times.
func nextTry(r due.Rules, today clock.Date, tries int, n clock.Nation) clock.Date {
	if tries <= 1 {
		return r.WorkingOn(due.SecondTry, today, n)
	}
	return r.WorkingOn(due.NextTry, today, n)
}
