package plan

import (
	"net/http"

	"weft/internal/authz"
	"weft/internal/errs"
	"weft/internal/plan"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// planView is the plan as the person will see it, with what the worker may do.
type planView struct {
	f          frame.Frame
	tabs       []ui.NavItem
	plan       plan.Plan
	has        bool
	draft      bool
	standing   bool
	goals      []goalView
	ended      []goalView
	said       ui.SaidProps
	edit       string
	agree      string
	key        string
	review     string
	late       bool // the day of the review has passed
	agreed     string
	how        string // what was typed when it could not be agreed
	version    int
	earlier    *ui.Link // the agreed plan, while a draft is written
	supporters []supporterView
	copies     []string
	shared     bool // the person has this number
	at         func(path string) string
}

// goalView is one goal with what may be done about it.
type goalView struct {
	props   ui.GoalProps
	state   string
	kind    ui.TagKind
	notes   []string
	change  string // where to say how it stands; empty when it cannot move
	words   string
	actions []actionView
}

type actionView struct {
	words, who, state, wait string
	open                    bool
	action                  string
	id                      string
	version                 int
}

type supporterView struct{ name, helps, speak, change string }

func (p Pages) plan(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	return p.renderPlan(q, f, "", nil, http.StatusOK)
}

// agree notes that the person agreed. A plan that was changed meanwhile is shown as it
// is now, to be read to them first.
func (p Pages) agree(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = p.Plans.Agree(q.Context(), q.Actor, f.Card.ID, form.Version(), form.Text("how"))
	if errs.CodeOf(err) == "form.changed_meanwhile" {
		err = errs.New(errs.Conflict, "plan.changed_meanwhile")
	}
	if problems, shown := q.Problems(form, err); shown {
		return p.renderPlan(q, f, form.Text("how"), problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash("The plan is agreed with " + f.Card.Name + ".")
	return q.Redirect(f.Path + "/plan")
}

func (p Pages) renderPlan(q *site.Request, f frame.Frame, how string, problems []ui.Problem, status int) error {
	if err := authz.Check(q.Actor, authz.CaseRead); err != nil {
		return err
	}
	v := planView{f: f, how: how, tabs: f.Tabs(q, "Plan"), edit: q.To(f.Path + "/plan/edit"), agree: q.To(f.Path + "/plan/agree"), key: q.Key(),
		at: func(path string) string { return q.To(f.Path + path) }}
	heard, err := p.Plans.Heard(q.Context(), q.Actor, f.Card.ID)
	if err != nil {
		return err
	}
	if heard.Matters != "" {
		v.said = ui.SaidProps{Words: heard.Matters, Source: saidBy(q, firstName(f.Card), heard)}
	}
	if err := p.fillPlanView(q, &v); err != nil {
		return err
	}
	page := f.Page(q, "Plan", false)
	page.Problems = problems
	return q.RenderStatus(status, page, planPage(v))
}

func (p Pages) fillPlanView(q *site.Request, v *planView) error {
	all, err := p.Plans.Versions(q.Context(), q.Actor, v.f.Card.ID)
	if err != nil {
		return err
	}
	people, err := p.Plans.Supporters(q.Context(), q.Actor, v.f.Card.ID)
	if err != nil {
		return err
	}
	for _, s := range people {
		v.supporters = append(v.supporters, supporterView{s.Name, s.Helps, speakWords(q, s), v.at("/plan/supporter/" + s.ID.String())})
	}
	if v.has = len(all) > 0; !v.has {
		return nil
	}
	v.plan = all[0]
	v.draft, v.standing, v.version = v.plan.Status == plan.Draft, v.plan.Status.Stands(), int(v.plan.Version)
	if on := v.plan.ReviewOn; !on.IsZero() {
		v.review, v.late = q.Site.Words.Weekday("en", on), on.Before(q.Site.Today()) && v.standing
	}
	if v.agreed, err = p.agreedWords(q, v.f, v.plan); err != nil {
		return err
	}
	if v.draft && len(all) > 1 && all[1].Status.Stands() {
		v.earlier = &ui.Link{Href: v.at("/plan/versions/" + all[1].ID.String()), Label: "Read the plan that stands until then"}
	}
	trends := plan.Trends(all)
	for _, g := range v.plan.Goals {
		gv := p.goalView(q, v.f, g, trends[g.ID], v.standing || v.draft)
		if g.Status.Open() {
			v.goals = append(v.goals, gv)
		} else {
			v.ended = append(v.ended, gv)
		}
	}
	return p.fillCopies(q, v)
}

func (p Pages) fillCopies(q *site.Request, v *planView) error {
	list, err := p.Plans.Copies(q.Context(), q.Actor, v.f.Card.ID)
	if err != nil {
		return err
	}
	for _, c := range list {
		if c.Plan == v.plan.ID {
			v.copies = append(v.copies, copyWords(q, v.f, c))
			v.shared = v.shared || c.Holder == plan.HeldByPerson
		}
	}
	return nil
}

// agreedWords says who agreed a plan, when, with whom and how.
func (p Pages) agreedWords(q *site.Request, f frame.Frame, l plan.Plan) (string, error) {
	if l.AgreedAt.IsZero() {
		return "", nil
	}
	out := "Agreed by " + firstName(f.Card) + " " + onDay(frame.Day(q, l.AgreedAt))
	names, err := p.Accounts.Names(q.Context(), l.AgreedBy)
	if err != nil {
		return "", err
	}
	if n := names[l.AgreedBy]; l.AgreedBy == q.Actor.ID {
		out += " with you"
	} else if n != "" {
		out += " with " + n
	}
	if l.AgreedHow != "" {
		out += ": " + l.AgreedHow
	}
	if last := out[len(out)-1]; last != '.' && last != '!' && last != '?' {
		out += "."
	}
	return out, nil
}

// onDay puts "on" before a date, and nothing before "today".
func onDay(day string) string {
	switch day {
	case "", "today", "tomorrow", "yesterday":
		return day
	}
	return "on " + day
}

func (p Pages) goalView(q *site.Request, f frame.Frame, g plan.Goal, t plan.Trend, moves bool) goalView {
	out := goalView{props: ui.GoalProps{Words: g.Words, Importance: score(g.Importance), Confidence: score(g.Confidence)}, words: g.Words,
		state: g.Status.Words(), kind: tagOf(g.Status), notes: trendWords(q, "en", t)}
	if g.Answer == plan.AnswerStuck && g.Status.Open() {
		out.state, out.kind = "Stuck", ui.TagYellow
	}
	if g.AnswerWords != "" {
		out.notes = append(out.notes, "They said: “"+g.AnswerWords+"”")
	}
	if g.Helpers != "" {
		out.notes = append(out.notes, "Also helping: "+g.Helpers+".")
	}
	works := f.Works && moves && g.Status.Open()
	if works {
		out.change = q.To(f.Path + "/plan/goal/" + g.ID.String())
	}
	for _, a := range g.Actions {
		av := actionView{words: a.Words, who: ownerWords(f, a), state: a.Status.Words(), wait: waitWords(q, a), id: a.ID.String(), version: int(a.Version),
			open: works && a.Status.Open(), action: q.To(f.Path + "/plan/action/" + a.ID.String())}
		if !a.Due.IsZero() {
			av.who += ", by " + day(q, a.Due)
		}
		if w := a.Kind.Words(); w != "" && a.Kind != plan.Self && a.Kind != plan.OtherKind {
			av.words += " (" + lower(w) + ")"
		}
		out.actions = append(out.actions, av)
	}
	return out
}
