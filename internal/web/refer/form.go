package refer

import (
	"strconv"
	"strings"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/due"
	"weft/internal/errs"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/progress"
	"weft/internal/referral"
	"weft/internal/vocabulary"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// view is all that the form's page shows.
type view struct {
	form      *site.Form
	problems  []ui.Problem
	key       string
	action    string
	autosave  string
	sender    sender
	services  []org.Service
	service   org.Service // the only one, when there is one
	lists     vocabulary.Lists
	ring      string // how soon we ring: "within 5 working days"
	wait      progress.Wait
	draft     bool
	discard   string
	directory string
	notices   []notice
	meanwhile string // what helps while people wait
}

func (p Pages) new(q *site.Request) error {
	s, err := p.sender(q, nil)
	if err != nil {
		return err
	}
	form, drafted := q.Draft()
	if !drafted {
		form = site.Filled(nil)
	}
	v, err := p.view(q, s, form)
	if err == nil {
		err = p.dress(q, &v)
	}
	if err != nil {
		return err
	}
	v.draft = drafted
	return q.Render(q.Page("Refer someone"), page(v))
}

// view is what is known of who sends, enough to take the form.
func (p Pages) view(q *site.Request, s sender, form *site.Form) (view, error) {
	v := view{form: form, key: form.Key(), action: q.To("/refer"), sender: s, discard: q.To("/draft/discard"), directory: q.To("/directory"), meanwhile: q.To("/while-you-wait")}
	if v.key == "" {
		v.key = q.Key()
	}
	if q.Actor.May(authz.SignpostRecord) {
		v.directory = q.To("/signpost")
	}
	if q.Actor.Kind == authz.Account {
		v.autosave = q.AutosaveTo()
	}
	services, err := p.services(q.Context(), s)
	if err != nil {
		return v, err
	}
	v.services = services
	if v.notices, err = p.notices(q, s, services); err != nil {
		return v, err
	}
	if len(services) == 1 {
		v.service = services[0]
	}
	return v, nil
}

// dress adds what only the page needs: the wait, the lists, how soon we ring.
func (p Pages) dress(q *site.Request, v *view) (err error) {
	if !v.service.ID.IsZero() {
		if v.wait, err = p.Progress.WaitAt(q.Context(), v.service.ID); err != nil {
			return err
		}
	}
	v.lists = q.Lists(v.service.ID.String(), v.service.Nation)
	rules, err := p.Due.Book(q.Context())
	v.ring = rules.At(v.service.ID, q.Site.Today()).Rule(due.FirstTry).Within()
	return err
}

func (p Pages) create(q *site.Request) error {
	form, err := q.Form()
	if err != nil {
		return err
	}
	s, err := p.sender(q, form)
	if err != nil {
		return err
	}
	v, err := p.view(q, s, form)
	if err != nil {
		return err
	}
	in := input(form, v)
	if err := q.Along(thanks(v, in), "/refer"); err != nil {
		return err
	}
	if err = p.send(q, s, form, in); err != nil {
		q.Hush()
	}
	if problems, shown := q.Problems(form, err); shown {
		if err := p.dress(q, &v); err != nil {
			return err
		}
		v.problems = problems
		page0 := q.Page("Refer someone")
		page0.Problems = problems
		return q.RenderStatus(site.FormStatus(err), page0, page(v))
	}
	if err != nil {
		return err
	}
	return q.Redirect("/my-referrals")
}

// send makes the device known when it is not yet, then creates the referral. What the
// page itself found wrong is said together with everything else.
func (p Pages) send(q *site.Request, s sender, form *site.Form, in referral.New) error {
	actor := q.Actor
	if s.asked {
		if err := p.Accounts.CheckReferrer(in.ReferrerName, in.ReferrerEmail); err != nil {
			form.Merge(errs.Renamed(err, map[string]string{"name": "referrer_name", "email": "referrer_email"}))
		}
	}
	if s.asked || form.Err() != nil {
		if err := p.Referrals.Validate(q.Context(), in); err != nil {
			return err
		}
	}
	if form.Err() != nil {
		return form.Err()
	}
	if s.asked {
		acc, err := p.Accounts.EnrolReferrer(q.Context(), account.Enrol{Key: form.Key(), Organisation: s.org.ID.String(),
			Name: in.ReferrerName, Email: in.ReferrerEmail})
		if err != nil {
			return err
		}
		if err := q.SignIn(acc); err != nil {
			return err
		}
		if actor, _, err = p.Accounts.Actor(q.Context(), acc.ID, acc.Epoch); err != nil {
			return err
		}
	}
	_, err := p.Referrals.Create(q.Context(), actor, in)
	return err
}

// input turns what was typed into what the use case asks.
func input(f *site.Form, v view) referral.New {
	born, about := f.DateAbout("born")
	in := referral.New{Key: f.Key(), Service: v.service.ID, Source: f.Text("source"), Reason: f.Text("reason"), Agreed: f.Ticked("agreed"),
		TellReferrer: f.Ticked("tell"), Urgent: f.Ticked("urgent"), Came: referral.ByForm, ReferrerName: v.sender.name, ReferrerEmail: v.sender.email,
		Person: person.Details{Name: f.Text("name"), Born: born, BornAbout: about, NHSNumber: f.Text("nhs_number"), Language: f.Text("language"),
			Interpreter: f.Ticked("interpreter"), Format: f.Text("format"), AccessNote: f.Text("access_note"), Risk: f.Text("risk"),
			SafeContact: f.Ticked("safe_contact"), Postcode: f.Text("postcode"), Address: f.Text("address")}}
	if v.sender.asked {
		in.ReferrerName, in.ReferrerEmail = f.Text("referrer_name"), f.Text("referrer_email")
	}
	if v.sender.known {
		in.Organisation = v.sender.org.ID
		if v.sender.org.Kind == "practice" {
			in.Person.Practice = v.sender.org.ID.String()
		}
	}
	if in.Source == "" && v.sender.known {
		in.Source = org.SourceOf(v.sender.org.Kind)
	}
	for _, s := range v.services {
		if in.Service.IsZero() && s.ID.String() == f.Text("service") {
			in.Service = s.ID
		}
	}
	in.Person.Ways = ways(f)
	return in
}

// ways reads the free answer to "how can we reach them?". What is no number and no
// address is a problem of the field; nothing at all is left to the use case to say.
func ways(f *site.Form) []person.Way {
	answer := strings.TrimSpace(f.Text("reach"))
	if answer == "" {
		return nil
	}
	w, err := person.Reach(answer, f.Text("reach_note"))
	if err != nil {
		f.Merge(err)
		return []person.Way{{}}
	}
	w.MayText, w.MayLeave = !f.Ticked("no_text"), f.Ticked("may_leave")
	return []person.Way{w}
}

func sourceOptions(v view) []ui.Option {
	var codes []string
	if v.sender.known && v.sender.org.Kind == "practice" {
		codes = vocabulary.PracticeSources()
	}
	var out []ui.Option
	for _, t := range v.lists.Sources() {
		if len(codes) > 0 && !contains(codes, t.Code) || t.Code == "self" || t.Code == "family" {
			continue
		}
		out = append(out, ui.Option{Value: t.Code, Label: t.En})
	}
	return out
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

// unsigned reports whether the sender's organisation alone does not fix the source.
func (v view) askSource() bool {
	return !v.sender.known || v.sender.org.Kind == "practice" || org.SourceOf(v.sender.org.Kind) == "unknown"
}

func (v view) askService() bool { return len(v.services) != 1 }

func (v view) serviceOptions() []ui.Option {
	out := make([]ui.Option, len(v.services))
	for i, s := range v.services {
		out[i] = ui.Option{Value: s.ID.String(), Label: s.Name}
	}
	return out
}

func (v view) value(name, fallback string) string {
	if s := v.form.Text(name); s != "" {
		return s
	}
	return fallback
}

func lede(v view) string {
	if v.sender.known {
		return "Takes about a minute. You are referring from " + v.sender.org.Name + "."
	}
	return "Takes about a minute."
}

func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return strconv.Itoa(n) + " days"
}

// opened reports whether the optional part has an answer or a problem to show.
func (v view) opened() bool {
	for _, name := range []string{"source", "postcode", "nhs_number", "risk", "access_note", "reach_note", "language", "format"} {
		if ui.ErrorFor(v.problems, name) != "" {
			return true
		}
	}
	for _, name := range []string{"risk", "access_note", "reach_note", "nhs_number", "postcode"} {
		if v.form.Text(name) != "" {
			return true
		}
	}
	return false
}

func (v view) defaultSource() string {
	if v.sender.known {
		return org.SourceOf(v.sender.org.Kind)
	}
	return "vcse"
}
