package connect

import (
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"weft/internal/connection"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// stepView is one step of one connection on a page of its own.
type stepView struct {
	f        frame.Frame
	first    string
	c        connection.Connection
	action   string
	key      string
	form     *site.Form
	problems []ui.Problem
	now      []string // how it stands, where somebody was quicker
}

// stepPageOf is a step's page: its title and its form.
type stepPageOf struct {
	title string
	body  func(stepView) templ.Component
}

func (p Pages) replyForm(q *site.Request) error {
	return p.showStep(q, replyStep(), nil, nil, http.StatusOK)
}
func (p Pages) cameForm(q *site.Request) error {
	return p.showStep(q, cameStep(), nil, nil, http.StatusOK)
}
func (p Pages) stopForm(q *site.Request) error {
	return p.showStep(q, stopStep(), nil, nil, http.StatusOK)
}

func (p Pages) showStep(q *site.Request, s stepPageOf, form *site.Form, problems []ui.Problem, status int) error {
	f, c, err := p.one(q)
	if err != nil {
		return err
	}
	v := stepView{f: f, first: firstName(f), c: c, action: q.To(q.URL.Path), form: form, problems: problems}
	if form == nil {
		v.form = site.Filled(nil)
		v.form.Values.Set("version", strconv.FormatInt(c.Version, 10))
	}
	if status == http.StatusConflict {
		v.now = append([]string{c.Status.Words() + "."}, history(q, c)...)
		if c.AnswerWords != "" {
			v.now = append(v.now, "They said: “"+c.AnswerWords+"”")
		}
		v.form.Values.Set("version", strconv.FormatInt(c.Version, 10))
		v.form.Values.Del("idempotency_key")
	}
	if v.key = v.form.Key(); v.key == "" {
		v.key = q.Key()
	}
	page := f.Page(q, s.title, false)
	page.Problems = problems
	page.Back = &ui.Link{Href: q.To(f.Path + "/connections"), Label: "Connections"}
	return q.RenderStatus(status, page, s.body(v))
}

// step runs one step and shows its page again with what has to be put right.
func (p Pages) step(q *site.Request, s stepPageOf, news string, do func(f frame.Frame, c connection.Connection, form *site.Form) error) error {
	f, c, err := p.one(q)
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	err = do(f, c, form)
	if problems, shown := q.Problems(form, err); shown {
		return p.showStep(q, s, form, problems, site.FormStatus(err))
	}
	if err != nil {
		return err
	}
	q.Flash(news)
	return q.Redirect(f.Path + "/connections")
}

func replyStep() stepPageOf { return stepPageOf{"What did they say?", replyPage} }
func cameStep() stepPageOf  { return stepPageOf{"Did they come?", camePage} }
func stopStep() stepPageOf  { return stepPageOf{"Stop this connection", stopPage} }
func barrierStep() stepPageOf {
	return stepPageOf{"What stands in the way?", barrierPage}
}

// reply records what a group said by phone, letter or in any other way.
func (p Pages) reply(q *site.Request) error {
	return p.step(q, replyStep(), "Their answer is kept.", func(f frame.Frame, c connection.Connection, form *site.Form) error {
		in := connection.Reply{Key: form.Key(), Answer: connection.Answer(form.Text("answer")), Words: form.Text("words"), ComeOn: form.Date("come"),
			Until: form.Date("until"), ShowFull: form.Ticked("show_full")}
		if err := form.Err(); err != nil {
			return err
		}
		return p.Connections.RecordReply(q.Context(), q.Actor, f.Card.ID, c.ID, form.Version(), in)
	})
}

// came keeps whether they came: from a button of the list, or from its own page with a day.
func (p Pages) came(q *site.Request) error {
	return p.step(q, cameStep(), "Kept. Thank you for asking.", func(f frame.Frame, c connection.Connection, form *site.Form) error {
		in := connection.Visit{Key: form.Key(), Came: connection.Came(form.Text("came")), On: form.Date("on"), Words: form.Text("words"),
			Barriers: form.List("barriers")}
		if err := form.Err(); err != nil {
			return err
		}
		return p.Connections.Attended(q.Context(), q.Actor, f.Card.ID, c.ID, form.Version(), in)
	})
}

func (p Pages) stop(q *site.Request) error {
	return p.step(q, stopStep(), "Stopped. What happened stays in the story.", func(f frame.Frame, c connection.Connection, form *site.Form) error {
		return p.Connections.Stop(q.Context(), q.Actor, f.Card.ID, c.ID, form.Version(), form.Text("words"), form.List("barriers")...)
	})
}

func answers() []ui.Option {
	var out []ui.Option
	for _, a := range connection.Answers() {
		label := "They " + map[connection.Answer]string{connection.Accept: "have a place", connection.Full: "are full just now",
			connection.NotRight: "say it is not right for them", connection.Ask: "ask a question"}[a]
		out = append(out, ui.Option{Value: string(a), Label: label})
	}
	return out
}

func cameOptions(first string) []ui.Option {
	return []ui.Option{{Value: string(connection.CameYes), Label: "Yes, " + first + " came"},
		{Value: string(connection.CameNotYet), Label: "Not yet", Hint: "We ask again in two weeks"},
		{Value: string(connection.CameNo), Label: "No, and it ends here"}}
}
