package work

import (
	"net/http"
	"strconv"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/journey"
	"weft/internal/vocabulary"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

type closeView struct {
	f        frame.Frame
	action   string
	autosave string
	key      string
	version  int
	form     *site.Form
	problems []ui.Problem
	missing  []string
	died     string
}

func (p Pages) closeForm(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	version := f.Case.Version
	form, kept := q.Draft()
	if kept {
		version = form.Version()
	} else {
		form = site.Filled(nil)
		form.Values.Set("tell_person", "yes")
		form.Values.Set("tell_referrer", "yes")
	}
	return p.renderClose(q, f, form, version, nil, http.StatusOK)
}

// renderClose shows the form, made from a version of the case. After a conflict the
// page says how the case stands, and the form is made from that.
func (p Pages) renderClose(q *site.Request, f frame.Frame, form *site.Form, version int64, problems []ui.Problem, status int) error {
	if err := authz.Check(q.Actor, authz.CaseWork); err != nil {
		return err
	}
	if !f.HasCase {
		return errs.New(errs.NotFound, "caseload.not_found")
	}
	v := closeView{f: f, action: q.To(f.Path + "/close"), autosave: q.AutosaveTo(), key: q.Key(), version: int(version), form: form, problems: problems}
	if status == http.StatusConflict {
		v.version = int(f.Case.Version)
	}
	v.died = q.To(f.Path + "/died")
	var err error
	if v.missing, err = p.missing(q, f); err != nil {
		return err
	}
	page := f.Page(q, "Close", false)
	page.Problems = problems
	page.Back = &ui.Link{Href: q.To(f.Path), Label: f.Card.Name}
	return q.RenderStatus(status, page, closePage(v))
}

func (p Pages) close(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = p.Journey.Close(q.Context(), q.Actor, f.Card.ID, journey.Close{Key: form.Key(), Version: form.Version(), Reason: form.Text("reason"),
		Words: form.Text("words"), Need: form.Text("need"), TellPerson: form.Ticked("tell_person"), TellReferrer: form.Ticked("tell_referrer"),
		LookAgain: form.Ticked("look_again")})
	if errs.CodeOf(err) == "form.changed_meanwhile" {
		err = errs.New(errs.Conflict, "caseload.changed_meanwhile")
	}
	if problems, shown := q.Problems(form, err); shown {
		return p.renderClose(q, f, form, form.Version(), problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.DropDraft(f.Path + "/close")
	q.Flash("Closed. " + f.Card.Name + " can come back any time.")
	return q.Redirect(f.Path)
}

func closureOptions(v closeView) []ui.Option {
	var out []ui.Option
	for _, t := range v.f.Lists.ClosureReasons() {
		o := ui.Option{Value: t.Code, Label: t.En}
		if t.Code == "no_provision" {
			o.Reveal = needSelect(v)
		}
		out = append(out, o)
	}
	return out
}

// missing says in words what is still missing before the case may close as lost; empty
// when nothing is, or nothing was tried yet.
func (p Pages) missing(q *site.Request, f frame.Frame) ([]string, error) {
	tries, m, err := p.Contacts.Tried(q.Context(), q.Actor, f.Card.ID)
	if err != nil || tries.Count == 0 {
		return nil, err
	}
	if m.Nothing() {
		return nil, nil
	}
	var out []string
	if m.Tries > 0 {
		out = append(out, "Tries: "+strconv.Itoa(tries.Count)+" so far, "+strconv.Itoa(m.Tries)+" more.")
	}
	if m.Means {
		out = append(out, "Another way: every try was by the same means. Try a second one that is safe.")
	}
	if m.Wait > 0 {
		until := clock.DateOf(q.Site.Clock.Now().Add(m.Wait), q.Site.Zone)
		out = append(out, "Time: enough has passed on "+q.Site.Words.Date("en", until)+".")
	}
	if f.Card.SafeContact || f.Card.HiddenAddress {
		out = append(out, "No letter: no address is safe.")
	}
	return out, nil
}

// nextView is the form of the one next date, for whoever books.
type nextView struct {
	f                    frame.Frame
	action               string
	key                  string
	form                 *site.Form
	problems             []ui.Problem
	confirm, interpreter string
	key2, key3           string
}

func (p Pages) nextForm(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	form := site.Filled(nil)
	fillNext(form, f.Case.Next)
	return p.renderNext(q, f, form, nil, http.StatusOK)
}

func fillNext(form *site.Form, n caseload.Next) {
	form.SetDate("next_on", n.On)
	form.Values.Set("next_time", n.Time)
	form.Values.Set("next_kind", string(n.Kind))
	form.Values.Set("next_place", n.Place)
	form.Values.Set("next_note", n.Note)
}

func (p Pages) renderNext(q *site.Request, f frame.Frame, form *site.Form, problems []ui.Problem, status int) error {
	if err := authz.Check(q.Actor, authz.CaseBook); err != nil {
		return err
	}
	page := f.Page(q, "What comes next", false)
	page.Problems = problems
	page.Back = &ui.Link{Href: q.To(f.Path), Label: f.Card.Name}
	return q.RenderStatus(status, page, nextPage(nextView{f: f, action: q.To(f.Path + "/next"), key: q.Key(), form: form, problems: problems,
		confirm: q.To(f.Path + "/next/confirm"), interpreter: q.To(f.Path + "/next/interpreter"), key2: q.Key(), key3: q.Key()}))
}

func (p Pages) setNext(q *site.Request) error {
	f, err := p.Frame.Load(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	form.Values.Set("next", "date")
	n, tell, told := next(form, q.Site.Today()), form.Ticked("tell"), false
	if err = form.Err(); err == nil {
		told, err = p.Telling.SetNext(q.Context(), q.Actor, f.Card.ID, form.Key(), n, tell)
	}
	if problems, shown := q.Problems(form, err); shown {
		return p.renderNext(q, f, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	said := "Kept: " + frame.NextWords(q, n) + "."
	switch {
	case told:
		said += " They are told."
	case tell:
		said += " There is no safe way to write to them: ring."
	}
	q.Flash(said)
	return q.Redirect(f.Path)
}

func needOptions(l vocabulary.List) []ui.Option {
	return append([]ui.Option{{Value: "", Label: "Not asked"}}, site.Options(l)...)
}

func confirmOptions() []ui.Option {
	var out []ui.Option
	for _, c := range caseload.Confirmations() {
		out = append(out, ui.Option{Value: string(c), Label: c.Words()})
	}
	return out
}
