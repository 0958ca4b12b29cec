package plan

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

// planForm is the form of the plan: goals with actions, one empty one to write in.
type planForm struct {
	f        frame.Frame
	action   string
	autosave string
	key      string
	version  int
	form     *site.Form
	problems []ui.Problem
	goals    int // how many goals the form shows
	theirs   plan.Plan
	others   []goalView // the goals of theirs, with their actions
	conflict bool
}

const (
	maxGoals   = 8
	maxActions = 6
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
		if have.ReviewOn.IsZero() || have.Status != plan.Draft {
			on, err := p.suggested(q, f)
			if err != nil {
				return err
			}
			form.SetDate("review", on)
		}
	}
	return p.renderEdit(q, planForm{f: f, form: form, version: int(version)}, http.StatusOK)
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
	i := 0
	for _, g := range l.Goals {
		if !g.Status.Open() {
			continue // it stays in the number in which it ended
		}
		at := goalName(i)
		i++
		form.Values.Set(at, g.Words)
		form.Values.Set(at+"-thread", g.Thread.String())
		form.Values.Set(at+"-helpers", g.Helpers)
		setScale(form, at+"-importance", g.Importance)
		setScale(form, at+"-confidence", g.Confidence)
		for j, a := range g.Actions {
			act := actionName(at, j)
			form.Values.Set(act, a.Words)
			form.Values.Set(act+"-thread", a.Thread.String())
			form.Values.Set(act+"-owner", string(a.Owner))
			form.Values.Set(act+"-who", a.Who)
			form.Values.Set(act+"-kind", string(a.Kind))
			form.SetDate(act+"-due", a.Due)
		}
	}
}

func setScale(form *site.Form, name string, n int) {
	if n >= 0 {
		form.Values.Set(name, strconv.Itoa(n))
	}
}

func goalName(i int) string { return "goal" + strconv.Itoa(i) }

func actionName(goal string, j int) string { return goal + "-action" + strconv.Itoa(j) }

func (p Pages) renderEdit(q *site.Request, v planForm, status int) error {
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
	return q.RenderStatus(status, page, editPage(v))
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
		v := planForm{f: f, form: form, problems: problems, version: int(form.Version())}
		if site.FormStatus(err) == http.StatusConflict {
			have, herr := p.current(q, f)
			if herr != nil {
				return herr
			}
			v.theirs, v.conflict, v.version = have, true, int(have.Version)
			for _, g := range have.Goals {
				v.others = append(v.others, p.goalView(q, f, g, plan.Trend{}, false))
			}
			form.Values.Del("idempotency_key")
		}
		return p.renderEdit(q, v, site.FormStatus(err))
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
		g := plan.Goal{Words: form.Text(at), Importance: form.Number(at+"-importance", -1), Confidence: form.Number(at+"-confidence", -1),
			Helpers: form.Text(at + "-helpers"), Thread: thread[plan.Goal](form, at)}
		for j := range maxActions {
			act := actionName(at, j)
			g.Actions = append(g.Actions, plan.Action{Words: form.Text(act), Owner: plan.Owner(form.Text(act + "-owner")), Who: form.Text(act + "-who"),
				Kind: plan.Kind(form.Text(act + "-kind")), Due: form.Date(act + "-due"), Thread: thread[plan.Action](form, act)})
		}
		in.Goals = append(in.Goals, g)
	}
	return in
}

// thread is which goal, or action, of the number before a row of the form goes on with.
func thread[T any](form *site.Form, name string) id.ID[T] {
	out, err := id.Parse[T](form.Text(name + "-thread"))
	if err != nil {
		return ""
	}
	return out
}

func kindOptions() []ui.Option {
	out := []ui.Option{{Value: "", Label: "Not said"}}
	for _, k := range plan.Kinds() {
		out = append(out, ui.Option{Value: string(k), Label: k.Words()})
	}
	return out
}

// more reports whether the form shows at once who, when and what sort.
func (v planForm) more(name string) bool {
	return v.form.Text(name+"-who") != "" || v.form.Text(name+"-kind") != "" || v.form.Text(name+"-due-day") != "" || ui.ErrorFor(v.problems, name+"-due") != ""
}

func scaleOptions() []ui.Option {
	out := []ui.Option{{Value: "", Label: "Not asked"}}
	for i := range 11 {
		out = append(out, ui.Option{Value: strconv.Itoa(i), Label: strconv.Itoa(i)})
	}
	return out
}

func (v planForm) ownerOptions() []ui.Option {
	worker := v.f.Worker
	if worker == "you" {
		worker = "Me"
	}
	return []ui.Option{{Value: string(plan.ByPerson), Label: v.f.Card.Name}, {Value: string(plan.ByWorker), Label: worker}, {Value: string(plan.ByOther), Label: "Someone else"}}
}

// shownActions is how many actions of a goal the form shows: those with words and
// one more.
func (v planForm) shownActions(goal int) int {
	n := 1
	for j := range maxActions {
		if v.form.Text(actionName(goalName(goal), j)) != "" {
			n = j + 2
		}
	}
	return min(n, maxActions)
}
