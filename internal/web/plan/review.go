package plan

import (
	"net/http"

	"weft/internal/authz"
	"weft/internal/plan"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// reviewView is the plan to look at together: one question per goal.
type reviewView struct {
	f        frame.Frame
	to       string
	edit     string
	key      string
	autosave string
	version  int
	worse    string
	goals    []reviewGoal
	draft    bool
	none     bool
	form     *site.Form
	problems []ui.Problem
}

type reviewGoal struct {
	name    string
	words   string
	said    string // what was said the last time
	actions []actionView
}

func (p Pages) reviewForm(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	form, kept := q.Draft()
	if !kept {
		form = site.Filled(nil)
		on, err := p.suggested(q, f)
		if err != nil {
			return err
		}
		form.SetDate("next", on)
	}
	return p.renderReview(q, f, form, nil, http.StatusOK)
}

func (p Pages) renderReview(q *site.Request, f frame.Frame, form *site.Form, problems []ui.Problem, status int) error {
	if err := authz.Check(q.Actor, authz.CaseWork); err != nil {
		return err
	}
	have, err := p.current(q, f)
	if err != nil {
		return err
	}
	v := reviewView{f: f, to: q.To(f.Path + "/review"), edit: q.To(f.Path + "/plan/edit"), key: q.Key(), autosave: q.AutosaveTo(), version: int(have.Version), worse: have.Worse,
		form: form, problems: problems, none: have.ID.IsZero() || !have.Status.Stands(), draft: have.Status == plan.Draft}
	if form.Version() > 0 && status == http.StatusOK {
		v.version = int(form.Version()) // a draft of the form
	}
	for _, g := range have.Goals {
		if !g.Status.Open() {
			continue
		}
		gv := p.goalView(q, f, g, plan.Trend{}, false)
		item := reviewGoal{name: reviewName(g), words: g.Words, actions: gv.actions}
		if g.Answer != "" {
			item.said = "Last time: " + lower(g.Answer.Words()) + "."
			if g.AnswerWords != "" {
				item.said += " “" + g.AnswerWords + "”"
			}
		}
		v.goals = append(v.goals, item)
	}
	page := f.Page(q, "Review", false)
	page.Problems, page.Back = problems, &ui.Link{Href: q.To(f.Path + "/plan"), Label: "Plan"}
	return q.RenderStatus(status, page, reviewPage(v))
}

func reviewName(g plan.Goal) string { return "goal-" + g.ID.String() }

func (p Pages) review(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	have, err := p.current(q, f)
	if err != nil {
		return err
	}
	in := plan.Review{Key: form.Key(), Version: form.Version(), On: form.Date("on"), Next: form.Date("next"), How: form.Text("how"),
		Goals: map[plan.GoalID]plan.Said{}}
	for _, g := range have.Goals {
		at := reviewName(g)
		if !g.Status.Open() {
			continue
		}
		in.Goals[g.ID] = plan.Said{Answer: plan.Answer(form.Text(at)), Words: form.Text(at + "-words"),
			Importance: form.Number(at+"-importance", -1), Confidence: form.Number(at+"-confidence", -1)}
	}
	if err = form.Err(); err == nil {
		_, err = p.Plans.Review(q.Context(), q.Actor, f.Card.ID, in)
	}
	if problems, shown := q.Problems(form, err); shown {
		return p.renderReview(q, f, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.DropDraft(f.Path + "/review")
	q.Flash("You looked at the plan together. What you wrote is the plan now.")
	return q.Redirect(f.Path + "/plan")
}

func answerOptions() []ui.Option {
	var out []ui.Option
	for _, a := range plan.Answers() {
		out = append(out, ui.Option{Value: string(a), Label: a.Words()})
	}
	return out
}
