package team

import (
	"net/http"
	"strconv"
	"time"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/due"
	"weft/internal/id"
	"weft/internal/person"
	"weft/internal/referral"
	"weft/internal/waiting"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// listView is who waits, band by band.
type listView struct {
	lede  string
	bands []bandView
	well  string
}

type bandView struct {
	title string
	rows  []ui.RowProps
}

func (p Pages) list(q *site.Request) error {
	all, err := p.Waiting.List(q.Context(), q.Actor)
	if err != nil {
		return err
	}
	ids := make([]person.ID, len(all))
	for i, e := range all {
		ids[i] = e.Person
	}
	cards, err := p.People.Cards(q.Context(), q.Actor, ids)
	if err != nil {
		return err
	}
	rules, err := p.Due.Book(q.Context())
	if err != nil {
		return err
	}
	v := listView{lede: people(len(all)) + " on the list. The order is the band, then the day the referral came.", well: q.To("/while-you-wait")}
	for _, b := range waiting.Bands() {
		one := bandView{title: b.Words()}
		for _, e := range all {
			if e.Band == b {
				one.rows = append(one.rows, p.entryRow(q, rules.At(e.Service, q.Site.Today()), e, cards[e.Person]))
			}
		}
		if len(one.rows) > 0 {
			v.bands = append(v.bands, one)
		}
	}
	page := q.Page("Waiting list")
	if q.Actor.May(authz.LoadRead) {
		page.Back = &ui.Link{Href: q.To("/team"), Label: "Team"}
	}
	return q.Render(page, listPage(v))
}

func weeks(n int) string {
	switch n {
	case 0:
		return "Less than a week"
	case 1:
		return "1 week"
	default:
		return strconv.Itoa(n) + " weeks"
	}
}

func (p Pages) entryRow(q *site.Request, r due.Rules, e waiting.Entry, c person.Card) ui.RowProps {
	row := ui.RowProps{Lead: weeks(e.Weeks(q.Site.Today())), Title: c.Name, Href: q.To("/team/waiting/" + e.Referral.String()), Chips: c.Chips(), Risk: c.Risk != "", Text: e.Placing.Words}
	if e.Status == waiting.Offered {
		row.Chips = append(row.Chips, e.Status.Words())
	}
	if n := e.LookDue(r, q.Site.Today()).Amount; n > 0 {
		row.Chips = append(row.Chips, "Over "+strconv.Itoa(e.Weeks(q.Site.Today()))+" weeks: look again")
	}
	if e.ContactDue(r, q.Site.Today(), q.Site.Zone) {
		row.Chips = append(row.Chips, "Be in touch")
	}
	return row
}

// entryView is one person who waits, with what can be done.
type entryView struct {
	e             waiting.Entry
	at, key       string
	version       int
	referralV     int
	name          string
	facts         []ui.SummaryRow
	workers       []ui.Option
	form          *site.Form
	problems      []ui.Problem
	referral      string
	history       []ui.SummaryRow
	open, offered bool
}

func (p Pages) entry(q *site.Request) error { return p.renderEntry(q, nil, nil, http.StatusOK) }

func (p Pages) referralID(q *site.Request) (referral.ID, error) {
	return id.Parse[referral.Referral](q.PathValue("referral"))
}

func (p Pages) renderEntry(q *site.Request, form *site.Form, problems []ui.Problem, status int) error {
	rid, err := p.referralID(q)
	if err != nil {
		return err
	}
	e, err := p.Waiting.ByReferral(q.Context(), q.Actor, rid)
	if err != nil {
		return err
	}
	card, err := p.People.ByID(q.Context(), q.Actor, e.Person)
	if err != nil {
		return err
	}
	r, err := p.Referrals.ByID(q.Context(), q.Actor, rid)
	if err != nil {
		return err
	}
	if err := q.Site.Audit.Looked(q.Context(), q.Actor, e.Person.String()); err != nil {
		return err
	}
	if form == nil {
		form = site.Filled(nil)
		form.Values.Set("band", string(e.Band))
		form.Values.Set("why", string(e.Why))
		form.Values.Set("words", e.Placing.Words)
		form.Values.Set("how", string(waiting.ByPhone))
	}
	v := entryView{e: e, at: q.To("/team/waiting/" + rid.String()), key: q.Key(), version: int(e.Version), referralV: int(r.Version), name: card.Name, form: form,
		problems: problems, referral: q.To("/referrals/" + rid.String()), offered: e.Status == waiting.Offered, open: e.Status == waiting.Waiting || e.Status == waiting.Offered}
	if err := p.entryFacts(q, &v, r); err != nil {
		return err
	}
	page := q.Page(card.Name + " waits")
	page.Problems = problems
	page.Back = &ui.Link{Href: q.To("/team/waiting"), Label: "Waiting list"}
	page.Banner = ui.Ident(ui.IdentProps{Name: card.Name, Aside: card.About(), Heading: true, Chips: card.Chips(), Risk: card.Risk != "", RiskHref: v.referral + "#risk",
		Facts: []ui.Fact{{Term: "Waits", Value: weeks(e.Weeks(q.Site.Today()))}, {Term: "Band", Value: e.Band.Words()}, {Term: "Stands at", Value: e.Status.Words()}}})
	return q.RenderStatus(status, page, entryPage(v))
}

func (p Pages) entryFacts(q *site.Request, v *entryView, r referral.Referral) error {
	e, today := v.e, q.Site.Today()
	accounts := []account.ID{e.Offer.Worker}
	for _, o := range e.Offers {
		accounts = append(accounts, o.Worker)
	}
	names, err := p.Accounts.Names(q.Context(), known(accounts)...)
	if err != nil {
		return err
	}
	day := func(t time.Time) string { return q.Site.Words.Day("en", clock.DateOf(t, q.Site.Zone), today) }
	add := func(key, value string) {
		if value != "" {
			v.facts = append(v.facts, ui.SummaryRow{Key: key, Value: value})
		}
	}
	add("Why they were referred", r.Reason)
	add("Why this band", join(e.Why.Words(), e.Placing.Words))
	add("Look at the band again", q.Site.Words.Day("en", e.Review, today))
	if v.offered {
		add("Offered to", names[e.Offer.Worker]+", "+day(e.Offer.Offered))
	}
	for _, c := range e.Contacts {
		v.history = append(v.history, ui.SummaryRow{Key: day(c.At), Value: join(c.How.Words(), c.Words)})
	}
	for _, o := range e.Offers {
		if o.Answer == waiting.No {
			v.history = append(v.history, ui.SummaryRow{Key: day(o.Answered), Value: join(names[o.Worker]+" could not take them on", o.Words)})
		}
	}
	if !v.open {
		return nil
	}
	workers, err := p.Accounts.Holders(q.Context(), q.Actor, authz.LinkWorker, e.Service.String())
	if err != nil {
		return err
	}
	return p.workerOptions(q, v, workers)
}

func atPresent(n int) string {
	if n == 0 {
		return "nobody yet"
	}
	return people(n) + " at present"
}

// workerOptions are the workers by name; beside each, for the lead, whether they have room.
func (p Pages) workerOptions(q *site.Request, v *entryView, workers []account.Account) error {
	hints := map[account.ID]string{}
	if q.Actor.May(authz.LoadRead) && q.Actor.HasAt(authz.TeamLead, v.e.Service.String()) {
		loads, err := p.Waiting.Loads(q.Context(), q.Actor, v.e.Service)
		if err != nil {
			return err
		}
		for _, l := range loads {
			hints[l.Worker] = l.Words() + ", " + atPresent(l.Open())
		}
	}
	resting, err := p.Pauses.Resting(q.Context(), q.Actor, v.e.Service)
	if err != nil {
		return err
	}
	for _, w := range workers {
		hint := hints[w.ID]
		if until, ok := resting[w.ID]; ok {
			hint = join(hint, "Takes nobody new until "+q.Site.Words.Day("en", until, q.Site.Today()))
		}
		v.workers = append(v.workers, ui.Option{Value: w.ID.String(), Label: w.Name, Hint: hint})
	}
	return nil
}

// stepOn runs one change of an entry and comes back to it, or to the list when they wait
// no more.
func (p Pages) stepOn(q *site.Request, done, to string, step func(rid referral.ID, f *site.Form) error) error {
	rid, err := p.referralID(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = step(rid, form)
	if problems, shown := q.Problems(form, err); shown {
		return p.renderEntry(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash(done)
	if to == "" {
		to = "/team/waiting/" + rid.String()
	}
	return q.Redirect(to)
}

func placing(f *site.Form) waiting.Placing {
	return waiting.Placing{Band: waiting.Band(f.Text("band")), Why: waiting.Why(f.Text("why")), Words: f.Text("words")}
}

func (p Pages) band(q *site.Request) error {
	return p.stepOn(q, "Kept. The band is looked at again in four weeks.", "", func(rid referral.ID, f *site.Form) error {
		return p.Waiting.SetBand(q.Context(), q.Actor, rid, f.Version(), placing(f))
	})
}

func (p Pages) offer(q *site.Request) error {
	return p.stepOn(q, "Offered. They are told, and answer here.", "/team/waiting", func(rid referral.ID, f *site.Form) error {
		return p.Waiting.Offer(q.Context(), q.Actor, rid, f.Version(), authz.AccountID(f.Text("worker")), f.Text("note"))
	})
}

func (p Pages) takeBack(q *site.Request) error {
	return p.stepOn(q, "Taken back. They wait in their place.", "", func(rid referral.ID, f *site.Form) error {
		return p.Waiting.TakeOfferBack(q.Context(), q.Actor, rid, f.Version())
	})
}

func (p Pages) contacted(q *site.Request) error {
	return p.stepOn(q, "Kept. Be in touch again in four weeks.", "", func(rid referral.ID, f *site.Form) error {
		return p.Waiting.KeepContact(q.Context(), q.Actor, rid, f.Version(), waiting.How(f.Text("how")), f.Text("contact_words"))
	})
}

// left records that somebody left the list.
func (p Pages) left(q *site.Request) error {
	return p.stepOn(q, "They have left the list.", "/team/waiting", func(rid referral.ID, f *site.Form) error {
		return p.Referrals.End(q.Context(), q.Actor, rid, f.Version(), referral.Ending{To: referral.Status(f.Text("end")), By: referral.ByPerson, Words: f.Text("end_words")})
	})
}
