package people

import (
	"net/http"
	"net/url"
	"strconv"

	"weft/internal/authz"
	"weft/internal/person"
	"weft/internal/vocabulary"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

type detailsView struct {
	f    frame.Frame
	tabs []ui.NavItem
	rows []ui.SummaryRow
	edit string
	may  bool

	died, notDied string
}

func (p Pages) details(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	v := detailsView{f: f, tabs: f.Tabs(q, "Details"), edit: q.To(f.Path + "/details/edit"), may: q.Actor.May(authz.PersonEdit), rows: rows(f.Card)}
	switch {
	case f.Card.Died.IsZero() && v.may:
		v.died = q.To(f.Path + "/died")
	case !f.Card.Died.IsZero() && q.Actor.May(authz.PersonUndoDeath):
		v.notDied = q.To(f.Path + "/not-died")
	}
	return q.Render(f.Page(q, "Details", false), detailsPage(v))
}

func rows(c person.Card) []ui.SummaryRow {
	out := []ui.SummaryRow{{Key: "Name", Value: c.Name}}
	add := func(key, value string) {
		if value != "" {
			out = append(out, ui.SummaryRow{Key: key, Value: value})
		}
	}
	add("Pronouns", c.Pronouns)
	if !c.Born.IsZero() {
		add("Birth date", bornWords(c))
	}
	add("NHS number", c.NHSNumber)
	for _, w := range c.Ways {
		add(wayWords(w.Kind), wayLine(w))
	}
	add("Address", c.Address)
	add("Postcode", c.Postcode)
	add("Language", vocabulary.Languages().Words(c.Language, "en"))
	add("How to write to them", vocabulary.Formats().Words(c.Format, "en"))
	add("What helps when we meet", c.AccessNote)
	if c.SafeContact {
		add("Safe contact", "Nobody else may learn that we rang. Nothing is sent by itself.")
	}
	if !c.Died.IsZero() {
		add("Died", c.Died.String())
	}
	return out
}

func wayWords(k person.WayKind) string {
	switch k {
	case person.Mobile:
		return "Mobile"
	case person.Email:
		return "E-mail"
	case person.Helper:
		return "Through someone"
	case person.Place:
		return "Where to find them"
	default:
		return "Phone"
	}
}

func wayLine(w person.Way) string {
	out := w.Value
	if w.Note != "" {
		out += ", " + w.Note
	}
	if w.Kind == person.Phone || w.Kind == person.Mobile {
		if !w.MayText {
			out += ". Ring, do not text"
		}
		if w.MayLeave {
			out += ". We may leave a message"
		} else {
			out += ". Leave no message"
		}
	}
	return out
}

// editView is the form of the details; theirs is what someone else kept meanwhile.
type editView struct {
	f        frame.Frame
	action   string
	autosave string
	key      string
	version  int
	form     *site.Form
	problems []ui.Problem
	theirs   []ui.SummaryRow
}

func (p Pages) edit(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	version := f.Card.Version
	form, kept := q.Draft()
	if kept {
		version = form.Version()
	} else {
		form = site.Filled(filled(f.Card))
	}
	return p.renderEdit(q, f, form, version, nil, http.StatusOK)
}

// renderEdit shows the form. version is the one that it was made from, so that a form
// that comes back does not wash away what someone else kept; where that happened, the
// present record stands beside it.
func (p Pages) renderEdit(q *site.Request, f frame.Frame, form *site.Form, version int64, problems []ui.Problem, status int) error {
	if err := authz.Check(q.Actor, authz.PersonEdit); err != nil {
		return err
	}
	v := editView{f: f, action: q.To(f.Path + "/details/edit"), autosave: q.AutosaveTo(), key: q.Key(), version: int(version), form: form, problems: problems}
	if status == http.StatusConflict {
		v.version, v.theirs = int(f.Card.Version), rows(f.Card)
	}
	page := f.Page(q, "Change the details", false)
	page.Problems = problems
	page.Back = &ui.Link{Href: q.To(f.Path + "/details"), Label: "Details"}
	return q.RenderStatus(status, page, editPage(v))
}

func (p Pages) update(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	in := details(form, f.Card)
	if err = form.Err(); err == nil {
		err = p.Frame.People.Update(q.Context(), q.Actor, f.Card.ID, form.Version(), in)
	}
	if problems, shown := q.Problems(form, err); shown {
		return p.renderEdit(q, f, form, form.Version(), problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.DropDraft(f.Path + "/details/edit")
	q.Flash("Kept.")
	return q.Redirect(f.Path + "/details")
}

// maxWays is how many ways the form shows.
const maxWays = 4

func filled(c person.Card) url.Values {
	v := url.Values{"name": {c.Name}, "pronouns": {c.Pronouns}, "nhs_number": {c.NHSNumber}, "language": {c.Language}, "format": {c.Format},
		"access_note": {c.AccessNote}, "address": {c.Address}, "postcode": {c.Postcode}, "risk": {c.Risk}}
	f := site.Filled(v)
	if c.BornAbout {
		v.Set("born-year", strconv.Itoa(c.Born.Year))
	} else {
		f.SetDate("born", c.Born)
	}
	for name, on := range map[string]bool{"interpreter": c.Interpreter, "hidden_address": c.HiddenAddress, "safe_contact": c.SafeContact, "restricted": c.Restricted} {
		if on {
			v.Set(name, "yes")
		}
	}
	for i, w := range c.Ways {
		n := strconv.Itoa(i)
		v.Set("way"+n, w.Value)
		v.Set("way"+n+"-note", w.Note)
		if w.Kind == person.Place {
			v.Set("way"+n+"-place", "yes")
		}
		if !w.MayText {
			v.Set("way"+n+"-no-text", "yes")
		}
		if w.MayLeave {
			v.Set("way"+n+"-leave", "yes")
		}
	}
	return v
}

func details(f *site.Form, have person.Card) person.Details {
	born, about := f.DateAbout("born")
	d := person.Details{Name: f.Text("name"), Pronouns: f.Text("pronouns"), Born: born, BornAbout: about, NHSNumber: f.Text("nhs_number"),
		Language: f.Text("language"), Interpreter: f.Ticked("interpreter"), Format: f.Text("format"), AccessNote: f.Text("access_note"),
		Practice: have.Practice, PracticeWords: have.PracticeWords, Address: f.Text("address"), Postcode: f.Text("postcode"),
		HiddenAddress: f.Ticked("hidden_address"), SafeContact: f.Ticked("safe_contact"), Restricted: f.Ticked("restricted"),
		Risk: f.Text("risk")}
	for i := range maxWays {
		n := strconv.Itoa(i)
		if f.Text("way"+n) == "" {
			continue
		}
		w, err := person.Reach(f.Text("way"+n), f.Text("way"+n+"-note"))
		if err != nil {
			f.Fail("way"+n, "person.way_wrong")
			continue
		}
		if f.Ticked("way"+n+"-place") && w.Kind == person.Helper {
			w.Kind = person.Place
		}
		w.MayText, w.MayLeave = !f.Ticked("way"+n+"-no-text"), f.Ticked("way"+n+"-leave")
		d.Ways = append(d.Ways, w)
	}
	return d
}

func wayNames() []string {
	out := make([]string, maxWays)
	for i := range out {
		out[i] = "way" + strconv.Itoa(i)
	}
	return out
}

func wayLabel(i int) string {
	if i == 0 {
		return "The best way"
	}
	return "Another way (" + strconv.Itoa(i+1) + ")"
}

func wayHint(i int) string {
	if i == 0 {
		return "Phone, e-mail, someone who can help, or where to find them"
	}
	return ""
}
