package register

import (
	"slices"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/contact"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/text"
)

// ID identifies a register.
type ID = id.ID[Register]

// Kind is what kind of session it was.
type Kind string

// The kinds of session.
const (
	GroupSession Kind = "group_session"
	DropIn       Kind = "drop_in"
	JointVisit   Kind = "joint_visit"
	MDT          Kind = "mdt"
)

// Kinds lists the kinds in the order of the form.
func Kinds() []Kind { return []Kind{GroupSession, DropIn, JointVisit, MDT} }

// Words returns the kind in plain words.
func (k Kind) Words() string {
	switch k {
	case DropIn:
		return "Drop-in"
	case JointVisit:
		return "Joint visit"
	case MDT:
		return "Team meeting (MDT)"
	default:
		return "Group session"
	}
}

// purpose is what the contact of each person was for.
func (k Kind) purpose() contact.Purpose {
	switch k {
	case DropIn:
		return contact.DropIn
	case JointVisit:
		return contact.JointVisit
	case MDT:
		return contact.MDT
	default:
		return contact.GroupSession
	}
}

// how is the means of such a contact.
func (k Kind) how() contact.How {
	switch k {
	case JointVisit:
		return contact.AtHome
	case MDT:
		return contact.AtPractice
	default:
		return contact.InTown
	}
}

// Came is whether one person was there.
type Came string

// What can be said of one person.
const (
	Yes         Came = "yes"
	No          Came = "no"
	NotExpected Came = "not_expected" // writes nothing
)

// Cames lists what can be said.
func Cames() []Came { return []Came{Yes, No, NotExpected} }

// Words returns it in plain words.
func (c Came) Words() string {
	switch c {
	case Yes:
		return "Came"
	case No:
		return "Did not come"
	default:
		return "Was not expected"
	}
}

// Line is one named person.
type Line struct {
	Person person.ID
	Came   Came
	Words  string // optional, for their own story only
}

// New is what the form asks; only the kind is required.
type New struct {
	Key     string
	Kind    Kind
	On      clock.Date // zero: today
	Place   string
	Minutes int
	Note    string
	Others  int
	Lines   []Line
}

// most is how many people one register names.
const most = 30

func (n New) tidy(today clock.Date) New {
	n.Place, n.Note = text.Line(n.Place), text.Words(n.Note)
	if n.On.IsZero() {
		n.On = today
	}
	var lines []Line
	for _, l := range n.Lines {
		if l.Words = text.Line(l.Words); l.Came == Yes || l.Came == No {
			lines = append(lines, l)
		}
	}
	n.Lines = lines
	return n
}

func (n New) validate(today clock.Date) error {
	var c errs.Check
	c.Require(slices.Contains(Kinds(), n.Kind), "kind", "register.kind_missing")
	c.Require(!n.On.After(today), "on", "date.future")
	c.Require(n.Minutes >= 0 && n.Minutes <= 600, "minutes", "contact.minutes_range")
	c.Require(n.Others >= 0 && n.Others <= 999, "others", "register.others_range")
	c.Require(len(n.Lines) <= most, "people", "register.too_many", most)
	c.Require(len(n.Lines) > 0 || n.Others > 0, "people", "register.nobody")
	c.Require(text.Length(n.Place) <= 200, "place", "form.too_long", 200)
	c.Require(text.Length(n.Note) <= 4000, "note", "form.too_long", 4000)
	seen := map[person.ID]bool{}
	for _, l := range n.Lines {
		c.Require(!seen[l.Person], "people", "register.twice")
		c.Require(text.Length(l.Words) <= 1000, "people", "form.too_long", 1000)
		seen[l.Person] = true
	}
	return c.Err()
}

// Register is one session that was kept.
type Register struct {
	ID      ID
	Service org.ServiceID
	Kind    Kind
	On      clock.Date
	Place   string
	Minutes int
	Note    string
	Others  int
	Came    int // named people who came
	Missed  int // named people who did not
	By      authz.AccountID
}
