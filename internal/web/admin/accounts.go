package admin

import (
	"net/http"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/id"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

type accountsView struct {
	many     string // the page that adds a list
	rows     []ui.RowProps
	action   string
	key      string
	form     *site.Form
	problems []ui.Problem
}

func (p Pages) accounts(q *site.Request) error {
	return p.renderAccounts(q, site.Filled(nil), nil, http.StatusOK)
}

func (p Pages) renderAccounts(q *site.Request, form *site.Form, problems []ui.Problem, status int) error {
	list, err := p.Accounts.List(q.Context(), q.Actor, account.Filter{})
	if err != nil {
		return err
	}
	v := accountsView{many: q.To("/admin/accounts/list"), action: q.To("/admin/accounts"), key: q.Key(), form: form, problems: problems}
	for _, a := range list {
		row := ui.RowProps{Title: a.Name, Href: q.To("/admin/accounts/" + a.ID.String()), Text: a.Email}
		for _, r := range a.Roles {
			row.Chips = append(row.Chips, q.Site.Words.T("en", "role."+string(r.Role)))
		}
		v.rows = append(v.rows, row)
	}
	page := q.Page("Accounts")
	page.Problems, page.Back = problems, &ui.Link{Href: q.To("/admin"), Label: "Set-up"}
	return q.RenderStatus(status, page, accountsPage(v))
}

func (p Pages) addAccount(q *site.Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	acc, err := p.Accounts.Create(q.Context(), q.Actor, account.New{Key: form.Key(), Name: form.Text("name"), Email: form.Text("email")})
	if problems, shown := q.Problems(form, err); shown {
		return p.renderAccounts(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash("Added. Give them a role, then a link to choose a password.")
	return q.Redirect("/admin/accounts/" + acc.ID.String())
}

type accountView struct {
	a        account.Account
	at       string
	key      string
	roles    []roleView
	choices  []ui.Option
	places   []ui.Option
	link     string // shown once, when it was just made
	form     *site.Form
	problems []ui.Problem
}

type roleView struct{ id, words, place string }

func (p Pages) account(q *site.Request) error {
	return p.renderAccount(q, "", site.Filled(nil), nil, http.StatusOK)
}

func (p Pages) renderAccount(q *site.Request, link string, form *site.Form, problems []ui.Problem, status int) error {
	which, err := id.Parse[authz.Actor](q.PathValue("id"))
	if err != nil {
		return err
	}
	a, err := p.Accounts.ByID(q.Context(), q.Actor, which)
	if err != nil {
		return err
	}
	v := accountView{a: a, at: q.To("/admin/accounts/" + which.String()), key: q.Key(), link: link, form: form, problems: problems}
	names, err := p.places(q, &v)
	if err != nil {
		return err
	}
	for _, r := range a.Roles {
		v.roles = append(v.roles, roleView{id: r.ID.String(), words: q.Site.Words.T("en", "role."+string(r.Role)), place: names[r.At]})
	}
	for _, r := range authz.Roles() {
		v.choices = append(v.choices, ui.Option{Value: string(r), Label: q.Site.Words.T("en", "role."+string(r))})
	}
	page := q.Page(a.Name)
	page.Problems, page.Back = problems, &ui.Link{Href: q.To("/admin/accounts"), Label: "Accounts"}
	return q.RenderStatus(status, page, accountPage(v))
}

// places are where a role can be held: services, organisations, and for a GP
// supervisor the workers.
func (p Pages) places(q *site.Request, v *accountView) (map[string]string, error) {
	names := map[string]string{}
	add := func(value, label string) {
		names[value] = label
		v.places = append(v.places, ui.Option{Value: value, Label: label})
	}
	v.places = append(v.places, ui.Option{Value: "", Label: "Everywhere (administrator)"})
	services, err := p.Orgs.Services(q.Context())
	if err != nil {
		return nil, err
	}
	for _, s := range services {
		add(s.ID.String(), "Service: "+s.Name)
		workers, err := p.Accounts.Holders(q.Context(), q.Actor, authz.LinkWorker, s.ID.String())
		if err != nil {
			return nil, err
		}
		for _, w := range workers {
			add(w.ID.String(), "Link worker: "+w.Name)
		}
	}
	orgs, err := p.Orgs.List(q.Context(), "")
	if err != nil {
		return nil, err
	}
	for _, o := range orgs {
		add(o.ID.String(), o.Name)
	}
	return names, nil
}

// change runs one change of an account and comes back to it.
func (p Pages) change(q *site.Request, done string, step func(which account.ID, f *site.Form) error) error {
	which, err := id.Parse[authz.Actor](q.PathValue("id"))
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = step(which, form)
	if problems, shown := q.Problems(form, err); shown {
		return p.renderAccount(q, "", form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash(done)
	return q.Redirect("/admin/accounts/" + which.String())
}

func (p Pages) assign(q *site.Request) error {
	return p.change(q, "They have the role from now on.", func(which account.ID, f *site.Form) error {
		return p.Accounts.Assign(q.Context(), q.Actor, which, authz.Role(f.Text("role")), f.Text("at"))
	})
}

func (p Pages) endRole(q *site.Request) error {
	return p.change(q, "The role has ended. What was done in it stays.", func(which account.ID, f *site.Form) error {
		return p.Accounts.EndRole(q.Context(), q.Actor, which, account.AssignmentID(f.Text("assignment")))
	})
}

// issueLink makes a one-time link and shows it on this answer only.
func (p Pages) issueLink(q *site.Request) error {
	which, err := id.Parse[authz.Actor](q.PathValue("id"))
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	purpose := account.Setup
	if form.Text("purpose") == string(account.Reset) {
		purpose = account.Reset
	}
	link, err := p.Accounts.IssueLink(q.Context(), q.Actor, which, purpose)
	if problems, shown := q.Problems(form, err); shown {
		return p.renderAccount(q, "", form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	return p.renderAccount(q, q.Site.BaseURL+"/"+string(purpose)+"/"+link.Token, site.Filled(nil), nil, http.StatusOK)
}
