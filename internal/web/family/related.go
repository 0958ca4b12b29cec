package family

import (
	"weft/internal/authz"
	"weft/internal/consent"
	"weft/internal/errs"
	"weft/internal/family"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/referral"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// related reads who the address names.
func (p Pages) related(q *site.Request, f frame.Frame) (family.Related, error) {
	rid, err := id.Parse[family.Related](q.PathValue("related"))
	if err != nil {
		return family.Related{}, err
	}
	return p.Family.ByID(q.Context(), q.Actor, f.Card.ID, rid)
}

func path(f frame.Frame, r family.Related) string { return f.Path + "/family/" + r.ID.String() }

func relatedInput(form *site.Form) (family.New, error) {
	in := family.New{Key: form.Key(), Name: form.Text("name"), Relation: form.Text("relation"), Words: form.Text("words"), Phone: form.Text("phone"),
		Email: form.Text("email"), Cares: form.Ticked("cares"), NextOfKin: form.Ticked("next_of_kin"), Emergency: form.Ticked("emergency"),
		Mention: family.Mention(form.Text("mention")), Authority: form.Text("authority"), Evidence: form.Text("evidence"), Until: form.Date("until")}
	return in, form.Err()
}

func (p Pages) newSheet(q *site.Request, f frame.Frame) (sheet, error) {
	s := sheet{path: f.Path + "/family/new", title: "Add somebody", perm: authz.PersonEdit, draw: relatedFields, done: "Added.", button: "Add",
		filled: values("mention", string(family.MentionUnknown))}
	s.save = func(form *site.Form) error {
		in, err := relatedInput(form)
		if err != nil {
			return err
		}
		_, err = p.Family.Add(q.Context(), q.Actor, f.Card.ID, in)
		return err
	}
	return s, nil
}

func (p Pages) relatedSheet(q *site.Request, f frame.Frame) (sheet, error) {
	r, err := p.related(q, f)
	if err != nil {
		return sheet{perm: authz.PersonEdit}, err
	}
	form := site.Filled(values("name", r.Name, "relation", r.Relation, "words", r.Words, "phone", r.Phone, "email", r.Email, "cares", yes(r.Cares),
		"next_of_kin", yes(r.NextOfKin), "emergency", yes(r.Emergency), "mention", string(r.Mention), "authority", r.Authority, "evidence", r.Evidence))
	form.SetDate("until", r.Until)
	s := sheet{path: path(f, r), title: "Change " + r.Called(), perm: authz.PersonEdit, version: r.Version, rows: relatedRows(q, r), draw: relatedFields,
		done: "Kept.", button: "Save", filled: form.Values}
	s.save = func(form *site.Form) error {
		in, err := relatedInput(form)
		if err != nil {
			return err
		}
		return p.Family.Change(q.Context(), q.Actor, f.Card.ID, r.ID, form.Version(), in)
	}
	return s, nil
}

func (p Pages) endSheet(q *site.Request, f frame.Frame) (sheet, error) {
	r, err := p.related(q, f)
	if err != nil {
		return sheet{perm: authz.PersonEdit}, err
	}
	s := sheet{path: path(f, r) + "/end", title: r.Called() + " is no longer one of them", perm: authz.PersonEdit, version: r.Version,
		rows: relatedRows(q, r), draw: endFields, done: "Ended from today. What was written stays below.", button: "End it from today",
		notes: []string{"We do not speak with them from today. Nothing is removed: their line stays under “Before”."}}
	s.save = func(form *site.Form) error {
		return p.Family.End(q.Context(), q.Actor, f.Card.ID, r.ID, form.Version(), form.Text("why"))
	}
	return s, nil
}

func (p Pages) speakSheet(q *site.Request, f frame.Frame) (sheet, error) {
	r, err := p.related(q, f)
	if err != nil {
		return sheet{perm: authz.ConsentKeep}, err
	}
	s := sheet{path: path(f, r) + "/speak", title: "May we speak with " + r.Called() + "?", perm: authz.ConsentKeep, draw: speakFields, done: "Their answer is kept.",
		button: "Save", name: r.Called(), filled: values("speak", r.Speak),
		notes: []string{"Only the person decides. Ask them alone. Until they say yes we listen to others, and tell them nothing."}}
	s.save = func(form *site.Form) error {
		return p.Family.Agree(q.Context(), q.Actor, f.Card.ID, r.ID, family.Agreement{Key: form.Key(), Answer: consent.Answer(form.Text("answer")),
			Speak: form.Text("speak"), About: form.Text("about"), How: "spoken"})
	}
	return s, nil
}

// planSheet offers somebody a plan of their own.
func (p Pages) planSheet(q *site.Request, f frame.Frame) (sheet, error) {
	r, err := p.related(q, f)
	if err != nil {
		return sheet{perm: authz.PersonEdit}, err
	}
	services, err := p.services(q)
	if err != nil {
		return sheet{perm: authz.PersonEdit}, err
	}
	s := sheet{path: path(f, r) + "/plan", title: "A plan of their own for " + r.Called(), perm: authz.PersonEdit, draw: planFields, button: "Send their referral",
		done: "Sent. The team lead reads it within one working day, and they may get another link worker.", name: r.Called(), filled: values("name", r.Name,
			"reach", first(r.Phone, r.Email), "source", "self", "came", string(referral.ByVisit), "service", f.Case.Service.String()),
		notes: []string{"This is their own referral, in their own words. Nothing of " + f.Card.Name + "'s record goes with it."}}
	if r.Mention != family.MentionSafe {
		s.notes = append(s.notes, "Nobody has said that they know about us. Ask "+f.Card.Name+" alone, before you speak with them.")
	}
	for _, v := range services {
		s.choices = append(s.choices, ui.Option{Value: v.ID.String(), Label: v.Name})
	}
	s.save = func(form *site.Form) error {
		in, err := planInput(form, services)
		if err != nil {
			return err
		}
		return p.Family.Offer(q.Context(), q.Actor, f.Card.ID, r.ID, in)
	}
	return s, nil
}

// services are those that the actor works for.
func (p Pages) services(q *site.Request) ([]org.Service, error) {
	all, err := p.Orgs.Services(q.Context())
	var out []org.Service
	for _, s := range all {
		for _, r := range []authz.Role{authz.LinkWorker, authz.TeamLead, authz.Triager, authz.SchemeAdmin} {
			if q.Actor.HasAt(r, s.ID.String()) {
				out = append(out, s)
				break
			}
		}
	}
	return out, err
}

func planInput(form *site.Form, services []org.Service) (family.Offer, error) {
	born, about := form.DateAbout("born")
	in := family.Offer{Key: form.Key(), Source: form.Text("source"), Came: referral.Way(form.Text("came")), Reason: form.Text("reason"),
		Agreed: form.Ticked("agreed"), Both: family.Both{Person: consent.Answer(form.Text("person_agrees")), Other: consent.Answer(form.Text("other_agrees"))},
		Who: person.Details{Name: form.Text("name"), Born: born, BornAbout: about, SafeContact: form.Ticked("safe_contact")}}
	for _, s := range services {
		if len(services) == 1 || s.ID.String() == form.Text("service") {
			in.Service = s.ID
		}
	}
	if form.Text("reach") != "" {
		w, err := person.Reach(form.Text("reach"), form.Text("reach_note"))
		form.Merge(err)
		in.Who.Ways = []person.Way{w}
	}
	return in, form.Err()
}

func first(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

func yesNo() []ui.Option {
	return []ui.Option{{Value: "yes", Label: "Yes"}, {Value: "no", Label: "No"}}
}

// linkView is the search for somebody whom we know already.
type linkView struct {
	f        frame.Frame
	r        family.Related
	find     string
	action   string
	key      string
	form     *site.Form
	problems []ui.Problem
	searched bool
	found    []ui.Option
}

func (p Pages) linkForm(q *site.Request) error { return p.renderLink(q, site.Filled(nil), nil, 200) }

func (p Pages) find(q *site.Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	return p.renderLink(q, form, nil, 200)
}

func (p Pages) renderLink(q *site.Request, form *site.Form, problems []ui.Problem, status int) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	if err := authz.Check(q.Actor, authz.PersonEdit); err != nil {
		return err
	}
	if f.Card.Restricted && !f.Card.Full {
		return errs.New(errs.Forbidden, "person.masked")
	}
	r, err := p.related(q, f)
	if err != nil {
		return err
	}
	v := linkView{f: f, r: r, find: q.To(path(f, r) + "/find"), action: q.To(path(f, r) + "/link"), key: q.Key(), form: form, problems: problems,
		searched: form.Text("q") != ""}
	if v.searched {
		cards, err := p.Search.People(q.Context(), q.Actor, form.Text("q"))
		if err != nil {
			return err
		}
		for _, c := range cards {
			if c.ID != f.Card.ID {
				v.found = append(v.found, ui.Option{Value: c.ID.String(), Label: c.Name, Hint: c.About()})
			}
		}
	}
	page := f.Page(q, "Somebody whom we know", false)
	page.Problems, page.Back = problems, &ui.Link{Href: q.To(f.Path + "/family"), Label: "Family"}
	return q.RenderStatus(status, page, linkPage(v))
}

func (p Pages) link(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	r, err := p.related(q, f)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	other, err := id.Parse[person.Person](form.Text("other"))
	if err != nil {
		form.Fail("other", "family.other_missing")
		err = form.Err()
	} else {
		err = p.Family.Link(q.Context(), q.Actor, f.Card.ID, r.ID, other, form.Key(), family.Both{Person: consent.Answer(form.Text("person_agrees")),
			Other: consent.Answer(form.Text("other_agrees"))})
	}
	if cerr := authz.Check(q.Actor, authz.PersonEdit); cerr != nil {
		return cerr
	}
	if problems, shown := q.Problems(form, err); shown {
		return p.renderLink(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash("Linked, as far as each agreed.")
	return q.Redirect(f.Path + "/family")
}

func (p Pages) unlink(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	lid, err := id.Parse[family.Link](q.PathValue("link"))
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	if err := p.Family.Unlink(q.Context(), q.Actor, f.Card.ID, lid, form.Key()); err != nil {
		return err
	}
	q.Flash("The link is ended.")
	return q.Redirect(f.Path + "/family")
}
