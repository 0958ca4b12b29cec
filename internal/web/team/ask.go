package team

import (
	"net/http"

	"weft/internal/authz"
	"weft/internal/pause"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// askView is the small form by which a worker asks for a pause.
type askView struct {
	action, key, autosave string
	form                  *site.Form
	problems              []ui.Problem
	services              []ui.Option
}

func (p Pages) askForm(q *site.Request) error {
	form, kept := q.Draft()
	if !kept {
		form = site.Filled(nil)
		form.Values.Set("reason", "capacity")
	}
	return p.renderAsk(q, form, nil, http.StatusOK)
}

func (p Pages) renderAsk(q *site.Request, form *site.Form, problems []ui.Problem, status int) error {
	if err := authz.Check(q.Actor, authz.PauseAsk); err != nil {
		return err
	}
	services, err := p.servicesAt(q, authz.LinkWorker, authz.TeamLead)
	if err != nil {
		return err
	}
	v := askView{action: q.To("/team/pause/ask"), key: form.Key(), autosave: q.AutosaveTo(), form: form, problems: problems, services: serviceOptions(services)}
	if v.key == "" {
		v.key = q.Key()
	}
	page := q.Page("Ask for a pause")
	page.Problems = problems
	return q.RenderStatus(status, page, askPage(v))
}

func (p Pages) ask(q *site.Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	services, err := p.servicesAt(q, authz.LinkWorker, authz.TeamLead)
	if err != nil {
		return err
	}
	kind := pause.OfWorker
	if !q.Actor.Has(authz.LinkWorker) || form.Ticked("everyone") {
		kind = pause.OfService
	}
	pid, err := p.Pauses.Ask(q.Context(), q.Actor, chosen(services, form.Text("service")), form.Key(), pause.Terms{Kind: kind, Reason: form.Text("reason"), Words: form.Text("words")})
	if problems, shown := q.Problems(form, err); shown {
		return p.renderAsk(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.DropDraft("/team/pause/ask")
	q.Flash("You have asked for a pause. Your lead is told and answers you here.")
	return q.Redirect("/team/pause/" + pid.String())
}
