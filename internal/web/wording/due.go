package wording

import (
	"net/http"
	"strconv"

	"weft/internal/authz"
	"weft/internal/due"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

func (p Pages) dues(q *site.Request) error {
	s, err := p.scene(q, "/admin/due")
	if err != nil {
		return err
	}
	b, err := p.Due.Book(q.Context())
	if err != nil {
		return err
	}
	v := overview{title: "Due times", lede: "How soon things are done. A change holds for what begins from its day.", tabs: s.tabs(q, "/admin/due"), places: s.places}
	for _, r := range b.At(s.service, s.today).All() {
		if n := len(v.panels); n == 0 || v.panels[n-1].title != r.Group {
			v.panels = append(v.panels, panel{title: r.Group})
		}
		last := &v.panels[len(v.panels)-1]
		last.rows = append(last.rows, ui.RowProps{Title: r.En, Href: s.at(q, "/admin/due/"+string(r.Code)), Text: standing(q, s, b, r)})
	}
	return p.show(q, s, v)
}

// standing says a rule, where it comes from and what is planned: "Within 5 working days
// – local default".
func standing(q *site.Request, s scene, b due.Book, r due.Rule) string {
	out := sentence(r.Within()) + " – local default"
	if r.Local {
		out = sentence(r.Within()) + " – changed here, since " + q.Site.Words.DateYear("en", r.Since)
	}
	if r.Unread {
		out += ". Written down only: no page reminds of it yet"
	}
	for _, c := range b.History(r.Code, s.service) {
		if c.TakenBack.IsZero() && c.Starts.After(s.today) {
			return out + ". A change is planned for " + q.Site.Words.DateYear("en", c.Starts)
		}
	}
	return out
}

// dueView is one rule: what holds, the form to change it and what was changed.
type dueView struct {
	title, lede string
	facts       []ui.SummaryRow
	places      []ui.NavItem
	action, key string
	version     int
	form        *site.Form
	problems    []ui.Problem
	units       []ui.Option
	counts      bool // how often, not how soon
	putBack     bool
	history     []ui.ThreadItem
}

func (p Pages) due(q *site.Request) error { return p.renderDue(q, nil, nil, http.StatusOK) }

func (p Pages) renderDue(q *site.Request, form *site.Form, problems []ui.Problem, status int) error {
	path := "/admin/due/" + q.PathValue("code")
	s, err := p.scene(q, path)
	if err != nil {
		return err
	}
	b, err := p.Due.Book(q.Context())
	if err != nil {
		return err
	}
	r := b.At(s.service, s.today).Rule(due.Code(q.PathValue("code")))
	if r.Code == "" {
		return errs.New(errs.NotFound, "due.not_found")
	}
	v := dueView{title: r.En, lede: "Holds " + placed(s.name) + ".", places: s.places, action: s.at(q, path), key: q.Key(), version: versionOf(b.Version(r.Code)),
		form: form, problems: problems, facts: []ui.SummaryRow{{Key: "Today", Value: standing(q, s, b, r)}, {Key: "In Welsh", Value: r.Cy},
			{Key: "What Weft ships", Value: sentence(shipped(r.Code).Within()) + ", a local default (domain model 3.5), not a national standard"}}}
	units := r.Units()
	v.counts = len(units) == 1 && units[0] == due.Times
	for _, u := range units {
		v.units = append(v.units, ui.Option{Value: string(u), Label: u.Words()})
	}
	if form == nil {
		v.form = site.Filled(nil)
		v.form.Values.Set("unit", string(r.Unit))
		if r.Amount > 0 {
			v.form.Values.Set("amount", strconv.Itoa(r.Amount))
		}
		v.form.SetDate("starts", s.today)
	}
	for _, c := range b.History(r.Code, s.service) {
		if c.Service == s.service && c.TakenBack.IsZero() {
			v.putBack = c.Kind == due.Set
			break
		}
	}
	if v.history, err = p.dueHistory(q, s, b, r.Code); err != nil {
		return err
	}
	page := q.Page(r.En)
	page.Problems, page.Back = problems, &ui.Link{Href: s.at(q, "/admin/due"), Label: "Due times"}
	return q.RenderStatus(status, page, duePage(v))
}

func shipped(c due.Code) due.Rule { return due.Rules{}.Rule(c) }

func (p Pages) dueHistory(q *site.Request, s scene, b due.Book, code due.Code) ([]ui.ThreadItem, error) {
	changes := b.History(code, s.service)
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
		title := "Local default again"
		if c.Kind == due.Set {
			title = sentence(due.Rule{Amount: c.Amount, Unit: c.Unit}.Within())
		}
		from := "From " + q.Site.Words.DateYear("en", c.Starts)
		item := ui.ThreadItem{Title: title, When: from + ". " + whoDid(names[c.By], frame.When(q, c.Made), c.Service.IsZero())}
		if !c.TakenBack.IsZero() {
			item.Title, item.When = "Taken back: "+title, item.When+" Taken back "+frame.When(q, c.TakenBack)+"."
		} else if c.MayBeTakenBack(s.today) && c.Service == s.service {
			item.Actions = takeBackButton(s.at(q, "/admin/due/"+string(code)+"/take-back"), q.Key(), c.ID.String(), title)
		}
		out = append(out, item)
	}
	return out, nil
}

func (p Pages) changeDue(q *site.Request) error {
	path := "/admin/due/" + q.PathValue("code")
	s, err := p.scene(q, path)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	in := due.Input{Key: form.Key(), Code: due.Code(q.PathValue("code")), Service: s.service, Amount: form.Number("amount", 0), Unit: due.Unit(form.Text("unit")),
		Starts: form.Date("starts"), Version: form.Version()}
	said := "Saved. It holds for what begins from " + q.Site.Words.DateYear("en", in.Starts) + "."
	if form.Text("do") == "default" {
		err = p.Due.PutBack(q.Context(), q.Actor, in)
		said = "Put back, from " + q.Site.Words.DateYear("en", in.Starts) + "."
	} else {
		err = p.Due.Change(q.Context(), q.Actor, in)
	}
	if problems, shown := q.Problems(form, err); shown {
		return p.renderDue(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash(said)
	return q.Redirect(p.path(s, path))
}

func (p Pages) takeBackDue(q *site.Request) error {
	path := "/admin/due/" + q.PathValue("code")
	s, err := p.scene(q, path)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	cid, err := id.Parse[due.Change](form.Text("change"))
	if err != nil {
		return err
	}
	if err := p.Due.TakeBack(q.Context(), q.Actor, cid); err != nil {
		return err
	}
	q.Flash("Taken back.")
	return q.Redirect(p.path(s, path))
}
