package support

import (
	"slices"
	"strings"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/contact"
	"weft/internal/errs"
	"weft/internal/i18n"
	"weft/internal/id"
	"weft/internal/person"
	"weft/internal/text"
)

// ID identifies a letter of support.
type ID = id.ID[Letter]

// Purpose is what a letter is for.
type Purpose string

// The purposes.
const (
	Housing  Purpose = "housing"
	Benefit  Purpose = "benefit"
	School   Purpose = "school"
	Employer Purpose = "employer"
	Other    Purpose = "anything" // "other" would read as a plural form in the catalogue
)

// Purposes lists what a letter may be for, in the order of the form.
func Purposes() []Purpose { return []Purpose{Housing, Benefit, School, Employer, Other} }

// Words returns the purpose in plain words.
func (p Purpose) Words() string {
	switch p {
	case Housing:
		return "Housing"
	case Benefit:
		return "A benefit"
	case School:
		return "A school"
	case Employer:
		return "An employer"
	default:
		return "Something else"
	}
}

// Letter is one letter of support, in the words in which it was made.
type Letter struct {
	ID        ID
	Case      caseload.ID
	Person    person.ID
	Lang      string
	Purpose   Purpose
	Recipient string // whom it goes to, one line each
	Subject   string
	Body      string
	Told      []string // keys of the facts that were ticked
	Consent   string   // id of the agreement
	Contact   contact.ID
	By        authz.AccountID
	At        time.Time
	TakenBack time.Time // the person took their agreement back
}

func (l Letter) subject() audit.Subject {
	return audit.About("support_letter", l.ID.String(), l.Person.String())
}

// To names whom the letter goes to in one line; empty: whom it may concern.
func (l Letter) To() string { return strings.ReplaceAll(l.Recipient, "\n", ", ") }

// Fact is one sentence that the record can say, in the words in which it will read. A
// fact that is Private is about a need: it is told only where the person agreed to it.
type Fact struct {
	Key      string
	Sentence string
	Private  bool
}

// Keys of the facts that stand once; the others carry an id or a code behind a colon.
const (
	Since = "since" // how long the service has known them
	Often = "often" // how often they meet
	Words = "words" // what matters to them, in their words
)

// New is what the form asks. Nothing is required but the agreement, and something to say.
type New struct {
	Key          string
	Lang         string // "en" or "cy"
	Name         string // of whoever gets it
	Organisation string
	Address      string
	Reference    string // theirs
	Purpose      Purpose
	For          string // what it is for, in free words
	Facts        []string
	Quote        string // the part of their words that is quoted; empty: all
	Sentence     string // the worker's own, factual
	Title        string // the worker's job title; empty: what a worker is called there
	Agreed       bool   // the person agreed to this letter
	How          string // how they agreed
}

const (
	longestLine  = 200
	longestWords = 1500
)

func (n New) tidy() New {
	n.Name, n.Organisation, n.Reference, n.Title = text.Line(n.Name), text.Line(n.Organisation), text.Line(n.Reference), text.Line(n.Title)
	n.Address, n.For, n.Quote, n.Sentence = text.Words(n.Address), text.Line(n.For), text.Words(n.Quote), text.Words(n.Sentence)
	n.How = text.Line(n.How)
	if n.Purpose == "" {
		n.Purpose = Other
	}
	if n.Lang == "" {
		n.Lang = i18n.English
	}
	return n
}

// validate says what is wrong with the answers themselves, as Invalid with the fields
// named. The agreement is asked when the letter is made, not when it is looked at.
func (n New) validate() error {
	var c errs.Check
	c.Require(slices.Contains(i18n.Languages(), n.Lang), "lang", "support.lang_unknown")
	c.Require(slices.Contains(Purposes(), n.Purpose), "purpose", "support.purpose_unknown")
	for field, words := range map[string]string{"name": n.Name, "organisation": n.Organisation, "reference": n.Reference, "title": n.Title, "agreed_how": n.How} {
		c.Require(text.Length(words) <= longestLine, field, "form.too_long", longestLine)
	}
	for field, words := range map[string]string{"address": n.Address, "for": n.For, "sentence": n.Sentence} {
		c.Require(text.Length(words) <= longestWords, field, "form.too_long", longestWords)
	}
	return c.Err()
}

// recipient is whom it goes to, one line each.
func (n New) recipient() string {
	var out []string
	for _, s := range []string{n.Name, n.Organisation, n.Address} {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, "\n")
}
