package work

import (
	"net/http"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/contact"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/person"
	"weft/internal/text"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// correctView is one entry that is put right: its words, or what it is struck out for.
type correctView struct {
	f        frame.Frame
	k        contact.Contact
	when     string
	action   string
	autosave string
	strike   string
	move     string
	key      string
	version  int
	form     *site.Form
	problems []ui.Problem
	conflict bool
	before   []contact.Change
	on       map[int]string
	found    []ui.Option
	typed    string
	searched bool
}

// entry loads the entry in the address for somebody who may change it.
func (p Pages) entry(q *site.Request) (correctView, error) {
	var v correctView
	var err error
	if v.f, err = p.Frame.Load(q); err != nil {
		return v, err
	}
	if err := authz.Check(q.Actor, authz.CaseWork); err != nil {
		return v, err
	}
	if v.k, err = p.oneContact(q, v.f); err != nil {
		return v, err
	}
	at := v.f.Path + "/contact/" + v.k.ID.String()
	v.when = q.Site.Words.DateYear("en", clock.DateOf(v.k.At, q.Site.Zone)) + ", " + v.k.How.Words()
	v.action, v.strike, v.move = q.To(at+"/edit"), q.To(at+"/strike"), q.To(at+"/move")
	v.key, v.version = q.Key(), int(v.k.Version)
	return v, nil
}

func (p Pages) editContact(q *site.Request) error {
	v, err := p.entry(q)
	if err != nil {
		return err
	}
	form, kept := q.Draft()
	if kept {
		v.version = int(form.Version())
	} else {
		form = site.Filled(nil)
		form.Values.Set("note", v.k.Note)
		form.Values.Set("agreed", v.k.Agreed)
		form.Values.Set("hidden", v.k.Hidden)
	}
	v.form = form
	return p.renderCorrect(q, v, http.StatusOK)
}

func (p Pages) renderCorrect(q *site.Request, v correctView, status int) error {
	v.autosave = q.AutosaveTo()
	changes, err := p.Contacts.Changes(q.Context(), q.Actor, v.f.Card.ID)
	if err != nil {
		return err
	}
	v.on = map[int]string{}
	for _, c := range changes {
		if c.Contact == v.k.ID && c.Kind == contact.Corrected {
			v.on[len(v.before)] = frame.When(q, c.At)
			v.before = append(v.before, c)
		}
	}
	page := v.f.Page(q, "Put an entry right", false)
	page.Problems = v.problems
	page.Back = &ui.Link{Href: q.To(v.f.Path), Label: v.f.Card.Name}
	return q.RenderStatus(status, page, correctPage(v))
}

func (p Pages) correctContact(q *site.Request) error {
	return p.putRight(q, "Corrected. What stood there before is kept.", func(v correctView, form *site.Form) error {
		return p.Contacts.Correct(q.Context(), q.Actor, v.f.Card.ID, v.k.ID, contact.Correction{Version: form.Version(), Note: form.Text("note"),
			Agreed: form.Text("agreed"), Hidden: form.Text("hidden"), Why: form.Text("why")})
	})
}

func (p Pages) strikeContact(q *site.Request) error {
	return p.putRight(q, "Struck out. It counts no more.", func(v correctView, form *site.Form) error {
		return errs.Renamed(p.Contacts.StrikeOut(q.Context(), q.Actor, v.f.Card.ID, v.k.ID, form.Version(), form.Text("strike_why")), map[string]string{"why": "strike_why"})
	})
}

func (p Pages) putRight(q *site.Request, said string, do func(v correctView, form *site.Form) error) error {
	v, err := p.entry(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = do(v, form)
	if problems, shown := q.Problems(form, err); shown {
		v.form, v.problems, v.conflict = form, problems, errs.Is(err, errs.Conflict)
		if form.Text("strike_why") != "" || ui.ErrorFor(problems, "strike_why") != "" {
			form.Values.Set("note", v.k.Note)
			form.Values.Set("agreed", v.k.Agreed)
			form.Values.Set("hidden", v.k.Hidden)
		}
		return p.renderCorrect(q, v, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.DropDraft(v.f.Path + "/contact/" + v.k.ID.String() + "/edit")
	q.Flash(said)
	return q.Redirect(v.f.Path)
}

func (p Pages) moveForm(q *site.Request) error {
	v, err := p.entry(q)
	if err != nil {
		return err
	}
	v.form = site.Filled(nil)
	return p.renderMove(q, v, http.StatusOK)
}

func (p Pages) renderMove(q *site.Request, v correctView, status int) error {
	page := v.f.Page(q, "Move to the right person", false)
	page.Problems = v.problems
	page.Back = &ui.Link{Href: q.To(v.f.Path), Label: v.f.Card.Name}
	return q.RenderStatus(status, page, movePage(v))
}

// moveContact finds the right person among the actor's, then moves the entry there.
func (p Pages) moveContact(q *site.Request) error {
	v, err := p.entry(q)
	if err != nil {
		return err
	}
	if v.form, err = q.Form(); err != nil {
		return err
	}
	v.typed = text.First(v.form.Text("q"), 100)
	if v.form.Text("move") == "" {
		return p.renderFound(q, v, http.StatusOK)
	}
	to, err := id.Parse[person.Person](v.form.Text("to"))
	if err != nil {
		v.form.Fail("to", "contact.target_missing")
		err = v.form.Err()
	} else {
		err = p.Contacts.Move(q.Context(), q.Actor, v.f.Card.ID, v.k.ID, v.form.Version(), to)
	}
	if errs.Is(err, errs.NotFound) {
		v.form.Fail("to", "contact.target_missing")
		err = v.form.Err()
	}
	if problems, shown := q.Problems(v.form, err); shown {
		v.problems = problems
		return p.renderFound(q, v, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash("Moved to the right person. Both stories say so.")
	return q.Redirect("/people/" + to.String())
}

// renderFound shows the people of the actor who fit what was typed.
func (p Pages) renderFound(q *site.Request, v correctView, status int) error {
	cards, err := p.Search.People(q.Context(), q.Actor, v.typed)
	if err != nil {
		return err
	}
	v.searched = true
	for _, c := range cards {
		if c.ID != v.f.Card.ID {
			v.found = append(v.found, ui.Option{Value: c.ID.String(), Label: c.Name, Hint: c.About()})
		}
	}
	return p.renderMove(q, v, status)
}

// reflectionsView is what the reader wrote about themself.
type reflectionsView struct {
	action   string
	key      string
	form     *site.Form
	problems []ui.Problem
	rows     []reflectionRow
}

type reflectionRow struct{ words, when, forget, key string }

func (p Pages) reflections(q *site.Request) error {
	form, kept := q.Draft()
	if !kept {
		form = site.Filled(nil)
	}
	return p.renderReflections(q, form, nil, http.StatusOK)
}

func (p Pages) renderReflections(q *site.Request, form *site.Form, problems []ui.Problem, status int) error {
	list, err := p.Contacts.Reflections(q.Context(), q.Actor)
	if err != nil {
		return err
	}
	v := reflectionsView{action: q.To("/reflections"), key: q.Key(), form: form, problems: problems}
	for _, r := range list {
		v.rows = append(v.rows, reflectionRow{words: r.Words, when: frame.When(q, r.At), forget: q.To("/reflections/" + r.ID.String() + "/forget"), key: q.Key()})
	}
	page := q.Page("Reflections")
	page.Problems = problems
	page.Back = &ui.Link{Href: q.To("/today"), Label: "Today"}
	return q.RenderStatus(status, page, reflectionsPage(v))
}

func (p Pages) reflect(q *site.Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = p.Contacts.Reflect(q.Context(), q.Actor, form.Key(), form.Text("words"))
	if problems, shown := q.Problems(form, err); shown {
		return p.renderReflections(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.DropDraft("/reflections")
	q.Flash("Kept, for you alone.")
	return q.Redirect("/reflections")
}

func (p Pages) forget(q *site.Request) error {
	if err := authz.Check(q.Actor, authz.CaseWork); err != nil {
		return err
	}
	rid, err := id.Parse[contact.Reflection](q.PathValue("reflection"))
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	if err := p.Contacts.Forget(q.Context(), q.Actor, form.Key(), rid); err != nil {
		return err
	}
	q.Flash("Removed for good.")
	return q.Redirect("/reflections")
}
