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
)

// Pages are what this page calls.
type Pages struct {
	People      *person.Service
	Cases       *caseload.Service
	Calls       *call.Service
	Connections *connection.Service
	Messages    *message.Service
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
	cases, err := p.Cases.List(ctx, q.Actor, caseload.Filter{Worker: q.Actor.ID})
	if err != nil {
		return err
	}
	answers, err := p.Connections.Answered(ctx, q.Actor)
	if err != nil {
		return err
	}
	waiting, err := p.Connections.WaitingToCome(ctx, q.Actor)
	if err != nil {
		return err
	}
	cards, err := p.People.Cards(ctx, q.Actor, whose(cases, answers, waiting))
	if err != nil {
		return err
	}
	drafts, err := q.Site.Drafts.List(ctx, q.Actor)
	if err != nil {
		return err
	}
	v := view{title: q.Site.Words.Weekday("en", today), people: len(cases), offers: q.To("/team/offers"), pause: q.To("/team/pause/ask"), calls: q.To("/calls")}
	p.addCases(q, &v, cases, cards, today)
	for _, c := range answers {
		if c.Status == connection.Stopped {
			continue // it has ended since
		}
		v.answers = append(v.answers, answerRow(q, c, cards[c.Person]))
	}
	held := onHold(cases)
	for _, c := range waiting {
		if held[c.Person] {
			continue // nothing nags while a case is on hold
		}
		ask := "Did " + first(cards[c.Person].Name) + " come?"
		if c.Status == connection.Attended {
			ask = "Has " + first(cards[c.Person].Name) + " settled?"
		}
		v.came = append(v.came, ui.RowProps{Title: c.Name, Href: q.To("/people/" + c.Person.String() + "/connections"), Text: ask})
	}
	v.drafts = draftRows(q, drafts, cards)
	if err := p.afterClosing(q, &v); err != nil {
		return err
	}
	if v.rang, err = p.rang(q, cards); err != nil {
		return err
	}
	if v.failed, err = p.failed(q); err != nil {
		return err
	}
	v.lede = lede(cases, today)
	if pid, cid, ok := strings.Cut(q.Kept("undo"), " "); ok {
		q.Forget("undo")
		v.undo, v.undoKey = q.To("/people/"+pid+"/contact/"+cid+"/undo"), q.Key()
	}
	return q.Render(q.Page("Today"), page(v))
}

func whose(cases []caseload.Case, lists ...[]connection.Connection) []person.ID {
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
func (p Pages) rang(q *site.Request, cards map[person.ID]person.Card) ([]ui.RowProps, error) {
	list, err := p.Calls.Open(q.Context(), q.Actor)
	var out []ui.RowProps
	for _, c := range list {
		if c.Masked || c.Status == call.Taken && c.Holder != q.Actor.ID {
			continue
		}
		r := ui.RowProps{Lead: frame.When(q, c.At), Title: c.Who, Href: q.To("/calls/" + c.ID.String()), Text: c.Words}
		if name := cards[c.Person].Name; name != "" {
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
	return out, err
}

// addCases sorts the cases into what is due now, what comes within a week and what
// is new.
func (p Pages) addCases(q *site.Request, v *view, cases []caseload.Case, cards map[person.ID]person.Card, today clock.Date) {
	for _, c := range cases {
		card := cards[c.Person]
		href := q.To("/people/" + c.Person.String())
		if c.Status == caseload.FirstContact && c.Next.On.After(today) && today.DaysSince(clock.DateOf(c.Opened, q.Site.Zone)) < comingDays {
			v.fresh = append(v.fresh, ui.RowProps{Title: card.Name, Href: href, Chips: card.Chips(), Risk: card.Risk != "", RiskHref: href + "/details#risk",
				Text: "First contact by " + q.Site.Words.Day("en", c.Next.On, today) + ".", Actions: p.actions(q, c, card)})
			continue
		}
		if c.Next.On.IsZero() || c.Next.On.After(today.AddDays(comingDays)) {
			continue
		}
		row := ui.RowProps{Lead: lead(c.Next), Title: card.Name, Href: href, Chips: card.Chips(), Risk: card.Risk != "", RiskHref: href + "/details#risk",
			Text: c.Next.Note}
		if words := meetingWords(c.Next, card); words != "" {
			row.Chips = append(row.Chips, words)
		}
		if c.Next.Place != "" {
			row.Text = strings.Trim(c.Next.Place+". "+c.Next.Note, " .") + "."
		}
		if c.Next.On.After(today) {
			row.Lead = frame.Short(q, c.Next.On)
			row.Text = strings.TrimSpace(strings.TrimSpace(c.Next.Kind.Words()+" "+frame.TimeWords(c.Next.Time)) + ". " + row.Text)
			v.upcoming = append(v.upcoming, row)
			continue
		}
		if c.Next.On.Before(today) {
			row.Text = strings.Trim("Since "+q.Site.Words.Day("en", c.Next.On, today)+". "+row.Text, " ")
		}
		row.Actions = p.actions(q, c, card)
		v.due = append(v.due, row)
	}
}

// actions are the commonest acts, one step away.
func (p Pages) actions(q *site.Request, c caseload.Case, card person.Card) templ.Component {
	href := q.To("/people/" + c.Person.String())
	return rowActions(rowView{name: card.Name, record: href + "/contact/new", noAnswer: href + "/no-answer", key: q.Key(), call: c.Next.Kind == caseload.Call})
}

type rowView struct {
	name, record, noAnswer, key string
	call                        bool
}

func lead(n caseload.Next) string {
	if n.Time != "" {
		return frame.TimeWords(n.Time)
	}
	return n.Kind.Words()
}

func answerRow(q *site.Request, c connection.Connection, card person.Card) ui.RowProps {
	text := c.AnswerWords
	if text == "" {
		text = "About " + first(card.Name) + ", " + frame.Day(q, c.Answered) + "."
	}
	row := ui.RowProps{Lead: answerLead(c), Title: c.Name, Href: q.To("/people/" + c.Person.String() + "/connections"), Text: text}
	switch {
	case c.Status.Opened():
		row.Actions = ui.Button(ui.ButtonProps{Label: "Tell " + first(card.Name), Kind: ui.Secondary, Small: true, Href: q.To("/people/" + c.Person.String() + "/contact/new")})
	case c.Status == connection.Acknowledged:
		row.Actions = ui.Button(ui.ButtonProps{Label: "Answer", For: c.Name, Kind: ui.Secondary, Small: true, Href: row.Href})
	default:
		row.Actions = ui.Button(ui.ButtonProps{Label: "See others", For: "for " + card.Name, Kind: ui.Secondary, Small: true, Href: q.To("/people/" + c.Person.String() + "/connect")})
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
func draftRows(q *site.Request, drafts []draft.Draft, cards map[person.ID]person.Card) []ui.RowProps {
	var out []ui.RowProps
	for _, d := range drafts {
		title := formWords(d.Form)
		if parts := strings.Split(d.Form, "/"); len(parts) > 2 && parts[1] == "people" {
			if c, ok := cards[person.ID(parts[2])]; ok {
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
func lede(cases []caseload.Case, today clock.Date) string {
	visits, calls, others, late := 0, 0, 0, 0
	for _, c := range cases {
		switch {
		case c.Next.On.IsZero() || c.Next.On.After(today):
			continue
		case c.Next.On.Before(today):
			late++
		}
		switch c.Next.Kind {
		case caseload.Visit, caseload.Meeting:
			visits++
		case caseload.Call:
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
