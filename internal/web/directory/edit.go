package directory

import (
	"net/http"
	"strconv"
	"strings"

	"weft/internal/authz"
	"weft/internal/directory"
	"weft/internal/web/entry"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// editView is the form of an entry; of one that a feed brings, only how we refer to it.
type editView struct {
	title    string
	lede     string
	action   string
	autosave string
	key      string
	version  int
	ours     bool
	needs    []ui.Option
	form     *site.Form
	problems []ui.Problem
	places   int
	times    int
}

func (p Pages) new(q *site.Request) error {
	if err := authz.Check(q.Actor, authz.DirectoryEdit); err != nil {
		return err
	}
	form, kept := q.Draft()
	if !kept {
		form = site.Filled(nil)
		form.Values.Set("live", "yes")
		form.Values.Set("refer_by", string(directory.ByPhone))
	}
	return p.renderNew(q, form, nil, http.StatusOK)
}

func (p Pages) renderNew(q *site.Request, form *site.Form, problems []ui.Problem, status int) error {
	v := editView{needs: needs(q), title: "Add a group", lede: "A name and one need are enough to begin with.", action: q.To("/directory/new"), autosave: q.AutosaveTo(),
		key: form.Key(), ours: true, form: form, problems: problems, places: 1, times: 2}
	return p.renderForm(q, v, "/directory", "Groups", status)
}

func (p Pages) renderForm(q *site.Request, v editView, back, label string, status int) error {
	if v.key == "" {
		v.key = q.Key()
	}
	page := q.Page(v.title)
	page.Problems = v.problems
	page.Back = &ui.Link{Href: q.To(back), Label: label}
	return q.RenderStatus(status, page, editPage(v))
}

func (p Pages) create(q *site.Request) error {
	if err := authz.Check(q.Actor, authz.DirectoryEdit); err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	in := input(form, 1, 2)
	in.Live = form.Ticked("live")
	var gid directory.ID
	if err = form.Err(); err == nil {
		gid, err = p.Directory.Create(q.Context(), q.Actor, in)
	}
	if problems, shown := q.Problems(form, err); shown {
		return p.renderNew(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.DropDraft(q.URL.Path)
	q.Flash("The group is in the directory.")
	return q.Redirect("/directory/" + gid.String())
}

func (p Pages) edit(q *site.Request) error {
	e, err := p.staffEntry(q)
	if err != nil {
		return err
	}
	form, kept := q.Draft()
	if !kept {
		contact, err := p.Directory.Registered(q.Context(), q.Actor, e.ID)
		if err != nil {
			return err
		}
		form = filled(e, contact)
	}
	return p.renderEdit(q, e, form, nil, http.StatusOK)
}

func (p Pages) renderEdit(q *site.Request, e directory.Entry, form *site.Form, problems []ui.Problem, status int) error {
	version := e.Version
	if n := form.Version(); n > 0 {
		version = n
	}
	v := editView{needs: needs(q), title: "Change " + e.Name, action: q.To(q.URL.Path), autosave: q.AutosaveTo(), key: form.Key(), version: int(version),
		ours: e.Feed.IsZero(), form: form, problems: problems, places: max(1, len(e.Places)), times: len(e.Times) + 1}
	if !v.ours {
		v.lede = "What the group says of itself comes from " + entry.Feed(e) + " and is changed there. Here is what we keep ourselves."
	}
	return p.renderForm(q, v, "/directory/"+e.ID.String(), e.Name, status)
}

func (p Pages) update(q *site.Request) error {
	e, err := p.staffEntry(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	in := input(form, max(1, len(e.Places)), len(e.Times)+1)
	if err = form.Err(); err == nil {
		if e.Feed.IsZero() {
			err = p.Directory.Update(q.Context(), q.Actor, e.ID, form.Version(), in)
		} else {
			err = p.Directory.Arrange(q.Context(), q.Actor, e.ID, form.Version(), in.Arrangement)
		}
	}
	if problems, shown := q.Problems(form, err); shown {
		return p.renderEdit(q, e, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.DropDraft(q.URL.Path)
	q.Flash("Changed.")
	return q.Redirect("/directory/" + e.ID.String())
}

// input turns what was typed into what the use case asks.
func input(f *site.Form, places, times int) directory.New {
	in := directory.New{Key: f.Key(), Name: f.Text("name"), Organisation: f.Text("organisation"), Description: f.Text("description"), URL: f.Text("url"),
		Email: f.Text("email"), Phone: f.Text("phone"), Join: f.Text("join"), Cost: f.Text("cost"), Eligibility: f.Text("eligibility"),
		MinimumAge: age(f, "minimum_age"), MaximumAge: age(f, "maximum_age"), Needs: f.List("needs"), Access: f.Text("access"),
		Arrangement: directory.Arrangement{ReferBy: directory.Method(f.Text("refer_by")), ReferTo: f.Text("refer_to"),
			ContactEmail: f.Text("contact_email"), ContactPhone: f.Text("contact_phone"), MoreNeeds: f.List("more_needs")}}
	for _, l := range strings.Split(f.Text("languages"), ",") {
		if l = strings.TrimSpace(l); l != "" {
			in.Languages = append(in.Languages, l)
		}
	}
	for i := range times {
		n := "time" + strconv.Itoa(i)
		in.Times = append(in.Times, directory.Times{Days: f.List(n + "-days"), From: clockOf(f.Text(n + "-from")), To: clockOf(f.Text(n + "-to")), Words: f.Text(n + "-words")})
	}
	for i := range places {
		n := "place" + strconv.Itoa(i)
		in.Places = append(in.Places, directory.NewPlace{Name: f.Text(n + "-name"), Address: f.Text(n + "-address"), Postcode: f.Text(n + "-postcode"),
			Transport: f.Text(n + "-transport")})
	}
	return in
}

func age(f *site.Form, name string) *int {
	if strings.TrimSpace(f.Text(name)) == "" {
		return nil
	}
	n := f.Number(name, 0)
	return &n
}

// clockOf writes a time as it is stored: "9.30" and "9:30" are "09:30", "14" is "14:00".
func clockOf(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), ".", ":")
	if s != "" && !strings.Contains(s, ":") {
		s += ":00"
	}
	if len(s) == 4 {
		s = "0" + s
	}
	return s
}

// filled is the form of an entry as it stands.
func filled(e directory.Entry, contact directory.Registered) *site.Form {
	form := site.Filled(nil)
	set := form.Values.Set
	for name, value := range map[string]string{"name": e.Name, "organisation": e.Organisation.Name, "description": e.Description, "url": e.URL,
		"email": e.Email, "join": e.Join, "cost": e.Cost, "eligibility": e.Eligibility, "access": strings.Join(e.Access, "; "),
		"languages": strings.Join(e.Languages, ", "), "refer_by": string(e.ReferBy), "refer_to": e.ReferTo, "contact_email": contact.Email,
		"contact_phone": contact.Phone} {
		set(name, value)
	}
	form.Values["needs"], form.Values["more_needs"] = e.Needs, e.Needs
	if len(e.Phones) > 0 {
		set("phone", e.Phones[0].Number)
	}
	if e.MinimumAge != nil {
		set("minimum_age", strconv.Itoa(*e.MinimumAge))
	}
	if e.MaximumAge != nil {
		set("maximum_age", strconv.Itoa(*e.MaximumAge))
	}
	for i, t := range e.Times {
		n := "time" + strconv.Itoa(i)
		form.Values[n+"-days"] = t.Days
		set(n+"-from", t.From)
		set(n+"-to", t.To)
		set(n+"-words", t.Words)
	}
	for i, p := range e.Places {
		n := "place" + strconv.Itoa(i)
		set(n+"-name", p.Name)
		set(n+"-address", strings.TrimSuffix(strings.TrimSuffix(p.Address, p.Postcode), ", "))
		set(n+"-postcode", p.Postcode)
		set(n+"-transport", p.Transport)
	}
	return form
}

func methods() []ui.Option {
	var out []ui.Option
	for _, m := range directory.Methods() {
		out = append(out, ui.Option{Value: string(m), Label: entry.Method(m)})
	}
	return out
}

func needs(q *site.Request) []ui.Option {
	return site.Options(q.Lists("", "").Needs())
}

func days() []ui.Option {
	var out []ui.Option
	for _, d := range []struct{ code, label string }{{"MO", "Mon"}, {"TU", "Tue"}, {"WE", "Wed"}, {"TH", "Thu"}, {"FR", "Fri"}, {"SA", "Sat"}, {"SU", "Sun"}} {
		out = append(out, ui.Option{Value: d.code, Label: d.label})
	}
	return out
}

// nth numbers the label of a question that is asked more than once.
func nth(label string, i int) string {
	if i == 0 {
		return label
	}
	return label + " (" + strconv.Itoa(i+1) + ")"
}

// firstID gives the first of several questions the id that a problem leads to.
func firstID(field, own string, i int) string {
	if i == 0 {
		return field
	}
	return own
}

func firstError(v editView, field string, i int) string {
	if i == 0 {
		return ui.ErrorFor(v.problems, field)
	}
	return ""
}
