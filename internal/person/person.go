package person

import (
	"strings"
	"time"

	"github.com/nyaruka/phonenumbers"

	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/text"
)

// ID identifies a person.
type ID = id.ID[Person]

// WayKind is a means of reaching someone.
type WayKind string

// The kinds of way.
const (
	Phone  WayKind = "phone"
	Mobile WayKind = "mobile"
	Email  WayKind = "email"
	Helper WayKind = "helper" // someone who can help us reach them
	Place  WayKind = "place"  // where and when we can find them
)

// Way is one means of reaching a person and what may be done with it.
type Way struct {
	Kind     WayKind
	Value    string
	Note     string // safe times, who answers
	MayCall  bool
	MayText  bool
	MayLeave bool // leave a message
}

// Person is the record as it is stored, unmasked. It never leaves this package but
// through a Card.
type Person struct {
	ID            ID
	Name          string
	Pronouns      string
	Born          clock.Date
	BornAbout     bool
	NHSNumber     string
	Language      string
	Interpreter   bool
	Format        string
	AccessNote    string // "stand where she can see you"
	Practice      string // id of the organisation, where known
	PracticeWords string
	Address       string
	Postcode      string
	HiddenAddress bool
	SafeContact   bool
	Restricted    bool
	Risk          string // what a visitor must know
	RiskOn        time.Time
	Died          clock.Date
	JoinedTo      ID
	Created       time.Time
	Version       int64
	Ways          []Way
}

// Details is what a form may say about a person. Reach is a free answer to "how
// can we reach them?"; it becomes a Way.
type Details struct {
	Name          string
	Pronouns      string
	Born          clock.Date
	BornAbout     bool
	NHSNumber     string
	Language      string
	Interpreter   bool
	Format        string
	AccessNote    string
	Practice      string
	PracticeWords string
	Address       string
	Postcode      string
	HiddenAddress bool
	SafeContact   bool
	Restricted    bool
	Risk          string
	Died          clock.Date
	Ways          []Way
}

// Reach reads a free answer to "how can we reach them?": a phone number, an e-mail
// address, or words about a helper or a place. Anything is an answer but nothing.
func Reach(answer, note string) (Way, error) {
	answer = text.Line(answer)
	w := Way{Value: answer, Note: text.Line(note), MayCall: true, MayText: true}
	switch {
	case answer == "":
		return w, &errs.Error{Kind: errs.Invalid, Code: "form.invalid", Fields: []errs.Field{{Name: "reach", Code: "person.reach_missing"}}}
	case text.Length(answer) > 300:
		return w, &errs.Error{Kind: errs.Invalid, Code: "form.invalid", Fields: []errs.Field{{Name: "reach", Code: "form.too_long", Args: []any{300}}}}
	case looksLikeEmail(answer):
		if !text.Email(answer) {
			return w, &errs.Error{Kind: errs.Invalid, Code: "form.invalid", Fields: []errs.Field{{Name: "reach", Code: "email.wrong"}}}
		}
		w.Kind = Email
	case looksLikePhone(answer):
		kind, number, ok := parsePhone(answer)
		if !ok {
			return w, &errs.Error{Kind: errs.Invalid, Code: "form.invalid", Fields: []errs.Field{{Name: "reach", Code: "phone.wrong"}}}
		}
		w.Kind, w.Value = kind, number
	default:
		w.Kind = Helper
	}
	return w, nil
}

func looksLikeEmail(s string) bool { return strings.Contains(s, "@") && !strings.Contains(s, " ") }

// looksLikePhone reports whether an answer is nothing but a number.
func looksLikePhone(s string) bool {
	digits := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case strings.ContainsRune(" +-().", r):
		default:
			return false
		}
	}
	return digits >= 5
}

// parsePhone returns the kind and the national writing of a number as it would be
// dialled in the United Kingdom. Numbers kept for drama are taken as real.
func parsePhone(s string) (WayKind, string, bool) {
	n, err := phonenumbers.Parse(s, "GB")
	if err != nil || !phonenumbers.IsPossibleNumber(n) {
		return "", "", false
	}
	kind := Phone
	national := phonenumbers.GetNationalSignificantNumber(n)
	if n.GetCountryCode() == 44 {
		if len(national) < 9 || strings.HasPrefix(national, "0") {
			return "", "", false
		}
		if strings.HasPrefix(national, "7") {
			kind = Mobile
		}
		return kind, phonenumbers.Format(n, phonenumbers.NATIONAL), true
	}
	return kind, phonenumbers.Format(n, phonenumbers.INTERNATIONAL), true
}

// NHSNumber reads an NHS number written with or without spaces. It returns the ten
// digits, or false when the length or the check digit is wrong (NHS Data Dictionary,
// modulus 11).
func NHSNumber(s string) (string, bool) {
	s = strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '\u00a0' {
			return -1
		}
		return r
	}, s)
	if len(s) != 10 {
		return "", false
	}
	sum := 0
	for i, r := range s {
		if r < '0' || r > '9' {
			return "", false
		}
		if i < 9 {
			sum += int(r-'0') * (10 - i)
		}
	}
	check := (11 - sum%11) % 11
	return s, check < 10 && check == int(s[9]-'0')
}

func (d Details) tidy() Details {
	d.Name, d.Pronouns, d.AccessNote = text.Line(d.Name), text.Line(d.Pronouns), text.Line(d.AccessNote)
	d.Address, d.Risk, d.PracticeWords = text.Words(d.Address), text.Words(d.Risk), text.Line(d.PracticeWords)
	if n, ok := NHSNumber(d.NHSNumber); ok {
		d.NHSNumber = n
	}
	if d.Language == "" {
		d.Language = "en"
	}
	if d.Format == "" {
		d.Format = "standard"
	}
	ways := make([]Way, len(d.Ways))
	for i, w := range d.Ways {
		ways[i] = w.tidy()
	}
	d.Ways = ways
	return d
}

// tidy writes a way as Reach writes it, so that one number is written one way.
func (w Way) tidy() Way {
	w.Value, w.Note = text.Line(w.Value), text.Line(w.Note)
	if w.Kind == Phone || w.Kind == Mobile {
		if kind, number, ok := parsePhone(w.Value); ok {
			w.Kind, w.Value = kind, number
		}
	}
	return w
}

// fault returns the code of what is wrong with a way, or "".
func (w Way) fault() string {
	switch w.Kind {
	case Phone, Mobile:
		if _, _, ok := parsePhone(w.Value); !ok {
			return "phone.wrong"
		}
	case Email:
		if !text.Email(w.Value) {
			return "email.wrong"
		}
	case Helper, Place:
		if w.Value == "" {
			return "person.reach_missing"
		}
	default:
		return "person.reach_missing"
	}
	return ""
}

const maxWays = 20

// validate checks what was typed. Only a name is required; what is given must be
// right. today is the day of the service.
func (d Details) validate(today clock.Date) error {
	var c errs.Check
	c.Require(d.Name != "", "name", "person.name_missing")
	c.Require(text.Length(d.Name) <= 120, "name", "form.too_long", 120)
	if d.NHSNumber != "" {
		_, ok := NHSNumber(d.NHSNumber)
		c.Require(ok, "nhs_number", "person.nhs_number_wrong")
	}
	if !d.Born.IsZero() {
		c.Require(!d.Born.After(today), "born", "date.future")
		c.Require(today.Year-d.Born.Year <= 120, "born", "person.born_long_ago")
	}
	c.Require(d.Died.IsZero() || !d.Died.After(today), "died", "date.future")
	c.Require(d.Died.IsZero() || d.Born.IsZero() || !d.Died.Before(d.Born), "died", "person.died_before_born")
	_, err := id.Parse[Person](d.Practice)
	c.Require(d.Practice == "" || err == nil, "practice", "person.practice_unknown")
	d.lengths(&c)
	c.Require(len(d.Ways) <= maxWays, "reach", "person.reach_many", maxWays)
	for _, w := range d.Ways {
		if code := w.fault(); code != "" {
			c.Fail("reach", code)
		}
		c.Require(text.Length(w.Value) <= 300 && text.Length(w.Note) <= 300, "reach", "form.too_long", 300)
	}
	return c.Err()
}

func (d Details) lengths(c *errs.Check) {
	for _, f := range []struct {
		field, words string
		most         int
	}{{"risk", d.Risk, 1000}, {"address", d.Address, 500}, {"pronouns", d.Pronouns, 60}, {"language", d.Language, 60},
		{"access_note", d.AccessNote, 300}, {"practice_words", d.PracticeWords, 200}} {
		c.Require(text.Length(f.words) <= f.most, f.field, "form.too_long", f.most)
	}
}
