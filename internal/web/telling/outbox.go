package telling

import (
	"net/url"
	"strconv"
	"strings"

	"weft/internal/authz"
	"weft/internal/id"
	"weft/internal/message"
	"weft/internal/vocabulary"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// outboxPageSize is how many messages a page shows.
const outboxPageSize = 40

type outboxView struct {
	pages    ui.PagesProps
	states   []ui.NavItem
	rows     []ui.RowProps
	action   string
	state    message.State
	channel  message.Channel
	channels []ui.Option
	print    string // where the letters are printed, when some wait
	letters  int
	texts    int
	failed   int
}

func (p Pages) outbox(q *site.Request) error {
	state, channel := message.State(q.URL.Query().Get("state")), message.Channel(q.URL.Query().Get("channel"))
	after, err := id.Parse[message.Message](q.URL.Query().Get("after"))
	if err != nil {
		after = ""
	}
	list, err := p.Messages.Outbox(q.Context(), q.Actor, message.Filter{State: state, Channel: channel, After: after, Limit: outboxPageSize})
	if err != nil {
		return err
	}
	count, err := p.Messages.Count(q.Context(), q.Actor)
	if err != nil {
		return err
	}
	v := outboxView{action: q.To("/outbox"), state: state, channel: channel, letters: count[message.Waiting][message.ByLetter],
		texts: count[message.Waiting][message.ByText], failed: total(count[message.Failed])}
	if v.letters > 0 {
		v.print = q.To("/outbox/print")
	}
	at := func(s message.State, after string) string {
		return q.To("/outbox?" + url.Values{"state": {string(s)}, "channel": {string(channel)}, "after": {after}}.Encode())
	}
	if len(list) == outboxPageSize {
		v.pages.OlderHref = at(state, list[len(list)-1].ID.String())
	}
	for _, s := range []message.State{"", message.Waiting, message.Failed, message.Sent, message.Printed, message.Stopped} {
		label := "All"
		if s != "" {
			label = stateWords(s) + " (" + strconv.Itoa(total(count[s])) + ")"
		}
		v.states = append(v.states, ui.NavItem{Href: at(s, ""), Label: label, Current: s == state})
	}
	v.channels = []ui.Option{{Value: "", Label: "Every way"}}
	for _, ch := range []message.Channel{message.ByEmail, message.ByText, message.ByLetter, message.ByNone} {
		v.channels = append(v.channels, ui.Option{Value: string(ch), Label: channelWords(ch)})
	}
	for _, m := range list {
		v.rows = append(v.rows, p.row(q, m))
	}
	return q.Render(q.Page("Outbox"), outboxPage(v))
}

func total(by map[message.Channel]int) int {
	n := 0
	for _, c := range by {
		n += c
	}
	return n
}

func (p Pages) row(q *site.Request, m message.Message) ui.RowProps {
	r := ui.RowProps{Lead: stateWords(m.State), Title: title(m), Href: q.To("/outbox/" + m.ID.String()), Chips: needs(m),
		Text: channelWords(m.Channel) + " " + whom(m) + ", " + frame.When(q, m.At) + "."}
	if m.Error != "" {
		r.Text += " " + p.why(q, m)
	}
	return r
}

// title is what the reader's own list calls a message; a text has no subject.
func title(m message.Message) string {
	if m.Subject != "" {
		return m.Subject
	}
	if c, ok := textLabel(m.Phrase); ok {
		return c
	}
	return "A text"
}

// whom says to whom, masked as the house does.
func whom(m message.Message) string {
	switch {
	case m.Masked:
		return "to " + audienceWords(m.Audience) + " (hidden from you)"
	case m.Name != "":
		return "to " + m.Name
	case m.Address != "":
		return "to " + audienceWords(m.Audience) + ", " + strings.ReplaceAll(m.Address, "\n", ", ")
	}
	return "to " + audienceWords(m.Audience)
}

// needs are the chips of what the reader needs.
func needs(m message.Message) []string {
	var out []string
	if m.Channel == message.ByLetter && m.Format != "" && m.Format != "standard" {
		chip := vocabulary.Formats().Words(m.Format, "en")
		if byHand(m) {
			chip = "Arrange: " + chip
		}
		out = append(out, chip)
	}
	if m.Lang == "cy" {
		out = append(out, "Welsh")
	}
	return out
}

// byHand reports whether no printer makes what the reader needs.
func byHand(m message.Message) bool { return m.Channel == message.ByLetter && arrange(m.Format) != "" }

// why says why a message failed or was stopped.
func (p Pages) why(q *site.Request, m message.Message) string {
	if m.Error == "" || m.State != message.Failed && m.State != message.Stopped && m.State != message.Waiting {
		return ""
	}
	return q.Site.Words.T("en", m.Error)
}

type messageView struct {
	m      message.Message
	action string
	key    string
	rows   []ui.SummaryRow
	print  string
	why    string
	must   string // what to arrange before it is posted
}

func (p Pages) message(q *site.Request) error {
	m, err := p.load1(q)
	if err != nil {
		return err
	}
	at := q.To("/outbox/" + m.ID.String())
	v := messageView{m: m, action: at, key: q.Key(), why: p.why(q, m), rows: []ui.SummaryRow{
		{Key: "State", Value: stateWords(m.State)}, {Key: "To", Value: whom(m)}, {Key: "By", Value: channelWords(m.Channel)},
		{Key: "Address", Value: address(m)},
		{Key: "Written", Value: frame.When(q, m.At)}, {Key: "Tries", Value: strconv.Itoa(m.Tries)}}}
	if m.Channel == message.ByLetter {
		v.must = arrange(m.Format)
		if !m.Masked && (m.State == message.Waiting || m.State == message.Printed) {
			v.print = at + "/print"
		}
	}
	page := q.Page("Message")
	page.Back = &ui.Link{Href: q.To(home(q.Actor)), Label: homeWords(q.Actor)}
	return q.Render(page, messagePage(v))
}

// address is where it goes, when the reader may know.
func address(m message.Message) string {
	if m.Masked {
		return "hidden from you"
	}
	if m.Address == "" {
		return "none"
	}
	return strings.ReplaceAll(m.Address, "\n", ", ")
}

func (p Pages) load1(q *site.Request) (message.Message, error) {
	mid, err := id.Parse[message.Message](q.PathValue("message"))
	if err != nil {
		return message.Message{}, err
	}
	m, err := p.Messages.ByID(q.Context(), q.Actor, mid)
	if err == nil && m.About != "" {
		err = q.Site.Audit.Looked(q.Context(), q.Actor, m.About)
	}
	return m, err
}

// home is where whoever puts a message right came from.
func home(a authz.Actor) string {
	if a.May(authz.OutboxRead) {
		return "/outbox"
	}
	return "/today"
}

func homeWords(a authz.Actor) string {
	if a.May(authz.OutboxRead) {
		return "Outbox"
	}
	return "Today"
}

// settle says what became of a message: printed, passed on, stopped, tried again, or a
// letter in its place.
func (p Pages) settle(q *site.Request) error {
	mid, err := id.Parse[message.Message](q.PathValue("message"))
	if err != nil {
		return err
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	said := "Kept."
	switch form.Text("do") {
	case "printed":
		err, said = p.Messages.MarkPrinted(q.Context(), q.Actor, mid), "Noted as printed and posted."
	case "sent":
		err, said = p.Messages.MarkSent(q.Context(), q.Actor, mid), "Noted: they know."
	case "back":
		err, said = p.Messages.CameBack(q.Context(), q.Actor, mid), "Noted: it came back."
	case "retry":
		err, said = p.Messages.Retry(q.Context(), q.Actor, mid), "It waits to be sent again."
	case "letter":
		err, said = p.Telling.Instead(q.Context(), q.Actor, mid), "A letter waits to be printed in its place."
	default:
		err, said = p.Messages.Stop(q.Context(), q.Actor, mid), "It is not sent."
	}
	if err != nil {
		return err
	}
	q.Flash(said)
	return q.Redirect(home(q.Actor))
}
