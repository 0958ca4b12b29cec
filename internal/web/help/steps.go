package help

import (
	"net/http"
	"net/url"
	"strings"

	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/place"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// stepView is one question page.
type stepView struct {
	frame
	step      step
	form      *site.Form
	problems  []ui.Problem
	key       string
	number    int
	change    bool // reached from the check page, and going back to it
	practices []org.Organisation
	services  []org.Service // to choose from; empty when one fits
}

func (p Pages) show(q *site.Request) error {
	s, i, ok := stepAt(q.PathValue("step"))
	if !ok {
		return errs.New(errs.NotFound, "page.not_found")
	}
	answers, begun, err := p.load(q)
	if err != nil {
		return err
	}
	if !begun && i > 0 {
		return q.Redirect(wordsOf(q).at("/help"))
	}
	return p.render(q, http.StatusOK, s, answers, nil)
}

func (p Pages) render(q *site.Request, status int, s step, answers url.Values, problems []ui.Problem) error {
	services, err := p.Orgs.Services(q.Context())
	if err != nil {
		return err
	}
	if len(services) == 0 {
		return q.Redirect(wordsOf(q).at("/help"))
	}
	_, i, _ := stepAt(s.name)
	v := stepView{frame: p.frame(q, services), step: s, form: site.Filled(answers), problems: problems, key: q.Key(), number: i + 1,
		change: q.URL.Query().Get("change") != ""}
	if s.name == "place" {
		if v.practices, err = p.Orgs.List(q.Context(), "practice"); err != nil {
			return err
		}
		fit, err := p.fitting(q, answers, services)
		if err != nil {
			return err
		}
		if len(fit) > 1 && (status != http.StatusOK || answers.Get("service") != "") {
			v.services = fit
		}
	}
	page := v.page(q, v.question())
	page.Problems, page.Back = problems, &ui.Link{Href: v.before(i), Label: v.t("back")}
	return q.RenderStatus(status, page, questionPage(v))
}

// before is the address that the back link goes to.
func (v stepView) before(i int) string {
	switch {
	case v.change:
		return v.to("/help/check")
	case i == 0:
		return v.to("/help")
	}
	return v.to("/help/" + steps()[i-1].name)
}

// answer keeps what was typed on a page, whatever it is, and goes on when it is right.
func (p Pages) answer(q *site.Request) error {
	s, i, ok := stepAt(q.PathValue("step"))
	if !ok {
		return errs.New(errs.NotFound, "page.not_found")
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	answers, begun, err := p.load(q)
	if err != nil {
		return err
	}
	w := wordsOf(q)
	if !begun && i > 0 {
		return q.Redirect(w.at("/help"))
	}
	answers = s.take(answers, form.Values)
	if err := p.keep(q, form, answers); err != nil {
		return p.again(q, s, answers, form, err)
	}
	switch do := form.Text("do"); do {
	case "save":
		return p.saveFrom(q, form, answers)
	case "cy", "en":
		w.lang = do
		return q.Redirect(w.at("/help/" + s.name))
	}
	problems, err := p.problems(q, answers)
	if err != nil {
		return err
	}
	var here []ui.Problem
	for _, pr := range problems {
		if s.has(pr.Field) {
			here = append(here, pr.own(s))
		}
	}
	if len(here) > 0 {
		return p.render(q, http.StatusUnprocessableEntity, s, answers, here)
	}
	if q.URL.Query().Get("change") != "" || i+1 == len(steps()) {
		return q.Redirect(w.at("/help/check"))
	}
	return q.Redirect(w.at("/help/" + steps()[i+1].name))
}

// keep puts the answers away, and lets the browser hold what opens them.
func (p Pages) keep(q *site.Request, form *site.Form, answers url.Values) error {
	if err := slow(p.limits.pages, q); err != nil {
		return err
	}
	held, err := p.Requests.Keep(q.Context(), token(q), form.Key(), answers)
	if err == nil {
		hold(q, held)
	}
	return err
}

// again shows the page with what was typed when it could not be kept.
func (p Pages) again(q *site.Request, s step, answers url.Values, form *site.Form, err error) error {
	problems, shown := q.ProblemsIn(wordsOf(q).lang, form, err)
	if !shown {
		return err
	}
	return p.render(q, site.FormStatus(err), s, answers, problems)
}

// problem is one thing to put right, and the field it belongs to.
type problem struct{ ui.Problem }

// own points a problem at a field that the page has.
func (p problem) own(s step) ui.Problem {
	if s.name == "reach" && p.Field == "reach" {
		p.Field = "phone"
	}
	return p.Problem
}

// problems says everything that is wrong with the answers so far.
func (p Pages) problems(q *site.Request, answers url.Values) ([]problem, error) {
	sid, err := p.service(q, answers)
	if err != nil {
		return nil, err
	}
	in, form := answered(answers, "", sid, q.Site.Today())
	err = p.Requests.Check(q.Context(), in)
	list, shown := q.ProblemsIn(wordsOf(q).lang, form, err)
	if !shown && err != nil {
		return nil, err
	}
	var out []problem
	for _, pr := range list {
		out = append(out, problem{pr})
	}
	return out, nil
}

// service is the one that fits, or was chosen among those that do; empty when nobody
// can tell yet.
func (p Pages) service(q *site.Request, answers url.Values) (org.ServiceID, error) {
	services, err := p.Orgs.Services(q.Context())
	if err != nil {
		return "", err
	}
	fit, err := p.fitting(q, answers, services)
	if err != nil {
		return "", err
	}
	for _, s := range fit {
		if len(fit) == 1 || s.ID.String() == answers.Get("service") {
			return s.ID, nil
		}
	}
	return "", nil
}

// fitting are the services of the practice, or else those of the nation that the
// postcode is in; all of them when neither tells.
func (p Pages) fitting(q *site.Request, answers url.Values, all []org.Service) ([]org.Service, error) {
	if oid, err := id.Parse[org.Organisation](answers.Get("practice")); err == nil {
		own, err := p.Orgs.MemberOf(q.Context(), oid)
		if err != nil || len(own) > 0 {
			return own, err
		}
	}
	code := strings.TrimSpace(answers.Get("postcode"))
	if code == "" {
		return all, nil
	}
	known, err := p.Places.Lookup(q.Context(), code)
	if errs.Is(err, errs.Invalid) || errs.Is(err, errs.NotFound) {
		return all, nil
	}
	if err != nil {
		return nil, err
	}
	return inNation(all, known), nil
}

func inNation(all []org.Service, at place.Postcode) []org.Service {
	var out []org.Service
	for _, s := range all {
		if at.Nation != "" && s.Nation == at.Nation {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return all
	}
	return out
}
