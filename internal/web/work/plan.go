package work

import (
	"net/http"
	"strconv"

	"weft/internal/authz"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/plan"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// planView is the form of the plan: goals with actions, one empty one to write in.
type planView struct {
	f        frame.Frame
	action   string
	autosave string
	key      string
	version  int
	form     *site.Form
	problems []ui.Problem
	goals    int // how many goals the form shows
	theirs   plan.Plan
	conflict bool
}

const (
	maxGoals   = 8
	maxActions = 3
)

func (p Pages) editPlan(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	have, err := p.current(q, f)
	if err != nil {
		return err
	}
	form, kept := q.Draft()
	version := have.Version
	if kept {
		version = form.Version()
	} else {
		form = site.Filled(nil)
		fillPlan(form, have)
	}
	return p.renderPlan(q, planView{f: f, form: form, version: int(version)}, http.StatusOK)
}

func (p Pages) current(q *site.Request, f frame.Frame) (plan.Plan, error) {
	have, err := p.Plans.Current(q.Context(), q.Actor, f.Card.ID)
	if errs.Is(err, errs.NotFound) {
		return plan.Plan{}, nil
	}
	return have, err
}

func fillPlan(form *site.Form, l plan.Plan) {
	form.Values.Set("worse", l.Worse)
	form.SetDate("review", l.ReviewOn)
	for i, g := range l.Goals {
		at := goalName(i)
		form.Values.Set(at, g.Words)
		setScale(form, at+"-importance", g.Importance)
		setScale(form, at+"-confidence", g.Confidence)
		for j, a := range g.Actions {
			act := at + "-action" + strconv.Itoa(j)
			form.Values.Set(act, a.Words)
			form.Values.Set(act+"-owner", string(a.Owner))
			form.Values.Set(act+"-who", a.Who)
			form.Values.Set(act+"-status", string(a.Status))
		}
	}
}

func setScale(form *site.Form, name string, n int) {
	if n >= 0 {
		form.Values.Set(name, strconv.Itoa(n))
	}
}

func goalName(i int) string { return "goal" + strconv.Itoa(i) }

func (p Pages) renderPlan(q *site.Request, v planView, status int) error {
	if err := authz.Check(q.Actor, authz.CaseWork); err != nil {
		return err
	}
	v.action, v.autosave = q.To(v.f.Path+"/plan/edit"), q.AutosaveTo()
	v.key = v.form.Key()
	if v.key == "" {
		v.key = q.Key()
	}
	v.goals = min(filledGoals(v.form)+1, maxGoals)
	page := v.f.Page(q, "Plan", false)
	page.Problems = v.problems
	page.Back = &ui.Link{Href: q.To(v.f.Path + "/plan"), Label: "Plan"}
	return q.RenderStatus(status, page, planPage(v))
}

// filledGoals is one more than the place of the last goal that has words.
func filledGoals(form *site.Form) int {
	n := 0
	for i := range maxGoals {
		if form.Text(goalName(i)) != "" || form.Text(goalName(i)+"-action0") != "" {
			n = i + 1
		}
	}
	return n
}

func (p Pages) savePlan(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	in := planInput(form)
	if err = form.Err(); err == nil {
		_, err = p.Plans.Save(q.Context(), q.Actor, f.Card.ID, in)
	}
	if problems, shown := q.Problems(form, err); shown {
		v := planView{f: f, form: form, problems: problems, version: int(form.Version())}
		if site.FormStatus(err) == http.StatusConflict {
			have, herr := p.current(q, f)
			if herr != nil {
				return herr
			}
			v.theirs, v.conflict, v.version = have, true, int(have.Version)
			form.Values.Del("idempotency_key")
		}
		return p.renderPlan(q, v, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.DropDraft(f.Path + "/plan/edit")
	if form.Text("then") == "more" {
		return q.Redirect(f.Path + "/plan/edit")
	}
	q.Flash("The draft is kept. Read it to them, then note that they agree.")
	return q.Redirect(f.Path + "/plan")
}

func planInput(form *site.Form) plan.New {
	in := plan.New{Key: form.Key(), Version: form.Version(), Worse: form.Text("worse"), ReviewOn: form.Date("review")}
	for i := range maxGoals {
		at := goalName(i)
		g := plan.Goal{Words: form.Text(at), Importance: form.Number(at+"-importance", -1), Confidence: form.Number(at+"-confidence", -1)}
		for j := range maxActions {
			act := at + "-action" + strconv.Itoa(j)
			g.Actions = append(g.Actions, plan.Action{Words: form.Text(act), Owner: plan.Owner(form.Text(act + "-owner")),
				Who: form.Text(act + "-who"), Status: actionStatus(form.Text(act + "-status"))})
		}
		in.Goals = append(in.Goals, g)
	}
	return in
}

// actionStatus keeps where an action stood when the plan is written again.
func actionStatus(s string) plan.ActionStatus {
	switch st := plan.ActionStatus(s); st {
	case plan.ToDo, plan.WaitingOn, plan.Done, plan.NotNeeded:
		return st
	}
	return plan.ToDo
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
	aid, err := id.Parse[plan.Action](form.Text("action"))
	if err != nil {
		return err
	}
	if err := p.Plans.MoveAction(q.Context(), q.Actor, f.Card.ID, aid, plan.ActionStatus(form.Text("to")), plan.Wait{}); err != nil {
		return err
	}
	q.Flash("Kept.")
	return q.Redirect(f.Path + "/plan")
}

func scaleOptions() []ui.Option {
	out := []ui.Option{{Value: "", Label: "Not asked"}}
	for i := range 11 {
		out = append(out, ui.Option{Value: strconv.Itoa(i), Label: strconv.Itoa(i)})
	}
	return out
}

func (v planView) ownerOptions() []ui.Option {
	worker := v.f.Worker
	if worker == "you" {
		worker = "Me"
	}
	return []ui.Option{{Value: string(plan.ByPerson), Label: v.f.Card.Name}, {Value: string(plan.ByWorker), Label: worker}, {Value: string(plan.ByOther), Label: "Someone else"}}
}

// shownActions is how many actions of a goal the form shows: those with words and
// one more.
func (v planView) shownActions(goal int) int {
	n := 1
	for j := range maxActions {
		if v.form.Text(goalName(goal)+"-action"+strconv.Itoa(j)) != "" {
			n = j + 2
		}
	}
	return min(n, maxActions)
}
