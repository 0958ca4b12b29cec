package work

import (
	"net/http"

	"weft/internal/authz"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/safety"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// concernView is the form of a concern: words, and what may be ticked.
type concernView struct {
	f        frame.Frame
	action   string
	autosave string
	key      string
	form     *site.Form
	problems []ui.Problem
}

func (p Pages) concernForm(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	form, kept := q.Draft()
	if !kept {
		form = site.Filled(nil)
	}
	return p.renderConcern(q, f, form, nil, http.StatusOK)
}

func (p Pages) renderConcern(q *site.Request, f frame.Frame, form *site.Form, problems []ui.Problem, status int) error {
	if err := authz.Check(q.Actor, authz.ConcernRaise); err != nil {
		return err
	}
	v := concernView{f: f, action: q.To(f.Path + "/concern"), autosave: q.AutosaveTo(), key: form.Key(), form: form, problems: problems}
	if v.key == "" {
		v.key = q.Key()
	}
	page := f.Page(q, "A concern about safety", false)
	page.Problems = problems
	page.Back = &ui.Link{Href: q.To(f.Path), Label: f.Card.Name}
	return q.RenderStatus(status, page, concernPage(v))
}

func (p Pages) raise(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	sid, err := p.serviceOf(q, f)
	if err != nil {
		return err
	}
	lead, err := p.Safety.Raise(q.Context(), q.Actor, f.Card.ID, sid, safety.New{Key: form.Key(), Words: form.Text("words"),
		DangerNow: form.Ticked("danger"), Child: form.Ticked("child"), Told: form.Text("told")})
	if problems, shown := q.Problems(form, err); shown {
		return p.renderConcern(q, f, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.DropDraft(f.Path + "/concern")
	q.Flash(passedOn(lead.Name))
	return q.Redirect(f.Path)
}

// serviceOf is the service of the person's case, or of their newest referral, or the
// reader's own.
func (p Pages) serviceOf(q *site.Request, f frame.Frame) (org.ServiceID, error) {
	if f.HasCase {
		return f.Case.Service, nil
	}
	if q.Actor.May(authz.ReferralRead) {
		list, err := p.Referrals.ForPerson(q.Context(), q.Actor, f.Card.ID)
		if err != nil {
			return "", err
		}
		if len(list) > 0 {
			return list[0].Service, nil
		}
	}
	for _, r := range []authz.Role{authz.SchemeAdmin, authz.SafeguardingLead} {
		for _, at := range q.Actor.At(r) {
			return org.ServiceID(at), nil
		}
	}
	return "", errs.New(errs.Conflict, "safety.no_lead")
}

// aboutView is the form from a page that is nobody's: it asks whom it concerns, in words,
// so that a concern is two actions away from any page.
type aboutView struct {
	action, find, autosave, key string
	form                        *site.Form
	problems                    []ui.Problem
}

func (p Pages) aboutForm(q *site.Request) error {
	form, kept := q.Draft()
	if !kept {
		form = site.Filled(nil)
	}
	return p.renderAbout(q, form, nil, http.StatusOK)
}

func (p Pages) renderAbout(q *site.Request, form *site.Form, problems []ui.Problem, status int) error {
	if err := authz.Check(q.Actor, authz.ConcernRaise); err != nil {
		return err
	}
	v := aboutView{action: q.To("/concern/new"), find: q.To("/find"), autosave: q.AutosaveTo(), key: form.Key(), form: form, problems: problems}
	if v.key == "" {
		v.key = q.Key()
	}
	page := q.Page("A concern about safety")
	page.Narrow, page.Problems = true, problems
	return q.RenderStatus(status, page, aboutPage(v))
}

func (p Pages) raiseAbout(q *site.Request) error {
	if err := authz.Check(q.Actor, authz.ConcernRaise); err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	sid, err := p.ownService(q)
	if err != nil {
		return err
	}
	lead, err := p.Safety.RaiseAbout(q.Context(), q.Actor, sid, safety.New{Key: form.Key(), About: form.Text("about"), Words: form.Text("words"),
		DangerNow: form.Ticked("danger"), Child: form.Ticked("child"), Told: form.Text("told")})
	if problems, shown := q.Problems(form, err); shown {
		return p.renderAbout(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.DropDraft("/concern/new")
	q.Flash(passedOn(lead.Name))
	return q.Redirect(site.Home(q.Actor))
}

func passedOn(lead string) string {
	return "Passed on to " + lead + ", who leads on safeguarding. In danger now: ring 999. You may ring the council or the police yourself at any time."
}

// ownService is the service that the reader works for, or where the worker is whom they
// supervise, or the only one there is.
func (p Pages) ownService(q *site.Request) (org.ServiceID, error) {
	services, err := p.Orgs.Services(q.Context())
	if err != nil {
		return "", err
	}
	for _, s := range services {
		for _, r := range q.Actor.Roles {
			if r.At == s.ID.String() {
				return s.ID, nil
			}
		}
	}
	for _, s := range services {
		workers, err := p.Frame.Accounts.Holders(q.Context(), q.Actor, authz.LinkWorker, s.ID.String())
		if err != nil {
			return "", err
		}
		for _, w := range workers {
			if q.Actor.HasAt(authz.GPSupervisor, w.ID.String()) {
				return s.ID, nil
			}
		}
	}
	if len(services) == 1 {
		return services[0].ID, nil
	}
	return "", errs.New(errs.Conflict, "safety.no_lead")
}

func (p Pages) concerns(q *site.Request) error {
	list, err := p.Safety.List(q.Context(), q.Actor)
	if err != nil {
		return err
	}
	var ids []person.ID
	for _, c := range list {
		if !c.Person.IsZero() {
			ids = append(ids, c.Person)
		}
	}
	cards, err := p.Frame.People.Cards(q.Context(), q.Actor, ids)
	if err != nil {
		return err
	}
	rows := make([]ui.RowProps, len(list))
	for i, c := range list {
		rows[i] = ui.RowProps{Title: whom(c, cards), Href: q.To("/concerns/" + c.ID.String()), Text: c.Status.Words() + ", raised " + frame.When(q, c.Raised) + "."}
		if c.DangerNow {
			rows[i].Chips = append(rows[i].Chips, "Danger now")
		}
		if c.Child {
			rows[i].Chips = append(rows[i].Chips, "A child")
		}
	}
	return q.Render(q.Page("Concerns"), concernsPage(rows))
}

// leadView is one concern as its lead sees it.
type leadView struct {
	c        safety.Concern
	name     string
	by       string
	raised   string
	action   string
	key      string
	form     *site.Form
	problems []ui.Problem
	choices  []ui.Option
	person   string
	ways     string
}

func (p Pages) concern(q *site.Request) error {
	return p.renderLead(q, site.Filled(nil), nil, http.StatusOK)
}

func (p Pages) renderLead(q *site.Request, form *site.Form, problems []ui.Problem, status int) error {
	cid, err := id.Parse[safety.Concern](q.PathValue("concern"))
	if err != nil {
		return err
	}
	c, err := p.Safety.ByID(q.Context(), q.Actor, cid)
	if err != nil {
		return err
	}
	card, err := p.concerned(q, c)
	if err != nil {
		return err
	}
	names, err := p.Frame.Accounts.Names(q.Context(), c.RaisedBy)
	if err != nil {
		return err
	}
	v := leadView{c: c, name: card.Name, by: names[c.RaisedBy], raised: frame.When(q, c.Raised), action: q.To("/concerns/" + cid.String()), key: q.Key(), form: form, problems: problems}
	for _, st := range safety.Statuses() {
		if c.Status.MayBecome(st) {
			v.choices = append(v.choices, ui.Option{Value: string(st), Label: st.Words()})
		}
	}
	if w, ok := card.First(person.Phone, person.Mobile, person.Email, person.Helper); ok {
		v.ways = w.Value
	}
	page := q.Page("Concern about " + card.Name)
	page.Problems, page.Back = problems, &ui.Link{Href: q.To("/concerns"), Label: "Concerns"}
	return q.RenderStatus(status, page, leadPage(v))
}

// concerned is the one whom a concern is about: their record, or what was said of them.
func (p Pages) concerned(q *site.Request, c safety.Concern) (person.Card, error) {
	if c.Person.IsZero() {
		return person.Card{Name: c.About}, nil
	}
	if err := q.Site.Audit.Looked(q.Context(), q.Actor, c.Person.String()); err != nil {
		return person.Card{}, err
	}
	return p.Frame.People.ByID(q.Context(), q.Actor, c.Person)
}

func whom(c safety.Concern, cards map[person.ID]person.Card) string {
	if c.Person.IsZero() {
		return c.About
	}
	return cards[c.Person].Name
}

func (p Pages) decide(q *site.Request) error {
	cid, err := id.Parse[safety.Concern](q.PathValue("concern"))
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = p.Safety.Decide(q.Context(), q.Actor, cid, form.Version(), safety.Status(form.Text("to")), form.Text("decision"))
	if problems, shown := q.Problems(form, err); shown {
		return p.renderLead(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash("Your decision is kept.")
	return q.Redirect("/concerns")
}
