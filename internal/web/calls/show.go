package calls

import (
	"net/http"

	"weft/internal/authz"
	"weft/internal/call"
	"weft/internal/errs"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// newView is the form for a call: who or a number, and their words.
type newView struct {
	action, key, autosave string
	form                  *site.Form
	problems              []ui.Problem
	services              []ui.Option
}

func (p Pages) new(q *site.Request) error {
	form, kept := q.Draft()
	if !kept {
		form = site.Filled(nil)
	}
	return p.renderNew(q, form, nil, http.StatusOK)
}

func (p Pages) renderNew(q *site.Request, form *site.Form, problems []ui.Problem, status int) error {
	services, err := p.services(q, authz.CallKeep)
	if err != nil {
		return err
	}
	v := newView{action: q.To("/calls/new"), key: form.Key(), autosave: q.AutosaveTo(), form: form, problems: problems}
	if v.key == "" {
		v.key = q.Key()
	}
	if len(services) > 1 {
		for _, s := range services {
			v.services = append(v.services, ui.Option{Value: s.ID.String(), Label: s.Name})
		}
	}
	page := q.Page("Somebody rang")
	page.Problems, page.Narrow, page.Back = problems, true, &ui.Link{Href: q.To("/calls"), Label: "Calls"}
	return q.RenderStatus(status, page, newPage(v))
}

// services are those whose telephone the reader answers.
func (p Pages) services(q *site.Request, perm authz.Permission) ([]org.Service, error) {
	if err := authz.Check(q.Actor, perm); err != nil {
		return nil, err
	}
	all, err := p.Orgs.Services(q.Context())
	if err != nil {
		return nil, err
	}
	var out []org.Service
	for _, s := range all {
		for _, r := range q.Actor.Roles {
			if r.At == s.ID.String() {
				out = append(out, s)
				break
			}
		}
	}
	if len(out) == 0 {
		return nil, errs.New(errs.NotFound, "call.not_found")
	}
	return out, nil
}

func (p Pages) create(q *site.Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	services, err := p.services(q, authz.CallKeep)
	if err != nil {
		return err
	}
	sid := services[0].ID
	for _, s := range services {
		if s.ID.String() == form.Text("service") {
			sid = s.ID
		}
	}
	cid, err := p.Calls.Note(q.Context(), q.Actor, sid, call.New{Key: form.Key(), Who: form.Text("who"), Number: form.Text("number"),
		Words: form.Text("words"), Urgent: form.Ticked("urgent")})
	if problems, shown := q.Problems(form, err); shown {
		return p.renderNew(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.DropDraft("/calls/new")
	q.Flash("Noted. Do you know who it was?")
	return q.Redirect("/calls/" + cid.String())
}

// showView is one call, who it may have been, and what can be done.
type showView struct {
	c         call.Call
	title     string
	at        string
	came      string
	holder    string
	tel       string
	person    ui.Link
	found     []candidate
	mine      bool
	records   bool
	stand     bool
	key       string
	form      *site.Form
	problems  []ui.Problem
	matchable bool
}

// candidate is somebody whom the call may be about.
type candidate struct{ id, name, about string }

func (p Pages) show(q *site.Request) error {
	return p.renderShow(q, site.Filled(nil), nil, http.StatusOK)
}

func (p Pages) renderShow(q *site.Request, form *site.Form, problems []ui.Problem, status int) error {
	cid, err := callOf(q)
	if err != nil {
		return err
	}
	c, err := p.Calls.ByID(q.Context(), q.Actor, cid)
	if err != nil {
		return err
	}
	names, cards, err := p.known(q, []call.Call{c}, nil)
	if err != nil {
		return err
	}
	v := showView{c: c, title: title(c, cards), at: q.To("/calls/" + cid.String()), came: frame.When(q, c.At), holder: names[c.Holder],
		mine: c.Holder == q.Actor.ID, key: q.Key(), form: form, problems: problems}
	if card, ok := cards[c.Person]; ok {
		v.person = ui.Link{Href: q.To("/people/" + card.ID.String()), Label: card.Name}
		v.records = q.Actor.May(authz.CaseWork)
	}
	if c.Masked {
		on, err := p.Calls.OnDuty(q.Context(), q.Actor)
		if err != nil {
			return err
		}
		v.stand = on[c.Service] == q.Actor.ID
	}
	if w, err := person.Reach(c.Number, ""); err == nil && (w.Kind == person.Phone || w.Kind == person.Mobile) {
		v.tel = ui.Tel(w.Value)
	}
	if v.matchable = !c.Masked && c.Status != call.Done && q.Actor.May(authz.PersonFind); v.matchable && c.Person.IsZero() {
		if v.found, err = p.candidates(q, c); err != nil {
			return err
		}
	}
	page := q.Page(v.title)
	page.Problems, page.Back = problems, &ui.Link{Href: q.To("/calls"), Label: "Calls"}
	return q.RenderStatus(status, page, showPage(v))
}

// candidates are the people of the reader's who have the number, or else the name.
func (p Pages) candidates(q *site.Request, c call.Call) ([]candidate, error) {
	var out []candidate
	for _, typed := range []string{c.Number, c.Who} {
		found, err := p.Search.People(q.Context(), q.Actor, typed)
		if err != nil {
			return nil, err
		}
		for _, card := range found {
			if len(out) < 5 {
				out = append(out, candidate{id: card.ID.String(), name: card.Name, about: card.About()})
			}
		}
		if len(out) > 0 {
			return out, nil
		}
	}
	return out, nil
}
