package family

import (
	"strings"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/text"
)

// adult is the age from which nobody is young any more, in all four nations.
const adult = 18

// Young is what is kept about somebody under 18. Nothing in it is required.
type Young struct {
	Under18        bool // by the birth date, or because it was said
	Said           bool // said to be under 18, where the birth date does not tell
	Responsibility string
	School         string
	MayKnow        string
	MayNot         string
	Version        int64
	Decisions      []Competence // newest first
}

// Competence is a decision whether a young person may decide something alone.
type Competence struct {
	Key     string
	On      clock.Date
	Decider string
	About   string
	Words   string
	Kept    time.Time
}

// under18 tells whether somebody is young. An exact birth date decides; otherwise
// what was said counts too.
func under18(born clock.Date, about, said bool, today clock.Date) bool {
	if born.IsZero() {
		return said
	}
	young := today.Age(born) < adult
	return young || about && said
}

func (y Young) tidy() Young {
	y.Responsibility, y.School, y.MayKnow, y.MayNot = text.Words(y.Responsibility), text.Line(y.School), text.Words(y.MayKnow), text.Words(y.MayNot)
	return y
}

func (y Young) validate() error {
	var c errs.Check
	limits(&c, 1000, "responsibility", y.Responsibility, "school", y.School, "may_know", y.MayKnow, "may_not", y.MayNot)
	return c.Err()
}

func (d Competence) tidy() Competence {
	d.Decider, d.About, d.Words = text.Line(d.Decider), text.Line(d.About), text.Words(d.Words)
	return d
}

func (d Competence) validate(today clock.Date) error {
	var c errs.Check
	c.Require(d.Decider+d.About+d.Words != "", "words", "family.competence_missing")
	c.Require(!d.On.After(today), "on", "date.future")
	limits(&c, 1000, "decider", d.Decider, "about", d.About, "words", d.Words)
	return c.Err()
}

// limits checks the lengths of answers: a field's name, then its words, and so on.
func limits(c *errs.Check, most int, fields ...string) {
	for i := 0; i+1 < len(fields); i += 2 {
		c.Require(text.Length(fields[i+1]) <= most, fields[i], "form.too_long", most)
	}
}

// Caring is whether a person looks after somebody, or is looked after.
type Caring struct {
	Cares    bool
	CaredFor bool
	Hours    string // hours a week, in words
	Young    bool   // said to be a young carer
	Version  int64
}

func (v Caring) tidy() Caring {
	v.Hours = text.Line(v.Hours)
	return v
}

func (v Caring) validate() error {
	var c errs.Check
	limits(&c, 200, "hours", v.Hours)
	return c.Err()
}

// Wish is what a person would like in a worker. Nothing in it is required.
type Wish struct {
	Gender   string
	Language string
	Place    string
	Times    string
	Avoid    string // somebody whom they know and do not want
	Version  int64
}

// Empty reports whether nothing was wished for.
func (w Wish) Empty() bool { return w.Gender+w.Language+w.Place+w.Times+w.Avoid == "" }

// Line says in one line what was wished for, or "".
func (w Wish) Line() string {
	var out []string
	for _, part := range []struct{ before, words string }{{"", w.Gender}, {"speaks ", w.Language}, {"at ", w.Place}, {"when: ", w.Times}, {"not: ", w.Avoid}} {
		if part.words != "" {
			out = append(out, part.before+part.words)
		}
	}
	return strings.Join(out, "; ")
}

func (w Wish) tidy() Wish {
	w.Gender, w.Language, w.Place, w.Times, w.Avoid = text.Line(w.Gender), text.Line(w.Language), text.Line(w.Place), text.Line(w.Times), text.Line(w.Avoid)
	return w
}

func (w Wish) validate() error {
	var c errs.Check
	limits(&c, 300, "gender", w.Gender, "language", w.Language, "place", w.Place, "times", w.Times, "avoid", w.Avoid)
	return c.Err()
}

// ChangeID identifies an asking for another worker.
type ChangeID = id.ID[Change]

// Status is where an asking for another worker stands.
type Status string

// The states.
const (
	Asked      Status = "asked"
	Arranged   Status = "arranged"
	TalkedOver Status = "talked_over"
)

// Statuses lists the states in order.
func Statuses() []Status { return []Status{Asked, Arranged, TalkedOver} }

// MayBecome reports whether one state may follow another.
func (s Status) MayBecome(to Status) bool { return s == Asked && (to == Arranged || to == TalkedOver) }

// Words returns the state in plain words.
func (s Status) Words() string {
	switch s {
	case Arranged:
		return "Another worker is arranged"
	case TalkedOver:
		return "Talked over, and they stay"
	case Asked:
		return "Asked"
	}
	return string(s)
}

// Change is a person's asking for another worker. Nobody is to blame for it.
type Change struct {
	ID      ChangeID
	Person  person.ID
	Service org.ServiceID
	Worker  authz.AccountID
	AskedBy authz.AccountID
	Asked   time.Time
	Reason  string // only for whoever allocates, and for who wrote it down
	Status  Status
	Settled time.Time
	Words   string
	Version int64
}

func (c Change) move(to Status) error {
	if c.Status.MayBecome(to) {
		return nil
	}
	return errs.New(errs.Conflict, "family.is_"+string(c.Status))
}

// Brief is what the top of every page of a person says.
type Brief struct {
	Under18    bool
	Cares      bool
	YoungCarer bool
}
