package help

import (
	"net/http"
	"net/url"
	"strings"

	"weft/internal/clock"
	"weft/internal/request"
	"weft/internal/text"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// codeView asks for the name that opens the answers, shows the code, or asks for both.
type codeView struct {
	frame
	form     *site.Form
	problems []ui.Problem
	key      string
	code     string
	name     string
	born     bool
	until    string
}

// proofs are what the person will be asked for: the name and the whole birth date, as
// far as they gave them.
func proofs(answers url.Values) request.Proofs {
	out := request.Proofs{Name: answers.Get("name")}
	f := site.Filled(answers)
	if d, about := f.DateAbout("born"); f.Err() == nil && !about {
		out.Born = d
	}
	return out
}

// saveFrom makes the code at once where there is a name or a birth date already, and
// asks for a name where there is none.
func (p Pages) saveFrom(q *site.Request, form *site.Form, answers url.Values) error {
	pr := proofs(answers)
	if text.Fold(pr.Name) == "" && pr.Born.IsZero() {
		return q.Redirect(wordsOf(q).at("/help/save"))
	}
	return p.saved(q, form, pr)
}

func (p Pages) saveForm(q *site.Request) error {
	_, begun, err := p.load(q)
	if err != nil {
		return err
	}
	if !begun {
		return q.Redirect(wordsOf(q).at("/help"))
	}
	return p.renderSave(q, http.StatusOK, site.Filled(nil), nil)
}

func (p Pages) renderSave(q *site.Request, status int, form *site.Form, problems []ui.Problem) error {
	services, err := p.Orgs.Services(q.Context())
	if err != nil {
		return err
	}
	v := codeView{frame: p.frame(q, services), form: form, problems: problems, key: q.Key()}
	page := v.page(q, v.t("save_q"))
	page.Problems, page.Back = problems, &ui.Link{Href: v.to("/help/who"), Label: v.t("back")}
	return q.RenderStatus(status, page, savePage(v))
}

func (p Pages) save(q *site.Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	answers, begun, err := p.load(q)
	if err != nil {
		return err
	}
	if !begun {
		return q.Redirect(wordsOf(q).at("/help"))
	}
	pr := proofs(answers)
	if n := form.Text("save_name"); text.Fold(n) != "" {
		pr.Name = text.First(text.Line(n), 120)
	}
	return p.saved(q, form, pr)
}

// saved shows the code, once, and lets this browser forget the answers.
func (p Pages) saved(q *site.Request, form *site.Form, pr request.Proofs) error {
	w := wordsOf(q)
	err := slow(p.limits.codes, q)
	var made request.Saved
	if err == nil {
		made, err = p.Requests.Save(q.Context(), token(q), form.Key(), pr)
	}
	if problems, shown := q.ProblemsIn(w.lang, form, err); shown {
		return p.renderSave(q, site.FormStatus(err), form, problems)
	}
	if err != nil {
		return err
	}
	services, err := p.Orgs.Services(q.Context())
	if err != nil {
		return err
	}
	hold(q, "")
	v := codeView{frame: p.frame(q, services), code: request.Spaced(made.Code), name: text.Line(pr.Name), born: !pr.Born.IsZero(),
		until: q.Site.Words.Weekday(w.lang, clock.DateOf(made.Ends, q.Site.Zone))}
	return q.Render(v.page(q, v.t("saved_title")), savedPage(v))
}

func (p Pages) backForm(q *site.Request) error {
	return p.renderBack(q, http.StatusOK, site.Filled(nil), nil)
}

func (p Pages) renderBack(q *site.Request, status int, form *site.Form, problems []ui.Problem) error {
	services, err := p.Orgs.Services(q.Context())
	if err != nil {
		return err
	}
	v := codeView{frame: p.frame(q, services), form: form, problems: problems, key: q.Key()}
	page := v.page(q, v.t("back_q"))
	page.Problems, page.Back = problems, &ui.Link{Href: v.to("/help"), Label: v.t("back")}
	return q.RenderStatus(status, page, backPage(v))
}

// back opens the answers for this browser and goes to the first question that has no
// answer yet.
func (p Pages) back(q *site.Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	w := wordsOf(q)
	born := form.Date("born")
	err = slow(p.limits.codes, q)
	held := ""
	if err == nil && form.Err() == nil {
		held, err = p.Requests.Resume(q.Context(), form.Text("code"), form.Key(), request.Proofs{Name: form.Text("proof_name"), Born: born})
	}
	if problems, shown := q.ProblemsIn(w.lang, form, err); shown {
		return p.renderBack(q, site.FormStatus(err), form, problems)
	}
	if err != nil {
		return err
	}
	hold(q, held)
	r, err := p.Requests.Load(q.Context(), held)
	if err != nil {
		return err
	}
	return q.Redirect(w.at("/help/" + unanswered(r.Answers)))
}

// unanswered is the first question page on which nothing stands; the check page when
// something stands on each but the last.
func unanswered(answers url.Values) string {
	all := steps()
	for _, s := range all[:len(all)-1] {
		said := ""
		for _, f := range s.fields {
			said += strings.TrimSpace(answers.Get(f))
		}
		if said == "" {
			return s.name
		}
	}
	return "check"
}
