package admin

import (
	"net/http"
	"strconv"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/id"
	"weft/internal/journey"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// leaveView is what a colleague who leaves still holds, and who takes it over.
type leaveView struct {
	a        account.Account
	at, key  string
	cases    string
	concerns int
	leads    []ui.Option
	form     *site.Form
	problems []ui.Problem
}

func (p Pages) leaveForm(q *site.Request) error {
	return p.renderLeave(q, site.Filled(nil), nil, http.StatusOK)
}

func (p Pages) renderLeave(q *site.Request, form *site.Form, problems []ui.Problem, status int) error {
	which, err := id.Parse[authz.Actor](q.PathValue("id"))
	if err != nil {
		return err
	}
	a, err := p.Accounts.ByID(q.Context(), q.Actor, which)
	if err != nil {
		return err
	}
	held, err := p.Journey.Holds(q.Context(), q.Actor, which)
	if err != nil {
		return err
	}
	v := leaveView{a: a, at: q.To("/admin/accounts/" + which.String() + "/leave"), key: q.Key(), concerns: held.Concerns, form: form, problems: problems}
	switch held.Cases {
	case 0:
	case 1:
		v.cases = "One person has them as their link worker."
	default:
		v.cases = strconv.Itoa(held.Cases) + " people have them as their link worker."
	}
	if held.Concerns > 0 {
		if v.leads, err = p.safeguardingLeads(q, a); err != nil {
			return err
		}
	}
	page := q.Page("They leave: " + a.Name)
	page.Problems, page.Back = problems, &ui.Link{Href: q.To("/admin/accounts/" + which.String()), Label: a.Name}
	return q.RenderStatus(status, page, leavePage(v))
}

// safeguardingLeads are the other leads of the services where this one leads.
func (p Pages) safeguardingLeads(q *site.Request, a account.Account) ([]ui.Option, error) {
	out := []ui.Option{{Value: "", Label: "Choose a colleague"}}
	for _, r := range a.Roles {
		if r.Role != authz.SafeguardingLead {
			continue
		}
		leads, err := p.Accounts.Holders(q.Context(), q.Actor, authz.SafeguardingLead, r.At)
		if err != nil {
			return nil, err
		}
		for _, l := range leads {
			if l.ID != a.ID {
				out = append(out, ui.Option{Value: l.ID.String(), Label: l.Name})
			}
		}
	}
	return out, nil
}

func (p Pages) leave(q *site.Request) error {
	which, err := id.Parse[authz.Actor](q.PathValue("id"))
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = p.Journey.Leave(q.Context(), q.Actor, which, journey.Leave{Successor: authz.AccountID(form.Text("successor"))})
	if problems, shown := q.Problems(form, err); shown {
		return p.renderLeave(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash("The account is closed, and signed out everywhere. What they did stays.")
	return q.Redirect("/admin/accounts/" + which.String())
}
