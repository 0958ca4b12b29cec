package today

import (
	"weft/internal/message"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// failed are the messages that could not be sent and are the reader's to put right.
func (p Pages) failed(q *site.Request) ([]ui.RowProps, error) {
	list, err := p.Messages.Failed(q.Context(), q.Actor)
	var out []ui.RowProps
	for _, m := range list {
		r := ui.RowProps{Title: "A message could not be sent", Href: q.To("/outbox/" + m.ID.String()), Text: "Written " + frame.When(q, m.At) + "."}
		switch {
		case m.Masked:
		case m.Audience == message.ToPerson:
			r.Title = "To " + m.Name
		default:
			r.Title = "“" + m.Subject + "”, to a " + string(m.Audience)
		}
		out = append(out, r)
	}
	return out, err
}
