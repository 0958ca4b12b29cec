package message

import (
	"strings"
	"time"

	"weft/internal/errs"
	"weft/internal/id"
)

// ID identifies a message.
type ID = id.ID[Message]

// Audience is who a message is for.
type Audience string

// The audiences.
const (
	ToPerson   Audience = "person"
	ToReferrer Audience = "referrer"
	ToPractice Audience = "practice"
	ToGroup    Audience = "group"
	ToStaff    Audience = "staff"
)

// Channel is how a message goes.
type Channel string

// The channels. ByNone is for who has no safe way: the message is kept as stopped,
// so that somebody sees that nobody was told.
const (
	ByEmail  Channel = "email"
	ByText   Channel = "text"
	ByLetter Channel = "letter"
	ByNone   Channel = "none"
)

// State is where a message stands.
type State string

// The states. Waiting leads on to each of the others. Failed goes back to Waiting when
// somebody asks for another try, to Sent when somebody told them in person, and to
// Stopped when a letter goes in its place. What was sent or printed and came back has
// Failed.
const (
	Waiting State = "waiting"
	Sent    State = "sent"
	Failed  State = "failed"
	Stopped State = "stopped"
	Printed State = "printed"
)

// Message is one row of the outbox. Masked says that Address and Body were taken
// out because the reader may not see the person whom it concerns.
type Message struct {
	ID       ID
	At       time.Time
	Audience Audience
	Person   string // the person who gets it, when Audience is ToPerson
	About    string // the person whom it concerns
	Service  string // the service whose content it is
	Channel  Channel
	Name     string // who gets it, as it stands on the envelope
	Address  string
	Lang     string
	Format   string // how the reader needs it, such as "large_print"
	Phrase   Phrase
	Subject  string
	Body     string
	State    State
	Tries    int
	SentAt   time.Time // when it was sent or printed
	Error    string    // code of the last failure, or why it was stopped
	Urgent   bool      // goes at any hour
	Masked   bool
}

// Letterable reports whether a letter may go in its place: it failed, and it was for
// a person whom we help.
func (m Message) Letterable() bool {
	return m.State == Failed && m.Audience == ToPerson && m.Channel != ByLetter
}

// MayBeLetter returns nil when Letterable, else a Conflict: one that names the state, or
// one that says that it was not for a person.
func (m Message) MayBeLetter() error {
	switch {
	case m.Letterable():
		return nil
	case m.State == Failed:
		return errs.New(errs.Conflict, "message.no_letter")
	}
	return illegal(m.State)
}

// New is a message to queue. The caller has chosen a safe channel and address, and
// the reader's language and format.
type New struct {
	Phrase   Phrase
	Audience Audience
	Person   string // who gets it, when Audience is ToPerson
	About    string // the person whom it concerns, where there is one
	Service  string // the service whose content it is, where there is one
	Urgent   bool   // goes at any hour: for staff, when somebody may be in danger
	Once     string // queued once under this name; empty: each time
	Channel  Channel
	Address  string
	Lang     string // "en" or "cy"; anything else is English
	Format   string
	Name     string // for "Dear …" in a letter or an e-mail to the person; optional
	Team     string // who it is from, a name that reveals nothing
	Args     []any  // as the phrase's comment says; see i18n.Catalogue.T for types
}

// spec returns the phrase's spec, or an Internal error when the message breaks a
// rule that only the program's own code can break.
func (n New) spec() (Spec, error) {
	wrong := errs.New(errs.Internal, "message.phrase")
	s, ok := specOf(n.Phrase, n.Audience)
	switch {
	case !ok || len(n.Args) != len(s.Args) || n.Team == "":
		return s, wrong
	case n.Channel == ByText && !s.Text:
		return s, wrong
	case n.Audience == ToPerson && (n.Person == "" || n.About != "" && n.About != n.Person):
		return s, wrong
	case n.Audience != ToPerson && n.Person != "":
		return s, wrong
	}
	switch n.Channel {
	case ByEmail, ByText, ByLetter:
		if strings.TrimSpace(n.Address) == "" {
			return s, wrong
		}
	case ByNone:
	default:
		return s, wrong
	}
	return s, nil
}
