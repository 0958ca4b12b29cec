package site

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/httpkit"
	"weft/internal/web/ui"
)

// Form is what was typed: the values as they came, and what could not be read.
type Form struct {
	Values url.Values
	check  errs.Check
}

// Form reads the body. One that is larger than we take is TooLarge.
func (q *Request) Form() (*Form, error) {
	var err error
	if strings.HasPrefix(q.Header.Get("Content-Type"), "multipart/") {
		err = q.ParseMultipartForm(maxFormMemory)
	} else {
		err = q.ParseForm()
	}
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return nil, errs.New(errs.TooLarge, "form.too_large")
	}
	if err != nil {
		return nil, errs.Wrap(errs.Invalid, "form.unreadable", err)
	}
	tidy(q.PostForm)
	return &Form{Values: q.PostForm}, nil
}

// tidy takes out of what was typed the signs that no keyboard writes and that a
// database may refuse: control characters and broken UTF-8. It reports whether there
// were any.
func tidy(v url.Values) (changed bool) {
	for _, list := range v {
		for i, s := range list {
			list[i] = strings.Map(func(r rune) rune {
				if unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' {
					return -1
				}
				return r
			}, strings.ToValidUTF8(s, ""))
			changed = changed || list[i] != s
		}
	}
	return changed
}

// Filled returns a form that shows these values, for a first view or a draft.
func Filled(v url.Values) *Form {
	if v == nil {
		v = url.Values{}
	}
	return &Form{Values: v}
}

// Text returns an answer as it was typed.
func (f *Form) Text(name string) string { return f.Values.Get(name) }

// List returns every ticked answer.
func (f *Form) List(name string) []string { return f.Values[name] }

// Ticked reports whether a box was ticked.
func (f *Form) Ticked(name string) bool { return f.Values.Get(name) != "" }

// Number returns a whole number, or fallback when nothing was typed. What is no
// number is a problem of the field.
func (f *Form) Number(name string, fallback int) int {
	s := strings.TrimSpace(f.Text(name))
	if s == "" {
		return fallback
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		f.check.Fail(name, "form.number_wrong")
		return fallback
	}
	return n
}

// Version returns the version that the form was made from.
func (f *Form) Version() int64 {
	n, _ := strconv.ParseInt(f.Text("version"), 10, 64)
	return n
}

// Key returns the idempotency key that the form carries.
func (f *Form) Key() string { return f.Text("idempotency_key") }

// Date returns a date typed in three boxes. All empty is no date; a month may be a
// word; what is no date is a problem of the field.
func (f *Form) Date(name string) clock.Date {
	d, _ := f.date(name, false)
	return d
}

// DateAbout is Date where a year alone is enough; then it returns 1 July of it and
// about is true.
func (f *Form) DateAbout(name string) (d clock.Date, about bool) { return f.date(name, true) }

func (f *Form) date(name string, yearEnough bool) (clock.Date, bool) {
	day, month, year := strings.TrimSpace(f.Text(name+"-day")), strings.TrimSpace(f.Text(name+"-month")), strings.TrimSpace(f.Text(name+"-year"))
	if day+month+year == "" {
		return clock.Date{}, false
	}
	y, yerr := strconv.Atoi(year)
	if yearEnough && day == "" && month == "" && yerr == nil && y > 1850 && y < 2200 {
		return clock.Date{Year: y, Month: time.July, Day: 1}, true
	}
	d, derr := strconv.Atoi(day)
	m, ok := monthOf(month)
	date, real := clock.NewDate(y, m, d)
	if yerr != nil || derr != nil || !ok || !real || y < 1850 || y > 2200 {
		f.check.Fail(name, "date.wrong")
		return clock.Date{}, false
	}
	return date, false
}

func monthOf(s string) (time.Month, bool) {
	if n, err := strconv.Atoi(s); err == nil {
		return time.Month(n), n >= 1 && n <= 12
	}
	if len(s) < 3 {
		return 0, false
	}
	for m := time.January; m <= time.December; m++ {
		if strings.HasPrefix(strings.ToLower(m.String()), strings.ToLower(s)) {
			return m, true
		}
	}
	return 0, false
}

// Fail notes a problem that the page itself found.
func (f *Form) Fail(field, code string, args ...any) { f.check.Fail(field, code, args...) }

// Err returns what could not be read, as Invalid.
func (f *Form) Err() error { return f.check.Err() }

// SetDate puts a date into the three boxes.
func (f *Form) SetDate(name string, d clock.Date) {
	if d.IsZero() {
		return
	}
	f.Values.Set(name+"-day", strconv.Itoa(d.Day))
	f.Values.Set(name+"-month", strconv.Itoa(int(d.Month)))
	f.Values.Set(name+"-year", strconv.Itoa(d.Year))
}

// DateField returns the three boxes of a date with what was typed.
func (f *Form) DateField(name, label, hint string, problems []ui.Problem) ui.DateField {
	return ui.DateField{Name: name, Label: label, Hint: hint, Day: f.Text(name + "-day"), Month: f.Text(name + "-month"),
		Year: f.Text(name + "-year"), Error: ui.ErrorFor(problems, name)}
}

// Problems turns an error of a use case, joined with what the form itself found,
// into the problems that the page shows. It returns false when the error is not the
// user's to put right, and then it is returned as it is by the handler.
func (q *Request) Problems(f *Form, err error) ([]ui.Problem, bool) {
	return q.ProblemsIn("en", f, err)
}

// ProblemsIn is Problems in a language that has a catalogue.
func (q *Request) ProblemsIn(lang string, f *Form, err error) ([]ui.Problem, bool) {
	own := f.Err()
	if own == nil && err == nil {
		return nil, false
	}
	if err == nil || own != nil && errs.Is(err, errs.Invalid) {
		return q.problemsOf(lang, own, err), true
	}
	switch errs.KindOf(err) {
	case errs.Invalid, errs.Conflict, errs.RateLimited, errs.TooLarge:
		return q.problemsOf(lang, own, err), true
	case errs.Unavailable: // such as a full disk: the form is shown again, nothing typed is lost
		q.Site.Log.Error("a form was not taken", "route", q.pattern, "error", err)
		return q.problemsOf(lang, own, err), true
	}
	return nil, false
}

// problemsOf lists the problems, the first of each field only; the form's own come
// first, because a date that cannot be read also looks missing.
func (q *Request) problemsOf(lang string, list ...error) []ui.Problem {
	var out []ui.Problem
	seen := map[string]bool{}
	for _, err := range list {
		if err == nil {
			continue
		}
		sentence, fields := q.Site.Words.Problem(lang, err)
		if len(errs.FieldsOf(err)) == 0 {
			out = append(out, ui.Problem{Text: sentence})
		}
		for _, f := range errs.FieldsOf(err) {
			if !seen[f.Name] {
				seen[f.Name] = true
				out = append(out, ui.Problem{Field: f.Name, Text: fields[f.Name]})
			}
		}
	}
	return out
}

// FormStatus is the status of a page that shows a form again with its problems.
func FormStatus(err error) int {
	switch kind := errs.KindOf(err); kind {
	case errs.Conflict, errs.RateLimited, errs.TooLarge, errs.Unavailable:
		return httpkit.Status(kind)
	}
	return http.StatusUnprocessableEntity
}

// Merge takes over the problems of an Invalid error, such as those of a value that the
// page reads itself.
func (f *Form) Merge(err error) {
	for _, p := range errs.FieldsOf(err) {
		f.check.Fail(p.Name, p.Code, p.Args...)
	}
}
