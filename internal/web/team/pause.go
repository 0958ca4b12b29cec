package team

import (
	"net/http"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/pause"
	"weft/internal/vocabulary"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// pausesView is the list of pauses and, for a lead, the form that begins one.
type pausesView struct {
	action, key, autosave, ask string
	form                       *site.Form
	problems                   []ui.Problem
	rows                       []ui.RowProps
	services                   []org.Service
	practices, workers         []ui.Option
	lead                       bool
}

func (p Pages) pauses(q *site.Request) error {
	form, kept := q.Draft()
	if !kept {
		form = site.Filled(nil)
		form.SetDate("until", q.Site.Today().AddDays(pause.Longest))
		form.Values.Set("kind", string(pause.OfService))
		form.Values.Set("reason", "capacity")
		form.Values.Set("public_en", q.Site.Words.T("en", "pause.public"))
		form.Values.Set("public_cy", q.Site.Words.T("cy", "pause.public"))
		form.Values.Set("alternative", q.Site.Words.T("en", "pause.public_alternative"))
	}
	return p.renderPauses(q, form, nil, http.StatusOK)
}

func (p Pages) renderPauses(q *site.Request, form *site.Form, problems []ui.Problem, status int) error {
	list, err := p.Pauses.List(q.Context(), q.Actor)
	if err != nil {
		return err
	}
	v := pausesView{action: q.To("/team/pause"), key: form.Key(), autosave: q.AutosaveTo(), form: form, problems: problems}
	if v.key == "" {
		v.key = q.Key()
	}
	if v.rows, err = p.pauseRows(q, list); err != nil {
		return err
	}
	if v.services, err = p.servicesAt(q, authz.TeamLead); err != nil {
		return err
	}
	v.lead = len(v.services) > 0
	if q.Actor.Has(authz.LinkWorker) {
		v.ask = q.To("/team/pause/ask")
	}
	if v.lead {
		if err := p.targets(q, &v); err != nil {
			return err
		}
	}
	page := q.Page("Pausing referrals")
	page.Problems = problems
	if q.Actor.May(authz.LoadRead) {
		page.Back = &ui.Link{Href: q.To("/team"), Label: "Team"}
	}
	return q.RenderStatus(status, page, pausesPage(v))
}

// targets are the practices and workers that a pause may cover.
func (p Pages) targets(q *site.Request, v *pausesView) error {
	practices, err := p.Orgs.List(q.Context(), "practice")
	if err != nil {
		return err
	}
	for _, o := range practices {
		v.practices = append(v.practices, ui.Option{Value: o.ID.String(), Label: o.Name})
	}
	for _, s := range v.services {
		workers, err := p.Accounts.Holders(q.Context(), q.Actor, authz.LinkWorker, s.ID.String())
		if err != nil {
			return err
		}
		for _, w := range workers {
			v.workers = append(v.workers, ui.Option{Value: w.ID.String(), Label: w.Name})
		}
	}
	return nil
}

// terms reads the fields that every form about a pause shares.
func terms(f *site.Form) pause.Terms {
	return pause.Terms{Kind: pause.Kind(f.Text("kind")), Practice: org.ID(f.Text("practice")), Source: f.Text("source"), Worker: authz.AccountID(f.Text("worker")),
		Reason: f.Text("reason"), Words: f.Text("words"), Starts: f.Date("starts"), Until: f.Date("until"), Exceptions: f.Text("exceptions"),
		Alternative: f.Text("alternative"), PublicEn: f.Text("public_en"), PublicCy: f.Text("public_cy")}
}

// begin is a lead confirming a pause.
func (p Pages) begin(q *site.Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	if err := authz.Check(q.Actor, authz.PauseDecide); err != nil {
		return err
	}
	services, err := p.servicesAt(q, authz.TeamLead)
	if err != nil {
		return err
	}
	in := terms(form)
	if form.Err() == nil {
		_, err = p.Referrals.Pause(q.Context(), q.Actor, chosen(services, form.Text("service")), form.Key(), in)
	}
	if problems, shown := q.Problems(form, err); shown {
		return p.renderPauses(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.DropDraft("/team/pause")
	q.Flash("New referrals are paused. Whoever refers is told. What comes is kept and waits for you to read it.")
	return q.Redirect("/team/pause")
}

// pauseRows are pauses as lines of a list.
func (p Pages) pauseRows(q *site.Request, list []pause.Pause) ([]ui.RowProps, error) {
	who, err := p.words(q, list)
	if err != nil {
		return nil, err
	}
	out := make([]ui.RowProps, len(list))
	for i, v := range list {
		text := "Until " + q.Site.Words.Day("en", v.Until, q.Site.Today()) + " at the latest."
		if v.Status == pause.Requested {
			text = "Asked for by " + who[v.ID].asker + ". " + text
		}
		if v.Status.Over() {
			text = "From " + q.Site.Words.Day("en", v.Starts, q.Site.Today()) + "."
		}
		out[i] = ui.RowProps{Title: who[v.ID].covers, Href: q.To("/team/pause/" + v.ID.String()), Chips: []string{v.Status.Words()}, Text: text}
	}
	return out, nil
}

// named says in words what a pause covers and who asked for it.
type named struct{ covers, asker, decider string }

func (p Pages) words(q *site.Request, list []pause.Pause) (map[pause.ID]named, error) {
	var accounts []account.ID
	var orgs []org.ID
	for _, v := range list {
		accounts = append(accounts, v.AskedBy, v.DecidedBy, v.Worker)
		if !v.Practice.IsZero() {
			orgs = append(orgs, v.Practice)
		}
	}
	people, err := p.Accounts.Names(q.Context(), known(accounts)...)
	if err != nil {
		return nil, err
	}
	bodies, err := p.Orgs.Names(q.Context(), orgs)
	if err != nil {
		return nil, err
	}
	out := make(map[pause.ID]named, len(list))
	for _, v := range list {
		n := named{asker: people[v.AskedBy], decider: people[v.DecidedBy]}
		switch v.Kind {
		case pause.OfService:
			n.covers = "All new referrals"
		case pause.OfPractice:
			n.covers = "New referrals from " + bodies[v.Practice]
		case pause.OfSource:
			n.covers = "New referrals from: " + vocabulary.Sources().Words(v.Source, "en")
		case pause.OfWorker:
			n.covers = "New people for " + people[v.Worker]
		}
		out[v.ID] = n
	}
	return out, nil
}

// known leaves out those who are nobody.
func known(ids []account.ID) []account.ID {
	var out []account.ID
	for _, v := range ids {
		if !v.IsZero() {
			out = append(out, v)
		}
	}
	return out
}

func kindOptions(v pausesView) []ui.Option {
	return []ui.Option{
		{Value: string(pause.OfService), Label: "Everything that comes", Hint: "People may still ask us themselves; that is kept too"},
		{Value: string(pause.OfPractice), Label: "One practice", Reveal: choose("practice", "Which practice?", v.practices, v)},
		{Value: string(pause.OfSource), Label: "One kind of referrer", Reveal: choose("source", "Which kind?", sources(), v)},
		{Value: string(pause.OfWorker), Label: "New people for one worker", Hint: "Nothing is held at the door. It stands beside their name where somebody allocates.",
			Reveal: choose("worker", "Which worker?", v.workers, v)},
	}
}

func sources() []ui.Option {
	var out []ui.Option
	for _, t := range vocabulary.Sources() {
		if t.Code != "self" && t.Code != "family" {
			out = append(out, ui.Option{Value: t.Code, Label: t.En})
		}
	}
	return out
}

func pauseID(q *site.Request) (pause.ID, error) { return id.Parse[pause.Pause](q.PathValue("pause")) }
