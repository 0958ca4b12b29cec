package team

import (
	"net/http"
	"strconv"

	"weft/internal/account"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/progress"
	"weft/internal/waiting"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// offersView is what is offered to a worker, and what they carry.
type offersView struct {
	offers   []offerView
	loads    []string
	ask      string
	form     *site.Form
	problems []ui.Problem
	failed   waiting.OfferID // whose form was sent
}

type offerView struct {
	id                   waiting.OfferID
	waited, note, by     string
	accept, decline, key string
	which, field         string
}

// problem is the sentence beside the words of one offer.
func (v offersView) problem(oid waiting.OfferID) string {
	if v.failed != oid {
		return ""
	}
	return ui.ErrorFor(v.problems, "offer_words")
}

func (v offersView) typed(oid waiting.OfferID) string {
	if v.failed != oid {
		return ""
	}
	return v.form.Text("offer_words")
}

func (p Pages) offers(q *site.Request) error {
	return p.renderOffers(q, "", site.Filled(nil), nil, http.StatusOK)
}

func (p Pages) renderOffers(q *site.Request, failed waiting.OfferID, form *site.Form, problems []ui.Problem, status int) error {
	all, err := p.Waiting.Offers(q.Context(), q.Actor)
	if err != nil {
		return err
	}
	v := offersView{ask: q.To("/team/pause/ask"), form: form, problems: problems, failed: failed}
	var by []account.ID
	for _, e := range all {
		by = append(by, e.Offer.By)
	}
	names, err := p.Accounts.Names(q.Context(), known(by)...)
	if err != nil {
		return err
	}
	for i, e := range all {
		at := q.To("/team/offers/" + e.Offer.ID.String())
		o := offerView{id: e.Offer.ID, waited: days(q.Site.Today().DaysSince(e.Since)), note: e.Offer.Note, by: names[e.Offer.By], accept: at + "/accept", decline: at + "/decline",
			key: q.Key(), which: "offer " + strconv.Itoa(i+1), field: "offer-" + strconv.Itoa(i+1)}
		if failed == e.Offer.ID {
			o.field = "offer_words"
		}
		v.offers = append(v.offers, o)
	}
	loads, err := p.Waiting.OwnLoad(q.Context(), q.Actor)
	if err != nil {
		return err
	}
	for _, l := range loads {
		v.loads = append(v.loads, openWords(l)+". Weight "+strconv.Itoa(l.Points())+" of "+strconv.Itoa(l.Agreed())+" agreed. "+l.Words()+".")
	}
	page := q.Page("Offered to you")
	page.Problems = problems
	return q.RenderStatus(status, page, offersPage(v))
}

func offerID(q *site.Request) (waiting.OfferID, error) {
	return id.Parse[waiting.Offer](q.PathValue("offer"))
}

func (p Pages) acceptOffer(q *site.Request) error {
	oid, err := offerID(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	pid, err := p.Journey.TakeOffer(q.Context(), q.Actor, oid, form.Key())
	if problems, shown := q.Problems(form, err); shown {
		return p.renderOffers(q, oid, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash("Thank you. The first call is on your list, and they are told who rings.")
	return q.Redirect("/people/" + pid.String())
}

func (p Pages) declineOffer(q *site.Request) error {
	oid, err := offerID(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = p.Waiting.DeclineOffer(q.Context(), q.Actor, oid, form.Text("offer_words"))
	if problems, shown := q.Problems(form, err); shown {
		return p.renderOffers(q, oid, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash("Your lead is told. They wait on in their place.")
	return q.Redirect("/team/offers")
}

// wellView is what we say to those who wait, in both languages.
type wellView struct {
	title, lede, directory, welshTitle string
	lines, welsh                       []string
	waits                              []serviceWait
}

type serviceWait struct{ name, words string }

func (p Pages) well(q *site.Request) error {
	services, err := p.Orgs.Services(q.Context())
	if err != nil {
		return err
	}
	v := wellView{title: q.Site.Words.T("en", "waiting.well.title"), lede: q.Site.Words.T("en", "waiting.well.one"), directory: q.To("/directory"),
		welshTitle: q.Site.Words.T("cy", "waiting.well.title")}
	for _, key := range []string{"waiting.well.two", "waiting.well.three", "waiting.well.four", "waiting.well.five", "waiting.well.crisis"} {
		v.lines = append(v.lines, q.Site.Words.T("en", key))
	}
	for _, key := range []string{"waiting.well.one", "waiting.well.two", "waiting.well.three", "waiting.well.four", "waiting.well.five", "waiting.well.crisis"} {
		v.welsh = append(v.welsh, q.Site.Words.T("cy", key))
	}
	for _, s := range services[:min(len(services), mostServices)] {
		w, err := p.Progress.WaitAt(q.Context(), s.ID)
		if err != nil {
			return err
		}
		v.waits = append(v.waits, serviceWait{s.Name + contactHours(s) + ":", publicWait(w)})
	}
	return q.Render(q.Page(v.title), wellPage(v))
}

// mostServices bounds how many waits one page works out.
const mostServices = 12

func contactHours(s org.Service) string {
	if s.Phone == "" {
		return ""
	}
	return " (" + s.Phone + ")"
}

// publicWait says the range to anybody, or that we cannot say yet: never how few they were.
func publicWait(w progress.Wait) string {
	if !w.Known {
		return "We cannot say yet how long it takes."
	}
	return waitWords(w) + "."
}

func hows() []ui.Option {
	var out []ui.Option
	for _, h := range waiting.Hows() {
		o := ui.Option{Value: string(h), Label: h.Words()}
		if h == waiting.ByMessage {
			o.Hint = "Goes by their one safe way. If there is none, ring"
		}
		out = append(out, o)
	}
	return out
}

func bands() []ui.Option {
	var out []ui.Option
	for _, b := range waiting.Bands() {
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

func leaves() []ui.Option {
	return []ui.Option{{Value: "withdrawn", Label: "They would rather not wait"}, {Value: "unable_to_contact", Label: "We could not reach them by any safe way"},
		{Value: "died", Label: "They died", Hint: "No message goes to anyone"}}
}

// problemIn reports whether one of these fields has a problem, so that its part is open.
func problemIn(v entryView, fields ...string) bool {
	for _, f := range fields {
		if ui.ErrorFor(v.problems, f) != "" {
			return true
		}
	}
	return false
}
