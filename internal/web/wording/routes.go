package wording

import (
	"net/url"
	"strconv"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/due"
	"weft/internal/errs"
	"weft/internal/org"
	"weft/internal/vocabulary"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// Pages are what these pages call.
type Pages struct {
	Lists    *vocabulary.Service
	Due      *due.Service
	Orgs     *org.Orgs
	Accounts *account.Service
}

// Routes adds the pages to the site.
func (p Pages) Routes(s *site.Site) {
	s.Handle("GET /admin/words", p.words)
	s.Handle("GET /admin/lists", p.lists)
	s.Handle("GET /admin/templates", p.texts)
	s.Form("/admin/lists/{list}", p.list, p.add)
	s.Form("/admin/lists/{list}/{code}", p.entry, p.change)
	s.Handle("POST /admin/lists/{list}/{code}/take-back", p.takeBack)
	s.Handle("GET /admin/due", p.dues)
	s.Form("/admin/due/{code}", p.due, p.changeDue)
	s.Handle("POST /admin/due/{code}/take-back", p.takeBackDue)
}

// scene is what each of these pages stands on: where the reader changes words, and where
// else they could.
type scene struct {
	where   vocabulary.Where
	service org.ServiceID
	name    string // "everywhere", or the name of the service
	places  []ui.NavItem
	back    *ui.Link
	today   clock.Date
}

// at adds the place to an address, so that the reader stays with one service.
func (s scene) at(q *site.Request, path string) string {
	if s.where.Service == "" {
		return q.To(path)
	}
	return q.To(path) + "?at=" + url.QueryEscape(s.where.Service)
}

// scene reads which place the address names. Without one an administrator changes what
// holds everywhere and a team lead what holds at their service. A place that is not
// theirs is Forbidden.
func (p Pages) scene(q *site.Request, page string) (scene, error) {
	s := scene{name: "everywhere", today: q.Site.Today(), back: &ui.Link{Href: q.To("/admin"), Label: "Set-up"}}
	if err := authz.Check(q.Actor, authz.WordsEdit); err != nil {
		return s, err
	}
	everywhere := authz.CheckWordsAt(q.Actor, "") == nil
	if !everywhere {
		s.back = nil
	}
	services, err := p.Orgs.Services(q.Context())
	if err != nil {
		return s, err
	}
	asked := q.URL.Query().Get("at")
	if everywhere {
		s.places = append(s.places, ui.NavItem{Href: q.To(page), Label: "Everywhere", Current: asked == ""})
	}
	found := asked == "" && everywhere
	for _, v := range services {
		sid := v.ID.String()
		if authz.CheckWordsAt(q.Actor, sid) != nil {
			continue
		}
		here := asked == sid || asked == "" && !found
		if here {
			s.where, s.service, s.name, found = vocabulary.Where{Service: sid, Nation: v.Nation}, v.ID, v.Name, true
		}
		s.places = append(s.places, ui.NavItem{Href: q.To(page) + "?at=" + url.QueryEscape(sid), Label: v.Name, Current: here})
	}
	if !found {
		return s, errs.New(errs.Forbidden, "auth.forbidden")
	}
	return s, nil
}

// tabs are the four pages.
func (s scene) tabs(q *site.Request, current string) []ui.NavItem {
	var out []ui.NavItem
	for _, t := range []ui.Link{{Href: "/admin/words", Label: "Words"}, {Href: "/admin/lists", Label: "Lists"}, {Href: "/admin/due", Label: "Due times"},
		{Href: "/admin/templates", Label: "Texts"}} {
		out = append(out, ui.NavItem{Href: s.at(q, t.Href), Label: t.Label, Current: t.Href == current})
	}
	return out
}

// panel is a heading and the rows below it.
type panel struct {
	title string
	rows  []ui.RowProps
}

// overview is one of the four pages.
type overview struct {
	title, lede string
	tabs        []ui.NavItem
	places      []ui.NavItem
	panels      []panel
}

func (p Pages) words(q *site.Request) error {
	s, err := p.scene(q, "/admin/words")
	if err != nil {
		return err
	}
	b, err := p.Lists.Book(q.Context())
	if err != nil {
		return err
	}
	v := overview{title: "Words", lede: "What you call your workers, the people you help, and each step.", tabs: s.tabs(q, "/admin/words"), places: s.places}
	for _, n := range vocabulary.Fixed() {
		v.panels = append(v.panels, panel{n.Words(), p.rows(q, s, b, n)})
	}
	return p.show(q, s, v)
}

func (p Pages) texts(q *site.Request) error {
	s, err := p.scene(q, "/admin/templates")
	if err != nil {
		return err
	}
	b, err := p.Lists.Book(q.Context())
	if err != nil {
		return err
	}
	v := overview{title: "Texts", lede: "Short texts that pages show, in your own words.", tabs: s.tabs(q, "/admin/templates"), places: s.places,
		panels: []panel{{"", p.rows(q, s, b, vocabulary.TextList)}}}
	return p.show(q, s, v)
}

func (p Pages) lists(q *site.Request) error {
	s, err := p.scene(q, "/admin/lists")
	if err != nil {
		return err
	}
	b, err := p.Lists.Book(q.Context())
	if err != nil {
		return err
	}
	v := overview{title: "Lists", lede: "What people choose from on the forms.", tabs: s.tabs(q, "/admin/lists"), places: s.places}
	at := b.At(s.where, s.today)
	var rows []ui.RowProps
	for _, n := range vocabulary.Choices() {
		local := 0
		for _, e := range at.Entries(n) {
			if e.Local || e.Added {
				local++
			}
		}
		text := strconv.Itoa(len(at.Offered(n))) + " to choose from. All are local defaults."
		if local > 0 {
			text = strconv.Itoa(len(at.Offered(n))) + " to choose from. Changed here: " + strconv.Itoa(local) + "."
		}
		rows = append(rows, ui.RowProps{Title: n.Words(), Href: s.at(q, "/admin/lists/"+string(n)), Text: text})
	}
	v.panels = []panel{{"", rows}}
	return p.show(q, s, v)
}

func (p Pages) show(q *site.Request, s scene, v overview) error {
	page := q.Page(v.title)
	page.Back = s.back
	return q.Render(page, overviewPage(v))
}

// rows are the entries of a list, each with where its words come from.
func (p Pages) rows(q *site.Request, s scene, b vocabulary.Book, n vocabulary.Name) []ui.RowProps {
	var out []ui.RowProps
	for _, e := range b.At(s.where, s.today).Entries(n) {
		r := ui.RowProps{Title: sentence(e.En), Href: s.at(q, address(n, e.Code)), Text: from(q, s, b, n, e)}
		if n == vocabulary.TextList {
			r.Title = vocabulary.TextWords(e.Code)
			if e.En != "" {
				r.Text = e.En + " – " + r.Text
			}
		}
		out = append(out, r)
	}
	return out
}

func address(n vocabulary.Name, code string) string {
	return "/admin/lists/" + string(n) + "/" + url.PathEscape(code)
}

// from says where the words of an entry come from, and what is planned for it.
func from(q *site.Request, s scene, b vocabulary.Book, n vocabulary.Name, e vocabulary.Entry) string {
	out := "Local default."
	switch {
	case e.Retired && e.Local:
		out = "Retired since " + q.Site.Words.DateYear("en", e.Since) + ". Records keep it."
	case e.Retired:
		out = "Not offered today."
	case e.Local:
		out = "Changed here, since " + q.Site.Words.DateYear("en", e.Since) + "."
	case n == vocabulary.TextList && e.En == "":
		out = "Nothing is written here: what was set up for the service stands."
	}
	for _, c := range b.History(n, e.Code, s.where.Service) {
		if c.TakenBack.IsZero() && c.Starts.After(s.today) {
			return out + " A change is planned for " + q.Site.Words.DateYear("en", c.Starts) + "."
		}
	}
	return out
}

// sentence begins with a capital letter.
func sentence(words string) string {
	for i, r := range words {
		if i == 0 && r >= 'a' && r <= 'z' {
			return string(r-'a'+'A') + words[1:]
		}
		break
	}
	return words
}
