package wording

import (
	"net/http"
	"slices"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/vocabulary"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// listView is one list and the form for a new entry.
type listView struct {
	title, lede string
	places      []ui.NavItem
	rows        []ui.RowProps
	action, key string
	form        *site.Form
	problems    []ui.Problem
	welsh       bool
}

func listOf(q *site.Request) (vocabulary.Name, error) {
	n := vocabulary.Name(q.PathValue("list"))
	if !slices.Contains(vocabulary.Names(), n) {
		return n, errs.New(errs.NotFound, "vocabulary.not_found")
	}
	return n, nil
}

func (p Pages) list(q *site.Request) error {
	return p.renderList(q, nil, nil, http.StatusOK)
}

func (p Pages) renderList(q *site.Request, form *site.Form, problems []ui.Problem, status int) error {
	if err := authz.Check(q.Actor, authz.WordsEdit); err != nil {
		return err
	}
	n, err := listOf(q)
	if err != nil {
		return err
	}
	if !n.Grows() {
		return errs.New(errs.NotFound, "vocabulary.not_found")
	}
	path := "/admin/lists/" + string(n)
	s, err := p.scene(q, path)
	if err != nil {
		return err
	}
	b, err := p.Lists.Book(q.Context())
	if err != nil {
		return err
	}
	if form == nil {
		form = site.Filled(nil)
		form.SetDate("starts", s.today)
	}
	v := listView{title: n.Words(), lede: "As it is " + placed(s.name) + " today. Open an entry to change it.", places: s.places, rows: p.rows(q, s, b, n),
		action: s.at(q, path), key: q.Key(), form: form, problems: problems, welsh: p.Lists.Welsh()}
	page := q.Page(n.Words())
	page.Problems, page.Back = problems, &ui.Link{Href: s.at(q, "/admin/lists"), Label: "Lists"}
	return q.RenderStatus(status, page, listPage(v))
}

// placed says where, within a sentence.
func placed(name string) string {
	if name == "everywhere" {
		return name
	}
	return "at " + name
}

func (p Pages) add(q *site.Request) error {
	n, err := listOf(q)
	if err != nil {
		return p.absent(q, err)
	}
	s, err := p.scene(q, "/admin/lists/"+string(n))
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	in := input(s, form)
	in.List = n
	_, err = p.Lists.Add(q.Context(), q.Actor, in)
	if problems, shown := q.Problems(form, err); shown {
		return p.renderList(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash("Added. It is offered from " + q.Site.Words.DateYear("en", in.Starts) + ".")
	return q.Redirect(p.path(s, "/admin/lists/"+string(n)))
}

// absent answers Forbidden before NotFound, so that nobody learns what is there.
func (p Pages) absent(q *site.Request, err error) error {
	if refused := authz.Check(q.Actor, authz.WordsEdit); refused != nil {
		return refused
	}
	return err
}

// path is an address of ours with the place, for Redirect.
func (p Pages) path(s scene, path string) string {
	if s.where.Service == "" {
		return path
	}
	return path + "?at=" + s.where.Service
}

func input(s scene, f *site.Form) vocabulary.Input {
	return vocabulary.Input{Key: f.Key(), Service: s.where.Service, En: f.Text("en"), Cy: f.Text("cy"), Starts: f.Date("starts"), Ends: f.Date("ends"),
		Version: f.Version()}
}

// entryView is one entry: its words, the form to change them and what was changed.
type entryView struct {
	title, lede     string
	facts           []ui.SummaryRow
	places          []ui.NavItem
	action, key     string
	version         int
	form            *site.Form
	problems        []ui.Problem
	long, welsh     bool
	retire, putBack bool
	meaning         string
	preview         []ui.SummaryRow
	history         []ui.ThreadItem
}

func (p Pages) entry(q *site.Request) error {
	return p.renderEntry(q, nil, nil, http.StatusOK, false)
}

func (p Pages) renderEntry(q *site.Request, form *site.Form, problems []ui.Problem, status int, preview bool) error {
	n, err := listOf(q)
	if err != nil {
		return p.absent(q, err)
	}
	path := address(n, q.PathValue("code"))
	s, err := p.scene(q, path)
	if err != nil {
		return err
	}
	b, err := p.Lists.Book(q.Context())
	if err != nil {
		return err
	}
	e, ok := b.At(s.where, s.today).Entry(n, q.PathValue("code"))
	if !ok {
		return errs.New(errs.NotFound, "vocabulary.not_found")
	}
	v := entryView{title: sentence(e.En), lede: n.Words() + ", " + placed(s.name) + ".", places: s.places, action: s.at(q, path), key: q.Key(),
		version: versionOf(b.Version(n, e.Code)), form: form, problems: problems, long: n == vocabulary.TextList, welsh: p.Lists.Welsh(),
		meaning: vocabulary.Meaning(n, e.Code)}
	if n == vocabulary.TextList {
		v.title = vocabulary.TextWords(e.Code)
	}
	v.retire = n.Grows() && v.meaning == "" && !e.Retired
	v.putBack = changedHere(b, s, n, e)
	if form == nil {
		v.form = site.Filled(nil)
		v.form.Values.Set("en", e.En)
		v.form.Values.Set("cy", e.Cy)
		v.form.SetDate("starts", s.today)
	}
	v.facts = []ui.SummaryRow{{Key: "English", Value: orNone(e.En)}, {Key: "Welsh", Value: orNone(e.Cy)}, {Key: "Where from", Value: from(q, s, b, n, e)}}
	if preview {
		v.preview = []ui.SummaryRow{{Key: "English", Value: orNone(form.Text("en"))}, {Key: "Welsh", Value: orNone(form.Text("cy"))}}
	}
	if v.history, err = p.history(q, s, b, n, e.Code); err != nil {
		return err
	}
	page := q.Page(v.title)
	page.Problems, page.Back = problems, backTo(q, s, n)
	return q.RenderStatus(status, page, entryPage(v))
}

// changedHere reports whether a change of this very place decides today, which can be
// put back.
func changedHere(b vocabulary.Book, s scene, n vocabulary.Name, e vocabulary.Entry) bool {
	if e.Added {
		return false
	}
	for _, c := range b.History(n, e.Code, s.where.Service) {
		if c.Service == s.where.Service && c.TakenBack.IsZero() {
			return c.Kind != vocabulary.Default
		}
	}
	return false
}

// versionOf shows a version in a form, which draws only those above nought.
func versionOf(v int64) int { return int(v) }

func orNone(words string) string {
	if words == "" {
		return "Nothing yet"
	}
	return words
}

func backTo(q *site.Request, s scene, n vocabulary.Name) *ui.Link {
	switch {
	case n == vocabulary.TextList:
		return &ui.Link{Href: s.at(q, "/admin/templates"), Label: "Texts"}
	case n.Grows():
		return &ui.Link{Href: s.at(q, "/admin/lists/"+string(n)), Label: n.Words()}
	}
	return &ui.Link{Href: s.at(q, "/admin/words"), Label: "Words"}
}

// history is who changed what, newest first, with a way to take back what has not begun.
func (p Pages) history(q *site.Request, s scene, b vocabulary.Book, n vocabulary.Name, code string) ([]ui.ThreadItem, error) {
	changes := b.History(n, code, s.where.Service)
	var ids []authz.AccountID
	for _, c := range changes {
		ids = append(ids, c.By, c.TakenBy)
	}
	names, err := p.named(q, ids)
	if err != nil {
		return nil, err
	}
	var out []ui.ThreadItem
	for _, c := range changes {
		item := ui.ThreadItem{Title: changeWords(c), When: span(q, c.Starts, c.Ends) + ". " + whoDid(names[c.By], frame.When(q, c.Made), c.Service == "")}
		if !c.TakenBack.IsZero() {
			item.Title, item.When = "Taken back: "+item.Title, item.When+" Taken back "+frame.When(q, c.TakenBack)+"."
		} else if c.MayBeTakenBack(s.today) && c.Service == s.where.Service {
			item.Actions = takeBackButton(s.at(q, address(n, code)+"/take-back"), q.Key(), c.ID.String(), item.Title)
		}
		out = append(out, item)
	}
	return out, nil
}

func (p Pages) named(q *site.Request, ids []authz.AccountID) (map[authz.AccountID]string, error) {
	ids = slices.DeleteFunc(ids, func(a authz.AccountID) bool { return a.IsZero() })
	if len(ids) == 0 {
		return map[authz.AccountID]string{}, nil
	}
	return p.Accounts.Names(q.Context(), ids...)
}

func changeWords(c vocabulary.Change) string {
	switch c.Kind {
	case vocabulary.Retired:
		return "Not offered"
	case vocabulary.Default:
		return "Local default again"
	case vocabulary.Worded:
	}
	if c.Cy == "" {
		return "“" + c.En + "”"
	}
	return "“" + c.En + "”, in Welsh “" + c.Cy + "”"
}

func span(q *site.Request, starts, ends clock.Date) string {
	out := "From " + q.Site.Words.DateYear("en", starts)
	if !ends.IsZero() {
		out += " to " + q.Site.Words.DateYear("en", ends)
	}
	return out
}

func whoDid(name, when string, everywhere bool) string {
	if name == "" {
		name = "Weft"
	}
	out := "By " + name + ", " + when
	if everywhere {
		out += ", for everywhere"
	}
	return out + "."
}

func (p Pages) change(q *site.Request) error {
	n, err := listOf(q)
	if err != nil {
		return p.absent(q, err)
	}
	path := address(n, q.PathValue("code"))
	s, err := p.scene(q, path)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	in := input(s, form)
	in.List, in.Code = n, q.PathValue("code")
	said := "Saved. It holds from " + q.Site.Words.DateYear("en", in.Starts) + "."
	switch form.Text("do") {
	case "preview":
		return p.renderEntry(q, form, nil, http.StatusOK, true)
	case "retire":
		err = p.Lists.Retire(q.Context(), q.Actor, in)
		said = "Retired. It is not offered from " + q.Site.Words.DateYear("en", in.Starts) + "; records keep it."
	case "default":
		in.Ends = clock.Date{}
		err = p.Lists.PutBack(q.Context(), q.Actor, in)
		said = "Put back, from " + q.Site.Words.DateYear("en", in.Starts) + "."
	default:
		err = p.Lists.Reword(q.Context(), q.Actor, in)
	}
	if problems, shown := q.Problems(form, err); shown {
		return p.renderEntry(q, form, problems, site.FormStatus(err), false)
	}
	if err != nil {
		return err
	}
	q.Flash(said)
	return q.Redirect(p.path(s, path))
}

func (p Pages) takeBack(q *site.Request) error {
	n, err := listOf(q)
	if err != nil {
		return p.absent(q, err)
	}
	path := address(n, q.PathValue("code"))
	s, err := p.scene(q, path)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	cid, err := id.Parse[vocabulary.Change](form.Text("change"))
	if err != nil {
		return err
	}
	if err := p.Lists.TakeBack(q.Context(), q.Actor, cid); err != nil {
		return err
	}
	q.Flash("Taken back.")
	b, err := p.Lists.Book(q.Context())
	if err != nil {
		return err
	}
	if _, still := b.At(s.where, s.today).Entry(n, q.PathValue("code")); !still { // its only words were taken back
		return q.Redirect(p.path(s, "/admin/lists/"+string(n)))
	}
	return q.Redirect(p.path(s, path))
}
