package admin

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/id"
	"weft/internal/journey"
	"weft/internal/org"
	"weft/internal/vocabulary"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// Pages are what these pages call.
type Pages struct {
	Orgs     *org.Orgs
	Accounts *account.Service
	Journey  *journey.Service
	// Backup tells when the last good backup was made and whether the last try went
	// well; nil where nobody makes any, as in the demonstration.
	Backup func() (made time.Time, well bool)
}

// Routes adds the pages to the site.
func (p Pages) Routes(s *site.Site) {
	s.Handle("GET /admin", p.index)
	s.Handle("GET /admin/organisations", p.organisations)
	s.Handle("POST /admin/organisations", p.addOrganisation)
	s.Handle("GET /admin/organisations/{id}", p.organisation)
	s.Handle("POST /admin/organisations/{id}/link", p.newLink)
	s.Handle("POST /admin/organisations/{id}/join", p.join)
	s.Handle("POST /admin/organisations/{id}/about", p.updateOrg)
	s.Handle("POST /admin/organisations/{id}/close", p.closeOrg)
	s.Handle("GET /admin/services", p.services)
	s.Handle("POST /admin/services", p.addService)
	s.Handle("GET /admin/services/{id}", p.service)
	s.Handle("POST /admin/services/{id}", p.updateService)
	s.Handle("POST /admin/services/{id}/team", p.addTeam)
	s.Handle("POST /admin/services/{id}/post", p.addPost)
	s.Handle("POST /admin/services/{id}/end-post", p.endPost)
	s.Handle("GET /admin/accounts", p.accounts)
	s.Handle("GET /admin/accounts/list", p.bulkForm)
	s.Handle("POST /admin/accounts/list", p.bulk)
	s.Handle("POST /admin/accounts", p.addAccount)
	s.Handle("GET /admin/accounts/{id}", p.account)
	s.Handle("POST /admin/accounts/{id}/role", p.assign)
	s.Handle("POST /admin/accounts/{id}/end-role", p.endRole)
	s.Handle("POST /admin/accounts/{id}/link", p.issueLink)
	s.Handle("GET /admin/accounts/{id}/leave", p.leaveForm)
	s.Handle("POST /admin/accounts/{id}/leave", p.leave)
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
		{"Say it in your words", q.To("/admin/words"), "What you call your workers, each step and the people you help", false},
		{"Look over the lists, due times and texts", q.To("/admin/lists"), "All are local defaults until you change them", false},
	}
	if p.Backup != nil {
		tasks = append(tasks, p.backup(q))
	}
	return q.Render(q.Page("Set-up"), indexPage(tasks))
}

// backup is the line about backups: they are made without anybody's help, and somebody
// has to know when they are not.
func (p Pages) backup(q *site.Request) task {
	made, well := p.Backup()
	t := task{label: "Backups", done: well, hint: "None was made yet. Whoever looks after the server runs weft doctor to see why"}
	if !made.IsZero() {
		t.hint = "The last good one is of " + q.Site.Words.DateYear("en", clock.DateOf(made, q.Site.Zone)) + ", " + made.In(q.Site.Zone).Format("15:04")
		if !well {
			t.hint += ". The one after it failed: whoever looks after the server runs weft doctor to see why"
		}
	}
	return t
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
	form     *site.Form
	at       string
	key      string
	link     string // shown once, when it was just made
	problems []ui.Problem
}

func (p Pages) organisation(q *site.Request) error {
	return p.renderOrg(q, "", nil, nil, http.StatusOK)
}

func (p Pages) renderOrg(q *site.Request, link string, form *site.Form, problems []ui.Problem, status int) error {
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
		form: form, problems: problems, member: map[org.ServiceID]bool{}}
	if form == nil {
		v.form = site.Filled(url.Values{"name": {o.Name}, "email": {o.Email}, "phone": {o.Phone}, "ods": {o.ODS}, "nation": {string(o.Nation)}})
	}
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
	return p.renderOrg(q, q.Site.BaseURL+"/refer/"+token, nil, nil, http.StatusOK)
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

// changeOrg runs one change of an organisation and comes back to it.
func (p Pages) changeOrg(q *site.Request, done string, step func(oid org.ID, f *site.Form) error) error {
	oid, err := id.Parse[org.Organisation](q.PathValue("id"))
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = step(oid, form)
	if problems, shown := q.Problems(form, err); shown {
		return p.renderOrg(q, "", form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash(done)
	return q.Redirect("/admin/organisations/" + oid.String())
}

func (p Pages) updateOrg(q *site.Request) error {
	return p.changeOrg(q, "Kept.", func(oid org.ID, f *site.Form) error {
		return p.Orgs.Update(q.Context(), q.Actor, oid, f.Version(), org.NewOrganisation{Name: f.Text("name"), ODS: f.Text("ods"), Phone: f.Text("phone"),
			Email: f.Text("email"), Nation: clock.Nation(f.Text("nation"))})
	})
}

func (p Pages) closeOrg(q *site.Request) error {
	return p.changeOrg(q, "The organisation is closed, and its link is dead. What came from it stays.", func(oid org.ID, _ *site.Form) error {
		return p.Orgs.Close(q.Context(), q.Actor, oid)
	})
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
		v.rows = append(v.rows, ui.RowProps{Title: s.Name, Href: q.To("/admin/services/" + s.ID.String()), Text: strings.Trim(s.Phone+". "+s.Hours, " .")})
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
	_, err = p.Orgs.AddService(q.Context(), q.Actor, serviceIn(form))
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
