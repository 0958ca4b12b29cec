package support

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/connection"
	"weft/internal/contact"
	"weft/internal/errs"
	"weft/internal/i18n"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/text"
	"weft/internal/vocabulary"
)

// record is what facts are taken from.
type record struct {
	c        caseload.Case
	card     person.Card
	service  org.Service
	lists    vocabulary.Lists
	heard    plan.Conversation
	plan     plan.Plan // the one that stands; zero where none does
	contacts []contact.Contact
	groups   []connection.Connection
	worker   string // who writes
}

// writer makes sentences of a record in one language.
type writer struct {
	record
	words *i18n.Catalogue
	zone  *time.Location
	lang  string
}

func (w writer) say(key string, args ...any) string {
	return w.words.T(w.lang, "support.letter."+key, args...)
}

func (w writer) first() string {
	name, _, _ := strings.Cut(w.card.Name, " ")
	return name
}

// facts are the sentences that the record can say, in the order of the letter.
func (w writer) facts(quote string) []Fact {
	since := clock.DateOf(w.c.Opened, w.zone)
	out := []Fact{{Key: Since, Sentence: w.say("since", w.card.Name, w.service.Name, w.words.T(w.lang, "date.month."+strconv.Itoa(int(since.Month)))+" "+strconv.Itoa(since.Year))}}
	if n := every(w.spoken()); n > 0 {
		out = append(out, Fact{Key: Often, Sentence: w.often(n)})
	}
	if w.heard.Matters != "" {
		if quote == "" {
			quote = w.heard.Matters
		}
		out = append(out, Fact{Key: Words, Sentence: w.say("words", w.first(), quote)})
	}
	for _, g := range w.plan.Goals {
		if g.Status == plan.SetAside || g.Status == plan.Changed {
			continue
		}
		for _, a := range g.Actions {
			if a.Owner == plan.ByPerson && a.Status != plan.NotNeeded {
				out = append(out, Fact{Key: "action:" + a.Thread.String(), Sentence: w.say(does(a), w.first(), strings.TrimRight(a.Words, "."))})
			}
		}
	}
	for _, c := range w.groups {
		if c.Status == connection.Attended || c.Status == connection.Ongoing {
			out = append(out, Fact{Key: "group:" + c.ID.String(), Sentence: w.say("group", w.first(), c.Name)})
		}
	}
	for _, code := range w.heard.Needs {
		out = append(out, Fact{Key: "need:" + code, Private: true, Sentence: w.say("need", w.first(), lower(w.lists.Words(vocabulary.NeedList, code, w.lang)))})
	}
	return out
}

func does(a plan.Action) string {
	if a.Status == plan.Done {
		return "did"
	}
	return "agreed"
}

// spoken are the days on which they were spoken with in this case, the oldest first.
func (w writer) spoken() []clock.Date {
	var out []clock.Date
	for _, k := range w.contacts {
		if k.Case == w.c.ID && k.Outcome.Reached() && k.Struck.IsZero() {
			out = append(out, clock.DateOf(k.At, w.zone))
		}
	}
	slices.SortFunc(out, func(a, b clock.Date) int { return a.DaysSince(b) })
	return slices.Compact(out)
}

// every returns every how many weeks they met on these days, or 0 when it is too early
// to say.
func every(days []clock.Date) int {
	if len(days) < 3 {
		return 0
	}
	span := days[len(days)-1].DaysSince(days[0])
	return max(1, (2*span+7*(len(days)-1))/(14*(len(days)-1)))
}

func (w writer) often(weeks int) string {
	if weeks == 1 {
		return w.say("every_week", w.first())
	}
	return w.say("every_weeks", w.first(), weeks)
}

// lower begins words in the middle of a sentence; a word in capitals stays.
func lower(s string) string {
	if len(s) > 1 && s[1] >= 'A' && s[1] <= 'Z' {
		return s
	}
	for i := range s {
		if i > 0 {
			return strings.ToLower(s[:i]) + s[i:]
		}
	}
	return s
}

// write makes the letter of what was ticked, or says what is wrong with the choice.
func (w writer) write(in New) (Letter, error) {
	var c errs.Check
	facts, told := w.facts(in.Quote), []string{}
	var said []string
	for _, f := range facts {
		if slices.Contains(in.Facts, f.Key) {
			said, told = append(said, f.Sentence), append(told, f.Key)
		}
	}
	for _, key := range in.Facts { // what was ticked is in the record no more
		c.Require(slices.ContainsFunc(facts, func(f Fact) bool { return f.Key == key }), "facts", "support.fact_gone")
	}
	c.Require(in.Quote == "" || strings.Contains(text.Line(w.heard.Matters), text.Line(in.Quote)), "quote", "support.quote_changed")
	c.Require(len(said) > 0 || in.Sentence != "", "facts", "support.nothing_said")
	l := Letter{Case: w.c.ID, Person: w.c.Person, Lang: in.Lang, Purpose: in.Purpose, Recipient: in.recipient(), Told: told,
		Subject: w.say("subject", w.card.Name)}
	l.Body = strings.Join(w.paragraphs(in, said), "\n\n")
	for field, words := range map[string]string{"address": l.Recipient, "for": in.For, "sentence": in.Sentence, "title": in.Title, "reference": in.Reference} {
		c.Require(!w.card.Reveals(words), field, "support.reveals")
	}
	c.Require(!w.card.Reveals(strings.Join(said, " ")), "facts", "support.reveals")
	return l, c.Err()
}

func (w writer) paragraphs(in New, said []string) []string {
	greeting, end := w.say("greeting"), w.say("faithfully")
	if in.Name != "" {
		greeting, end = w.say("greeting_named", in.Name), w.say("sincerely")
	}
	out := []string{greeting}
	if in.Reference != "" {
		out = append(out, w.say("reference", in.Reference))
	}
	about := w.say("for."+string(in.Purpose), w.card.Name)
	if in.For != "" {
		about += " " + w.say("for_words", strings.TrimRight(in.For, "."))
	}
	out = append(append(out, about), said...)
	if in.Sentence != "" {
		out = append(out, in.Sentence)
	}
	sign := []string{w.worker, cmp.Or(in.Title, w.title()), w.service.Name}
	if w.service.Phone != "" {
		sign = append(sign, w.say("phone", w.service.Phone))
	}
	return append(out, w.say("agreed_to_it", w.first()), w.say("facts_only"), end, strings.Join(sign, "\n"))
}

// title is what a worker is called at the service.
func (w writer) title() string {
	t := w.lists.Worker(w.lang)
	for i := range t {
		if i > 0 {
			return strings.ToUpper(t[:i]) + t[i:]
		}
	}
	return t
}
