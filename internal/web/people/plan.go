package people

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
	f       frame.Frame
	tabs    []ui.NavItem
	plan    plan.Plan
	has     bool
	draft   bool
	goals   []goalView
	said    ui.SaidProps
	edit    string
	agree   string
	key     string
	review  string
	agreed  string
	how     string // what was typed when it could not be agreed
	version int
}

type goalView struct {
	props   ui.GoalProps
	actions []actionView
}

type actionView struct {
	words, who, state string
	open              bool
	action            string
	id                string
}

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
	v := planView{f: f, how: how, tabs: f.Tabs(q, "Plan"), edit: q.To(f.Path + "/plan/edit"), agree: q.To(f.Path + "/plan/agree"), key: q.Key()}
	heard, err := p.Plans.Heard(q.Context(), q.Actor, f.Card.ID)
	if err != nil {
		return err
	}
	if heard.Matters != "" {
		v.said = ui.SaidProps{Words: heard.Matters, Source: saidBy(q, firstName(f.Card), heard)}
	}
	v.plan, err = p.Plans.Current(q.Context(), q.Actor, f.Card.ID)
	if err != nil && !errs.Is(err, errs.NotFound) {
		return err
	}
	v.has = err == nil
	v.draft = v.plan.Status == plan.Draft
	v.version = int(v.plan.Version)
	if !v.plan.ReviewOn.IsZero() {
		v.review = q.Site.Words.Weekday("en", v.plan.ReviewOn)
	}
	if !v.plan.AgreedAt.IsZero() {
		v.agreed = frame.Day(q, v.plan.AgreedAt)
	}
	for _, g := range v.plan.Goals {
		v.goals = append(v.goals, p.goalView(q, f, g))
	}
	page := f.Page(q, "Plan", false)
	page.Problems = problems
	return q.RenderStatus(status, page, planPage(v))
}

func (p Pages) goalView(q *site.Request, f frame.Frame, g plan.Goal) goalView {
	out := goalView{props: ui.GoalProps{Words: g.Words, Importance: score(g.Importance), Confidence: score(g.Confidence)}}
	for _, a := range g.Actions {
		av := actionView{words: a.Words, who: ownerWords(f, a), state: a.Status.Words(), id: a.ID.String(),
			open: f.Works && (a.Status == plan.ToDo || a.Status == plan.WaitingOn), action: q.To(f.Path + "/plan/action")}
		if !a.Due.IsZero() {
			av.who += ", by " + q.Site.Words.Day("en", a.Due, q.Site.Today())
		}
		out.actions = append(out.actions, av)
	}
	return out
}

func ownerWords(f frame.Frame, a plan.Action) string {
	switch a.Owner {
	case plan.ByWorker:
		if f.Worker == "you" {
			return "You"
		}
		return f.Worker
	case plan.ByOther:
		if a.Who != "" {
			return a.Who
		}
		return "Someone else"
	default:
		return firstName(f.Card)
	}
}
