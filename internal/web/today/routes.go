package today

import (
	"strings"

	"github.com/a-h/templ"

	"weft/internal/authz"
	"weft/internal/call"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/connection"
	"weft/internal/draft"
	"weft/internal/message"
	"weft/internal/person"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
	"weft/internal/worklist"
)

// Pages are what this page calls.
type Pages struct {
	People      *person.Service
	Cases       *caseload.Service
	Calls       *call.Service
	Connections *connection.Service
	Messages    *message.Service
	Worklist    *worklist.Service
}

// Routes adds the page to the site.
func (p Pages) Routes(s *site.Site) { s.Handle("GET /today", p.index) }

// view is the page: what is due, what is new, what groups said, what is unfinished.
type view struct {
	title    string
	lede     string
	due      []ui.RowProps
	upcoming []ui.RowProps
	answers  []ui.RowProps
	came     []ui.RowProps
	fresh    []ui.RowProps
	drafts   []ui.RowProps
	rang     []ui.RowProps
	failed   []ui.RowProps
	people   int
	offers   string
	pause    string // where to ask for one
	calls    string
	after    []ui.RowProps
	register string
	thoughts string
	undo     string
	undoKey  string
}

const comingDays = 7

func (p Pages) index(q *site.Request) error {
	if err := authz.Check(q.Actor, authz.CaseWork); err != nil {
		return err
	}
	ctx, today := q.Context(), q.Site.Today()
	v := view{title: q.Site.Words.Weekday("en", today), pause: q.To("/team/pause/ask"), calls: q.To("/calls")}
	if q.Actor.May(authz.OfferTake) {
		v.offers = q.To("/team/offers")
	}
	var cases []caseload.Listed
	var news connection.News
	var drafts []draft.Draft
	var calls []call.Call
	err := q.Site.Together(
		func() (err error) {
			cases, err = p.Cases.List(ctx, q.Actor, caseload.Filter{Worker: q.Actor.ID})
			return err
		},
		func() (err error) { news, err = p.Connections.Today(ctx, q.Actor); return err },
		func() (err error) { drafts, err = q.Site.Drafts.List(ctx, q.Actor); return err },
		func() (err error) { calls, err = p.Calls.Open(ctx, q.Actor); return err },
		func() (err error) { v.failed, err = p.failed(q); return err },
		func() error { return p.afterClosing(q, &v) })
	if err != nil {
		return err
	}
	var people map[person.ID]person.Line
	var lines []worklist.Line
	err = q.Site.Together(
		func() (err error) {
			people, err = p.People.Lines(ctx, q.Actor, whose(cases, news.Answered, news.ToCome))
			return err
		},
		func() (err error) { lines, err = p.Worklist.Of(ctx, q.Actor, q.Actor.ID, cases); return err })
	if err != nil {
		return err
	}
	v.people = len(cases)
	p.addLines(q, &v, lines, people, today)
	addNews(q, &v, news, people, onHold(cases))
	v.drafts, v.rang = draftRows(q, drafts, people), rang(q, calls, people)
	v.lede = lede(lines, today)
	if pid, cid, ok := strings.Cut(q.Kept("undo"), " "); ok {
		q.Forget("undo")
		v.undo, v.undoKey = q.To("/people/"+pid+"/contact/"+cid+"/undo"), q.Key()
	}
	return q.Render(q.Page("Today"), page(v))
}

// addNews adds what groups answered, and of whom it is time to ask whether they came;
// nothing nags while a case is on hold.
func addNews(q *site.Request, v *view, news connection.News, people map[person.ID]person.Line, held map[person.ID]bool) {
	for _, c := range news.Answered {
		if c.Status != connection.Stopped { // it may have ended since
			v.answers = append(v.answers, answerRow(q, c, people[c.Person]))
		}
	}
	for _, c := range news.ToCome {
		if !held[c.Person] {
			ask := "Did " + first(people[c.Person].Name) + " come?"
			if c.Status == connection.Attended {
				ask = "Has " + first(people[c.Person].Name) + " settled?"
			}
			v.came = append(v.came, ui.RowProps{Title: c.Name, Href: q.To("/people/" + c.Person.String() + "/connections"), Text: ask})
		}
	}
}

func whose(cases []caseload.Listed, lists ...[]connection.Connection) []person.ID {
	seen := map[person.ID]bool{}
	var out []person.ID
	add := func(p person.ID) {
		if !seen[p] {
			seen[p] = true
			out = append(out, p)
		}
	}
	for _, c := range cases {
		add(c.Person)
	}
	for _, l := range lists {
		for _, c := range l {
			add(c.Person)
		}
	}
	return out
}

// rang are the calls that the reader may ring back: nobody else has taken them and it is
// not a colleague's person who rang.
func rang(q *site.Request, list []call.Call, people map[person.ID]person.Line) []ui.RowProps {
	var out []ui.RowProps
	for _, c := range list {
		if c.Masked || c.Status == call.Taken && c.Holder != q.Actor.ID {
			continue
		}
		r := ui.RowProps{Lead: frame.When(q, c.At), Title: c.Who, Href: q.To("/calls/" + c.ID.String()), Text: c.Words}
		if name := people[c.Person].Name; name != "" {
			r.Title = name
		}
		if r.Title == "" {
			r.Title = "A number that we do not know"
		}
		if c.Urgent {
			r.Chips = []string{"Ring soon"}
		}
		out = append(out, r)
	}
	return out
}

// addLines sorts people into those whose day has come, those of the coming week and the
// new ones. Nobody stands twice, and what is due rides on the one row.
func (p Pages) addLines(q *site.Request, v *view, lines []worklist.Line, people map[person.ID]person.Line, today clock.Date) {
	for _, l := range lines {
		c := l.Case
		who, href := people[c.Person], q.To("/people/"+c.Person.String())
		row := ui.RowProps{Title: who.Name, Href: href, Chips: who.Chips, Risk: who.Risk, RiskHref: href + "/details#risk"}
		if links := with(q, l, href); len(links) > 0 {
			row.Body = rides(links, len(l.With)-len(links))
		}
		switch {
		case c.Status == caseload.FirstContact && l.On.After(today) && today.DaysSince(clock.DateOf(c.Opened, q.Site.Zone)) < comingDays:
			row.Text, row.Actions = "First contact by "+q.Site.Words.Day("en", l.On, today)+".", p.actions(q, c, who)
			v.fresh = append(v.fresh, row)
		case l.On.After(today.AddDays(comingDays)):
			continue
		case l.On.After(today):
			row.Lead, row.Text = frame.Short(q, l.On), soon(q, l)
			row.Chips = append(row.Chips, meeting(l, who)...)
			v.upcoming = append(v.upcoming, row)
		default:
			row.Lead, row.Text = lead(l), now(q, l, today)
			row.Chips = append(row.Chips, meeting(l, who)...)
			row.Actions = p.actions(q, c, who)
			v.due = append(v.due, row)
		}
	}
}

// meeting is the chip of what is planned, such as an interpreter who comes.
func meeting(l worklist.Line, who person.Line) []string {
	if words := meetingWords(l.Case.Next, who); l.Planned && words != "" {
		return []string{words}
	}
	return nil
}

// now says what is planned for a day that has come, and since when it waits.
func now(q *site.Request, l worklist.Line, today clock.Date) string {
	n := l.Case.Next
	if !l.Planned {
		return before(q, n)
	}
	text := n.Note
	if n.Place != "" {
		text = strings.Trim(n.Place+". "+n.Note, " .") + "."
	}
	if n.On.Before(today) {
		text = strings.Trim("Since "+q.Site.Words.Day("en", n.On, today)+". "+text, " ")
	}
	return text
}

// before says that something cannot wait for the day that is planned, where one is.
func before(q *site.Request, n caseload.Next) string {
	if n.On.IsZero() {
		return ""
	}
	return "Before your " + strings.ToLower(n.Kind.Words()) + " on " + frame.Short(q, n.On) + "."
}

// soon says what is planned for a day of the coming week.
func soon(q *site.Request, l worklist.Line) string {
	n := l.Case.Next
	if !l.Planned {
		return before(q, n)
	}
	text := n.Note
	if n.Place != "" {
		text = strings.Trim(n.Place+". "+n.Note, " .") + "."
	}
	return strings.TrimSpace(strings.TrimSpace(n.Kind.Words()+" "+frame.TimeWords(n.Time)) + ". " + text)
}

// actions are the commonest acts, one step away.
func (p Pages) actions(q *site.Request, c caseload.Listed, who person.Line) templ.Component {
	href := q.To("/people/" + c.Person.String())
	return rowActions(rowView{name: who.Name, record: href + "/contact/new", noAnswer: href + "/no-answer", key: q.Key(), call: c.Next.Kind == caseload.Call})
}

type rowView struct {
	name, record, noAnswer, key string
	call                        bool
}

func lead(l worklist.Line) string {
	switch n := l.Case.Next; {
	case !l.Planned:
		return caseload.Check.Words()
	case n.Time != "":
		return frame.TimeWords(n.Time)
	default:
		return n.Kind.Words()
	}
}

func answerRow(q *site.Request, c connection.Connection, who person.Line) ui.RowProps {
	text := c.AnswerWords
	if text == "" {
		text = "About " + first(who.Name) + ", " + frame.Day(q, c.Answered) + "."
	}
	row := ui.RowProps{Lead: answerLead(c), Title: c.Name, Href: q.To("/people/" + c.Person.String() + "/connections"), Text: text}
	switch {
	case c.Status.Opened():
		row.Actions = ui.Button(ui.ButtonProps{Label: "Tell " + first(who.Name), Kind: ui.Secondary, Small: true, Href: q.To("/people/" + c.Person.String() + "/contact/new")})
	case c.Status == connection.Acknowledged:
		row.Actions = ui.Button(ui.ButtonProps{Label: "Answer", For: c.Name, Kind: ui.Secondary, Small: true, Href: row.Href})
	default:
		row.Actions = ui.Button(ui.ButtonProps{Label: "See others", For: "for " + who.Name, Kind: ui.Secondary, Small: true, Href: q.To("/people/" + c.Person.String() + "/connect")})
	}
	return row
}

func answerLead(c connection.Connection) string {
	switch c.Status {
	case connection.Waiting:
		return "Full"
	case connection.Declined:
		return "No"
	case connection.Acknowledged:
		return "Asks"
	case connection.NoResponse:
		return "Silent"
	default:
		return "Yes"
	}
}

func first(name string) string {
	out, _, _ := strings.Cut(name, " ")
	return out
}

// draftRows names each draft by its form and, where it is a person's, by their name.
func draftRows(q *site.Request, drafts []draft.Draft, people map[person.ID]person.Line) []ui.RowProps {
	var out []ui.RowProps
	for _, d := range drafts {
		title := formWords(d.Form)
		if parts := strings.Split(d.Form, "/"); len(parts) > 2 && parts[1] == "people" {
			if c, ok := people[person.ID(parts[2])]; ok {
				title += ", " + c.Name
			}
		}
		out = append(out, ui.RowProps{Title: title, Href: q.To(d.Form), Text: "Kept since " + frame.When(q, d.At) + "."})
	}
	return out
}

func formWords(form string) string {
	for _, f := range []struct{ end, words string }{{"/contact/new", "Contact"}, {"/conversation", "Conversation"}, {"/plan/edit", "Plan"},
		{"/close", "Closing"}, {"/concern", "Concern"}, {"/details/edit", "Details"}, {"/register/new", "Register"}, {"/hand-over", "Hand-over"},
		{"/hold", "Pause"}, {"/edit", "Entry"}, {"/reflections", "Reflection"}, {"/referrals/new", "Referral"}, {"/refer", "Referral"}} {
		if strings.HasSuffix(form, f.end) {
			return f.words
		}
	}
	return "A form"
}

// lede says how the day stands, in a sentence and not in counters.
func lede(lines []worklist.Line, today clock.Date) string {
	visits, calls, others, late := 0, 0, 0, 0
	for _, l := range lines {
		if l.On.After(today) {
			continue
		}
		if l.Planned && l.On.Before(today) {
			late++
		}
		switch kind := l.Case.Next.Kind; {
		case l.Planned && (kind == caseload.Visit || kind == caseload.Meeting):
			visits++
		case l.Planned && kind == caseload.Call:
			calls++
		default:
			others++
		}
	}
	var parts []string
	for _, p := range []struct {
		n         int
		one, many string
	}{{visits, "visit", "visits"}, {calls, "call", "calls"}, {others, "thing to check", "things to check"}} {
		if p.n > 0 {
			parts = append(parts, number(p.n)+" "+plural(p.n, p.one, p.many))
		}
	}
	if len(parts) == 0 {
		return "Nothing is due today. Time to ring a group, or to breathe."
	}
	out := strings.Join(parts, ", ")
	out = strings.ToUpper(out[:1]) + out[1:] + ". "
	switch late {
	case 0:
		return out + "Nobody is waiting on you from before today."
	case 1:
		return out + "One of them from before today."
	default:
		words := number(late)
		return out + strings.ToUpper(words[:1]) + words[1:] + " of them from before today."
	}
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
