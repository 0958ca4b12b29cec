package offer

import (
	"io"
	"net/http"
	"strconv"
	"strings"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/cohort"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// Pages are what these pages call.
type Pages struct {
	Cohorts *cohort.Service
	Orgs    *org.Orgs
}

// Routes adds the pages to the site.
func (p Pages) Routes(s *site.Site) {
	s.Handle("GET /offers", p.index)
	s.Form("/offers/new", p.new, p.create)
	s.Handle("GET /offers/{cohort}", p.show)
	s.Handle("POST /offers/{cohort}/{offer}", p.answered)
}

// indexView is every list with what became of it.
type indexView struct {
	rows []ui.RowProps
	add  string
}

func (p Pages) index(q *site.Request) error {
	list, err := p.Cohorts.List(q.Context(), q.Actor)
	if err != nil {
		return err
	}
	v := indexView{add: q.To("/offers/new")}
	for _, k := range list {
		on := q.Site.Words.Day("en", clock.DateOf(k.At, q.Site.Zone), q.Site.Today())
		v.rows = append(v.rows, ui.RowProps{Title: k.Name, Href: q.To("/offers/" + k.ID.String()), Text: on + ". " + countWords(k)})
	}
	page := q.Page("Offers")
	page.Back = &ui.Link{Href: q.To("/home"), Label: "Back"}
	return q.Render(page, indexPage(v))
}

// newView is the form for a list.
type newView struct {
	action, key, autosave string
	form                  *site.Form
	problems              []ui.Problem
	places                []place
}

// place is a service, or a practice with a service, for which the actor may offer.
type place struct {
	value, label string
	service      org.ServiceID
	organisation org.ID
}

// places are those of the actor's roles.
func (p Pages) places(q *site.Request) ([]place, error) {
	if err := authz.Check(q.Actor, authz.CohortOffer); err != nil {
		return nil, err
	}
	var out []place
	for _, r := range []authz.Role{authz.TeamLead, authz.SchemeAdmin} {
		for _, at := range q.Actor.At(r) {
			s, err := p.Orgs.ServiceByID(q.Context(), org.ServiceID(at))
			if err != nil {
				return nil, err
			}
			out = append(out, place{value: at, label: s.Name, service: s.ID})
		}
	}
	for _, r := range []authz.Role{authz.Receptionist, authz.Clinician} {
		for _, at := range q.Actor.At(r) {
			o, err := p.Orgs.ByID(q.Context(), org.ID(at))
			if err != nil {
				return nil, err
			}
			services, err := p.Orgs.ServicesFor(q.Context(), o.ID)
			if err != nil {
				return nil, err
			}
			for _, s := range services {
				out = append(out, place{value: at + " " + s.ID.String(), label: o.Name + ", for " + s.Name, service: s.ID, organisation: o.ID})
			}
		}
	}
	return out, nil
}

func (p Pages) new(q *site.Request) error {
	form, kept := q.Draft()
	if !kept {
		form = site.Filled(nil)
	}
	return p.renderNew(q, http.StatusOK, form, nil)
}

func (p Pages) renderNew(q *site.Request, status int, form *site.Form, problems []ui.Problem) error {
	places, err := p.places(q)
	if err != nil {
		return err
	}
	v := newView{action: q.To("/offers/new"), key: form.Key(), autosave: q.AutosaveTo(), form: form, problems: problems, places: places}
	if v.key == "" {
		v.key = q.Key()
	}
	page := q.Page("A list of people to offer it to")
	page.Problems, page.Back = problems, &ui.Link{Href: q.To("/offers"), Label: "Offers"}
	return q.RenderStatus(status, page, newPage(v))
}

func (p Pages) create(q *site.Request) error {
	places, err := p.places(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	if err := attached(q, form); err != nil {
		return err
	}
	in := cohort.New{Key: form.Key(), Name: form.Text("name"), Basis: form.Text("basis"), Reason: form.Text("reason")}
	for _, at := range places {
		if len(places) == 1 || at.value == form.Text("service") {
			in.Service, in.Organisation = at.service, at.organisation
		}
	}
	lines, err := cohort.ReadList([]byte(form.Text("list")))
	if err != nil {
		form.Merge(err)
		lines = []cohort.Line{{}}
	}
	in.Lines = lines
	var made cohort.Report
	if form.Err() != nil {
		err = cohort.Check(in)
	} else {
		made, err = p.Cohorts.Add(q.Context(), q.Actor, in)
	}
	if problems, shown := q.Problems(form, err); shown {
		return p.renderNew(q, site.FormStatus(err), form, problems)
	}
	if err != nil {
		return err
	}
	q.DropDraft("/offers/new")
	q.Flash(addedWords(made))
	return q.Redirect("/offers/" + made.ID.String())
}

// maxList is how much of a file is read.
const maxList = 900_000

// attached puts a file that was sent into the box, where nothing was pasted, so that it
// is seen and stays when something is wrong.
func attached(q *site.Request, form *site.Form) error {
	if strings.TrimSpace(form.Text("list")) != "" || q.MultipartForm == nil {
		return nil
	}
	f, _, err := q.FormFile("file")
	if err != nil {
		return nil // no file is no fault: the list says that it is empty
	}
	defer f.Close() //nolint:errcheck // it was only read
	body, err := io.ReadAll(io.LimitReader(f, maxList))
	if err != nil {
		return errs.Wrap(errs.Invalid, "form.unreadable", err)
	}
	form.Values.Set("list", strings.ToValidUTF8(strings.ReplaceAll(string(body), "\x00", ""), "?"))
	return nil
}

func addedWords(r cohort.Report) string {
	out := count(r.Added, "1 person", "people") + " to ask."
	if r.Asked > 0 {
		out += " " + count(r.Asked, "1 was", "were") + " left out: asked within twelve months."
	}
	return out
}

func count(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return strconv.Itoa(n) + " " + many
}

// showView is one list: whom to ask still, and the counts.
type showView struct {
	cohort cohort.Cohort
	offers []offerRow
	counts string
}

type offerRow struct {
	offer  cohort.Offer
	about  string
	action string
	keys   map[cohort.Status]string
}

func (p Pages) show(q *site.Request) error {
	if err := authz.Check(q.Actor, authz.CohortOffer); err != nil {
		return err
	}
	kid, err := id.Parse[cohort.Cohort](q.PathValue("cohort"))
	if err != nil {
		return err
	}
	k, offers, err := p.Cohorts.ByID(q.Context(), q.Actor, kid)
	if err != nil {
		return err
	}
	v := showView{cohort: k, counts: countWords(k)}
	for _, o := range offers {
		r := offerRow{offer: o, about: aboutWords(q, o), action: q.To("/offers/" + kid.String() + "/" + o.ID.String()), keys: map[cohort.Status]string{}}
		for _, s := range cohort.Statuses() {
			r.keys[s] = q.Key()
		}
		v.offers = append(v.offers, r)
	}
	page := q.Page(k.Name)
	page.Back = &ui.Link{Href: q.To("/offers"), Label: "Offers"}
	return q.Render(page, showPage(v))
}

func (p Pages) answered(q *site.Request) error {
	if err := authz.Check(q.Actor, authz.CohortOffer); err != nil {
		return err
	}
	kid, err := id.Parse[cohort.Cohort](q.PathValue("cohort"))
	if err != nil {
		return err
	}
	oid, err := id.Parse[cohort.Offer](q.PathValue("offer"))
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	in := cohort.Answer{Key: form.Key(), Offer: oid, Version: form.Version(), To: cohort.Status(form.Text("to"))}
	if _, err := p.Cohorts.Answered(q.Context(), q.Actor, in); err != nil {
		return err
	}
	q.Flash(saidWords(in.To))
	return q.Redirect("/offers/" + kid.String())
}
