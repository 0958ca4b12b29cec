package frame

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/family"
	"weft/internal/id"
	"weft/internal/person"
	"weft/internal/vocabulary"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// Loader loads a person's frame.
type Loader struct {
	People   *person.Service
	Cases    *caseload.Service
	Accounts *account.Service
	Family   *family.Service
}

// Frame is a person as the reader may see them, with their case, if there is one.
type Frame struct {
	Card    person.Card
	Family  family.Brief // young, and whether they look after somebody
	Case    caseload.Case
	HasCase bool
	Worker  string           // the link worker's name; "you" for the reader
	Reads   bool             // the reader may read the story
	Works   bool             // the reader may add to the case, and it is open
	Path    string           // "/people/{id}"
	Lists   vocabulary.Lists // of the service that knows them
}

// Load returns the frame of the person in the address, and records the look. Someone
// outside the reader's scope is NotFound. A record that was joined with another leads
// to that one.
func (l Loader) Load(q *site.Request) (Frame, error) {
	var f Frame
	pid, err := id.Parse[person.Person](q.PathValue("id"))
	if err != nil {
		return f, err
	}
	ctx := q.Context()
	if f.Card, err = l.People.ByID(ctx, q.Actor, pid); err != nil {
		return f, err
	}
	f.Path = "/people/" + f.Card.ID.String()
	if f.Family, err = l.Family.Brief(ctx, q.Actor, f.Card.ID); err != nil {
		return f, err
	}
	if q.Actor.May(authz.CaseList) {
		f.Case, err = l.Cases.ForPerson(ctx, q.Actor, f.Card.ID)
		switch {
		case err == nil:
			f.HasCase = true
		case !errs.Is(err, errs.NotFound):
			return f, err
		}
	}
	f.Lists = q.Lists(f.Case.Service.String(), "")
	f.Reads = f.HasCase && q.Actor.May(authz.CaseRead)
	f.Works = f.HasCase && f.Case.Open() && q.Actor.May(authz.CaseWork)
	if f.HasCase {
		if f.Worker, err = l.worker(q, f.Case.Worker); err != nil {
			return f, err
		}
	}
	return f, q.Site.Audit.Looked(ctx, q.Actor, f.Card.ID.String())
}

func (l Loader) worker(q *site.Request, w authz.AccountID) (string, error) {
	if w == q.Actor.ID {
		return "you", nil
	}
	names, err := l.Accounts.Names(q.Context(), w)
	return names[w], err
}

// Page returns the page of a person: the bar with their name and how to reach them,
// and the title. heading makes the name the page's h1.
func (f Frame) Page(q *site.Request, title string, heading bool) ui.Page {
	words := f.Card.Name
	if title != "" {
		words = title + ", " + f.Card.Name
	}
	p := q.Page(words)
	bar := ui.IdentProps{Name: f.Card.Name, Aside: f.Card.About(), Heading: heading, Chips: f.chips(), Notes: f.notes(q), Risk: f.Card.Risk != "",
		RiskHref: q.To(f.Path + "/details#risk"), Facts: f.facts(q)}
	if !heading {
		bar.NameHref = q.To(f.Path)
	}
	if heading && f.HasCase && q.Actor.May(authz.CaseBook) {
		bar.More = []ui.Link{{Href: q.To(f.Path + "/text"), Label: "Send a text"}, {Href: q.To(f.Path + "/letter"), Label: "Write a letter"}}
	}
	if heading && f.Works {
		bar.Main = &ui.ButtonProps{Label: "Record contact", Href: q.To(f.Path + "/contact/new")}
		bar.More = []ui.Link{{Href: q.To(f.Path + "/conversation"), Label: "Conversation"}, {Href: q.To(f.Path + "/review"), Label: "Look at the plan together"},
			{Href: q.To(f.Path + "/plan/edit"), Label: "Change the plan"},
			{Href: q.To(f.Path + "/connect"), Label: "Connect to a group"},
			{Href: q.To(f.Path + "/text"), Label: "Send a text"}, {Href: q.To(f.Path + "/letter"), Label: "Write a letter"},
			{Href: q.To(f.Path + "/support-letter"), Label: "Letter of support"}}
		bar.More = append(bar.More, f.stages(q)...)
	}
	if heading && f.HasCase && !f.Case.Open() && q.Actor.May(authz.CaseWork) && f.Card.Died.IsZero() {
		bar.Main = &ui.ButtonProps{Label: "Open again", Href: q.To(f.Path + "/reopen")}
		if f.Case.Status == caseload.FollowUp {
			bar.Main = &ui.ButtonProps{Label: "One more look", Href: q.To(f.Path + "/follow-up")}
			bar.More = []ui.Link{{Href: q.To(f.Path + "/reopen"), Label: "Open again"}}
		}
	}
	p.Banner = ui.Ident(bar)
	return p
}

// stages are the steps that the case may take from where it stands.
func (f Frame) stages(q *site.Request) []ui.Link {
	var out []ui.Link
	add := func(path, label string) { out = append(out, ui.Link{Href: q.To(f.Path + path), Label: label}) }
	if f.Case.Status == caseload.OnHold || f.Case.Status == caseload.SteppingDown {
		add("/take-up", "Take up again")
	}
	if f.Case.Status.MayBecome(caseload.OnHold) {
		add("/hold", "Put on hold")
	}
	if f.Case.Status != caseload.OnHold && f.Case.Status.MayBecome(caseload.SteppingDown) {
		add("/step-down", "Step down")
	}
	add("/level", "How much support")
	add("/hand-over", "Hand over")
	add("/close", "Close")
	return out
}

// notes are the chips that lead to what to read first. That somebody is under 18 stands
// on each of their pages, and so on every form for a contact, a letter or a text.
func (f Frame) notes(q *site.Request) []ui.Link {
	if !f.Family.Under18 {
		return nil
	}
	return []ui.Link{{Href: q.To(f.Path + "/family#young"), Label: "Under 18: see who may know"}}
}

func (f Frame) chips() []string {
	out := slices.DeleteFunc(f.Card.Chips(), func(c string) bool { return c == person.UnderAge && f.Family.Under18 })
	switch {
	case f.Family.YoungCarer:
		out = append(out, "Young carer")
	case f.Family.Cares:
		out = append(out, "Looks after somebody")
	}
	return out
}

func (f Frame) facts(q *site.Request) []ui.Fact {
	var out []ui.Fact
	if ring := f.Ring(); ring != "" {
		out = append(out, ui.Fact{Term: "Ring", Value: ring, Href: ui.Tel(ring)})
	}
	if !f.HasCase {
		return append(out, ui.Fact{Term: ui.Sentence(f.Lists.Worker("en")), Value: "none yet"})
	}
	since := clock.DateOf(f.Case.Opened, q.Site.Zone)
	out = append(out, ui.Fact{Term: "With", Value: f.Worker + ", since " + q.Site.Words.Date("en", since)})
	if !f.Case.Open() {
		out = append(out, ui.Fact{Term: "Closed", Value: Day(q, f.Case.Closed)})
		if f.Case.Status == caseload.FollowUp {
			out = append(out, ui.Fact{Term: "One more look", Value: q.Site.Words.Day("en", f.Case.Next.On, q.Site.Today())})
		}
		return out
	}
	if f.Case.Status == caseload.OnHold {
		return append(out, ui.Fact{Term: "On hold, look again", Value: q.Site.Words.Day("en", f.Case.Next.On, q.Site.Today())})
	}
	if f.Case.Level != "" {
		out = append(out, ui.Fact{Term: "Support", Value: f.Case.Level.Short()})
	}
	return append(out, ui.Fact{Term: "Next", Value: NextWords(q, f.Case.Next)})
}

// Ring returns the telephone number to ring, or "".
func (f Frame) Ring() string {
	w, ok := f.Card.First(person.Phone, person.Mobile)
	if !ok || !w.MayCall || !f.Card.Died.IsZero() {
		return ""
	}
	return w.Value
}

// MayTell reports whether fixed words may go to the person by themselves: where contact
// must be safe, or there is no safe way, somebody rings instead.
func (f Frame) MayTell() bool {
	channel, _ := f.Card.Route()
	return channel != "none"
}

// Tabs returns the links between a person's pages, with the present one marked.
func (f Frame) Tabs(q *site.Request, current string) []ui.NavItem {
	tabs := []struct{ path, label string }{{"", "Story"}, {"/plan", "Plan"}, {"/connections", "Connections"}, {"/family", "Family"}, {"/sharing", "Sharing"}, {"/details", "Details"}}
	var out []ui.NavItem
	for _, t := range tabs {
		if !f.Reads && (t.path == "/plan" || t.path == "/connections") {
			continue
		}
		out = append(out, ui.NavItem{Href: q.To(f.Path + t.path), Label: t.label, Current: t.label == current})
	}
	return out
}

// Day says the day of a moment: "today", "16 October".
func Day(q *site.Request, t time.Time) string {
	return q.Site.Words.Day("en", clock.DateOf(t, q.Site.Zone), q.Site.Today())
}

// Short says a day in the narrow first column of a list: "today", "Mon 23", "18 Nov".
func Short(q *site.Request, d clock.Date) string {
	away := d.DaysSince(q.Site.Today())
	switch {
	case away == 0:
		return "Today"
	case away > 0 && away < 7:
		return d.Weekday().String()[:3] + " " + strconv.Itoa(d.Day)
	default:
		return strconv.Itoa(d.Day) + " " + d.Month.String()[:3]
	}
}

// When says a moment: "today, 8.14".
func When(q *site.Request, t time.Time) string {
	return q.Site.Words.When("en", t.In(q.Site.Zone), q.Site.Today())
}

// NextWords says what comes next: "today, 9.30, visit".
func NextWords(q *site.Request, n caseload.Next) string {
	if n.On.IsZero() {
		return "nothing planned"
	}
	out := q.Site.Words.Day("en", n.On, q.Site.Today())
	if n.Time != "" {
		out += ", " + TimeWords(n.Time)
	}
	out += ", " + strings.ToLower(n.Kind.Words())
	if n.Place != "" {
		out += ", " + n.Place
	}
	if n.Confirmed != "" {
		out += ", confirmed"
	}
	return out
}

// TimeWords says "15:04" as "15.04".
func TimeWords(t string) string { return strings.TrimPrefix(strings.Replace(t, ":", ".", 1), "0") }
