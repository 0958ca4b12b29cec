package person

import (
	"context"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/message"
)

// TellTx queues a fixed message to a person in their language and format by their
// one safe route. Where there is none, nothing is queued: somebody rings instead.
// n carries the phrase, its arguments and the team; the rest comes from the record.
func (s *Service) TellTx(ctx context.Context, tx *db.Tx, a authz.Actor, pid ID, n message.New) error {
	c, err := s.RawTx(ctx, tx, pid)
	if err != nil {
		return err
	}
	channel, address := c.Route()
	if channel == "none" {
		return nil
	}
	n.Audience, n.Person, n.Channel, n.Address = message.ToPerson, pid.String(), message.Channel(channel), address
	n.Lang, n.Format, n.Name = c.Language, c.Format, c.Name
	_, err = s.messages.QueueTx(ctx, tx, a, n)
	return err
}

// Initials returns the initials that stand for a person in messages to
// professionals: "D.P.".
func (c Card) Initials() string {
	out, start := "", true
	for _, r := range c.Name {
		if start && r != ' ' {
			out += string(r) + "."
		}
		start = r == ' '
	}
	return out
}

// stops says why what waits to go out must not go any more: a death, contact that has
// ceased to be safe, an address that is hidden now or another one.
func stops(have Card, in Details) message.Why {
	switch {
	case have.Died.IsZero() && !in.Died.IsZero():
		return message.Died
	case in.SafeContact && !have.SafeContact, in.HiddenAddress && !have.HiddenAddress:
		return message.NotSafe
	case in.Address != have.Address || in.Postcode != have.Postcode:
		return message.Moved
	}
	return ""
}
