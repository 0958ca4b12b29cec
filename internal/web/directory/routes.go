package directory

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/directory"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/place"
	"weft/internal/vocabulary"
	"weft/internal/web/entry"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// Pages are what these pages call.
type Pages struct {
	Directory *directory.Service
	Places    *place.Service
	Accounts  *account.Service
}

// Routes adds the pages to the site.
func (p Pages) Routes(s *site.Site) {
	s.Handle("GET /directory", p.index)
	s.Form("/directory/new", p.new, p.create)
	s.Handle("GET /directory/{group}", p.show)
	s.Form("/directory/{group}/edit", p.edit, p.update)
	s.Handle("POST /directory/{group}/confirm", p.confirm)
	s.Handle("POST /directory/{group}/full", p.full)
	s.Handle("POST /directory/{group}/room", p.room)
	s.Handle("POST /directory/{group}/state", p.move)
	s.Handle("POST /directory/{group}/tip", p.tip)
	s.Handle("POST /directory/{group}/tip/strike", p.strike)
}

// indexView is the search and what it found.
type indexView struct {
	action   string
	words    string
	need     string
	needs    vocabulary.List
	near     string
	miles    string
	cards    []entry.CardProps
	next     string
	widened  bool
	asked    bool // something was looked for
	add      string
	problems []ui.Problem
}

const pageSize = 12

// index looks for groups. Nothing is kept of who looked for what.
func (p Pages) index(q *site.Request) error {
	asked := q.URL.Query()
	v := indexView{action: q.To("/directory"), words: asked.Get("q"), need: asked.Get("need"), near: asked.Get("near"), miles: asked.Get("miles")}
	if q.Actor.May(authz.DirectoryEdit) && q.Actor.Kind == authz.Account {
		v.add = q.To("/directory/new")
	}
	lists := q.Lists("", "")
	v.needs = lists.Needs()
	filter := directory.Filter{Words: v.words, Limit: pageSize, After: asked.Get("after")}
	if lists.Known(vocabulary.NeedList, v.need) {
		filter.Needs = []string{v.need}
	}
	status := http.StatusOK
	if near := strings.TrimSpace(v.near); near != "" {
		at, err := p.Places.Find(q.Context(), near)
		switch {
		case err == nil:
			filter.Near = &at
		case errs.Is(err, errs.Invalid) || errs.Is(err, errs.NotFound):
			sentence, fields := q.Site.Words.Problem("en", err)
			for _, text := range fields {
				sentence = text
			}
			v.problems, status = []ui.Problem{{Field: "near", Text: sentence}}, http.StatusUnprocessableEntity
		default:
			return err
		}
	}
	if n, err := strconv.Atoi(v.miles); err == nil && n > 0 && n <= 100 && filter.Near != nil {
		filter.WithinMetres = place.Miles(float64(n))
	}
	v.asked = v.words != "" || len(filter.Needs) > 0 || filter.Near != nil
	found, err := p.Directory.Search(q.Context(), filter)
	if err != nil {
		return err
	}
	for _, h := range found.Hits {
		v.cards = append(v.cards, entry.Card(q, h.Entry, h.Metres, q.To("/directory/"+h.ID.String())))
	}
	v.widened = found.Widened
	if found.Next != "" {
		v.next = v.action + "?" + url.Values{"q": {v.words}, "need": {v.need}, "near": {v.near}, "miles": {v.miles}, "after": {found.Next}}.Encode()
	}
	page := q.Page("Groups")
	page.NoIndex, page.Problems = false, v.problems
	return q.RenderStatus(status, page, indexPage(v))
}

func needOptions(l vocabulary.List) []ui.Option {
	return append([]ui.Option{{Value: "", Label: "Anything"}}, site.Options(l)...)
}

func miles() []ui.Option {
	return []ui.Option{{Value: "any", Label: "Any distance"}, {Value: "1", Label: "1 mile"}, {Value: "3", Label: "3 miles"},
		{Value: "5", Label: "5 miles"}, {Value: "10", Label: "10 miles"}}
}

func groupIn(q *site.Request) (directory.ID, error) {
	return id.Parse[directory.Entry](q.PathValue("group"))
}

// entry loads the group in the address.
func (p Pages) entry(q *site.Request) (directory.Entry, error) {
	gid, err := groupIn(q)
	if err != nil {
		return directory.Entry{}, err
	}
	return p.Directory.ByID(q.Context(), q.Actor, gid)
}

// staffEntry loads the group for somebody who may edit the directory.
func (p Pages) staffEntry(q *site.Request) (directory.Entry, error) {
	if err := authz.Check(q.Actor, authz.DirectoryEdit); err != nil {
		return directory.Entry{}, err
	}
	return p.entry(q)
}
