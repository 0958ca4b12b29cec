package people

import (
	"slices"
	"sort"
	"strings"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/connection"
	"weft/internal/contact"
	"weft/internal/errs"
	"weft/internal/org"
	"weft/internal/plan"
	"weft/internal/referral"
	"weft/internal/vocabulary"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// storyView is the story page: what matters, the thread, goals, strengths, looks.
type storyView struct {
	f           frame.Frame
	tabs        []ui.NavItem
	said        ui.SaidProps
	converse    string
	thread      []ui.ThreadItem
	plan        plan.Plan
	hasPlan     bool
	planHref    string
	goals       []ui.GoalProps
	strengths   string
	needs       []string
	looks       string
	sharingHref string
	names       map[authz.AccountID]string // of who changed entries
	triage      string                     // the referral's page, for who may read it and no case is open
}

func (p Pages) story(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	v := storyView{f: f, tabs: f.Tabs(q, "Story"), converse: q.To(f.Path + "/conversation"), planHref: q.To(f.Path + "/plan"),
		sharingHref: q.To(f.Path + "/sharing")}
	var parts [8][]event // each read adds to its own
	reads := []func() error{func() error { return p.addDeaths(q, f, &parts[7]) }}
	if q.Actor.May(authz.ReferralRead) {
		reads = append(reads, func() error { return p.addReferrals(q, f, &parts[0]) })
	}
	if f.Reads {
		reads = append(reads, p.storyReads(q, &v, &parts)...)
	}
	if q.Actor.May(authz.LooksRead) {
		reads = append(reads, func() (err error) { v.looks, err = p.looked(q, f); return err })
	}
	if err := q.Site.Together(reads...); err != nil {
		return err
	}
	events := slices.Concat(parts[:]...)
	sort.SliceStable(events, func(i, j int) bool { return events[i].at.After(events[j].at) })
	for _, e := range events {
		v.thread = append(v.thread, e.ThreadItem)
	}
	return q.Render(f.Page(q, "", true), storyPage(v))
}

// looked says who has looked at the record.
func (p Pages) looked(q *site.Request, f frame.Frame) (string, error) {
	looks, err := q.Site.Audit.Looks(q.Context(), f.Card.ID.String(), 20)
	if err != nil {
		return "", err
	}
	return p.lookWords(q, looks)
}

// event is a knot of the thread with its time.
type event struct {
	at time.Time
	ui.ThreadItem
}

func (p Pages) addReferrals(q *site.Request, f frame.Frame, events *[]event) error {
	list, err := p.Referrals.ForPerson(q.Context(), q.Actor, f.Card.ID)
	if err != nil {
		return err
	}
	var ids []org.ID
	for _, r := range list {
		if !r.Organisation.IsZero() {
			ids = append(ids, r.Organisation)
		}
	}
	names, err := p.Orgs.Names(q.Context(), ids)
	if err != nil {
		return err
	}
	for _, r := range list {
		from := f.Lists.On(r.Received).Words(vocabulary.SourceList, r.Source, "en")
		if n := names[r.Organisation]; n != "" {
			from += ", " + n
		}
		*events = append(*events, event{r.Created, ui.ThreadItem{Title: "Referred", Href: referralHref(q, r),
			When: q.Site.Words.Day("en", r.Received, q.Site.Today()) + ", " + from, Body: quoted(r.Reason)}})
	}
	return nil
}

func referralHref(q *site.Request, r referral.Referral) string {
	if !q.Actor.May(authz.ReferralRead) {
		return ""
	}
	return q.To("/referrals/" + r.ID.String())
}

// storyReads add what only those who read the case see.
func (p Pages) storyReads(q *site.Request, v *storyView, parts *[8][]event) []func() error {
	return []func() error{
		func() error { return p.addHeard(q, v) },
		func() error {
			changes, err := p.changes(q, v)
			if err != nil {
				return err
			}
			if err := p.addPast(q, v, &parts[1], changes); err != nil {
				return err
			}
			return p.addContacts(q, v, &parts[2], changes)
		},
		func() error { return p.addCalls(q, v, &parts[3]) },
		func() error { return p.addPlan(q, v, &parts[4]) },
		func() error {
			connections, err := p.Connections.ForPerson(q.Context(), q.Actor, v.f.Card.ID)
			for _, c := range connections {
				parts[5] = append(parts[5], connectionEvents(q, v.f.Path, c)...)
			}
			return err
		},
		func() error { return p.addGaps(q, v, &parts[6]) },
	}
}

// addHeard adds what matters to them and what they need.
func (p Pages) addHeard(q *site.Request, v *storyView) error {
	heard, err := p.Plans.Heard(q.Context(), q.Actor, v.f.Card.ID)
	if err != nil {
		return err
	}
	if heard.Matters != "" {
		v.said = ui.SaidProps{Words: heard.Matters, Source: saidBy(q, firstName(v.f.Card), heard)}
	}
	v.strengths = heard.Strengths
	for _, n := range heard.Needs {
		v.needs = append(v.needs, v.f.Lists.Words(vocabulary.NeedList, n, "en"))
	}
	if heard.Other != "" {
		v.needs = append(v.needs, heard.Other)
	}
	return nil
}

func (p Pages) addCalls(q *site.Request, v *storyView, events *[]event) error {
	rang, err := p.Calls.ForPerson(q.Context(), q.Actor, v.f.Card.ID)
	for _, c := range rang {
		href := ""
		if q.Actor.May(authz.CallKeep) {
			href = q.To("/calls/" + c.ID.String())
		}
		*events = append(*events, event{c.At, ui.ThreadItem{Title: "They rang", Href: href, When: frame.When(q, c.At), Body: plain(c.Words)}})
	}
	return err
}

func (p Pages) addGaps(q *site.Request, v *storyView, events *[]event) error {
	gaps, err := p.Gaps.ForPerson(q.Context(), q.Actor, v.f.Card.ID)
	for _, g := range gaps {
		*events = append(*events, event{g.At, ui.ThreadItem{Title: "Nothing suitable: " + v.f.Lists.On(clock.DateOf(g.At, q.Site.Zone)).Words(vocabulary.NeedList, g.Need, "en"),
			When: frame.Day(q, g.At), Body: plain(g.Words)}})
	}
	return err
}

// addContacts adds what passed between them; a letter of support leads to its words.
func (p Pages) addContacts(q *site.Request, v *storyView, events *[]event, changes map[contact.ID][]contact.Change) error {
	contacts, err := p.Contacts.ForPerson(q.Context(), q.Actor, v.f.Card.ID)
	if err != nil {
		return err
	}
	var letters map[contact.ID]ui.Link
	if slices.ContainsFunc(contacts, func(k contact.Contact) bool { return k.Purpose == contact.OnBehalf && k.How == contact.ByLetter }) {
		if letters, err = p.lettersOf(q, v); err != nil {
			return err
		}
	}
	for _, k := range contacts {
		item := p.contactItem(q, v, k, changes[k.ID])
		if l, ok := letters[k.ID]; ok && k.Struck.IsZero() {
			item.Title, item.Href = l.Label, l.Href
		}
		*events = append(*events, event{k.At, item})
	}
	return nil
}

// lettersOf are the letters of support by the contact as which each was noted.
func (p Pages) lettersOf(q *site.Request, v *storyView) (map[contact.ID]ui.Link, error) {
	list, err := p.Support.ForPerson(q.Context(), q.Actor, v.f.Card.ID)
	out := make(map[contact.ID]ui.Link, len(list))
	for _, l := range list {
		name := "Letter of support"
		if to, _, _ := strings.Cut(l.Recipient, "\n"); to != "" {
			name += " to " + to
		}
		out[l.Contact] = ui.Link{Href: q.To(v.f.Path + "/support-letter/" + l.ID.String()), Label: name}
	}
	return out, err
}

func saidBy(q *site.Request, name string, c plan.Conversation) string {
	out := name + ", " + frame.Day(q, c.At) + "."
	if c.ReadBack {
		out += " Read back and agreed."
	}
	return out
}

func (p Pages) contactItem(q *site.Request, v *storyView, k contact.Contact, changes []contact.Change) ui.ThreadItem {
	then := v.f.Lists.On(clock.DateOf(k.At, q.Site.Zone))
	title := then.Say(vocabulary.OutcomeList, string(k.Outcome), "en", k.Outcome.Words())
	when := frame.Day(q, k.At) + ", " + strings.ToLower(then.Say(vocabulary.HowList, string(k.How), "en", k.How.Words()))
	if k.Minutes > 0 {
		when += ", " + itoa(k.Minutes) + " minutes"
	}
	item := ui.ThreadItem{Title: title, When: when}
	done := amended(q, v, changes)
	if !k.Struck.IsZero() {
		item.Title, item.Body = "Taken back: "+strings.ToLower(title), plain(done)
		return item
	}
	if facts := contactWords(k); facts+done+k.Note+k.Agreed != "" {
		item.Body = contactBody(k, facts, done)
	}
	if v.f.HasCase && q.Actor.May(authz.CaseWork) {
		at := q.To(v.f.Path + "/contact/" + k.ID.String())
		item.Actions = entryLinks(at, frame.When(q, k.At), k, k.Outcome.Reached() && v.f.Works)
	}
	return item
}

func (p Pages) addPlan(q *site.Request, v *storyView, events *[]event) error {
	plans, err := p.Plans.All(q.Context(), q.Actor, v.f.Card.ID)
	if err != nil {
		return err
	}
	for _, l := range plans {
		if !l.AgreedAt.IsZero() {
			*events = append(*events, event{l.AgreedAt, ui.ThreadItem{Title: "Plan agreed", Href: v.planHref, When: frame.Day(q, l.AgreedAt), Body: plain(l.AgreedHow)}})
		}
	}
	if len(plans) == 0 {
		return nil
	}
	v.plan, err = p.Plans.Current(q.Context(), q.Actor, v.f.Card.ID)
	if errs.Is(err, errs.NotFound) {
		return nil
	}
	v.hasPlan = err == nil
	for _, g := range v.plan.Goals {
		if g.Status.Open() {
			v.goals = append(v.goals, goalProps(q, g))
		}
	}
	return err
}

func goalProps(q *site.Request, g plan.Goal) ui.GoalProps {
	var notes []string
	for _, a := range g.Actions {
		note := a.Words
		if a.Status == plan.WaitingOn {
			note += " (" + waitingWords(q, a) + ")"
		} else if a.Status != plan.ToDo {
			note += " (" + strings.ToLower(a.Status.Words()) + ")"
		} else if !a.Due.IsZero() {
			note += ", by " + q.Site.Words.Day("en", a.Due, q.Site.Today())
		}
		notes = append(notes, note)
	}
	return ui.GoalProps{Words: g.Words, Importance: score(g.Importance), Confidence: score(g.Confidence), Note: strings.Join(notes, ". ")}
}

// waitingWords says on whom an action waits and when to ask again.
func waitingWords(q *site.Request, a plan.Action) string {
	out := "waiting on someone"
	if a.WaitsOn != "" {
		out = "waiting on " + a.WaitsOn
	}
	if a.Reference != "" {
		out += ", reference " + a.Reference
	}
	if !a.ChaseOn.IsZero() {
		out += ", ask again " + q.Site.Words.Day("en", a.ChaseOn, q.Site.Today())
	}
	return out
}

func score(n int) ui.Score { return ui.Score{Value: max(n, 0), Asked: n >= 0} }

// connectionEvents are the knots of one connection: asked, answered, came.
func connectionEvents(q *site.Request, path string, c connection.Connection) []event {
	href := q.To(path + "/connections")
	var out []event
	switch {
	case c.Status == connection.Suggested:
		out = append(out, event{c.Created, ui.ThreadItem{Title: "Thinking about " + c.Name, Href: href, When: frame.Day(q, c.Created), Body: plain(c.Why)}})
	case c.Status == connection.Chosen:
		out = append(out, event{c.Created, ui.ThreadItem{Title: "Would like to try " + c.Name, Href: href, When: frame.Day(q, c.Created), Body: plain(c.Why)}})
	case c.Sent.IsZero():
		out = append(out, event{c.Created, ui.ThreadItem{Title: "Thought about " + c.Name + ", and said no", Href: href, When: frame.Day(q, c.Created)}})
	}
	if !c.Sent.IsZero() {
		out = append(out, event{c.Sent, ui.ThreadItem{Title: c.Name + " was asked", Href: href, When: frame.When(q, c.Sent)}})
	}
	if !c.Answered.IsZero() {
		said := c.Status.Said()
		if c.Status.Opened() {
			said = "said yes" // that they came since then is a knot of its own
		}
		out = append(out, event{c.Answered, ui.ThreadItem{Title: c.Name + " " + said, Href: href, When: frame.When(q, c.Answered),
			Door: c.Status.Opened(), Body: plain(c.AnswerWords)}})
	}
	if !c.FirstOn.IsZero() {
		at := c.FirstOn.Time(q.Site.Zone) // the day is known, not the time: after the answer
		if !at.After(c.Answered) {
			at = c.Answered.Add(time.Second)
		}
		out = append(out, event{at, ui.ThreadItem{Title: "Went to " + c.Name, Href: href,
			When: q.Site.Words.Day("en", c.FirstOn, q.Site.Today()), Door: true}})
	}
	return out
}

// lookWords says who has looked, newest first, each reader once.
func (p Pages) lookWords(q *site.Request, looks []audit.Event) (string, error) {
	var ids []authz.AccountID
	for _, l := range looks {
		if l.Actor != q.Actor.ID {
			ids = append(ids, l.Actor)
		}
	}
	names, err := p.Accounts.Names(q.Context(), ids...)
	if err != nil {
		return "", err
	}
	seen := map[authz.AccountID]bool{}
	var out []string
	for _, l := range looks {
		if seen[l.Actor] || len(out) == 3 {
			continue
		}
		seen[l.Actor] = true
		if l.Actor == q.Actor.ID {
			out = append(out, "you")
			continue
		}
		out = append(out, names[l.Actor]+" ("+q.Site.Words.Day("en", clock.DateOf(l.At, q.Site.Zone), q.Site.Today())+")")
	}
	if len(out) == 0 {
		return "Nobody yet.", nil
	}
	words := strings.Join(out, ", ")
	return strings.ToUpper(words[:1]) + words[1:] + ".", nil
}

func conversationLink(v storyView) *ui.Link {
	if !v.f.Works {
		return nil
	}
	return &ui.Link{Href: v.converse, Label: "Write down what they say"}
}
