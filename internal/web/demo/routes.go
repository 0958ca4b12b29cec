package demo

import (
	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/errs"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// Role is one button: its name in the form, what it is called and the account behind
// it.
type Role struct {
	As, Label, About string
	Account          authz.AccountID
}

// Pages are what these pages call.
type Pages struct {
	Accounts *account.Service
	Roles    []Role
}

// Routes adds the pages to the site.
func (p Pages) Routes(s *site.Site) {
	s.Handle("GET /demo", p.index)
	s.Reads("POST /demo/sign-in", p.signIn)
}

func (p Pages) index(q *site.Request) error {
	return q.Render(q.Page("Look around"), rolesPage(p.Roles, q.To("/demo/sign-in")))
}

func (p Pages) signIn(q *site.Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	for _, r := range p.Roles {
		if r.As != form.Text("as") {
			continue
		}
		acc, err := p.Accounts.ByID(q.Context(), authz.Program(), r.Account)
		if err != nil {
			return err
		}
		if err := q.SignIn(acc); err != nil {
			return err
		}
		q.Out(false)
		return q.Redirect("/home")
	}
	return errs.New(errs.NotFound, "page.not_found")
}

func rows(roles []Role, action string) []ui.RowProps {
	out := make([]ui.RowProps, len(roles))
	for i, r := range roles {
		out[i] = ui.RowProps{Title: r.Label, Text: r.About, Actions: ui.ButtonForm(ui.FormProps{Action: action},
			ui.ButtonProps{Label: "Look around", For: "as " + r.Label, Small: true, Kind: ui.Secondary}, ui.HiddenField{Name: "as", Value: r.As})}
	}
	return out
}
