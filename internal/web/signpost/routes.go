package signpost

import (
	"net/http"
	"net/url"
	"strings"

	"weft/internal/authz"
	"weft/internal/directory"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/place"
	"weft/internal/signpost"
	"weft/internal/vocabulary"
	"weft/internal/web/entry"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// Pages are what these pages call.
type Pages struct {
	Signposts *signpost.Service
	Directory *directory.Service
	Places    *place.Service
}

// Routes adds the pages to the site.
func (p Pages) Routes(s *site.Site) {
	s.Handle("GET /signpost", p.index)
	s.Handle("POST /signpost", p.give)
	s.Handle("GET /signpost/{signpost}", p.leaflet)
}

// indexView is the search, what it found to tick, and how it is given.
type indexView struct {
	action, refer, directory string
	key                      string
	need, near, words        string
	form                     *site.Form
	problems                 []ui.Problem
	found                    []entry.CardProps
	ids                      []string
	asked                    bool
	canEmail                 bool
	month                    int
	mayRefer                 bool
	offers                   string
}

const results = 8

func (p Pages) index(q *site.Request) error {
	if err := authz.Check(q.Actor, authz.SignpostRecord); err != nil {
		return err
	}
	return p.render(q, http.StatusOK, q.URL.Query(), site.Filled(nil), nil)
}

// render looks again for what was asked, so that a form that comes back shows the same
// groups.
func (p Pages) render(q *site.Request, status int, asked url.Values, form *site.Form, problems []ui.Problem) error {
	v := indexView{action: q.To("/signpost"), refer: q.To("/refer"), directory: q.To("/directory"), key: q.Key(), need: asked.Get("need"),
		near: asked.Get("near"), words: asked.Get("q"), form: form, problems: problems, canEmail: p.Signposts.CanEmail(),
		mayRefer: q.Actor.May(authz.ReferralCreate)}
	if q.Actor.May(authz.CohortOffer) {
		v.offers = q.To("/offers")
	}
	if form.Key() != "" {
		v.key = form.Key()
	}
	f := directory.Filter{Words: v.words, Limit: results}
	if vocabulary.Needs().Has(v.need) {
		f.Needs = []string{v.need}
	}
	if near := strings.TrimSpace(v.near); near != "" {
		at, err := p.Places.Find(q.Context(), near)
		switch {
		case err == nil:
			f.Near = &at
		case errs.Is(err, errs.Invalid) || errs.Is(err, errs.NotFound):
			sentence, _ := q.Site.Words.Problem("en", err)
			v.problems = append(v.problems, ui.Problem{Field: "near", Text: sentence})
			status = max(status, http.StatusUnprocessableEntity)
		default:
			return err
		}
	}
	v.asked = v.words != "" || len(f.Needs) > 0 || f.Near != nil
	if v.asked {
		page, err := p.Directory.Search(q.Context(), f)
		if err != nil {
			return err
		}
		for _, h := range page.Hits {
			v.found, v.ids = append(v.found, entry.Card(q, h.Entry, h.Metres, "")), append(v.ids, h.ID.String())
		}
	}
	var err error
	if v.month, err = p.Signposts.ThisMonth(q.Context(), q.Actor); err != nil {
		return err
	}
	page := q.Page("Point the way")
	page.Problems = v.problems
	return q.RenderStatus(status, page, indexPage(v))
}

func (p Pages) give(q *site.Request) error {
	if err := authz.Check(q.Actor, authz.SignpostRecord); err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	in := signpost.New{Key: form.Key(), Need: form.Text("need"), How: signpost.How(form.Text("how")), Email: form.Text("email")}
	if !vocabulary.Needs().Has(in.Need) {
		in.Need = ""
	}
	var entries []directory.Entry
	for _, s := range form.List("groups") {
		gid, err := id.Parse[directory.Entry](s)
		if err != nil {
			continue
		}
		e, err := p.Directory.ByID(q.Context(), authz.Nobody(), gid)
		if errs.Is(err, errs.NotFound) {
			continue // it closed since; what is left is said
		}
		if err != nil {
			return err
		}
		in.Groups, entries = append(in.Groups, gid), append(entries, e)
	}
	in.Subject, in.Body = "The groups we talked about / Y grwpiau y buom yn siarad amdanynt", plain(entries)
	sid, err := p.Signposts.Give(q.Context(), q.Actor, in)
	if errs.Is(err, errs.Unavailable) && !sid.IsZero() {
		sentence, _ := q.Site.Words.Problem("en", err)
		q.Flash(sentence)
		return q.Redirect("/signpost/" + sid.String())
	}
	if problems, shown := q.Problems(form, err); shown {
		return p.render(q, site.FormStatus(err), form.Values, form, problems)
	}
	if err != nil {
		return err
	}
	q.Flash(given(in.How))
	return q.Redirect("/signpost/" + sid.String())
}

func given(how signpost.How) string {
	switch how {
	case signpost.Emailed:
		return "The e-mail is on its way. We have not kept the address."
	case signpost.Told:
		return "Counted. Nothing about the person is kept."
	case signpost.Written:
		return "Counted. Read these out slowly. Nothing about the person is kept."
	case signpost.Printed:
	}
	return "Counted. Print this page now. Nothing about the person is kept."
}

// leafletView is the piece of paper.
type leafletView struct {
	entries []directory.Entry
	small   bool
	a4, a5  string
	again   string
}

func (p Pages) leaflet(q *site.Request) error {
	if err := authz.Check(q.Actor, authz.SignpostRecord); err != nil {
		return err
	}
	sid, err := id.Parse[signpost.Signpost](q.PathValue("signpost"))
	if err != nil {
		return err
	}
	sp, err := p.Signposts.ByID(q.Context(), q.Actor, sid)
	if err != nil {
		return err
	}
	path := q.To("/signpost/" + sid.String())
	v := leafletView{small: q.URL.Query().Get("size") == "a5", a4: path, a5: path + "?size=a5", again: q.To("/signpost")}
	for _, g := range sp.Groups {
		e, err := p.Directory.ByID(q.Context(), authz.Nobody(), g)
		if errs.Is(err, errs.NotFound) {
			continue
		}
		if err != nil {
			return err
		}
		v.entries = append(v.entries, e)
	}
	page := q.Page("Groups for you")
	page.Back = &ui.Link{Href: q.To("/signpost"), Label: "Point the way"}
	return q.Render(page, leafletPage(v))
}
