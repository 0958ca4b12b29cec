package group

import (
	"net/http"

	"weft/internal/directory"
	"weft/internal/errs"
	"weft/internal/web/entry"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// entryView asks a group whether its entry is right. All of it is public.
type entryView struct {
	ask      directory.Ask
	card     entry.CardProps
	lastDay  string
	page     string // the entry in the directory
	right    string
	changed  string
	form     *site.Form
	problems []ui.Problem
}

func entryPath(q *site.Request) string { return "/group/entry/" + q.PathValue("token") }

// entry asks whether the entry is still right. Opening it changes nothing.
func (p Pages) entry(q *site.Request) error {
	return p.renderEntry(q, site.Filled(nil), nil, http.StatusOK)
}

func (p Pages) renderEntry(q *site.Request, form *site.Form, problems []ui.Problem, status int) error {
	a, err := p.Asker.PageFor(q.Context(), q.PathValue("token"))
	if err != nil {
		return p.entryEnded(q, err)
	}
	e, err := p.Directory.ByID(q.Context(), q.Actor, a.Entry)
	if err != nil {
		return err
	}
	v := entryView{ask: a, card: entry.Card(q, e, -1, ""), lastDay: q.Site.Words.Weekday("en", a.LastDay), page: q.To("/directory/" + e.ID.String()),
		right: q.To(entryPath(q) + "/right"), changed: q.To(entryPath(q) + "/changed"), form: form, problems: problems}
	page := p.page(q, "Is your entry still right?")
	page.Problems = problems
	return q.RenderStatus(status, page, entryPage(v))
}

func (p Pages) entryEnded(q *site.Request, err error) error {
	if errs.CodeOf(err) != "directory.ask_ended" {
		return err
	}
	return q.RenderStatus(http.StatusNotFound, p.page(q, "This link has ended"), entryEndedPage(q.To("/directory"), q.To("/help")))
}

// entryRight keeps that the entry is right today.
func (p Pages) entryRight(q *site.Request) error {
	if err := p.Asker.StillRight(q.Context(), q.PathValue("token")); err != nil {
		return p.entryEnded(q, err)
	}
	return q.Redirect("/group/entry/thanks")
}

// entryChanged keeps what the group says has changed.
func (p Pages) entryChanged(q *site.Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = p.Asker.Changed(q.Context(), q.PathValue("token"), form.Text("words"))
	if problems, shown := q.Problems(form, err); shown {
		return p.renderEntry(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return p.entryEnded(q, err)
	}
	return q.Redirect("/group/entry/thanks")
}

// entryThanks says the same to everyone.
func (p Pages) entryThanks(q *site.Request) error {
	return q.Render(p.page(q, "Thank you"), entryThanksPage(q.To("/directory")))
}
