package family

import (
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"weft/internal/authz"
	"weft/internal/errs"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// sheet is one form about a person: how it is filled, what it asks and how it is kept.
type sheet struct {
	path    string // its address, without the base
	title   string
	perm    authz.Permission
	filled  url.Values // what is kept now
	version int64      // of what is kept now
	rows    []ui.SummaryRow
	draw    func(sheetView) templ.Component
	save    func(*site.Form) error
	done    string
	notes   []string // what to know first
	choices []ui.Option
	button  string
	name    string // of whom it is about
}

// sheetView is a sheet on the page.
type sheetView struct {
	f        frame.Frame
	sheet    sheet
	action   string
	autosave string
	key      string
	version  int
	form     *site.Form
	problems []ui.Problem
	theirs   []ui.SummaryRow
}

// sheet returns the two handlers of a form.
func (p Pages) sheet(of func(*site.Request, frame.Frame) (sheet, error)) (show, send site.Handler) {
	show = func(q *site.Request) error {
		f, s, err := p.open(q, of)
		if err != nil {
			return err
		}
		version := s.version
		form, kept := q.Draft()
		if kept {
			version = form.Version()
		} else {
			form = site.Filled(s.filled)
		}
		return s.render(q, f, form, version, nil, http.StatusOK)
	}
	send = func(q *site.Request) error {
		f, s, err := p.open(q, of)
		if err != nil {
			return err
		}
		form, err := q.Form()
		if err != nil {
			return err
		}
		err = s.save(form)
		if problems, shown := q.Problems(form, err); shown {
			return s.render(q, f, form, form.Version(), problems, site.FormStatus(err))
		}
		if err != nil {
			return err
		}
		q.DropDraft(s.path)
		q.Flash(s.done)
		return q.Redirect(f.Path + "/family")
	}
	return show, send
}

// open loads the person and the form, for whoever may send it.
func (p Pages) open(q *site.Request, of func(*site.Request, frame.Frame) (sheet, error)) (frame.Frame, sheet, error) {
	f, err := p.Frame.Load(q)
	if err != nil {
		return f, sheet{}, err
	}
	s, err := of(q, f)
	if err != nil {
		return f, s, err
	}
	if err := authz.Check(q.Actor, s.perm); err != nil {
		return f, s, err
	}
	if f.Card.Restricted && !f.Card.Full {
		return f, s, errs.New(errs.Forbidden, "person.masked")
	}
	return f, s, nil
}

// render shows the form. version is the one that it was made from, so that a form that
// comes back does not wash away what someone else kept.
func (s sheet) render(q *site.Request, f frame.Frame, form *site.Form, version int64, problems []ui.Problem, status int) error {
	v := sheetView{f: f, sheet: s, action: q.To(s.path), autosave: q.AutosaveTo(), key: form.Key(), version: int(version), form: form, problems: problems}
	if v.key == "" {
		v.key = q.Key()
	}
	if status == http.StatusConflict && s.version != version {
		v.version, v.theirs = int(s.version), s.rows
	}
	page := f.Page(q, s.title, false)
	page.Problems = problems
	page.Back = &ui.Link{Href: q.To(f.Path + "/family"), Label: "Family"}
	return q.RenderStatus(status, page, sheetPage(v))
}

func yes(on bool) string {
	if on {
		return "yes"
	}
	return ""
}

// values makes the filled fields of a form from names and words, and leaves out empty ones.
func values(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			v.Set(pairs[i], pairs[i+1])
		}
	}
	return v
}

// rowsOf makes the lines of a summary, and leaves out what nobody said.
func rowsOf(pairs ...string) []ui.SummaryRow {
	var out []ui.SummaryRow
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			out = append(out, ui.SummaryRow{Key: pairs[i], Value: pairs[i+1]})
		}
	}
	return out
}
