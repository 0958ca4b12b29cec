package admin

import (
	"net/http"
	"strconv"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/vocabulary"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// Pages are what these pages call.
type Pages struct {
	Orgs     *org.Orgs
	Accounts *account.Service
}

// Routes adds the pages to the site.
func (p Pages) Routes(s *site.Site) {
	s.Handle("GET /admin", p.index)
	s.Handle("GET /admin/organisations", p.organisations)
	s.Handle("POST /admin/organisations", p.addOrganisation)
	s.Handle("GET /admin/organisations/{id}", p.organisation)
	s.Handle("POST /admin/organisations/{id}/link", p.newLink)
	s.Handle("POST /admin/organisations/{id}/join", p.join)
	s.Handle("GET /admin/services", p.services)
	s.Handle("POST /admin/services", p.addService)
	s.Handle("GET /admin/accounts", p.accounts)
	s.Handle("POST /admin/accounts", p.addAccount)
	s.Handle("GET /admin/accounts/{id}", p.account)
	s.Handle("POST /admin/accounts/{id}/role", p.assign)
	s.Handle("POST /admin/accounts/{id}/end-role", p.endRole)
	s.Handle("POST /admin/accounts/{id}/link", p.issueLink)
	s.Handle("POST /admin/accounts/{id}/disable", p.disable)
	s.Handle("GET /audit", p.audit)
}

// task is one line of the set-up list.
type task struct {
	label, href, hint string
	done              bool
}

func (p Pages) index(q *site.Request) error {
	if err := authz.Check(q.Actor, authz.OrgEdit); err != nil {
		return err
	}
	ctx := q.Context()
	orgs, err := p.Orgs.List(ctx, "")
	if err != nil {
		return err
	}
	services, err := p.Orgs.Services(ctx)
	if err != nil {
		return err
	}
	workers, lead := 0, 0
	for _, s := range services {
		w, err := p.Accounts.Holders(ctx, q.Actor, authz.LinkWorker, s.ID.String())
		if err != nil {
			return err
		}
		l, err := p.Accounts.Holders(ctx, q.Actor, authz.SafeguardingLead, s.ID.String())
		if err != nil {
			return err
		}
		workers, lead = workers+len(w), lead+len(l)
	}
	tasks := []task{
		{"Add your organisations", q.To("/admin/organisations"), strconv.Itoa(len(orgs)) + " so far: practices, networks, councils, charities", len(orgs) > 0},
		{"Add the service", q.To("/admin/services"), strconv.Itoa(len(services)) + " so far: the scheme that link workers belong to", len(services) > 0},
		{"Add link workers and a team lead", q.To("/admin/accounts"), strconv.Itoa(workers) + " link workers so far", workers > 0},
		{"Name a safeguarding lead", q.To("/admin/accounts"), "Concerns go to this person by name", lead > 0},
		{"Give each referring organisation its link", q.To("/admin/organisations"), "They refer by it without an account", false},
	}
	return q.Render(q.Page("Set-up"), indexPage(tasks))
}

func taskRows(tasks []task) []ui.RowProps {
	out := make([]ui.RowProps, len(tasks))
	for i, t := range tasks {
		lead := "To do"
		if t.done {
			lead = "Done"
		}
		out[i] = ui.RowProps{Lead: lead, Title: t.label, Href: t.href, Text: t.hint}
	}
	return out
}

type orgsView struct {
	rows     []ui.RowProps
	action   string
	key      string
	form     *site.Form
	problems []ui.Problem
}

func (p Pages) organisations(q *site.Request) error {
	return p.renderOrgs(q, site.Filled(nil), nil, http.StatusOK)
}

func (p Pages) renderOrgs(q *site.Request, form *site.Form, problems []ui.Problem, status int) error {
	if err := authz.Check(q.Actor, authz.OrgEdit); err != nil {
		return err
	}
	list, err := p.Orgs.List(q.Context(), "")
	if err != nil {
		return err
	}
	v := orgsView{action: q.To("/admin/organisations"), key: q.Key(), form: form, problems: problems}
	for _, o := range list {
		v.rows = append(v.rows, ui.RowProps{Title: o.Name, Href: q.To("/admin/organisations/" + o.ID.String()), Text: vocabulary.OrgKinds().Words(o.Kind, "en")})
	}
	page := q.Page("Organisations")
	page.Problems, page.Back = problems, &ui.Link{Href: q.To("/admin"), Label: "Set-up"}
	return q.RenderStatus(status, page, orgsPage(v))
}

func (p Pages) addOrganisation(q *site.Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	oid, err := p.Orgs.Add(q.Context(), q.Actor, org.NewOrganisation{Key: form.Key(), Kind: form.Text("kind"), Name: form.Text("name"), ODS: form.Text("ods"),
		Phone: form.Text("phone"), Email: form.Text("email"), Nation: clock.Nation(form.Text("nation"))})
	if problems, shown := q.Problems(form, err); shown {
		return p.renderOrgs(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash("Added.")
	return q.Redirect("/admin/organisations/" + oid.String())
}

type orgView struct {
	o        org.Organisation
	kind     string
	services []org.Service
	member   map[org.ServiceID]bool
	at       string
	key      string
	link     string // shown once, when it was just made
	problems []ui.Problem
}

func (p Pages) organisation(q *site.Request) error { return p.renderOrg(q, "", nil, http.StatusOK) }

func (p Pages) renderOrg(q *site.Request, link string, problems []ui.Problem, status int) error {
	if err := authz.Check(q.Actor, authz.OrgEdit); err != nil {
		return err
	}
	oid, err := id.Parse[org.Organisation](q.PathValue("id"))
	if err != nil {
		return err
	}
	o, err := p.Orgs.ByID(q.Context(), oid)
	if err != nil {
		return err
	}
	v := orgView{o: o, kind: vocabulary.OrgKinds().Words(o.Kind, "en"), at: q.To("/admin/organisations/" + oid.String()), key: q.Key(), link: link,
		problems: problems, member: map[org.ServiceID]bool{}}
	if v.services, err = p.Orgs.Services(q.Context()); err != nil {
		return err
	}
	members, err := p.Orgs.MemberOf(q.Context(), oid)
	if err != nil {
		return err
	}
	for _, s := range members {
		v.member[s.ID] = true
	}
	page := q.Page(o.Name)
	page.Problems, page.Back = problems, &ui.Link{Href: q.To("/admin/organisations"), Label: "Organisations"}
	return q.RenderStatus(status, page, orgPage(v))
}

// newLink makes the secret link and shows it on this answer only: it is kept as a hash.
func (p Pages) newLink(q *site.Request) error {
	oid, err := id.Parse[org.Organisation](q.PathValue("id"))
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	sid, err := id.Parse[org.Service](form.Text("service"))
	if err != nil {
		return err
	}
	token, err := p.Orgs.NewLink(q.Context(), q.Actor, oid, sid)
	if err != nil {
		return err
	}
	return p.renderOrg(q, q.Site.BaseURL+"/refer/"+token, nil, http.StatusOK)
}

func (p Pages) join(q *site.Request) error {
	oid, err := id.Parse[org.Organisation](q.PathValue("id"))
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	sid, err := id.Parse[org.Service](form.Text("service"))
	if err != nil {
		return err
	}
	if err := p.Orgs.Join(q.Context(), q.Actor, sid, oid); err != nil {
		return err
	}
	q.Flash("Their people can be referred to this service now.")
	return q.Redirect("/admin/organisations/" + oid.String())
}

type servicesView struct {
	rows     []ui.RowProps
	orgs     []ui.Option
	action   string
	key      string
	form     *site.Form
	problems []ui.Problem
}

func (p Pages) services(q *site.Request) error {
	return p.renderServices(q, site.Filled(nil), nil, http.StatusOK)
}

func (p Pages) renderServices(q *site.Request, form *site.Form, problems []ui.Problem, status int) error {
	if err := authz.Check(q.Actor, authz.OrgEdit); err != nil {
		return err
	}
	v := servicesView{action: q.To("/admin/services"), key: q.Key(), form: form, problems: problems}
	services, err := p.Orgs.Services(q.Context())
	if err != nil {
		return err
	}
	for _, s := range services {
		v.rows = append(v.rows, ui.RowProps{Title: s.Name, Text: s.Phone + ". " + s.Hours})
	}
	list, err := p.Orgs.List(q.Context(), "")
	if err != nil {
		return err
	}
	for _, o := range list {
		v.orgs = append(v.orgs, ui.Option{Value: o.ID.String(), Label: o.Name})
	}
	page := q.Page("Services")
	page.Problems, page.Back = problems, &ui.Link{Href: q.To("/admin"), Label: "Set-up"}
	return q.RenderStatus(status, page, servicesPage(v))
}

func (p Pages) addService(q *site.Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	_, err = p.Orgs.AddService(q.Context(), q.Actor, org.NewService{Key: form.Key(), Host: org.ID(form.Text("host")), Name: form.Text("name"), Phone: form.Text("phone"),
		Hours: form.Text("hours"), About: form.Text("about"), NotFor: form.Text("not_for"), Controller: form.Text("controller"), Nation: clock.Nation(form.Text("nation"))})
	if problems, shown := q.Problems(form, err); shown {
		return p.renderServices(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash("Added, with the usual rules of who may refer from which date.")
	return q.Redirect("/admin/services")
}

func nationOptions() []ui.Option {
	return []ui.Option{{Value: string(clock.England), Label: "England"}, {Value: string(clock.Wales), Label: "Wales"},
		{Value: string(clock.Scotland), Label: "Scotland"}, {Value: string(clock.NorthernIreland), Label: "Northern Ireland"}}
}

func (p Pages) audit(q *site.Request) error {
	events, err := q.Site.Audit.Recent(q.Context(), q.Actor, 200)
	if err != nil {
		return err
	}
	var ids []authz.AccountID
	for _, e := range events {
		ids = append(ids, e.Actor)
	}
	names, err := p.Accounts.Names(q.Context(), ids...)
	if err != nil {
		return err
	}
	t := ui.TableProps{Caption: "What was done, newest first", Compact: true, Stacked: true, NoRowHeads: true,
		Columns: []ui.Column{{Label: "When"}, {Label: "Who"}, {Label: "What"}, {Label: "On"}, {Label: "Outcome"}}}
	for _, e := range events {
		who := names[e.Actor]
		if who == "" {
			who = kindWords(e.Kind)
		}
		t.Rows = append(t.Rows, []ui.Cell{{Text: frame.When(q, e.At)}, {Text: who}, {Text: e.Action}, {Text: e.Subject.Kind + " " + short(e.Subject.ID)}, {Text: e.Outcome}})
	}
	return q.Render(q.Page("Record"), auditPage(t))
}

func kindWords(k authz.Kind) string {
	switch k {
	case authz.System:
		return "Weft itself"
	case authz.Link:
		return "A group, by its link"
	case authz.Account:
		return "An account"
	case authz.Public:
		return "Someone without an account"
	}
	return string(k)
}

// short is the end of an id, enough to tell two records apart on one page.
func short(s string) string {
	if len(s) > 6 {
		return s[len(s)-6:]
	}
	return s
}
