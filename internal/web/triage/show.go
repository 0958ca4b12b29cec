package triage

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"weft/internal/authz"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/referral"
	"weft/internal/text"
	"weft/internal/vocabulary"
	"weft/internal/waiting"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

type indexView struct {
	offers                      string // where people on a list are offered it
	enter                       string
	changes                     string
	asking                      int // how many would like another worker
	fresh, asked, held, waiting []ui.RowProps
}

func first(words string) string { return "“" + text.First(words, 140) + "”" }

// showView is one referral with what can be done next.
type showView struct {
	at       string // its address, without a step
	key      string
	version  int
	r        referral.Referral
	lists    vocabulary.Lists
	card     person.Card
	from     string
	facts    []ui.SummaryRow
	alike    []alikeView
	workers  []ui.Option
	wish     string // what they would like in a worker
	form     *site.Form
	problems []ui.Problem
	may      bool // triage
	person   string
	place    string // on the waiting list
}

// placing reports whether the form of the waiting list has a problem to show.
func (v showView) placing() bool {
	return ui.ErrorFor(v.problems, "band")+ui.ErrorFor(v.problems, "why")+ui.ErrorFor(v.problems, "words") != ""
}

func bands() []ui.Option {
	list := waiting.Bands()
	slices.Reverse(list)
	var out []ui.Option
	for _, b := range list {
		out = append(out, ui.Option{Value: string(b), Label: b.Words()})
	}
	return out
}

func whys() []ui.Option {
	var out []ui.Option
	for _, w := range waiting.Whys() {
		out = append(out, ui.Option{Value: string(w), Label: w.Words()})
	}
	return out
}

type alikeView struct {
	card  person.Card
	same  string
	href  string
	close bool
}

func (p Pages) show(q *site.Request) error {
	rid, err := p.id(q)
	if err != nil {
		return err
	}
	return p.render(q, rid, site.Filled(nil), nil, http.StatusOK)
}

func (p Pages) render(q *site.Request, rid referral.ID, form *site.Form, problems []ui.Problem, status int) error {
	v, err := p.view(q, rid)
	if err != nil {
		return err
	}
	v.form, v.problems = form, problems
	return p.page(q, v, status, showPage(v))
}

func (p Pages) page(q *site.Request, v showView, status int, body templ.Component) error {
	page := q.Page("Referral of " + v.card.Name)
	page.Problems = v.problems
	page.Back = &ui.Link{Href: q.To("/referrals"), Label: "Referrals"}
	if !q.Actor.May(authz.ReferralTriage) && !q.Actor.May(authz.ReferralEnter) {
		page.Back = &ui.Link{Href: v.person, Label: v.card.Name} // the list is not theirs
	}
	if page.SafeguardingHref != "" {
		page.SafeguardingHref = v.person + "/concern" // whom it concerns is known here
	}
	page.Banner = ui.Ident(ui.IdentProps{Name: v.card.Name, Aside: v.card.About(), Heading: true, Chips: v.card.Chips(), Risk: v.card.Risk != "", RiskHref: "#risk",
		Facts: []ui.Fact{{Term: "Came", Value: q.Site.Words.Day("en", v.r.Received, q.Site.Today())}, {Term: "From", Value: v.from},
			{Term: "Stands at", Value: q.Site.Words.T("en", "referral.status."+string(v.r.Status))}}})
	return q.RenderStatus(status, page, body)
}

func (p Pages) view(q *site.Request, rid referral.ID) (v showView, err error) {
	ctx := q.Context()
	if v.r, err = p.Referrals.ByID(ctx, q.Actor, rid); err != nil {
		return v, err
	}
	if v.card, err = p.People.ByID(ctx, q.Actor, v.r.Person); err != nil {
		return v, err
	}
	if err = q.Site.Audit.Looked(ctx, q.Actor, v.r.Person.String()); err != nil {
		return v, err
	}
	v.at, v.key, v.version = q.To("/referrals/"+rid.String()), q.Key(), int(v.r.Version)
	orgs, err := p.orgNames(q, []referral.Referral{v.r})
	if err != nil {
		return v, err
	}
	v.from = from(q, v.r, orgs)
	v.may = q.Actor.May(authz.ReferralTriage)
	v.place = q.To("/team/waiting/" + rid.String())
	v.person = q.To("/people/" + v.r.Person.String())
	v.lists = q.Lists(v.r.Service.String(), "")
	v.facts = facts(v)
	if v.may && v.r.Status.Open() {
		if err = p.choices(q, &v); err != nil {
			return v, err
		}
	}
	return v, nil
}

// choices adds what only triage sees: who it may be, and who could take it on.
func (p Pages) choices(q *site.Request, v *showView) error {
	ctx := q.Context()
	alike, err := p.Referrals.AlikeTo(ctx, q.Actor, v.r.ID)
	if err != nil {
		return err
	}
	for _, c := range alike {
		v.alike = append(v.alike, alikeView{card: c, same: same(v.card, c)})
	}
	wish, err := p.Family.Wish(ctx, q.Actor, v.r.Person)
	if err != nil {
		return err
	}
	v.wish = wish.Line()
	workers, err := p.Accounts.Holders(ctx, q.Actor, authz.LinkWorker, v.r.Service.String())
	if err != nil {
		return err
	}
	open, err := p.Cases.Count(ctx, q.Actor, v.r.Service)
	if err != nil {
		return err
	}
	resting, err := p.Pauses.Resting(ctx, q.Actor, v.r.Service)
	if err != nil {
		return err
	}
	for _, w := range workers {
		hint := people(open[w.ID])
		if until, ok := resting[w.ID]; ok {
			hint += ". Takes nobody new until " + q.Site.Words.Day("en", until, q.Site.Today())
		}
		v.workers = append(v.workers, ui.Option{Value: w.ID.String(), Label: w.Name, Hint: hint})
	}
	return nil
}

func people(n int) string {
	if n == 1 {
		return "1 person at present"
	}
	return strconv.Itoa(n) + " people at present"
}

// same says what two records have in common, for a human to judge.
func same(a, b person.Card) string {
	var out []string
	if a.NHSNumber != "" && a.NHSNumber == b.NHSNumber {
		out = append(out, "NHS number")
	}
	if text.Fold(a.Name) == text.Fold(b.Name) {
		out = append(out, "name")
	}
	if !a.Born.IsZero() && a.Born == b.Born {
		out = append(out, "birth date")
	}
	if a.Postcode != "" && a.Postcode == b.Postcode {
		out = append(out, "postcode")
	}
	for _, w := range a.Ways {
		for _, o := range b.Ways {
			if w.Value == o.Value {
				out = append(out, "way to reach them")
			}
		}
	}
	return "The same: " + strings.Join(out, ", ") + "."
}

func facts(v showView) []ui.SummaryRow {
	rows := []ui.SummaryRow{{Key: "How to reach them", Value: reach(v.card)}}
	add := func(key, value string) {
		if value != "" {
			rows = append(rows, ui.SummaryRow{Key: key, Value: value})
		}
	}
	add("Birth date", born(v.card))
	add("NHS number", v.card.NHSNumber)
	add("Postcode", v.card.Postcode)
	add("Referrer", strings.Trim(v.r.ReferrerName+", "+v.r.ReferrerEmail, ", "))
	if v.r.Source == "self" || v.r.Source == "family" {
		add("Reference", referral.Reference(v.r.ID)) // what the page told whoever asked
	}
	if v.r.Came != referral.ByForm {
		add("Came by", strings.ReplaceAll(string(v.r.Came), "_", " "))
	}
	var needs []string
	for _, n := range v.r.Needs {
		needs = append(needs, v.lists.Words(vocabulary.NeedList, n, "en"))
	}
	add("About", strings.Join(needs, ", "))
	add("We asked", v.r.Question)
	add("They answered", v.r.Answer)
	if v.r.DeclineCode != "" {
		add("We could not take it on", v.lists.Words(vocabulary.DeclineList, v.r.DeclineCode, "en"))
		add("What may help instead", v.r.Alternative)
	}
	add("It ended", endedBy(v.r))
	add("Noted", v.r.EndedWords)
	return rows
}

func endedBy(r referral.Referral) string {
	switch r.EndedBy {
	case referral.ByPerson:
		return "The person took it back"
	case referral.ByReferrer:
		return "The referrer took it back"
	default:
		return ""
	}
}

func reach(c person.Card) string {
	var out []string
	for _, w := range c.Ways {
		s := w.Value
		if w.Note != "" {
			s += " (" + w.Note + ")"
		}
		out = append(out, s)
	}
	if len(out) == 0 {
		return "Not known"
	}
	return strings.Join(out, "; ")
}

func born(c person.Card) string {
	switch {
	case c.Born.IsZero():
		return ""
	case c.BornAbout:
		return "about " + strconv.Itoa(c.Born.Year)
	default:
		return strconv.Itoa(c.Born.Day) + " " + c.Born.Month.String() + " " + strconv.Itoa(c.Born.Year)
	}
}

func (p Pages) declineForm(q *site.Request) error {
	return p.step(q, site.Filled(nil), nil, nil, declinePage)
}

func (p Pages) askForm(q *site.Request) error { return p.step(q, site.Filled(nil), nil, nil, askPage) }

// step shows the page of one decision that needs words.
func (p Pages) step(q *site.Request, form *site.Form, problems []ui.Problem, cause error, draw func(showView) templ.Component) error {
	rid, err := p.id(q)
	if err != nil {
		return err
	}
	v, err := p.view(q, rid)
	if err != nil {
		return err
	}
	if err := authz.Check(q.Actor, authz.ReferralTriage); err != nil {
		return err
	}
	status := http.StatusOK
	if len(problems) > 0 {
		status = site.FormStatus(cause)
	}
	v.form, v.problems = form, problems
	return p.page(q, v, status, draw(v))
}

func (p Pages) decline(q *site.Request) error {
	return p.worded(q, declinePage, "The referrer is told why, and what may help instead.", func(rid referral.ID, f *site.Form) error {
		return p.Referrals.Decline(q.Context(), q.Actor, rid, f.Version(), f.Text("decline"), f.Text("alternative"))
	})
}

func (p Pages) ask(q *site.Request) error {
	return p.worded(q, askPage, "The referrer is asked.", func(rid referral.ID, f *site.Form) error {
		return p.Referrals.Ask(q.Context(), q.Actor, rid, f.Version(), f.Text("question"))
	})
}

// worded runs a decision that needs words and shows its page again when they do not
// do.
func (p Pages) worded(q *site.Request, draw func(showView) templ.Component, done string, run func(referral.ID, *site.Form) error) error {
	rid, err := p.id(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = run(rid, form)
	if problems, shown := q.Problems(form, err); shown {
		return p.step(q, form, problems, err, draw)
	}
	if err != nil {
		return err
	}
	q.Flash(done)
	return q.Redirect("/referrals/" + rid.String())
}

// entryServices are those that the actor works for.
func (p Pages) entryServices(q *site.Request) ([]org.Service, error) {
	all, err := p.Orgs.Services(q.Context())
	if err != nil {
		return nil, err
	}
	var out []org.Service
	for _, s := range all {
		for _, r := range []authz.Role{authz.LinkWorker, authz.TeamLead, authz.Triager, authz.SchemeAdmin} {
			if q.Actor.HasAt(r, s.ID.String()) {
				out = append(out, s)
				break
			}
		}
	}
	return out, nil
}
