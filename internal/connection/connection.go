package connection

import (
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/directory"
	"weft/internal/id"
	"weft/internal/person"
)

// ID identifies a connection.
type ID = id.ID[Connection]

// GroupID identifies a group of the directory.
type GroupID = directory.ID

// Kind is how much we do for the connection.
type Kind string

// The kinds of connection (domain model 3.3), from least to most.
const (
	Information Kind = "information"
	Signpost    Kind = "signpost"
	SelfContact Kind = "self_contact"
	Referral    Kind = "referral"
	Accompanied Kind = "accompanied"
)

// Kinds lists the kinds, from least to most.
func Kinds() []Kind { return []Kind{Information, Signpost, SelfContact, Referral, Accompanied} }

// Words returns the kind in plain words.
func (k Kind) Words() string {
	switch k {
	case Information:
		return "I gave them the details"
	case Signpost:
		return "I told them about it"
	case SelfContact:
		return "They get in touch, with my help"
	case Referral:
		return "I ask the group for them"
	case Accompanied:
		return "I go with them the first time"
	}
	return string(k)
}

// Who says who does what, about somebody by their first name.
func (k Kind) Who(first string) string {
	switch k {
	case Information:
		return first + " has the details and decides."
	case Signpost:
		return first + " knows about it and goes if it feels right."
	case SelfContact:
		return first + " gets in touch; the worker is there when it is hard."
	case Referral:
		return "The worker asks the group; " + first + " hears what they say."
	case Accompanied:
		return "The worker asks the group and goes with " + first + " the first time."
	}
	return ""
}

// Via is how a connection reaches the group.
type Via string

// The ways to a group (domain model 3.0).
const (
	ByLink   Via = "our_link"
	ByForm   Via = "their_form"
	ByPhone  Via = "phone"
	ByPost   Via = "post"
	ByPerson Via = "by_person"
)

// Vias lists the ways, in the order in which pages show them.
func Vias() []Via { return []Via{ByLink, ByForm, ByPhone, ByPost, ByPerson} }

// Words returns the way in plain words.
func (v Via) Words() string {
	switch v {
	case ByLink:
		return "Our link, by e-mail or text"
	case ByForm:
		return "A form of their own"
	case ByPhone:
		return "I ring them"
	case ByPost:
		return "A letter"
	case ByPerson:
		return "The person asks or goes themself"
	}
	return string(v)
}

// Shares reports whether this way tells the group something about the person.
func (v Via) Shares() bool { return v != ByPerson }

// Connection is one person's way to one group.
type Connection struct {
	ID            ID
	Person        person.ID
	Case          caseload.ID
	Group         GroupID // empty: a group that is not in the directory
	Name          string  // the group's name as of then
	Kind          Kind
	Via           Via
	Status        Status
	Need          string // a code of vocabulary.Needs; never shared
	Why           string // the worker's reason; never shared
	Basis         string // id of the recorded basis; empty: nothing was shared
	Shared        string // the exact text that the group was given
	AskAttendance bool   // the person agrees that the group is asked whether they came
	Created       time.Time
	Sent          time.Time // zero while it is only thought about
	Answered      time.Time // zero until the group answered
	AnswerWords   string
	ByLink        bool       // the group answered itself
	ComeOn        clock.Date // the first session that the group offered
	FirstOn       clock.Date // the day on which they first came
	ChaseOn       clock.Date // the next look at it
	Chased        time.Time
	EndWords      string
	CameAsked     time.Time // the group was asked whether they came
	CameSaid      Came      // what it last said; empty: nothing
	CameSaidAt    time.Time
	By            authz.AccountID
	Version       int64
}

func (c Connection) subject() audit.Subject {
	return audit.About("connection", c.ID.String(), c.Person.String())
}
