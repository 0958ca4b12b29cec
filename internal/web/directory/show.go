package directory

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/directory"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/web/entry"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// showView is one group, and for staff what we keep of it.
type showView struct {
	e        directory.Entry
	full     string
	checked  string
	rows     []ui.SummaryRow
	path     string
	staff    bool
	mayTip   bool
	tips     []tipRow
	asked    string // when the group was last asked, and what it said
	said     string // what it says has changed
	key      string
	form     *site.Form
	problems []ui.Problem
}

type tipRow struct{ id, words, by string }

func (p Pages) show(q *site.Request) error {
	return p.renderShow(q, site.Filled(nil), nil, http.StatusOK)
}

func (p Pages) renderShow(q *site.Request, form *site.Form, problems []ui.Problem, status int) error {
	e, err := p.entry(q)
	if err != nil {
		return err
	}
	v := showView{e: e, full: entry.Full(q, e), checked: entry.Checked(e, q.Site.Today()), rows: rows(q, e), path: q.To("/directory/" + e.ID.String()),
		staff: q.Actor.Kind == authz.Account && q.Actor.May(authz.DirectoryEdit), mayTip: q.Actor.May(authz.DirectoryTip), key: q.Key(),
		form: form, problems: problems}
	if v.mayTip {
		if v.tips, err = p.tipRows(q, e.ID); err != nil {
			return err
		}
	}
	if v.staff {
		if err := p.addAsk(q, &v); err != nil {
			return err
		}
	}
	page := q.Page(e.Name)
	page.NoIndex, page.Problems, page.Narrow = e.Status != directory.Live, problems, !v.staff
	page.Back = &ui.Link{Href: q.To("/directory"), Label: "Groups"}
	return q.RenderStatus(status, page, showPage(v))
}

// addAsk says when the group was last asked whether its entry is right, and its answer.
func (p Pages) addAsk(q *site.Request, v *showView) error {
	a, err := p.Directory.LastAsk(q.Context(), q.Actor, v.e.ID)
	if err != nil || a.On.IsZero() {
		return err
	}
	v.asked = "The group was asked " + frame.Day(q, a.On.Time(q.Site.Zone))
	switch {
	case a.Still:
		v.asked += " and said that it is right."
	case a.Words != "":
		v.asked, v.said = v.asked+" and says that something has changed:", a.Words
	default:
		v.asked += " and has not answered yet."
	}
	return nil
}

func (p Pages) tipRows(q *site.Request, gid directory.ID) ([]tipRow, error) {
	tips, err := p.Directory.Tips(q.Context(), q.Actor, gid)
	if err != nil {
		return nil, err
	}
	var ids []authz.AccountID
	for _, t := range tips {
		ids = append(ids, t.Author)
	}
	names, err := p.Accounts.Names(q.Context(), ids...)
	var out []tipRow
	for _, t := range tips {
		by := q.Site.Words.Day("en", clock.DateOf(t.Created, q.Site.Zone), q.Site.Today())
		if n := names[t.Author]; n != "" {
			by = n + ", " + by
		}
		out = append(out, tipRow{id: t.ID.String(), words: t.Words, by: by})
	}
	return out, err
}

// rows say what there is to know before going.
func rows(q *site.Request, e directory.Entry) []ui.SummaryRow {
	var out []ui.SummaryRow
	add := func(key, value string) {
		if value != "" {
			out = append(out, ui.SummaryRow{Key: key, Value: value})
		}
	}
	add("When", entry.When(e))
	if len(e.Places) > 0 {
		out = append(out, ui.SummaryRow{Key: "Where", Body: placesList(e.Places)})
	}
	add("Area", strings.Join(e.Areas, ", "))
	add("Cost", e.Cost)
	add("Who it is for", entry.ForWhom(e))
	add("Access", strings.Join(e.Access, "; "))
	add("Languages", strings.Join(e.Languages, ", "))
	add("Helps with", entry.Needs(q, e))
	add("How to join", e.Join)
	add("Waiting", e.Waiting)
	if len(e.Phones)+len(e.Contacts) > 0 || e.Email != "" || e.URL != "" {
		out = append(out, ui.SummaryRow{Key: "Get in touch", Body: reachList(reachOf(e))})
	}
	if e.Organisation.Name != e.Name {
		add("Run by", e.Organisation.Name)
	}
	add("From", entry.Feed(e))
	return out
}

// reachOf lists the ways to get in touch that the group publishes.
func reachOf(e directory.Entry) []ui.Link {
	var out []ui.Link
	for _, n := range e.Phones {
		label := n.Number
		if n.About != "" {
			label += " (" + n.About + ")"
		}
		out = append(out, ui.Link{Href: ui.Tel(n.Number), Label: label})
	}
	if e.Email != "" {
		out = append(out, ui.Link{Href: "mailto:" + e.Email, Label: e.Email})
	}
	for _, c := range e.Contacts {
		if c.Email != "" && c.Email != e.Email {
			out = append(out, ui.Link{Href: "mailto:" + c.Email, Label: strings.TrimSpace(c.Name + " " + c.Email)})
		}
	}
	if u, err := url.Parse(e.URL); err == nil && (u.Scheme == "https" || u.Scheme == "http") {
		out = append(out, ui.Link{Href: e.URL, Label: u.Host})
	}
	return out
}

// mapOf returns the address of a map of a place, by its position or by its address; ""
// when neither is known.
func mapOf(p directory.Place) string {
	if p.Lat == nil || p.Lon == nil {
		if p.Postcode == "" {
			return ""
		}
		return "https://www.openstreetmap.org/search?query=" + url.QueryEscape(p.Postcode)
	}
	at := func(f float64) string { return strconv.FormatFloat(f, 'f', 5, 64) }
	return "https://www.openstreetmap.org/?mlat=" + at(*p.Lat) + "&mlon=" + at(*p.Lon) + "#map=17/" + at(*p.Lat) + "/" + at(*p.Lon)
}

// local changes one thing that we keep of a group and goes back to its page.
func (p Pages) local(q *site.Request, news string, change func(gid directory.ID, form *site.Form) error) error {
	gid, err := groupIn(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = change(gid, form)
	if problems, shown := q.Problems(form, err); shown {
		return p.renderShow(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash(news)
	return q.Redirect("/directory/" + gid.String())
}

func (p Pages) confirm(q *site.Request) error {
	return p.local(q, "Thank you. It says now that it was checked today.", func(gid directory.ID, form *site.Form) error {
		return p.Directory.Confirm(q.Context(), q.Actor, gid, form.Key())
	})
}

func (p Pages) full(q *site.Request) error {
	return p.local(q, "It shows as full now.", func(gid directory.ID, form *site.Form) error {
		until := form.Date("until")
		if err := form.Err(); err != nil {
			return err
		}
		return p.Directory.SetFull(q.Context(), q.Actor, gid, until, form.Key())
	})
}

func (p Pages) room(q *site.Request) error {
	return p.local(q, "It has room again.", func(gid directory.ID, form *site.Form) error {
		return p.Directory.Reopen(q.Context(), q.Actor, gid, form.Key())
	})
}

func (p Pages) tip(q *site.Request) error {
	return p.local(q, "Your tip is kept, for workers only.", func(gid directory.ID, form *site.Form) error {
		_, err := p.Directory.Tip(q.Context(), q.Actor, gid, form.Text("tip"), form.Key())
		return err
	})
}

func (p Pages) strike(q *site.Request) error {
	return p.local(q, "The tip is taken out.", func(_ directory.ID, form *site.Form) error {
		tip, err := id.Parse[directory.Tip](form.Text("tip"))
		if err != nil {
			return err
		}
		return p.Directory.StrikeTip(q.Context(), q.Actor, tip)
	})
}

// move puts an entry into another state: shown, suspended or closed.
func (p Pages) move(q *site.Request) error {
	return p.local(q, "Changed.", func(gid directory.ID, form *site.Form) error {
		to := directory.Status(form.Text("to"))
		switch to {
		case directory.Live, directory.Suspended, directory.Closed:
			return p.Directory.Move(q.Context(), q.Actor, gid, form.Version(), to)
		case directory.Draft, directory.Verified, directory.Stale:
		}
		return errs.New(errs.NotFound, "page.not_found")
	})
}

// states are the buttons that lead to another state.
func (v showView) states() []ui.Option {
	var out []ui.Option
	for _, to := range []struct {
		status directory.Status
		label  string
	}{{directory.Live, "Show it to everyone"}, {directory.Suspended, "Hide it for now"}, {directory.Closed, "It has closed"}} {
		if v.e.Status.May(to.status) {
			out = append(out, ui.Option{Value: string(to.status), Label: to.label})
		}
	}
	return out
}

func statusWords(s directory.Status) string {
	switch s {
	case directory.Draft:
		return "Draft: only staff see it"
	case directory.Verified:
		return "Checked, and not shown to everyone yet"
	case directory.Suspended:
		return "Hidden for now"
	case directory.Closed:
		return "Closed"
	case directory.Live, directory.Stale:
		return ""
	}
	return ""
}
