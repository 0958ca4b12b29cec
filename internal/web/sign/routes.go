package sign

import (
	"errors"
	"net/http"
	"time"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/errs"
	"weft/internal/httpkit"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// Pages are what these pages call.
type Pages struct {
	Accounts *account.Service
	tries    *httpkit.Limiter
}

// triesPerMinute bounds how often one address may try to get in at all.
const triesPerMinute = 30

// Routes adds the pages to the site.
func (p Pages) Routes(s *site.Site) {
	p.tries = httpkit.NewLimiter(triesPerMinute, triesPerMinute)
	s.Handle("GET /sign-in", p.show)
	s.Reads("POST /sign-in", p.signIn)
	s.Reads("POST /sign-out", p.signOut)
	s.Handle("GET /reset/{token}", p.openLink)
	s.Handle("POST /reset/{token}", p.useLink)
	s.Handle("GET /setup/{token}", p.openLink)
	s.Handle("POST /setup/{token}", p.useLink)
	s.Handle("GET /account", p.account)
	s.Handle("POST /account", p.changePassword)
}

type signInView struct {
	action, email, to string
	problems          []ui.Problem
}

func (p Pages) show(q *site.Request) error {
	if q.Actor.Kind == authz.Account {
		return q.Redirect(site.Home(q.Actor))
	}
	return p.render(q, http.StatusOK, signInView{to: site.LocalPath(q.URL.Query().Get("to"))})
}

func (p Pages) render(q *site.Request, status int, v signInView) error {
	v.action = q.To("/sign-in")
	page := q.Page("Sign in")
	page.Narrow, page.Problems = true, v.problems
	return q.RenderStatus(status, page, signInPage(v))
}

func (p Pages) signIn(q *site.Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	v := signInView{email: form.Text("email"), to: site.LocalPath(form.Text("to"))}
	var acc account.Account
	if err = p.slow(q); err == nil {
		acc, err = p.Accounts.SignIn(q.Context(), v.email, form.Text("password"), q.Client())
	}
	if errs.Is(err, errs.Unauthenticated) || errs.Is(err, errs.RateLimited) || errs.Is(err, errs.Invalid) || errs.Is(err, errs.Unavailable) {
		p.wait(q, err)
		sentence, _ := q.Site.Words.Problem("en", err)
		v.problems = []ui.Problem{{Field: "email", Text: sentence}}
		return p.render(q, httpkit.Status(errs.KindOf(err)), v)
	}
	if err != nil {
		return err
	}
	return enter(q, acc, v.to)
}

// slow says that this address tries too often.
func (p Pages) slow(q *site.Request) error {
	if p.tries.Allow(q.Client()) {
		return nil
	}
	return errs.New(errs.RateLimited, "auth.slow_down")
}

// wait tells the browser for how many minutes an account or address is blocked.
func (p Pages) wait(q *site.Request, err error) {
	var blocked *errs.Error
	if errors.As(err, &blocked) && len(blocked.Args) == 1 {
		if minutes, ok := blocked.Args[0].(int); ok && blocked.Kind == errs.RateLimited {
			q.Wait(time.Duration(minutes) * time.Minute)
		}
	}
}

// orTheirs returns what the form shows as name and address: what was typed for the first
// account, else the account's own.
func orTheirs(v linkView, l account.Link) (name, email string) {
	if v.first {
		return v.name, v.email
	}
	return l.Name, l.Email
}

// enter signs the account in and goes where it was going, or to its first page.
func enter(q *site.Request, acc account.Account, to string) error {
	if err := q.SignIn(acc); err != nil {
		return err
	}
	q.Out(false)
	if to == "/" || to == "" {
		to = "/home"
	}
	return q.Redirect(to)
}

func (p Pages) signOut(q *site.Request) error {
	if err := q.SignOut(); err != nil {
		return err
	}
	q.Out(true)
	return q.Redirect("/sign-in")
}

type linkView struct {
	action, key string
	first       bool
	name, email string
	problems    []ui.Problem
}

// openLink shows the form behind a one-time link and changes nothing, so that a mail
// scanner does no harm.
func (p Pages) openLink(q *site.Request) error {
	l, err := p.Accounts.PeekLink(q.Context(), q.PathValue("token"))
	if err != nil {
		return err
	}
	return p.renderLink(q, http.StatusOK, linkView{first: l.Purpose == account.First, name: l.Name, email: l.Email})
}

func (p Pages) renderLink(q *site.Request, status int, v linkView) error {
	v.action = q.To(q.URL.Path)
	page := q.Page("Choose a password")
	page.Narrow, page.Problems = true, v.problems
	return q.RenderStatus(status, page, linkPage(v))
}

func (p Pages) useLink(q *site.Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	token := q.PathValue("token")
	l, err := p.Accounts.PeekLink(q.Context(), token)
	if err != nil {
		return err
	}
	v := linkView{first: l.Purpose == account.First, name: form.Text("name"), email: form.Text("email")}
	var acc account.Account
	if err = p.slow(q); err != nil {
		v.name, v.email = orTheirs(v, l)
	} else if v.first {
		acc, err = p.Accounts.CreateFirstAdministrator(q.Context(), token, account.New{Name: v.name, Email: v.email}, form.Text("password"))
	} else {
		v.name, v.email = l.Name, l.Email
		acc, err = p.Accounts.UseLink(q.Context(), token, form.Text("password"))
	}
	if problems, shown := q.Problems(form, err); shown {
		v.problems = problems
		return p.renderLink(q, site.FormStatus(err), v)
	}
	if err != nil {
		return err
	}
	return enter(q, acc, "")
}

type accountView struct {
	action, name, email string
	words               string // where they change them, if they may
	hasPassword         bool
	problems            []ui.Problem
}

func (p Pages) account(q *site.Request) error {
	if q.Actor.Kind != authz.Account {
		return errs.New(errs.Unauthenticated, "auth.sign_in")
	}
	return p.renderAccount(q, http.StatusOK, nil)
}

func (p Pages) renderAccount(q *site.Request, status int, problems []ui.Problem) error {
	page := q.Page("Your account")
	page.Narrow, page.Problems = true, problems
	v := accountView{action: q.To("/account"), name: q.Account.Name, email: q.Account.Email, hasPassword: q.Account.HasPassword, problems: problems}
	if q.Actor.May(authz.WordsEdit) {
		v.words = q.To("/admin/words")
	}
	return q.RenderStatus(status, page, accountPage(v))
}

// changePassword ends every session of the account but this one.
func (p Pages) changePassword(q *site.Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	acc, err := p.Accounts.ChangePassword(q.Context(), q.Actor, form.Text("current"), form.Text("password"))
	if problems, shown := q.Problems(form, err); shown {
		return p.renderAccount(q, site.FormStatus(err), problems)
	}
	if err != nil {
		return err
	}
	if err := q.SignIn(acc); err != nil {
		return err
	}
	q.Flash("Your password is changed. You are signed out everywhere else.")
	return q.Redirect("/account")
}
