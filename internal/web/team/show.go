package team

import (
	"net/http"
	"time"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/pause"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// showView is one pause with what can be done about it.
type showView struct {
	p             pause.Pause
	at, key       string
	version       int
	title         string
	facts         []ui.SummaryRow
	form          *site.Form
	problems      []ui.Problem
	decides, mine bool
}

func (p Pages) show(q *site.Request) error { return p.renderPause(q, nil, nil, http.StatusOK) }

func (p Pages) renderPause(q *site.Request, form *site.Form, problems []ui.Problem, status int) error {
	pid, err := pauseID(q)
	if err != nil {
		return err
	}
	v := showView{form: form, problems: problems, at: q.To("/team/pause/" + pid.String()), key: q.Key()}
	if v.p, err = p.Pauses.ByID(q.Context(), q.Actor, pid); err != nil {
		return err
	}
	v.version = int(v.p.Version)
	v.decides = q.Actor.HasAt(authz.TeamLead, v.p.Service.String()) || v.p.Kind == pause.OfWorker && q.Actor.HasAt(authz.GPSupervisor, v.p.Worker.String())
	v.mine = v.p.AskedBy == q.Actor.ID
	if v.form == nil {
		v.form = p.filled(q, v.p)
	}
	if err := p.describe(q, &v); err != nil {
		return err
	}
	page := q.Page(v.title)
	page.Problems = problems
	page.Back = &ui.Link{Href: q.To("/team/pause"), Label: "Pausing referrals"}
	return q.RenderStatus(status, page, pausePage(v))
}

// filled is the form of the step that comes next, with what is proposed.
func (p Pages) filled(q *site.Request, v pause.Pause) *site.Form {
	form := site.Filled(nil)
	until := v.Until
	if v.Status.InForce() || until.Before(q.Site.Today()) {
		until = q.Site.Today().AddDays(pause.Longest)
	}
	form.SetDate("until", until)
	form.Values.Set("outcome", string(pause.Extend))
	form.Values.Set("exceptions", v.Exceptions)
	form.Values.Set("alternative", first(v.Alternative, q.Site.Words.T("en", "pause.public_alternative")))
	form.Values.Set("public_en", first(v.PublicEn, q.Site.Words.T("en", "pause.public")))
	form.Values.Set("public_cy", first(v.PublicCy, q.Site.Words.T("cy", "pause.public")))
	return form
}

func first(words, otherwise string) string {
	if words != "" {
		return words
	}
	return otherwise
}

func (p Pages) describe(q *site.Request, v *showView) error {
	who, err := p.words(q, []pause.Pause{v.p})
	if err != nil {
		return err
	}
	n, today := who[v.p.ID], q.Site.Today()
	v.title = n.covers
	day := func(d clock.Date) string { return q.Site.Words.Day("en", d, today) }
	at := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return day(clock.DateOf(t, q.Site.Zone))
	}
	add := func(key, value string) {
		if value != "" {
			v.facts = append(v.facts, ui.SummaryRow{Key: key, Value: value})
		}
	}
	add("Stands at", v.p.Status.Words())
	if v.p.Status == pause.Requested {
		add("Asked for by", n.asker)
	}
	add("From", day(v.p.Starts))
	add("Until, at the latest", day(v.p.Until))
	add("Ended", at(v.p.Ended))
	if v.p.ByItself {
		add("How it ended", "By itself, after its last day")
	}
	add("Why (for the team only)", join(pause.Reasons().Words(v.p.Reason, "en"), v.p.Words))
	add("Comes through all the same", v.p.Exceptions)
	if v.p.Kind != pause.OfWorker {
		add("What may help meanwhile", first(v.p.Alternative, q.Site.Words.T("en", "pause.public_alternative")))
		add("What referrers read", first(v.p.PublicEn, q.Site.Words.T("en", "pause.public")))
		add("In Welsh", v.p.PublicCy)
	}
	add("Answer", v.p.Answer)
	return p.looked(q, v, add)
}

// looked adds each time that somebody looked at the pause again.
func (p Pages) looked(q *site.Request, v *showView, add func(key, value string)) error {
	var ids []account.ID
	for _, r := range v.p.Reviews {
		ids = append(ids, r.By)
	}
	names, err := p.Accounts.Names(q.Context(), known(ids)...)
	if err != nil {
		return err
	}
	words := map[pause.Outcome]string{pause.Extend: "goes on", pause.Partial: "some come through again", pause.End: "ended"}
	for _, r := range v.p.Reviews {
		add("Looked at "+q.Site.Words.Day("en", clock.DateOf(r.At, q.Site.Zone), q.Site.Today()), join(names[r.By]+": "+words[r.Outcome], r.Words))
	}
	return nil
}

func join(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a + "."
	default:
		return a + ". " + b
	}
}

// change runs one step on a pause and comes back to it.
func (p Pages) change(q *site.Request, done string, step func(pid pause.ID, f *site.Form) error) error {
	pid, err := pauseID(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = step(pid, form)
	if problems, shown := q.Problems(form, err); shown {
		return p.renderPause(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash(done)
	return q.Redirect("/team/pause/" + pid.String())
}

func (p Pages) agree(q *site.Request) error {
	return p.change(q, "Agreed. Whoever asked is told.", func(pid pause.ID, f *site.Form) error {
		in := terms(f)
		if f.Err() != nil {
			return nil
		}
		return p.Referrals.AgreeToPause(q.Context(), q.Actor, pid, f.Version(), in)
	})
}

func (p Pages) refuse(q *site.Request) error {
	return p.change(q, "Your answer is kept, and whoever asked is told.", func(pid pause.ID, f *site.Form) error {
		return p.Pauses.Refuse(q.Context(), q.Actor, pid, f.Version(), f.Text("answer"))
	})
}

func (p Pages) withdraw(q *site.Request) error {
	return p.change(q, "Taken back.", func(pid pause.ID, f *site.Form) error {
		return p.Pauses.Withdraw(q.Context(), q.Actor, pid, f.Version())
	})
}

func (p Pages) look(q *site.Request) error {
	return p.change(q, "Kept. Nothing that came meanwhile is lost.", func(pid pause.ID, f *site.Form) error {
		in := pause.Look{Outcome: pause.Outcome(f.Text("outcome")), Words: f.Text("words"), Until: f.Date("until"), Exceptions: f.Text("exceptions")}
		if f.Err() != nil {
			return nil
		}
		return p.Referrals.LookAtPause(q.Context(), q.Actor, pid, f.Version(), in)
	})
}

func outcomes() []ui.Option {
	return []ui.Option{
		{Value: string(pause.Extend), Label: "It goes on"},
		{Value: string(pause.Partial), Label: "Some come through again", Hint: "Write below who. Whoever reads referrals lets them in."},
		{Value: string(pause.End), Label: "It ends now", Hint: "What was held goes on in the order in which it came. Nobody is given to a worker by itself."},
	}
}
