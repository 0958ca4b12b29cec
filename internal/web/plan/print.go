package plan

import (
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/i18n"
	"weft/internal/plan"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// printView is a person's plan on paper, in their words and their language.
type printView struct {
	lang       string
	large      bool
	t          func(key string, args ...any) string
	name       string
	status     string // who made it and when, or that it is a draft
	matters    string
	strengths  string
	goals      []printGoal
	done       []string
	supporters []plan.Supporter
	worse      string
	review     string
	foot       string
	links      []ui.Link
}

type printGoal struct {
	words   string
	helpers string
	notes   []string
	actions []string
}

func (p Pages) printed(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	if err := authz.Check(q.Actor, authz.CaseRead); err != nil {
		return err
	}
	all, err := p.Plans.Versions(q.Context(), q.Actor, f.Card.ID)
	if err != nil {
		return err
	}
	lang := q.URL.Query().Get("lang")
	if lang == "" {
		lang = f.Card.Language
	}
	lang = i18n.Known(lang)
	v := printView{lang: lang, large: q.URL.Query().Get("size") == "large", name: f.Card.Name,
		t: func(key string, args ...any) string { return q.Site.Words.T(lang, "plan.print."+key, args...) }}
	if q.URL.Query().Get("size") == "" && f.Card.Format == "large" {
		v.large = true // as they read
	}
	v.links = printLinks(q, f, v)
	if err := p.fillPrint(q, f, &v, all); err != nil {
		return err
	}
	page := q.Page("Plan on paper, " + f.Card.Name)
	page.Back = &ui.Link{Href: q.To(f.Path + "/plan"), Label: "Plan"}
	return q.Render(page, printPage(v))
}

func printLinks(q *site.Request, f frame.Frame, v printView) []ui.Link {
	at := q.To(f.Path + "/plan/print")
	size, other, words := "large", "plain", "In plain letters"
	if !v.large {
		size, other, words = "plain", "large", "In large letters"
	}
	lang, say := "cy", "Yn Gymraeg (in Welsh)"
	if v.lang == "cy" {
		lang, say = "en", "In English"
	}
	return []ui.Link{{Href: at + "?size=" + other + "&lang=" + v.lang, Label: words}, {Href: at + "?size=" + size + "&lang=" + lang, Label: say}}
}

func (p Pages) fillPrint(q *site.Request, f frame.Frame, v *printView, all []plan.Plan) error {
	heard, err := p.Plans.Heard(q.Context(), q.Actor, f.Card.ID)
	if err != nil {
		return err
	}
	v.matters, v.strengths = heard.Matters, heard.Strengths
	if v.supporters, err = p.Plans.Supporters(q.Context(), q.Actor, f.Card.ID); err != nil {
		return err
	}
	if v.foot, err = p.foot(q, f, v.lang); err != nil {
		return err
	}
	names, err := p.Accounts.Names(q.Context(), f.Case.Worker)
	if err != nil {
		return err
	}
	worker := names[f.Case.Worker]
	l, ok := standingOf(all)
	if !ok {
		v.status = v.t("none")
		return nil
	}
	switch {
	case l.AgreedAt.IsZero():
		v.status = v.t("draft")
	case worker == "":
		v.status = v.t("agreed", dateWords(q, v.lang, clock.DateOf(l.AgreedAt, q.Site.Zone)))
	default:
		v.status = v.t("agreed_with", worker, dateWords(q, v.lang, clock.DateOf(l.AgreedAt, q.Site.Zone)))
	}
	v.worse = l.Worse
	if !l.ReviewOn.IsZero() && !l.ReviewOn.Before(q.Site.Today()) {
		v.review = v.t("review", q.Site.Words.Weekday(v.lang, l.ReviewOn))
	}
	trends := plan.Trends(before(all, l))
	for _, g := range l.Goals {
		switch {
		case g.Status.Open():
			v.goals = append(v.goals, v.goal(q, g, trends[g.ID], worker))
		case g.Status == plan.Met || g.Status == plan.Partly:
			v.done = append(v.done, g.Words)
		}
	}
	return nil
}

// before is a plan with the numbers before it, newest first.
func before(all []plan.Plan, l plan.Plan) []plan.Plan {
	for i := range all {
		if all[i].ID == l.ID {
			return all[i:]
		}
	}
	return nil
}

func (v printView) goal(q *site.Request, g plan.Goal, t plan.Trend, worker string) printGoal {
	out := printGoal{words: g.Words}
	if g.Helpers != "" {
		out.helpers = v.t("helpers", g.Helpers)
	}
	if t.Sure >= 0 { // paper does not tell somebody that they feel less sure
		out.notes = trendWords(q, v.lang, t)
	}
	for _, a := range g.Actions {
		if a.Status == plan.NotNeeded {
			continue
		}
		who := v.t("me")
		switch {
		case a.Owner == plan.ByWorker && worker != "":
			who = worker
		case a.Owner == plan.ByWorker:
			who = v.t("worker")
		case a.Owner == plan.ByOther && a.Who != "":
			who = a.Who
		case a.Owner == plan.ByOther:
			who = v.t("someone")
		}
		out.actions = append(out.actions, v.action(q, a, who))
	}
	return out
}

func (v printView) action(q *site.Request, a plan.Action, who string) string {
	line := who + ": " + a.Words
	switch {
	case a.Status == plan.Done:
		return v.t("action_done", line)
	case a.Status == plan.WaitingOn && a.WaitsOn != "":
		return v.t("action_waiting", line, a.WaitsOn)
	case !a.Due.IsZero():
		return v.t("action_by", line, q.Site.Words.Date(v.lang, a.Due))
	}
	return line + "."
}

// foot is the scheme's name and telephone.
func (p Pages) foot(q *site.Request, f frame.Frame, lang string) (string, error) {
	if !f.HasCase {
		return "", nil
	}
	service, err := p.Orgs.ServiceByID(q.Context(), f.Case.Service)
	if err != nil {
		return "", err
	}
	if service.Phone == "" {
		return service.Name, nil
	}
	return q.Site.Words.T(lang, "plan.print.foot", service.Name, service.Phone), nil
}

// visitView is the sheet for a visit at home: whom, when, what to ask, room to write.
// It carries no word of the case and no address.
type visitView struct {
	name string
	when string
	foot string
}

func (p Pages) visit(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	if err := authz.Check(q.Actor, authz.CaseWork); err != nil {
		return err
	}
	c, err := p.Frame.Cases.ForPerson(q.Context(), q.Actor, f.Card.ID)
	if err != nil {
		return err
	}
	v := visitView{name: firstName(f.Card), when: visitWords(q, c.Next)}
	if v.foot, err = p.foot(q, f, i18n.English); err != nil {
		return err
	}
	page := q.Page("Sheet for a visit, " + f.Card.Name)
	page.Back = &ui.Link{Href: q.To(f.Path + "/plan"), Label: "Plan"}
	return q.Render(page, visitPage(v))
}

// visitWords says when the visit is, without what was noted for it.
func visitWords(q *site.Request, n caseload.Next) string {
	if n.On.IsZero() || n.Kind != caseload.Visit && n.Kind != caseload.Meeting {
		return ""
	}
	out := q.Site.Words.Weekday("en", n.On)
	if n.Time != "" {
		out += ", " + frame.TimeWords(n.Time)
	}
	return out
}

// visitPrompts are what one may ask; none is a form to fill.
func visitPrompts() []string {
	return []string{"What matters to you just now?", "What has gone well since we met?", "What has got in the way?", "What would you like to do next, and who helps?",
		"What did we agree? Who does what, and by when?", "When do we speak again?"}
}
