package triage

import (
	"net/http"
	"strconv"
	"strings"

	"weft/internal/authz"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/referral"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// enterView is the form for what came by phone, letter or e-mail.
type enterView struct {
	action, key, autosave string
	form                  *site.Form
	problems              []ui.Problem
	services              []org.Service
	orgs                  []org.Organisation
}

func (p Pages) new(q *site.Request) error {
	if err := authz.Check(q.Actor, authz.ReferralEnter); err != nil {
		return err
	}
	form, kept := q.Draft()
	if !kept {
		form = site.Filled(nil)
		form.SetDate("received", q.Site.Today())
	}
	return p.renderEnter(q, http.StatusOK, form, nil)
}

func (p Pages) renderEnter(q *site.Request, status int, form *site.Form, problems []ui.Problem) error {
	v := enterView{action: q.To("/referrals/new"), key: form.Key(), autosave: q.AutosaveTo(), form: form, problems: problems}
	if v.key == "" {
		v.key = q.Key()
	}
	var err error
	if v.services, err = p.entryServices(q); err != nil {
		return err
	}
	if v.orgs, err = p.Orgs.List(q.Context(), ""); err != nil {
		return err
	}
	page := q.Page("Enter a referral")
	page.Problems, page.Back = problems, &ui.Link{Href: q.To("/referrals"), Label: "Referrals"}
	return q.RenderStatus(status, page, enterPage(v))
}

func (p Pages) create(q *site.Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	services, err := p.entryServices(q)
	if err != nil {
		return err
	}
	in := enterInput(form, services)
	if form.Err() == nil {
		_, err = p.Referrals.Enter(q.Context(), q.Actor, in)
	} else {
		err = p.Referrals.Validate(q.Context(), in)
	}
	if problems, shown := q.Problems(form, err); shown {
		return p.renderEnter(q, site.FormStatus(err), form, problems)
	}
	if err != nil {
		return err
	}
	q.DropDraft("/referrals/new")
	q.Flash("The referral is kept and waits to be read.")
	return q.Redirect("/referrals")
}

func enterInput(f *site.Form, services []org.Service) referral.New {
	born, about := f.DateAbout("born")
	in := referral.New{Key: f.Key(), Source: f.Text("source"), ReferrerName: f.Text("referrer_name"), ReferrerEmail: f.Text("referrer_email"),
		Organisation: org.ID(f.Text("organisation")), Reason: f.Text("reason"), Agreed: f.Ticked("agreed"), Urgent: f.Ticked("urgent"),
		Came: referral.Way(f.Text("came")), Received: f.Date("received"),
		Person: person.Details{Name: f.Text("name"), Born: born, BornAbout: about, NHSNumber: f.Text("nhs_number"), Postcode: f.Text("postcode"),
			Language: f.Text("language"), Interpreter: f.Ticked("interpreter"), Format: f.Text("format"), AccessNote: f.Text("access_note"),
			Address: f.Text("address"), Risk: f.Text("risk"), SafeContact: f.Ticked("safe_contact")}}
	if in.Came == "" || in.Came == referral.ByForm {
		in.Came = referral.ByPhone
	}
	for _, s := range services {
		if len(services) == 1 || s.ID.String() == f.Text("service") {
			in.Service = s.ID
		}
	}
	if answer := strings.TrimSpace(f.Text("reach")); answer != "" {
		w, err := person.Reach(answer, f.Text("reach_note"))
		f.Merge(err)
		w.MayText, w.MayLeave = !f.Ticked("no_text"), f.Ticked("may_leave")
		in.Person.Ways = []person.Way{w}
	}
	return in
}

func (v enterView) cameOptions() []ui.Option {
	words := map[referral.Way]string{referral.ByPhone: "Phone", referral.ByLetter: "Letter", referral.ByEmail: "E-mail", referral.ByVisit: "In person"}
	var out []ui.Option
	for _, w := range referral.Ways() {
		out = append(out, ui.Option{Value: string(w), Label: words[w]})
	}
	return out
}

func (v enterView) orgOptions() []ui.Option {
	out := []ui.Option{{Value: "", Label: "None, or not in the list"}}
	for _, o := range v.orgs {
		out = append(out, ui.Option{Value: o.ID.String(), Label: o.Name})
	}
	return out
}

func (v enterView) serviceOptions() []ui.Option {
	var out []ui.Option
	for _, s := range v.services {
		out = append(out, ui.Option{Value: s.ID.String(), Label: s.Name})
	}
	return out
}

func (v enterView) came() string {
	if c := v.form.Text("came"); c != "" {
		return c
	}
	return string(referral.ByPhone)
}

func indexLede(v indexView) string {
	switch n := len(v.fresh); {
	case n == 0:
		return "Nobody waits for a decision."
	case n == 1:
		return "One referral waits to be read."
	default:
		return strconv.Itoa(n) + " referrals wait to be read. Urgent ones come first, then the oldest."
	}
}

// askingWords says how many would like another worker.
func askingWords(n int) string {
	if n == 1 {
		return "One person would like another worker"
	}
	return strconv.Itoa(n) + " people would like another worker"
}

// opened reports whether the optional part has an answer or a problem to show.
func (v enterView) opened() bool {
	for _, name := range []string{"born-year", "reach_note", "safe_contact", "may_leave", "no_text", "organisation", "referrer_name", "referrer_email", "access_note",
		"interpreter", "postcode", "nhs_number", "risk", "urgent"} {
		if v.form.Text(name) != "" || ui.ErrorFor(v.problems, strings.TrimSuffix(name, "-year")) != "" {
			return true
		}
	}
	return false
}
