package help

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"weft/internal/clock"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/request"
	"weft/internal/text"
	"weft/internal/web/site"
)

// step is one question page: the fields that stand on it.
type step struct {
	name   string
	fields []string
}

// steps are the question pages in their order.
func steps() []step {
	return []step{
		{"who", []string{"for", "helper_name", "helper_is", "agreed"}},
		{"name", []string{"name", "born-day", "born-month", "born-year", "age"}},
		{"reach", []string{"phone", "email", "helper", "spot", "safe", "times", "may_leave", "no_text"}},
		{"about", []string{"words", "needs", "not_sure"}},
		{"talk", []string{"language", "interpreter", "format", "access_note"}},
		{"place", []string{"postcode", "practice", "service"}},
		{"more", []string{"more"}},
	}
}

func stepAt(name string) (step, int, bool) {
	for i, s := range steps() {
		if s.name == name {
			return s, i, true
		}
	}
	return step{}, 0, false
}

// has reports whether a problem belongs to this page.
func (s step) has(field string) bool {
	return slices.Contains(s.fields, field) || slices.Contains(s.fields, field+"-day") || s.name == "reach" && field == "reach"
}

// take puts what was typed on a page into the answers.
func (s step) take(answers, typed url.Values) url.Values {
	out := maps.Clone(answers)
	for _, f := range s.fields {
		out.Del(f)
		if list := typed[f]; len(list) > 0 {
			out[f] = list
		}
	}
	return out
}

// answered reads the answers. What cannot be read is a problem of the form.
func answered(v url.Values, key string, service org.ServiceID, today clock.Date) (request.Asked, *site.Form) {
	f := site.Filled(v)
	out := request.Asked{Key: key, For: request.Who(f.Text("for")), HelperName: f.Text("helper_name"), HelperIs: f.Text("helper_is"),
		Agreed: f.Ticked("agreed"), Words: f.Text("words"), More: f.Text("more"), NotSure: f.Ticked("not_sure"), Service: service, Safe: f.Text("safe")}
	for _, n := range f.List("needs") {
		if n == "not_sure" {
			out.NotSure = true
		} else {
			out.Needs = append(out.Needs, n)
		}
	}
	out.Person = person.Details{Name: f.Text("name"), Language: f.Text("language"), Interpreter: f.Ticked("interpreter"), Format: f.Text("format"),
		AccessNote: f.Text("access_note"), Postcode: f.Text("postcode"), SafeContact: f.Text("safe") == "no"}
	out.Person.Born, out.Person.BornAbout = born(f, today)
	if oid, err := id.Parse[org.Organisation](f.Text("practice")); err == nil {
		out.Person.Practice = oid.String()
	}
	out.Person.Ways = ways(f)
	return out, f
}

// born is the birth date, the year of it, or what follows from about how old.
func born(f *site.Form, today clock.Date) (clock.Date, bool) {
	d, about := f.DateAbout("born")
	if !d.IsZero() || strings.TrimSpace(f.Text("age")) == "" {
		return d, about
	}
	n, err := strconv.Atoi(strings.TrimSpace(f.Text("age")))
	if err != nil || n < 0 || n > 119 {
		f.Fail("age", "request.age_wrong")
		return clock.Date{Year: today.Year - 1, Month: time.July, Day: 1}, true
	}
	return clock.Date{Year: today.Year - n, Month: time.January, Day: 1}, true
}

// ways are all the ways to reach the person that were given.
func ways(f *site.Form) []person.Way {
	var out []person.Way
	note := ""
	if f.Text("safe") != "yes" {
		note = f.Text("times")
	}
	add := func(field string, kind person.WayKind) {
		answer := text.Line(f.Text(field))
		if answer == "" {
			return
		}
		w := person.Way{Kind: kind, Value: answer, Note: note, MayCall: true, MayText: !f.Ticked("no_text"), MayLeave: f.Ticked("may_leave")}
		if w.Kind == person.Phone || w.Kind == person.Email {
			read, err := person.Reach(answer, note)
			switch {
			case w.Kind == person.Email && (err != nil || read.Kind != person.Email):
				f.Fail(field, "email.wrong")
				w.Kind = person.Helper // said at its own field, so not once more
			case err != nil:
				f.Fail(field, "phone.wrong")
				w.Kind = person.Helper
			default:
				w.Kind, w.Value = read.Kind, read.Value // words beside the number are a way too
			}
		}
		if text.Length(answer) > 300 {
			f.Fail(field, "form.too_long", 300)
			w.Value = text.First(answer, 200)
		}
		out = append(out, w)
	}
	add("phone", person.Phone)
	add("email", person.Email)
	add("helper", person.Helper)
	add("spot", person.Place)
	return out
}
