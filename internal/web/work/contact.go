package work

import (
	"net/http"
	"strings"
	"time"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/connection"
	"weft/internal/contact"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/person"
	"weft/internal/vocabulary"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// noon is when a contact of an earlier day is put, because its time was not asked.
const noon = 12 * time.Hour

// contactView is the form of one contact: four steps and a note.
type contactView struct {
	f        frame.Frame
	action   string
	autosave string
	key      string
	form     *site.Form
	problems []ui.Problem
	concern  string
	today    clock.Date
}

func (p Pages) newContact(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	form, kept := q.Draft()
	if !kept {
		form = site.Filled(nil)
		form.Values.Set("how", string(usual(f.Case.Next.Kind)))
		form.Values.Set("outcome", string(contact.Spoke))
	}
	return p.renderContact(q, f, form, nil, http.StatusOK)
}

// usual is the means that fits what was planned.
func usual(k caseload.NextKind) contact.How {
	switch k {
	case caseload.Visit:
		return contact.AtHome
	case caseload.Meeting:
		return contact.InTown
	default:
		return contact.ByPhone
	}
}

func (p Pages) renderContact(q *site.Request, f frame.Frame, form *site.Form, problems []ui.Problem, status int) error {
	if err := authz.Check(q.Actor, authz.CaseWork); err != nil {
		return err
	}
	v := contactView{f: f, action: q.To(f.Path + "/contact/new"), autosave: q.AutosaveTo(), key: form.Key(), form: form, problems: problems,
		concern: q.To(f.Path + "/concern"), today: q.Site.Today()}
	if v.key == "" {
		v.key = q.Key()
	}
	page := f.Page(q, "Record a contact", false)
	page.Problems = problems
	page.Back = &ui.Link{Href: q.To(f.Path), Label: f.Card.Name}
	return q.RenderStatus(status, page, contactPage(v))
}

func (p Pages) createContact(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	in := contact.New{Key: form.Key(), How: contact.How(form.Text("how")), Outcome: contact.Outcome(form.Text("outcome")),
		Minutes: form.Number("minutes", 0), Note: form.Text("note"), Agreed: form.Text("agreed"), Next: next(form, q.Site.Today()),
		Purpose: contact.Purpose(form.Text("purpose")), Travel: form.Number("travel", 0), Place: form.Text("place"), Others: form.Text("others"),
		Interpreter: caseload.Interpreter(form.Text("interpreter")), Reflection: form.Text("reflection")}
	if in.Outcome.Missed() {
		in.After = contact.After(form.Text("after"))
	}
	if form.Ticked("hide") {
		in.Hidden = form.Text("hide_why")
		if in.Hidden == "" {
			form.Fail("hide_why", "contact.hide_why_missing")
		}
	}
	if day := form.Date("on"); !day.IsZero() && day != q.Site.Today() {
		in.At = day.Time(q.Site.Zone).Add(noon)
	}
	if err = form.Err(); err == nil {
		_, err = p.Contacts.Record(q.Context(), q.Actor, f.Card.ID, in)
		err = errs.Renamed(err, map[string]string{"at": "on"})
	}
	if problems, shown := q.Problems(form, err); shown {
		return p.renderContact(q, f, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.DropDraft(f.Path + "/contact/new")
	q.Flash("Contact with " + f.Card.Name + " recorded.")
	if in.After == contact.Worried {
		return q.Redirect(f.Path + "/concern")
	}
	return q.Redirect(f.Path)
}

// next reads the chips of the next date: tomorrow, a week, two weeks, or a date.
func next(form *site.Form, today clock.Date) caseload.Next {
	n := caseload.Next{Kind: caseload.NextKind(form.Text("next_kind")), Time: strings.Replace(form.Text("next_time"), ".", ":", 1), Place: form.Text("next_place"), Note: form.Text("next_note")}
	switch form.Text("next") {
	case "tomorrow":
		n.On = today.AddDays(1)
	case "week":
		n.On = today.AddDays(7)
	case "fortnight":
		n.On = today.AddDays(14)
	case "date":
		n.On = form.Date("next_on")
		if n.On.IsZero() {
			form.Fail("next_on", "date.missing")
		}
	}
	return n
}

// noAnswer is the one-step record; it comes back to where it was pressed, with an
// undo.
func (p Pages) noAnswer(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	cid, on, err := p.Contacts.NoAnswer(q.Context(), q.Actor, f.Card.ID, form.Key())
	if err != nil {
		return err
	}
	q.Flash("No answer from " + f.Card.Name + ". Next try " + q.Site.Words.Day("en", on, q.Site.Today()) + ".")
	q.Keep("undo", f.Card.ID.String()+" "+cid.String())
	return q.Redirect("/today")
}

func (p Pages) undo(q *site.Request) error {
	pid, err := id.Parse[person.Person](q.PathValue("id"))
	if err != nil {
		return err
	}
	cid, err := id.Parse[contact.Contact](q.PathValue("contact"))
	if err != nil {
		return err
	}
	if err := p.Contacts.Undo(q.Context(), q.Actor, pid, cid); err != nil {
		return err
	}
	q.Flash("Taken back.")
	return q.Redirect("/today")
}

// copyView is one contact with the text for the GP record.
type copyView struct {
	f      frame.Frame
	text   string
	copied string
	action string
	key    string
	edit   string
}

func (p Pages) copyContact(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	k, err := p.oneContact(q, f)
	if err != nil {
		return err
	}
	heard, err := p.Plans.Heard(q.Context(), q.Actor, f.Card.ID)
	if err != nil {
		return err
	}
	connections, err := p.Connections.ForPerson(q.Context(), q.Actor, f.Card.ID)
	if err != nil {
		return err
	}
	var needs []string
	for _, n := range heard.Needs {
		needs = append(needs, vocabulary.Needs().Words(n, "en"))
	}
	upcoming := ""
	if f.Case.Open() && !f.Case.Next.On.IsZero() {
		upcoming = frame.NextWords(q, f.Case.Next)
	}
	v := copyView{f: f, key: q.Key(), action: q.To(f.Path + "/contact/" + k.ID.String() + "/copied"),
		text: contact.GPRecord(k, needs, opened(connections), upcoming, f.Card.SafeContact, q.Site.Words.DateYear("en", clock.DateOf(k.At, q.Site.Zone)))}
	if authz.Check(q.Actor, authz.CaseWork) == nil && k.Struck.IsZero() {
		v.edit = q.To(f.Path + "/contact/" + k.ID.String() + "/edit")
	}
	if !k.Copied.IsZero() {
		v.copied = frame.Day(q, k.Copied)
	}
	page := f.Page(q, "Copy for the GP record", false)
	page.Back = &ui.Link{Href: q.To(f.Path), Label: f.Card.Name}
	return q.Render(page, copyPage(v))
}

// opened are the names of the groups that said yes.
func opened(list []connection.Connection) []string {
	var out []string
	for _, c := range list {
		if c.Status.Opened() {
			out = append(out, c.Name)
		}
	}
	return out
}

func (p Pages) oneContact(q *site.Request, f frame.Frame) (contact.Contact, error) {
	cid, err := id.Parse[contact.Contact](q.PathValue("contact"))
	if err != nil {
		return contact.Contact{}, err
	}
	return p.Contacts.ByID(q.Context(), q.Actor, f.Card.ID, cid)
}

func (p Pages) markCopied(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	k, err := p.oneContact(q, f)
	if err != nil {
		return err
	}
	if err := p.Contacts.MarkCopied(q.Context(), q.Actor, f.Card.ID, k.ID); err != nil {
		return err
	}
	q.Flash("Noted: copied to the GP record.")
	return q.Redirect(f.Path)
}

func howOptions() []ui.Option {
	var out []ui.Option
	for _, h := range contact.Hows() {
		out = append(out, ui.Option{Value: string(h), Label: h.Words()})
	}
	return out
}

func afterOptions() []ui.Option {
	var out []ui.Option
	for _, a := range contact.Afters() {
		out = append(out, ui.Option{Value: string(a), Label: a.Words()})
	}
	return out
}

func purposeOptions() []ui.Option {
	out := []ui.Option{{Value: "", Label: "Nothing special"}}
	for _, p := range contact.Choices() {
		out = append(out, ui.Option{Value: string(p), Label: p.Words()})
	}
	return out
}

func interpreterOptions() []ui.Option {
	var out []ui.Option
	for _, i := range []caseload.Interpreter{caseload.InterpreterCame, caseload.InterpreterFailed} {
		out = append(out, ui.Option{Value: string(i), Label: i.Words()})
	}
	return out
}

func outcomeOptions() []ui.Option {
	var out []ui.Option
	for _, o := range contact.Outcomes() {
		out = append(out, ui.Option{Value: string(o), Label: o.Words()})
	}
	return out
}

func kindOptions() []ui.Option {
	var out []ui.Option
	for _, k := range caseload.NextKinds() {
		out = append(out, ui.Option{Value: string(k), Label: k.Words()})
	}
	return out
}

func nextOptions() []ui.Option {
	return []ui.Option{{Value: "keep", Label: "As planned"}, {Value: "tomorrow", Label: "Tomorrow"}, {Value: "week", Label: "1 week"},
		{Value: "fortnight", Label: "2 weeks"}, {Value: "date", Label: "A date"}}
}

func value(f *site.Form, name, fallback string) string {
	if s := f.Text(name); s != "" {
		return s
	}
	return fallback
}

// more reports whether the optional part has something to show.
func (v contactView) more() bool {
	for _, name := range []string{"next_on", "next_time", "next_note", "minutes", "travel", "purpose", "place", "others", "on", "hide_why"} {
		if ui.ErrorFor(v.problems, name) != "" {
			return true
		}
	}
	return v.form.Text("next") == "date"
}
