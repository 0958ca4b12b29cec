package support

import (
	"net/http"
	"slices"
	"strings"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/i18n"
	"weft/internal/id"
	"weft/internal/support"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// writeView is the form of a letter, with the letter as it would read.
type writeView struct {
	f        frame.Frame
	first    string
	action   string
	autosave string
	key      string
	form     *site.Form
	draft    support.Draft
	facts    []ui.Option
	private  []ui.Option
	problems []ui.Problem
	made     []ui.RowProps
}

func (p Pages) write(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	form, kept := q.Draft()
	if !kept {
		form = site.Filled(nil)
	}
	return p.render(q, f, form, nil, http.StatusOK)
}

// asked reads the form.
func asked(form *site.Form) support.New {
	return support.New{Key: form.Key(), Lang: form.Text("lang"), Name: form.Text("name"), Organisation: form.Text("organisation"),
		Address: form.Text("address"), Reference: form.Text("reference"), Purpose: support.Purpose(form.Text("purpose")), For: form.Text("for"),
		Facts: slices.Concat(form.List("facts"), form.List("needs")), Quote: form.Text("quote"), Sentence: form.Text("sentence"),
		Title: form.Text("title"), Agreed: form.Ticked("agreed"), How: form.Text("agreed_how")}
}

func (p Pages) render(q *site.Request, f frame.Frame, form *site.Form, problems []ui.Problem, status int) error {
	if err := authz.Check(q.Actor, authz.CaseWork); err != nil {
		return err
	}
	v := writeView{f: f, action: q.To(f.Path + "/support-letter"), autosave: q.AutosaveTo(), key: form.Key(), form: form, problems: problems}
	v.first, _, _ = strings.Cut(f.Card.Name, " ")
	if v.key == "" {
		v.key = q.Key()
	}
	var err error
	v.draft, err = p.Support.Preview(q.Context(), q.Actor, f.Card.ID, asked(form))
	if err != nil && !errs.Is(err, errs.Invalid) { // what is not right yet is said by the form
		return err
	}
	for _, fact := range v.draft.Facts {
		o := ui.Option{Value: fact.Key, Label: fact.Sentence}
		if fact.Private {
			v.private = append(v.private, o)
		} else {
			v.facts = append(v.facts, o)
		}
	}
	if err := p.addMade(q, f, &v); err != nil {
		return err
	}
	page := f.Page(q, "Letter of support", false)
	page.Problems = problems
	page.Back = &ui.Link{Href: q.To(f.Path), Label: f.Card.Name}
	return q.RenderStatus(status, page, writePage(v))
}

// addMade lists the letters that were made before.
func (p Pages) addMade(q *site.Request, f frame.Frame, v *writeView) error {
	list, err := p.Support.ForPerson(q.Context(), q.Actor, f.Card.ID)
	if err != nil {
		return err
	}
	for _, l := range list {
		r := ui.RowProps{Title: title(l), Href: q.To(f.Path + "/support-letter/" + l.ID.String()), Text: frame.Day(q, l.At) + ". " + l.Purpose.Words() + "."}
		if !l.TakenBack.IsZero() {
			r.Text += " They took their agreement back."
		}
		v.made = append(v.made, r)
	}
	return nil
}

// title names a letter by whom it is for.
func title(l support.Letter) string {
	if l.Recipient == "" {
		return "To whom it may concern"
	}
	first, _, _ := strings.Cut(l.Recipient, "\n")
	return "To " + first
}

// keep makes the letter, or only shows it.
func (p Pages) keep(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	if form.Text("do") == "show" {
		_, err = p.Support.Preview(q.Context(), q.Actor, f.Card.ID, asked(form))
		problems, _ := q.Problems(form, err)
		if len(problems) > 0 {
			return p.render(q, f, form, problems, site.FormStatus(err))
		}
		if err != nil {
			return err
		}
		return p.render(q, f, form, nil, http.StatusOK)
	}
	lid, err := p.Support.Make(q.Context(), q.Actor, f.Card.ID, asked(form))
	if problems, shown := q.Problems(form, err); shown {
		return p.render(q, f, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.DropDraft(f.Path + "/support-letter")
	q.Flash("The letter is kept, and noted as work for " + f.Card.Name + ".")
	return q.Redirect(f.Path + "/support-letter/" + lid.String())
}

// letterView is one letter as it is printed.
type letterView struct {
	f       frame.Frame
	l       support.Letter
	from    []string
	day     string
	by      string
	back    string // when the agreement was taken back
	action  string
	key     string
	careful bool // contact with them must be safe
}

func (p Pages) load(q *site.Request) (f frame.Frame, l support.Letter, err error) {
	if f, err = p.Frame.Load(q); err != nil {
		return f, l, err
	}
	lid, err := id.Parse[support.Letter](q.PathValue("letter"))
	if err != nil {
		return f, l, err
	}
	l, err = p.Support.ByID(q.Context(), q.Actor, f.Card.ID, lid)
	return f, l, err
}

// letter shows a letter in its exact words; looking changes nothing.
func (p Pages) letter(q *site.Request) error {
	f, l, err := p.load(q)
	if err != nil {
		return err
	}
	service, err := p.Orgs.ServiceByID(q.Context(), f.Case.Service)
	if err != nil {
		return err
	}
	names, err := p.Accounts.Names(q.Context(), l.By)
	if err != nil {
		return err
	}
	v := letterView{f: f, l: l, from: []string{service.Name, service.Phone}, by: names[l.By], careful: f.Card.SafeContact,
		day: q.Site.Words.DateYear(l.Lang, clock.DateOf(l.At, q.Site.Zone))}
	if q.Actor.May(authz.CaseWork) {
		v.action, v.key = q.To(f.Path+"/support-letter/"+l.ID.String()), q.Key()
	}
	if !l.TakenBack.IsZero() {
		v.back = frame.Day(q, l.TakenBack)
	}
	page := q.Page("Letter of support, " + f.Card.Name)
	page.Back = &ui.Link{Href: q.To(f.Path), Label: f.Card.Name}
	return q.Render(page, letterPage(v))
}

// takeBack records that the person took their agreement back.
func (p Pages) takeBack(q *site.Request) error {
	f, l, err := p.load(q)
	if err != nil {
		return err
	}
	if _, err := q.Form(); err != nil {
		return err
	}
	if err := p.Support.TakeBack(q.Context(), q.Actor, f.Card.ID, l.ID); err != nil {
		return err
	}
	q.Flash("Kept: the agreement is taken back. The letter is given to nobody.")
	return q.Redirect(f.Path)
}

func purposeOptions() []ui.Option {
	var out []ui.Option
	for _, p := range support.Purposes() {
		out = append(out, ui.Option{Value: string(p), Label: p.Words()})
	}
	return out
}

func langOptions() []ui.Option {
	return []ui.Option{{Value: i18n.English, Label: "English"}, {Value: i18n.Welsh, Label: "Welsh"}}
}

func paragraphs(body string) []string { return strings.Split(body, "\n\n") }
