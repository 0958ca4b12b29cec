package refer

import (
	"net/http"
	"time"

	"weft/internal/clock"
	"weft/internal/id"
	"weft/internal/progress"
	"weft/internal/referral"
	"weft/internal/vocabulary"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// sentRow is one referral on /my-referrals.
type sentRow struct {
	href  string
	name  string
	sent  string
	stage string
	when  string
}

func (p Pages) index(q *site.Request) error {
	sent, err := p.Referrals.Mine(q.Context(), q.Actor)
	if err != nil {
		return err
	}
	steps, err := p.Progress.Of(q.Context(), ids(sent))
	if err != nil {
		return err
	}
	rows := make([]sentRow, len(sent))
	for i, s := range sent {
		shown := shownSteps(q, s, steps[s.ID])
		last := shown[0]
		for _, st := range shown {
			if st.when != "" {
				last = st
			}
		}
		rows[i] = sentRow{href: q.To("/my-referrals/" + s.ID.String()), name: s.Name, sent: q.Site.Words.Day("en", s.Received, q.Site.Today()),
			stage: last.words, when: last.when}
	}
	return q.Render(q.Page("My referrals"), minePage(rows, q.To("/refer")))
}

func (p Pages) show(q *site.Request) error {
	return p.renderSent(q, site.Filled(nil), nil, http.StatusOK)
}

// reply is the referrer's answer to what triage asked.
func (p Pages) reply(q *site.Request) error {
	rid, err := id.Parse[referral.Referral](q.PathValue("ref"))
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = p.Referrals.Reply(q.Context(), q.Actor, rid, form.Text("answer"))
	if problems, shown := q.Problems(form, err); shown {
		return p.renderSent(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash("Thank you. Your answer has reached us.")
	return q.Redirect("/my-referrals/" + rid.String())
}

func (p Pages) renderSent(q *site.Request, form *site.Form, problems []ui.Problem, status int) error {
	rid, err := id.Parse[referral.Referral](q.PathValue("ref"))
	if err != nil {
		return err
	}
	s, err := p.Referrals.MineByID(q.Context(), q.Actor, rid)
	if err != nil {
		return err
	}
	steps, err := p.Progress.Of(q.Context(), []referral.ID{rid})
	if err != nil {
		return err
	}
	page := q.Page("What became of a referral")
	page.Back = &ui.Link{Href: q.To("/my-referrals"), Label: "My referrals"}
	shown := shownSteps(q, s, steps[rid])
	page.Problems = problems
	return q.RenderStatus(status, page, oneSent(sentView{form: form, problems: problems, key: q.Key(), action: q.To("/my-referrals/" + rid.String() + "/reply"), name: s.Name, reason: s.Reason, steps: shown, declined: declined(s), alternative: s.Alternative,
		held: held(s), ended: ended(s), withdraw: takeBack(q, s), question: question(s), limited: s.Detail != referral.EveryStep, copyText: gpText(shown)}))
}

func ids(sent []referral.Sent) []referral.ID {
	out := make([]referral.ID, len(sent))
	for i, s := range sent {
		out[i] = s.ID
	}
	return out
}

// stepView is one step with the day it was reached, or "" while it was not.
type stepView struct {
	words string
	when  string // as one would say it today
	dated string // with the year, for a record
}

type sentView struct {
	form         *site.Form
	problems     []ui.Problem
	key, action  string
	name, reason string
	steps        []stepView
	declined     string
	alternative  string
	question     string
	limited      bool
	held         bool
	ended        string
	withdraw     string // where to take it back; empty: it cannot be
	copyText     string
}

// shownSteps are the steps that this referrer may see, in order.
func shownSteps(q *site.Request, s referral.Sent, st progress.Steps) []stepView {
	step := func(words string, d clock.Date) stepView {
		if d.IsZero() {
			return stepView{words: words}
		}
		return stepView{words, q.Site.Words.Day("en", d, q.Site.Today()), q.Site.Words.DateYear("en", d)}
	}
	day := func(t time.Time) clock.Date {
		if t.IsZero() {
			return clock.Date{}
		}
		return clock.DateOf(t, q.Site.Zone)
	}
	all := []struct {
		least referral.Detail
		step  stepView
	}{
		{referral.OnlyReceived, step("Received", s.Received)},
		{referral.UntilClosed, step("Accepted", day(st.Accepted))},
		{referral.EveryStep, step("We have spoken", day(st.Spoken))},
		{referral.EveryStep, step("We have met", day(st.Met))},
		{referral.EveryStep, step("Connected", day(st.Connected))},
		{referral.UntilClosed, step("Finished", day(st.Closed))},
	}
	var out []stepView
	for _, a := range all {
		if s.Detail >= a.least {
			out = append(out, a.step)
		}
	}
	return out
}

func declined(s referral.Sent) string {
	if s.DeclineCode == "" {
		return ""
	}
	return vocabulary.DeclineReasons().Words(s.DeclineCode, "en")
}

func held(s referral.Sent) bool { return s.Status == referral.Held }

// ended says how a referral ended that nobody declined, and what may help instead.
func ended(s referral.Sent) string {
	if s.Detail < referral.UntilClosed {
		return ""
	}
	switch s.Status {
	case referral.UnableToContact:
		return "We tried to reach them and could not, so we have stopped for now. If you know a better way or time, refer again and say so. They may ring us any time."
	case referral.Withdrawn:
		return "This referral was taken back before we began. They may ask us any time, and so may you."
	default:
		return ""
	}
}

// takeBack is where the sender may take it back while no worker has it. Who may know only
// that it was received rings instead.
func takeBack(q *site.Request, s referral.Sent) string {
	if s.Detail < referral.UntilClosed || !s.Status.MayBecome(referral.Withdrawn) {
		return ""
	}
	return q.To("/my-referrals/" + s.ID.String() + "/withdraw")
}

// withdraw takes back what the reader sent.
func (p Pages) withdraw(q *site.Request) error {
	rid, err := id.Parse[referral.Referral](q.PathValue("ref"))
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = p.Referrals.Withdraw(q.Context(), q.Actor, rid, form.Text("end_words"))
	if problems, shown := q.Problems(form, err); shown {
		return p.renderSent(q, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash("Taken back. The person hears that they may still ring us.")
	return q.Redirect("/my-referrals/" + rid.String())
}

func question(s referral.Sent) string {
	if s.Status != referral.MoreInfo {
		return ""
	}
	return s.Question
}

// gpText is the text for the GP record: the steps reached with their days, no needs and
// no groups.
func gpText(steps []stepView) string {
	out := "Social prescribing referral"
	for _, st := range steps {
		if st.dated != "" {
			out += "\n" + st.words + ": " + st.dated
		}
	}
	return out
}

func sentRows(rows []sentRow) []ui.RowProps {
	out := make([]ui.RowProps, len(rows))
	for i, r := range rows {
		text := r.stage
		if r.when != "" && r.stage != "Received" {
			text += " " + r.when
		}
		out[i] = ui.RowProps{Title: r.name, Href: r.href, Text: "Sent " + r.sent + ". " + text + "."}
	}
	return out
}

func stepRows(steps []stepView) []ui.SummaryRow {
	out := make([]ui.SummaryRow, len(steps))
	for i, s := range steps {
		value := s.when
		if value == "" {
			value = "Not yet"
		}
		out[i] = ui.SummaryRow{Key: s.words, Value: value}
	}
	return out
}
