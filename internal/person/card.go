package person

import (
	"strconv"
	"strings"

	"weft/internal/clock"
	"weft/internal/vocabulary"
)

// Card is a person as one actor may see them: already masked. Full says that
// nothing is held back.
type Card struct {
	ID            ID
	Name          string
	Pronouns      string
	Born          clock.Date
	BornAbout     bool
	Age           int // whole years on the day of reading; -1 when not known
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
	JoinedTo      ID
	Ways          []Way
	Version       int64
	Full          bool
}

// mask is the one place where a record becomes a Card. Whoever is neither the
// person's worker nor their team lead sees no hidden address and, of a restricted
// record, only that it is there.
func mask(p Person, full bool, today clock.Date) Card {
	c := Card{ID: p.ID, Name: p.Name, Pronouns: p.Pronouns, Born: p.Born, BornAbout: p.BornAbout, Age: -1,
		NHSNumber: p.NHSNumber, Language: p.Language, Interpreter: p.Interpreter, Format: p.Format, AccessNote: p.AccessNote,
		Practice: p.Practice, PracticeWords: p.PracticeWords, Address: p.Address, Postcode: p.Postcode,
		HiddenAddress: p.HiddenAddress, SafeContact: p.SafeContact, Restricted: p.Restricted, Risk: p.Risk, Died: p.Died,
		JoinedTo: p.JoinedTo, Ways: p.Ways, Version: p.Version, Full: full}
	if !p.Born.IsZero() {
		c.Age = today.Age(p.Born)
		if !p.Died.IsZero() {
			c.Age = p.Died.Age(p.Born)
		}
	}
	if full {
		return c
	}
	if p.HiddenAddress || p.Restricted {
		c.Address, c.Postcode, c.Practice, c.PracticeWords = "", "", "", ""
	}
	if p.HiddenAddress {
		c.Ways = without(c.Ways, Place)
	}
	if p.Restricted {
		return Card{ID: p.ID, Name: "Restricted record", Age: -1, Restricted: true, Died: p.Died, JoinedTo: p.JoinedTo,
			Version: p.Version, Language: "en", Format: "standard"}
	}
	return c
}

func without(ways []Way, kind WayKind) []Way {
	var out []Way
	for _, w := range ways {
		if w.Kind != kind {
			out = append(out, w)
		}
	}
	return out
}

// UnderAge is the chip of whoever is young by their birth date.
const UnderAge = "Under 18"

// Chips returns what must be done differently for this person, in plain words: the
// chips at the top of their pages.
func (c Card) Chips() []string {
	var out []string
	if !c.Died.IsZero() {
		out = append(out, "Has died")
	}
	if c.Age >= 0 && c.Age < 18 && c.Died.IsZero() {
		out = append(out, UnderAge)
	}
	if c.SafeContact {
		out = append(out, "Safe contact only")
	}
	signs := c.Format == "bsl" && c.Interpreter && c.Language == "bfi" // said once, as the interpreter
	if c.Format != "standard" && c.Format != "" && !signs {
		out = append(out, vocabulary.Formats().Words(c.Format, "en"))
	}
	if c.Interpreter {
		out = append(out, vocabulary.Languages().Words(c.Language, "en")+" interpreter")
	} else if c.Language != "en" && c.Language != "" {
		out = append(out, "Speaks "+vocabulary.Languages().Words(c.Language, "en"))
	}
	if w, ok := c.first(Phone, Mobile); ok && w.MayCall && !w.MayText {
		out = append(out, "Ring, do not text")
	} else if ok && !w.MayCall && w.MayText {
		out = append(out, "Text, do not ring")
	}
	if c.AccessNote != "" {
		out = append(out, c.AccessNote)
	}
	if c.HiddenAddress {
		out = append(out, "Address hidden")
	}
	return out
}

func (c Card) first(kinds ...WayKind) (Way, bool) {
	for _, w := range c.Ways {
		for _, k := range kinds {
			if w.Kind == k {
				return w, true
			}
		}
	}
	return Way{}, false
}

// First returns a way of one of these kinds, the preferred one first.
func (c Card) First(kinds ...WayKind) (Way, bool) { return c.first(kinds...) }

// About returns the words after the name: "she, 74" or "about 60".
func (c Card) About() string {
	age := ""
	if c.Age >= 0 {
		age = strconv.Itoa(c.Age)
		if c.BornAbout {
			age = "about " + age
		}
	}
	switch {
	case c.Pronouns == "":
		return age
	case age == "":
		return c.Pronouns
	default:
		return c.Pronouns + ", " + age
	}
}

// Route says by which channel a message may go to the person by itself: "email",
// "letter" or "none", and where to. Safe contact and death always win: then nothing
// goes by itself. Nobody but the person's own worker learns of a hidden address.
func (c Card) Route() (channel, address string) {
	if c.SafeContact || !c.Died.IsZero() {
		return "none", ""
	}
	if w, ok := c.first(Email); ok {
		return "email", w.Value
	}
	if c.Address != "" && !c.HiddenAddress {
		return "letter", c.postal()
	}
	return "none", ""
}

// postal is the address with its postcode, once.
func (c Card) postal() string {
	if c.Postcode == "" || strings.Contains(strings.ToUpper(c.Address), c.Postcode) {
		return c.Address
	}
	return c.Address + "\n" + c.Postcode
}

// SafeMeans returns by how many means the person may be tried: ringing, texting,
// e-mail, a letter, each helper and each place. Where it is one, lost contact needs
// no second.
func (c Card) SafeMeans() int {
	ring, text, mail, others := 0, 0, 0, 0
	for _, w := range c.Ways {
		switch w.Kind {
		case Phone, Mobile:
			if w.MayCall {
				ring = 1
			}
			if w.MayText && w.Kind == Mobile {
				text = 1
			}
		case Email:
			mail = 1
		case Helper, Place:
			others++
		}
	}
	if c.Address != "" && !c.HiddenAddress && !c.SafeContact {
		others++
	}
	return ring + text + mail + others
}
