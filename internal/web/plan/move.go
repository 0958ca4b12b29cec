package plan

import (
	"net/http"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/plan"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// moveView is the page on which an action, or a goal, takes its next step.
type moveView struct {
	f        frame.Frame
	to       string // where the form goes
	back     string
	key      string
	words    string
	now      string // how it stands
	version  int
	letter   string // where the letter of support is written, for an action that is one
	options  []ui.Option
	form     *site.Form
	problems []ui.Problem
}

// find returns the action, the goal it belongs to, and whether its plan still moves.
func (p Pages) findAction(q *site.Request, f frame.Frame) (plan.Action, error) {
	aid, err := id.Parse[plan.Action](q.PathValue("action"))
	if err != nil {
		return plan.Action{}, err
	}
	all, err := p.Plans.Versions(q.Context(), q.Actor, f.Card.ID)
	if err != nil {
		return plan.Action{}, err
	}
	for _, l := range all {
		for _, g := range l.Goals {
			for _, a := range g.Actions {
				if a.ID == aid {
					return a, nil
				}
			}
		}
	}
	return plan.Action{}, errs.New(errs.NotFound, "plan.action_not_found")
}

func (p Pages) actionForm(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	form := site.Filled(nil)
	return p.renderAction(q, f, form, nil, http.StatusOK)
}

func (p Pages) renderAction(q *site.Request, f frame.Frame, form *site.Form, problems []ui.Problem, status int) error {
	if err := authz.Check(q.Actor, authz.CaseWork); err != nil {
		return err
	}
	a, err := p.findAction(q, f)
	if err != nil {
		return err
	}
	v := moveView{f: f, to: q.To(f.Path + "/plan/action/" + a.ID.String()), back: q.To(f.Path + "/plan"), key: q.Key(), words: a.Words,
		now: a.Status.Words(), version: int(a.Version), form: form, problems: problems}
	if a.Kind == plan.Letter && f.Works {
		v.letter = q.To(f.Path + "/support-letter")
	}
	if w := waitWords(q, a); w != "" {
		v.now = w
	}
	if len(form.Values) == 0 {
		form.Values.Set("who", a.WaitsOn)
		form.Values.Set("reference", a.Reference)
		form.SetDate("chase", a.ChaseOn)
	}
	for _, to := range plan.ActionStatuses() {
		if !a.Status.MayBecome(to) {
			continue
		}
		o := ui.Option{Value: string(to), Label: to.Words()}
		if to == plan.WaitingOn {
			o.Reveal = waitFields(v)
		}
		v.options = append(v.options, o)
	}
	page := f.Page(q, "Action", false)
	page.Problems, page.Back = problems, &ui.Link{Href: v.back, Label: "Plan"}
	return q.RenderStatus(status, page, actionPage(v))
}

func (p Pages) moveAction(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	aid, err := id.Parse[plan.Action](q.PathValue("action"))
	if err != nil {
		return err
	}
	w := plan.Wait{}
	to := plan.ActionStatus(form.Text("to"))
	if to == plan.WaitingOn {
		w = plan.Wait{Who: form.Text("who"), Reference: form.Text("reference"), ChaseOn: form.Date("chase")}
	}
	if to == "" {
		form.Fail("to", "plan.choose_state")
	}
	if err = form.Err(); err == nil {
		err = p.Plans.MoveAction(q.Context(), q.Actor, f.Card.ID, aid, form.Version(), to, w)
	}
	if problems, shown := q.Problems(form, err); shown {
		return p.renderAction(q, f, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash("Kept: " + lower(to.Words()) + ".")
	return q.Redirect(f.Path + "/plan")
}

func (p Pages) findGoal(q *site.Request, f frame.Frame) (plan.Goal, error) {
	gid, err := id.Parse[plan.Goal](q.PathValue("goal"))
	if err != nil {
		return plan.Goal{}, err
	}
	all, err := p.Plans.Versions(q.Context(), q.Actor, f.Card.ID)
	if err != nil {
		return plan.Goal{}, err
	}
	for _, l := range all {
		for _, g := range l.Goals {
			if g.ID == gid {
				return g, nil
			}
		}
	}
	return plan.Goal{}, errs.New(errs.NotFound, "plan.goal_not_found")
}

func (p Pages) goalForm(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	return p.renderGoal(q, f, site.Filled(nil), nil, http.StatusOK)
}

func (p Pages) renderGoal(q *site.Request, f frame.Frame, form *site.Form, problems []ui.Problem, status int) error {
	if err := authz.Check(q.Actor, authz.CaseWork); err != nil {
		return err
	}
	g, err := p.findGoal(q, f)
	if err != nil {
		return err
	}
	v := moveView{f: f, to: q.To(f.Path + "/plan/goal/" + g.ID.String()), back: q.To(f.Path + "/plan"), key: q.Key(), words: g.Words,
		now: g.Status.Words(), version: int(g.Version), form: form, problems: problems}
	for _, to := range plan.GoalStatuses() {
		if g.Status.MayBecome(to) && to != plan.GoalAgreed {
			v.options = append(v.options, ui.Option{Value: string(to), Label: to.Words()})
		}
	}
	page := f.Page(q, "Goal", false)
	page.Problems, page.Back = problems, &ui.Link{Href: v.back, Label: "Plan"}
	return q.RenderStatus(status, page, goalPage(v))
}

func (p Pages) moveGoal(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	gid, err := id.Parse[plan.Goal](q.PathValue("goal"))
	if err != nil {
		return err
	}
	to := plan.GoalStatus(form.Text("to"))
	if to == "" {
		form.Fail("to", "plan.choose_state")
	}
	if err = form.Err(); err == nil {
		err = p.Plans.MoveGoal(q.Context(), q.Actor, f.Card.ID, gid, form.Version(), to, form.Text("words"))
	}
	if problems, shown := q.Problems(form, err); shown {
		return p.renderGoal(q, f, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash("Kept: " + lower(to.Words()) + ".")
	if to == plan.Changed {
		q.Flash("Kept. Write down what they wish for now.")
		return q.Redirect(f.Path + "/plan/edit")
	}
	return q.Redirect(f.Path + "/plan")
}

// suggested is the day on which a plan is usually looked at again.
func (p Pages) suggested(q *site.Request, f frame.Frame) (clock.Date, error) {
	on, err := p.Plans.NextReview(q.Context(), q.Actor, f.Card.ID)
	if errs.Is(err, errs.NotFound) || errs.Is(err, errs.Forbidden) {
		return clock.Date{}, nil
	}
	return on, err
}
