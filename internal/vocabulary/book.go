package vocabulary

import (
	"slices"
	"strings"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/id"
	"weft/internal/text"
)

// ChangeID identifies a local change.
type ChangeID = id.ID[Change]

// Kind says what a change does to an entry.
type Kind string

// The kinds of change.
const (
	Worded  Kind = "worded"  // these words, and offered
	Retired Kind = "retired" // not offered; records keep its words
	Default Kind = "default" // as it would be without a change here
)

// Change is one local change of an entry. It holds from Starts to Ends, its last day,
// or for good where Ends is zero.
type Change struct {
	ID           ChangeID
	List         Name
	Code         string
	Service      string // the id of a service; empty: everywhere
	Kind         Kind
	En, Cy       string
	Starts, Ends clock.Date
	By           authz.AccountID
	Made         time.Time
	TakenBack    time.Time
	TakenBy      authz.AccountID
	seq          int64
}

func (c Change) holds(on clock.Date) bool {
	return c.TakenBack.IsZero() && !on.Before(c.Starts) && (c.Ends.IsZero() || !on.After(c.Ends))
}

// MayBeTakenBack reports whether a change can be taken back on a day: its own first day
// is not over, so no record of an earlier day rests on it.
func (c Change) MayBeTakenBack(today clock.Date) bool {
	return c.TakenBack.IsZero() && !c.Starts.Before(today)
}

// Where is the service whose words are asked for, and its nation, whose job title is
// the default. The zero Where is everywhere.
type Where struct {
	Service string
	Nation  clock.Nation
}

// Book is every local change. The zero Book has none: everything is as shipped.
type Book struct{ changes []Change } // in the order in which they were made

// At returns the lists of a service on a day.
func (b Book) At(w Where, on clock.Date) Lists { return Lists{book: b, where: w, on: on} }

// History returns every change of an entry at a service and everywhere, newest first,
// with those that were taken back. Without a service it returns those of everywhere.
func (b Book) History(n Name, code, service string) []Change {
	var out []Change
	for _, c := range b.changes {
		if c.List == n && c.Code == code && (c.Service == "" || c.Service == service) {
			out = append(out, c)
		}
	}
	slices.Reverse(out)
	return out
}

// Version counts what was ever done to an entry, anywhere. A form carries it, so that of
// two who change one entry at once the second is told.
func (b Book) Version(n Name, code string) int64 {
	var v int64
	for _, c := range b.changes {
		if c.List == n && c.Code == code {
			v++
			if !c.TakenBack.IsZero() {
				v++
			}
		}
	}
	return v
}

// last returns the change of an entry that decides at one place on a day: the one that
// began last, of two that began together the one made last.
func (b Book) last(n Name, code, service string, on clock.Date) (Change, bool) {
	var best Change
	found := false
	for _, c := range b.changes {
		if c.List == n && c.Code == code && c.Service == service && c.holds(on) && (!found || !c.Starts.Before(best.Starts)) {
			best, found = c, true
		}
	}
	return best, found && best.Kind != Default
}

// Lists are the lists as one service has them on one day.
type Lists struct {
	book  Book
	where Where
	on    clock.Date
}

// On returns the lists of the same service on another day: the day of a record.
func (l Lists) On(day clock.Date) Lists { l.on = day; return l }

// Entry is an entry as it stands on the day.
type Entry struct {
	Term
	Local   bool // its words, or itself, are from here
	Added   bool // Weft does not ship it
	Retired bool
	Since   clock.Date // when the change began that decides; zero: as shipped
}

// Entries returns every entry of a list, also those that are retired and, last, those
// that begin on a later day.
func (l Lists) Entries(n Name) []Entry {
	shipped := l.shipped(n)
	codes := l.codes(n, shipped)
	out := make([]Entry, 0, len(codes))
	for _, code := range codes {
		if e, ok := l.entry(n, code, shipped); ok {
			out = append(out, e)
		}
	}
	return out
}

// codes lists the shipped codes in their order and then the local ones, but "other"
// and "unknown" stay at the end.
func (l Lists) codes(n Name, shipped List) []string {
	out := make([]string, 0, len(shipped))
	var end []string
	for _, t := range shipped {
		if n.Grows() && (t.Code == "other" || t.Code == "unknown") {
			end = append(end, t.Code)
			continue
		}
		out = append(out, t.Code)
	}
	for _, c := range l.book.changes {
		if c.List == n && !shipped.Has(c.Code) && !slices.Contains(out, c.Code) && c.TakenBack.IsZero() && (c.Service == "" || c.Service == l.where.Service) {
			out = append(out, c.Code)
		}
	}
	return append(out, end...)
}

func (l Lists) shipped(n Name) List {
	if n == TitleList {
		return Titles(l.where.Nation)
	}
	return Shipped(n)
}

// Entry returns one entry as it stands on the day, retired or not yet begun too, with
// the words it has or had last. ok is false when no list here ever had the code.
func (l Lists) Entry(n Name, code string) (Entry, bool) { return l.entry(n, code, l.shipped(n)) }

func (l Lists) entry(n Name, code string, shipped List) (e Entry, ok bool) {
	e.Term, ok = shipped.Find(code)
	e.Added = !ok
	c, changed := l.deciding(n, code)
	e.Local = changed
	if changed {
		e.Since = c.Starts
	}
	switch {
	case changed && c.Kind == Worded:
		e.Term = Term{code, c.En, c.Cy}
		return e, true
	case changed: // retired
		e.Retired = true
	case ok:
		return e, true
	}
	if words, had := l.had(n, code, shipped); had {
		e.Term, ok = words, true
	}
	if e.Added {
		e.Retired = true // not yet begun, or over
	}
	return e, ok
}

// deciding returns the change that decides on the day: that of the service before that
// of everywhere.
func (l Lists) deciding(n Name, code string) (Change, bool) {
	if l.where.Service != "" {
		if c, ok := l.book.last(n, code, l.where.Service, l.on); ok {
			return c, true
		}
	}
	return l.book.last(n, code, "", l.on)
}

// had returns the words that an entry had last before the day, here rather than
// elsewhere; failing that the first it was ever given, so that no record is left with
// a bare code.
func (l Lists) had(n Name, code string, shipped List) (Term, bool) {
	var before, ever Change
	for _, c := range l.book.changes {
		if c.List != n || c.Code != code || c.Kind == Retired || !c.TakenBack.IsZero() {
			continue
		}
		if ever.ID == "" && c.Kind == Worded {
			ever = c
		}
		here := c.Service == "" || c.Service == l.where.Service
		if here && !c.Starts.After(l.on) && (before.ID == "" || !c.Starts.Before(before.Starts)) {
			before = c
		}
	}
	switch {
	case before.ID != "" && before.Kind == Worded:
		return Term{code, before.En, before.Cy}, true
	case shipped.Has(code):
		return Term{}, false
	case ever.ID != "":
		return Term{code, ever.En, ever.Cy}, true
	}
	return Term{}, false
}

// Offered returns what may be chosen on the day.
func (l Lists) Offered(n Name) List {
	var out List
	for _, e := range l.Entries(n) {
		if !e.Retired {
			out = append(out, e.Term)
		}
	}
	return out
}

// Words returns the words of a code on the day, also of one that is retired; the code
// itself where nobody ever gave it words.
func (l Lists) Words(n Name, code, lang string) string {
	if e, ok := l.Entry(n, code); ok {
		return e.Words(lang)
	}
	return code
}

// Known reports whether any list ever had the code, here or elsewhere, so that a record
// which has it may be saved again though it is retired.
func (l Lists) Known(n Name, code string) bool {
	_, ok := l.Entry(n, code)
	return ok
}

// Say returns the words of an entry where somebody changed them, else fallback: the words
// that the code itself has, for steps of the program.
func (l Lists) Say(n Name, code, lang, fallback string) string {
	if e, ok := l.Entry(n, code); ok && e.Local && e.Words(lang) != "" {
		return e.Words(lang)
	}
	return fallback
}

// Text returns a text of the service, or fallback where it has none.
func (l Lists) Text(code, lang, fallback string) string {
	if e, ok := l.Entry(TextList, code); ok && e.Words(lang) != "" {
		return e.Words(lang)
	}
	return fallback
}

// Needs returns what people ask for help with.
func (l Lists) Needs() List { return l.Offered(NeedList) }

// Sources returns where a referral can come from.
func (l Lists) Sources() List { return l.Offered(SourceList) }

// DeclineReasons returns why triage says no.
func (l Lists) DeclineReasons() List { return l.Offered(DeclineList) }

// ClosureReasons returns why a case closes.
func (l Lists) ClosureReasons() List { return l.Offered(ClosureList) }

// NotChosen returns why an option was not the one.
func (l Lists) NotChosen() List { return l.Offered(NotChosenList) }

// Barriers returns what may stand in the way of going to a group.
func (l Lists) Barriers() List { return l.Offered(BarrierList) }

// Formats returns how a person wants to be written to.
func (l Lists) Formats() List { return l.Offered(FormatList) }

// Languages returns the languages people most often ask for.
func (l Lists) Languages() List { return l.Offered(LanguageList) }

// OrgKinds returns the kinds of organisation.
func (l Lists) OrgKinds() List { return l.Offered(OrgKindList) }

// Worker returns what a worker is called, such as "link worker".
func (l Lists) Worker(lang string) string { return l.Words(TitleList, Worker, lang) }

// Workers returns what several are called.
func (l Lists) Workers(lang string) string { return l.Words(TitleList, Workers, lang) }

// slug makes the code of a new entry from its words. It is never shown.
func slug(words string) string {
	code := []rune(strings.Join(strings.Fields(text.Fold(words)), "-"))
	return string(code[:min(len(code), 60)])
}
