package help

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/i18n"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/progress"
	"weft/internal/referral"
	"weft/internal/request"
	"weft/internal/vocabulary"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// checkView is every answer once more, before it is sent.
type checkView struct {
	frame
	rows    []ui.SummaryRow
	key     string
	service string
	other   bool
}

func (p Pages) check(q *site.Request) error {
	answers, begun, err := p.load(q)
	if err != nil {
		return err
	}
	if !begun {
		return q.Redirect(wordsOf(q).at("/help"))
	}
	return p.renderCheck(q, http.StatusOK, answers, nil)
}

func (p Pages) renderCheck(q *site.Request, status int, answers url.Values, problems []ui.Problem) error {
	services, err := p.Orgs.Services(q.Context())
	if err != nil {
		return err
	}
	sid, err := p.service(q, answers)
	if err != nil {
		return err
	}
	v := checkView{frame: p.frame(q, services), key: q.Key(), other: answers.Get("for") == string(request.Other)}
	for _, s := range services {
		if s.ID == sid {
			v.service = s.Name
		}
	}
	practice := ""
	if oid, err := id.Parse[org.Organisation](answers.Get("practice")); err == nil {
		names, err := p.Orgs.Names(q.Context(), []org.ID{oid})
		if err != nil {
			return err
		}
		practice = names[oid]
	}
	v.rows = v.summary(site.Filled(answers), practice, v.service, q.Site.Today())
	page := v.page(q, v.t("check_q"))
	page.Problems, page.Back = problems, &ui.Link{Href: v.to("/help/more"), Label: v.t("back")}
	return q.RenderStatus(status, page, checkPage(v))
}

// send makes it a referral. What is missing is said with the page that asks it.
func (p Pages) send(q *site.Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	w := wordsOf(q)
	answers, begun, err := p.load(q)
	if err != nil {
		return err
	}
	if !begun {
		return q.Redirect(w.at("/help/sent")) // a second click finds what the first one sent
	}
	sid, err := p.service(q, answers)
	if err != nil {
		return err
	}
	in, read := answered(answers, form.Key(), sid, q.Site.Today())
	err = slow(p.limits.sends, q)
	if err == nil && read.Err() != nil {
		err = p.Requests.Check(q.Context(), in)
	}
	var rid referral.ID
	if err == nil && read.Err() == nil {
		rid, err = p.Requests.Send(q.Context(), token(q), in)
	}
	if problems, shown := q.ProblemsIn(w.lang, read, err); shown {
		for i := range problems {
			problems[i].Field = ""
		}
		return p.renderCheck(q, site.FormStatus(err), answers, problems)
	}
	if err != nil {
		return err
	}
	hold(q, "")
	q.Keep(keySent, rid.String()+" "+sid.String())
	return q.Redirect(w.at("/help/sent"))
}

// sentView says what happens next.
type sentView struct {
	frame
	reference string
	service   org.Service
	wait      progress.Wait
}

// sent names nobody: what this browser keeps is the reference and the service.
func (p Pages) sent(q *site.Request) error {
	rid, sid, ok := strings.Cut(q.Kept(keySent), " ")
	if !ok {
		return q.Redirect(wordsOf(q).at("/help"))
	}
	service, err := p.Orgs.ServiceByID(q.Context(), org.ServiceID(sid))
	if errs.Is(err, errs.NotFound) {
		return q.Redirect(wordsOf(q).at("/help"))
	}
	if err != nil {
		return err
	}
	v := sentView{frame: p.frame(q, []org.Service{service}), reference: referral.Reference(referral.ID(rid)), service: service}
	if v.wait, err = p.Progress.WaitAt(q.Context(), service.ID); err != nil {
		return err
	}
	return q.Render(v.page(q, v.t("sent_title")), sentPage(v))
}

// summary is a row for each question, with the way back to it.
func (f frame) summary(a *site.Form, practice, service string, today clock.Date) []ui.SummaryRow {
	other := a.Text("for") == string(request.Other)
	var out []ui.SummaryRow
	add := func(step, question string, parts ...string) {
		var lines []string
		for _, s := range parts {
			if s = strings.TrimSpace(s); s != "" {
				lines = append(lines, s)
			}
		}
		value := strings.Join(lines, "\n")
		if value == "" {
			value = f.t("not_said")
		}
		href := f.base.To("/help/" + step + "?change=1")
		if f.lang != i18n.English {
			href += "&lang=" + f.lang
		}
		out = append(out, ui.SummaryRow{Key: question, Body: said(value), Actions: []ui.Link{{Href: href, Label: f.t("change")}}})
	}
	who := map[string]string{"me": f.t("who_me"), "other": f.t("who_other")}[a.Text("for")]
	if other {
		add("who", f.t("who_q"), who, join(", ", a.Text("helper_name"), a.Text("helper_is")), tick(a, "agreed", f.t("agreed")))
	} else {
		add("who", f.t("who_q"), who)
	}
	add("name", f.ask("name_q", other), a.Text("name"), f.bornWords(a, today))
	add("reach", f.ask("reach_q", other), a.Text("phone"), a.Text("email"), a.Text("helper"), a.Text("spot"), f.safeWords(a),
		tick(a, "may_leave", f.t("leave_yes")), tick(a, "no_text", f.t("no_text")))
	add("about", f.ask("about_q", other), append([]string{a.Text("words")}, f.needWords(a)...)...)
	add("talk", f.ask("talk_q", other), vocabulary.Languages().Words(a.Text("language"), f.lang), tick(a, "interpreter", f.t("interpreter")),
		vocabulary.Formats().Words(a.Text("format"), f.lang), a.Text("access_note"))
	add("place", f.ask("place_q", other), a.Text("postcode"), practice, service)
	add("more", f.t("more_q"), a.Text("more"))
	return out
}

// ask is a question to the person, or about the person.
func (f frame) ask(key string, other bool) string {
	if other {
		return f.t(key + "_other")
	}
	return f.t(key)
}

func (f frame) bornWords(a *site.Form, today clock.Date) string {
	d, about := born(site.Filled(a.Values), today)
	switch {
	case d.IsZero():
		return ""
	case strings.TrimSpace(a.Text("born-year")) == "" && a.Text("age") != "":
		return f.t("about_age", strings.TrimSpace(a.Text("age")))
	case about:
		return strconv.Itoa(d.Year)
	}
	return f.all.DateYear(f.lang, d)
}

func (f frame) safeWords(a *site.Form) string {
	out := map[string]string{"yes": f.t("safe_yes"), "times": f.t("safe_times"), "no": f.t("safe_no")}[a.Text("safe")]
	if a.Text("safe") != "yes" {
		out = join(": ", out, a.Text("times"))
	}
	return out
}

func (f frame) needWords(a *site.Form) []string {
	var out []string
	for _, n := range a.List("needs") {
		switch {
		case n == "not_sure":
			out = append(out, f.t("not_sure"))
		case vocabulary.Needs().Has(n):
			out = append(out, vocabulary.Needs().Words(n, f.lang))
		}
	}
	return out
}

func tick(a *site.Form, field, words string) string {
	if a.Ticked(field) {
		return words
	}
	return ""
}

func join(between string, parts ...string) string {
	var out []string
	for _, s := range parts {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, between)
}
