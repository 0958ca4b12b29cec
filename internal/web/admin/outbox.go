package admin

import (
	"strconv"

	"weft/internal/id"
	"weft/internal/message"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// outboxPageSize is how many messages a page shows.
const outboxPageSize = 40

type outboxView struct {
	pages  ui.PagesProps
	states []ui.NavItem
	rows   []ui.RowProps
}

func (p Pages) outbox(q *site.Request) error {
	state := message.State(q.URL.Query().Get("state"))
	after, err := id.Parse[message.Message](q.URL.Query().Get("after"))
	if err != nil {
		after = ""
	}
	list, err := p.Messages.Outbox(q.Context(), q.Actor, message.Filter{State: state, After: after, Limit: outboxPageSize})
	if err != nil {
		return err
	}
	v := outboxView{}
	if len(list) == outboxPageSize {
		v.pages.OlderHref = q.To("/outbox?state=" + string(state) + "&after=" + list[len(list)-1].ID.String())
	}
	for _, s := range []message.State{"", message.Waiting, message.Failed, message.Sent, message.Printed, message.Stopped} {
		label, href := "All", "/outbox"
		if s != "" {
			label, href = stateWords(s), "/outbox?state="+string(s)
		}
		v.states = append(v.states, ui.NavItem{Href: q.To(href), Label: label, Current: s == state})
	}
	for _, m := range list {
		to := m.Address
		if m.Masked || to == "" {
			to = "hidden"
		}
		v.rows = append(v.rows, ui.RowProps{Lead: stateWords(m.State), Title: m.Subject, Href: q.To("/outbox/" + m.ID.String()),
			Text: "To a " + string(m.Audience) + " by " + string(m.Channel) + " (" + to + "), " + frame.When(q, m.At) + "."})
	}
	return q.Render(q.Page("Outbox"), outboxPage(v))
}

func stateWords(s message.State) string {
	switch s {
	case message.Waiting:
		return "Waiting"
	case message.Sent:
		return "Sent"
	case message.Failed:
		return "Failed"
	case message.Stopped:
		return "Stopped"
	case message.Printed:
		return "Printed"
	}
	return string(s)
}

type messageView struct {
	m      message.Message
	action string
	key    string
	rows   []ui.SummaryRow
}

func (p Pages) message(q *site.Request) error {
	mid, err := id.Parse[message.Message](q.PathValue("message"))
	if err != nil {
		return err
	}
	m, err := p.Messages.ByID(q.Context(), q.Actor, mid)
	if err != nil {
		return err
	}
	v := messageView{m: m, action: q.To("/outbox/" + mid.String()), key: q.Key(), rows: []ui.SummaryRow{
		{Key: "State", Value: stateWords(m.State)}, {Key: "To", Value: string(m.Audience) + ", " + m.Address}, {Key: "By", Value: string(m.Channel)},
		{Key: "Queued", Value: frame.When(q, m.At)}, {Key: "Tries", Value: strconv.Itoa(m.Tries)}}}
	page := q.Page("Message")
	page.Back = &ui.Link{Href: q.To("/outbox"), Label: "Outbox"}
	return q.Render(page, messagePage(v))
}

// settle says what became of a message: printed, sent by hand, stopped, or tried again.
func (p Pages) settle(q *site.Request) error {
	mid, err := id.Parse[message.Message](q.PathValue("message"))
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	switch form.Text("do") {
	case "printed":
		err = p.Messages.MarkPrinted(q.Context(), q.Actor, mid)
	case "sent":
		err = p.Messages.MarkSent(q.Context(), q.Actor, mid)
	case "retry":
		err = p.Messages.Retry(q.Context(), q.Actor, mid)
	default:
		err = p.Messages.Stop(q.Context(), q.Actor, mid)
	}
	if err != nil {
		return err
	}
	q.Flash("Kept.")
	return q.Redirect("/outbox")
}
