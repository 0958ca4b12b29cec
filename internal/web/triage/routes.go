package triage

import (
	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/family"
	"weft/internal/id"
	"weft/internal/journey"
	"weft/internal/org"
	"weft/internal/pause"
	"weft/internal/person"
	"weft/internal/progress"
	"weft/internal/referral"
	"weft/internal/vocabulary"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// Pages are what these pages call.
type Pages struct {
	Orgs      *org.Orgs
	Accounts  *account.Service
	People    *person.Service
	Referrals *referral.Service
	Cases     *caseload.Service
	Journey   *journey.Service
	Progress  *progress.Service
	Family    *family.Service
	Pauses    *pause.Service
}

// Routes adds the pages to the site.
func (p Pages) Routes(s *site.Site) {
	s.Handle("GET /referrals", p.index)
	s.Form("/referrals/new", p.new, p.create)
	s.Handle("GET /referrals/{id}", p.show)
	s.Handle("POST /referrals/{id}/read", p.read)
	s.Handle("POST /referrals/{id}/let-in", p.letIn)
	s.Handle("POST /referrals/{id}/accept", p.accept)
	s.Handle("GET /referrals/{id}/decline", p.declineForm)
	s.Handle("POST /referrals/{id}/decline", p.decline)
	s.Handle("GET /referrals/{id}/ask", p.askForm)
	s.Handle("POST /referrals/{id}/ask", p.ask)
	s.Handle("POST /referrals/{id}/answered", p.answered)
	s.Handle("POST /referrals/{id}/join", p.join)
	s.Handle("POST /referrals/{id}/part", p.part)
	s.Handle("POST /referrals/{id}/end", p.end)
	s.Handle("POST /referrals/{id}/allocate", p.allocate)
}

func (p Pages) index(q *site.Request) error {
	if !q.Actor.May(authz.ReferralTriage) {
		return p.indexForEntry(q)
	}
	list, err := p.Referrals.List(q.Context(), q.Actor, referral.Filter{})
	if err != nil {
		return err
	}
	people := make([]person.ID, len(list))
	for i, r := range list {
		people[i] = r.Person
	}
	cards, err := p.People.Cards(q.Context(), q.Actor, people)
	if err != nil {
		return err
	}
	orgs, err := p.orgNames(q, list)
	if err != nil {
		return err
	}
	asked, err := p.Family.Changes(q.Context(), q.Actor)
	if err != nil {
		return err
	}
	v := indexView{enter: q.To("/referrals/new"), changes: q.To("/changes"), asking: len(asked)}
	if q.Actor.May(authz.CohortOffer) {
		v.offers = q.To("/offers")
	}
	for _, r := range list {
		row := ui.RowProps{Lead: frame.Short(q, r.Received), Title: cards[r.Person].Name, Href: q.To("/referrals/" + r.ID.String()),
			Chips: cards[r.Person].Chips(), Risk: cards[r.Person].Risk != "", Text: from(r, orgs) + ". " + first(r.Reason)}
		if r.Urgent {
			row.Chips = append([]string{"Read today"}, row.Chips...)
		}
		switch r.Status {
		case referral.Accepted, referral.Waiting:
			v.waiting = append(v.waiting, row)
		case referral.Held:
			if r.ReadAt.IsZero() {
				row.Chips = append(row.Chips, "Not read yet")
			}
			v.held = append(v.held, row)
		case referral.MoreInfo:
			v.asked = append(v.asked, row)
		default:
			v.fresh = append(v.fresh, row)
		}
	}
	return q.Render(q.Page("Referrals"), indexPage(v))
}

// indexForEntry is the page of staff who enter referrals and do not decide on them.
func (p Pages) indexForEntry(q *site.Request) error {
	if err := authz.Check(q.Actor, authz.ReferralEnter); err != nil {
		return err
	}
	return q.Render(q.Page("Referrals"), entryOnlyPage(q.To("/referrals/new")))
}

func (p Pages) orgNames(q *site.Request, list []referral.Referral) (map[org.ID]string, error) {
	var ids []org.ID
	for _, r := range list {
		if !r.Organisation.IsZero() {
			ids = append(ids, r.Organisation)
		}
	}
	return p.Orgs.Names(q.Context(), ids)
}

// from says who sent a referral, in words.
func from(r referral.Referral, orgs map[org.ID]string) string {
	who := vocabulary.Sources().Words(r.Source, "en")
	if name := orgs[r.Organisation]; name != "" {
		who += ", " + name
	}
	return who
}

func (p Pages) id(q *site.Request) (referral.ID, error) {
	return id.Parse[referral.Referral](q.PathValue("id"))
}

// change runs one step of triage and comes back to the referral. A step that does
// not fit shows the referral as it is now, with the sentence above it.
func (p Pages) change(q *site.Request, done string, step func(rid referral.ID, f *site.Form) error) error {
	rid, err := p.id(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = step(rid, form)
	if problems, shown := q.Problems(form, err); shown {
		return p.render(q, rid, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash(done)
	return q.Redirect("/referrals/" + rid.String())
}

// takenBack is the answer of the form that says that the referrer took it back.
const takenBack = "taken_back"

func (p Pages) letIn(q *site.Request) error {
	return p.change(q, "Let in: it can be decided on now.", func(rid referral.ID, f *site.Form) error {
		return p.Referrals.LetIn(q.Context(), q.Actor, rid, f.Version())
	})
}

func (p Pages) read(q *site.Request) error {
	return p.change(q, "Noted: you have read it.", func(rid referral.ID, f *site.Form) error {
		return p.Referrals.Read(q.Context(), q.Actor, rid, f.Version())
	})
}

func (p Pages) accept(q *site.Request) error {
	return p.change(q, "Accepted. The referrer is told. Now choose a link worker.", func(rid referral.ID, f *site.Form) error {
		return p.Referrals.Accept(q.Context(), q.Actor, rid, f.Version())
	})
}

func (p Pages) answered(q *site.Request) error {
	return p.change(q, "The answer is kept.", func(rid referral.ID, f *site.Form) error {
		return p.Referrals.Answered(q.Context(), q.Actor, rid, f.Version(), f.Text("answer"))
	})
}

func (p Pages) join(q *site.Request) error {
	return p.change(q, "Joined: this is the person we know already. You can take it back.", func(rid referral.ID, f *site.Form) error {
		known, err := id.Parse[person.Person](f.Text("known"))
		if err != nil {
			return err
		}
		return p.Referrals.Join(q.Context(), q.Actor, rid, f.Version(), known)
	})
}

func (p Pages) part(q *site.Request) error {
	return p.change(q, "Taken back: these are two people.", func(rid referral.ID, f *site.Form) error {
		return p.Referrals.Part(q.Context(), q.Actor, rid, f.Version())
	})
}

func (p Pages) end(q *site.Request) error {
	return p.change(q, "The referral is ended.", func(rid referral.ID, f *site.Form) error {
		to := referral.Ending{To: referral.Status(f.Text("end")), By: referral.ByPerson, Words: f.Text("end_words")}
		if f.Text("end") == takenBack {
			to.To, to.By = referral.Withdrawn, referral.ByReferrer
		}
		if to.To != referral.Died {
			return p.Referrals.End(q.Context(), q.Actor, rid, f.Version(), to)
		}
		r, err := p.Referrals.ByID(q.Context(), q.Actor, rid) // a death ends more than this referral
		if err != nil {
			return err
		}
		return p.Journey.Died(q.Context(), q.Actor, r.Person, journey.Death{Key: f.Key(), Words: to.Words})
	})
}

func (p Pages) allocate(q *site.Request) error {
	rid, err := p.id(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	worker := authz.AccountID(form.Text("worker"))
	_, err = p.Journey.Allocate(q.Context(), q.Actor, rid, form.Version(), worker, form.Key())
	if problems, shown := q.Problems(form, err); shown {
		return p.render(q, rid, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash("Allocated. The first call is on their list.")
	return q.Redirect("/referrals")
}
