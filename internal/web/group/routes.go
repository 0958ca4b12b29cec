package group

import (
	"net/http"

	"weft/internal/connection"
	"weft/internal/directory"
	"weft/internal/errs"
	"weft/internal/message"
	"weft/internal/web/entry"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// Pages are what these pages call.
type Pages struct {
	Connections *connection.Service
	Directory   *directory.Service
	Asker       *directory.Asker
}

// Routes adds the pages to the site.
func (p Pages) Routes(s *site.Site) {
	s.Handle("GET /g/{token}", p.show)
	s.Handle("POST /g/{token}/code", p.sendCode)
	s.Handle("POST /g/{token}/open", p.open)
	s.Handle("GET /g/{token}/answer", p.answerForm)
	s.Handle("POST /g/{token}/answer", p.answer)
	s.Handle("POST /g/{token}/came", p.came)
	s.Handle("GET /g/{token}/thanks", p.thanks)
	s.Handle("GET /group/entry/{token}", p.entry)
	s.Handle("POST /group/entry/{token}/right", p.entryRight)
	s.Handle("POST /group/entry/{token}/changed", p.entryChanged)
	s.Handle("GET /group/entry/thanks", p.entryThanks)
}

// keyProof is the session's name for the secret that a right code gives.
const keyProof = "group_proof"

// askView is the page before the code.
type askView struct {
	asking   connection.Asking
	lastDay  string
	codeBy   string // "e-mail" or "text"; empty: nobody is registered
	page     string // the group's page in the directory
	when     string
	sendTo   string
	openTo   string
	form     *site.Form
	problems []ui.Problem
}

// answerView is the page after the code, and the one that confirms an answer.
type answerView struct {
	details  connection.Details
	lastDay  string
	action   string
	key      string
	answer   connection.Answer
	form     *site.Form
	problems []ui.Problem
}

func path(q *site.Request) string { return "/g/" + q.PathValue("token") }

// show is the details for whoever typed the code, and the question for the code for
// everyone else.
func (p Pages) show(q *site.Request) error {
	d, err := p.Connections.Details(q.Context(), q.PathValue("token"), q.Kept(keyProof))
	switch {
	case errs.Is(err, errs.Unauthenticated):
		return p.renderAsk(q, site.Filled(nil), nil, http.StatusOK)
	case err != nil:
		return p.ended(q, err)
	}
	if d.Came {
		return p.renderCame(q, d, site.Filled(nil), nil, http.StatusOK)
	}
	return q.Render(p.page(q, "Can you offer a place?"), detailsPage(p.view(q, d)))
}

func (p Pages) view(q *site.Request, d connection.Details) answerView {
	return answerView{details: d, lastDay: q.Site.Words.Weekday("en", d.LastDay), action: q.To(path(q) + "/answer"), key: q.Key(), form: site.Filled(nil)}
}

func (p Pages) page(q *site.Request, title string) ui.Page {
	page := q.Page(title)
	page.Narrow, page.Public, page.NoIndex = true, true, true
	return page
}

// ended says kindly that a link has ended; any other error is left to the site.
func (p Pages) ended(q *site.Request, err error) error {
	if errs.CodeOf(err) != "connection.link_ended" {
		return err
	}
	return q.RenderStatus(http.StatusNotFound, p.page(q, "This link has ended"), endedPage(q.To("/directory"), q.To("/help")))
}

func (p Pages) renderAsk(q *site.Request, form *site.Form, problems []ui.Problem, status int) error {
	a, err := p.Connections.PageFor(q.Context(), q.PathValue("token"))
	if err != nil {
		return p.ended(q, err)
	}
	v := askView{asking: a, lastDay: q.Site.Words.Weekday("en", a.LastDay), sendTo: q.To(path(q) + "/code"), openTo: q.To(path(q) + "/open"),
		form: form, problems: problems}
	switch a.CodeBy {
	case message.ByEmail:
		v.codeBy = "e-mail"
	case message.ByText:
		v.codeBy = "text message"
	case message.ByLetter, message.ByNone:
	}
	e, err := p.Directory.ByID(q.Context(), q.Actor, a.Group)
	switch {
	case err == nil:
		v.page, v.when = q.To("/directory/"+a.Group.String()), entry.When(e)
	case !errs.Is(err, errs.NotFound): // not public any more; its name is enough
		return err
	}
	page := p.page(q, v.title())
	page.Problems = problems
	return q.RenderStatus(status, page, askPage(v))
}

// sendCode sends a code to the group's registered contact.
func (p Pages) sendCode(q *site.Request) error {
	err := p.Connections.SendCode(q.Context(), q.PathValue("token"))
	if problems, shown := q.Problems(site.Filled(nil), err); shown {
		return p.renderAsk(q, site.Filled(nil), problems, site.FormStatus(err))
	}
	if err != nil {
		return p.ended(q, err)
	}
	return q.Redirect(path(q))
}

// open takes the code and keeps what it gives in the session.
func (p Pages) open(q *site.Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	proof, err := p.Connections.Open(q.Context(), q.PathValue("token"), form.Text("code"))
	if problems, shown := q.Problems(form, err); shown {
		return p.renderAsk(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return p.ended(q, err)
	}
	q.Keep(keyProof, proof)
	return q.Redirect(path(q))
}

// answerForm is the second tap: what the answer means, and the button that sends it.
func (p Pages) answerForm(q *site.Request) error {
	return p.renderAnswer(q, connection.Answer(q.URL.Query().Get("a")), site.Filled(nil), nil, http.StatusOK)
}

func (p Pages) renderAnswer(q *site.Request, a connection.Answer, form *site.Form, problems []ui.Problem, status int) error {
	d, err := p.Connections.Details(q.Context(), q.PathValue("token"), q.Kept(keyProof))
	switch {
	case errs.Is(err, errs.Unauthenticated):
		return q.Redirect(path(q))
	case err != nil:
		return p.ended(q, err)
	case a.Words() == string(a) || d.Came:
		return q.Redirect(path(q)) // no answer that there is
	}
	v := p.view(q, d)
	v.answer, v.form, v.problems = a, form, problems
	if form.Key() != "" {
		v.key = form.Key()
	}
	page := p.page(q, a.Words())
	page.Problems = problems
	page.Back = &ui.Link{Href: q.To(path(q)), Label: "Back"}
	return q.RenderStatus(status, page, answerPage(v))
}

// answer sends the group's answer. The link ends with it.
func (p Pages) answer(q *site.Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	in := connection.Reply{Key: form.Key(), Answer: connection.Answer(form.Text("answer")), Words: form.Text("words"), ComeOn: form.Date("come"),
		Until: form.Date("until"), ShowFull: form.Ticked("show_full")}
	if err = form.Err(); err == nil {
		err = p.Connections.Answer(q.Context(), q.PathValue("token"), q.Kept(keyProof), in)
	}
	if problems, shown := q.Problems(form, err); shown {
		return p.renderAnswer(q, in.Answer, form, problems, site.FormStatus(err))
	}
	switch {
	case errs.Is(err, errs.Unauthenticated):
		return q.Redirect(path(q))
	case err != nil:
		return p.ended(q, err)
	}
	q.Forget(keyProof)
	return q.Redirect(path(q) + "/thanks")
}

// renderCame asks whether they came, after the code.
func (p Pages) renderCame(q *site.Request, d connection.Details, form *site.Form, problems []ui.Problem, status int) error {
	v := p.view(q, d)
	v.action, v.form, v.problems = q.To(path(q)+"/came"), form, problems
	if form.Key() != "" {
		v.key = form.Key()
	}
	page := p.page(q, "Did they come?")
	page.Problems = problems
	return q.RenderStatus(status, page, camePage(v))
}

// came keeps the group's word on whether they came.
func (p Pages) came(q *site.Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	in := connection.Visit{Key: form.Key(), Came: connection.Came(form.Text("came")), On: form.Date("on")}
	if err = form.Err(); err == nil {
		err = p.Connections.AnswerCame(q.Context(), q.PathValue("token"), q.Kept(keyProof), in)
	}
	if problems, shown := q.Problems(form, err); shown {
		d, derr := p.Connections.Details(q.Context(), q.PathValue("token"), q.Kept(keyProof))
		if derr != nil {
			return p.ended(q, derr)
		}
		return p.renderCame(q, d, form, problems, site.FormStatus(err))
	}
	switch {
	case errs.Is(err, errs.Unauthenticated):
		return q.Redirect(path(q))
	case err != nil:
		return p.ended(q, err)
	}
	q.Forget(keyProof)
	return q.Redirect(path(q) + "/thanks")
}

// thanks says the same to everyone: it knows nothing of the link.
func (p Pages) thanks(q *site.Request) error {
	return q.Render(p.page(q, "Thank you"), thanksPage(q.To("/directory")))
}
