package person

import (
	"context"

	"weft/internal/authz"
	"weft/internal/clock"
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
	return s.tell(ctx, tx, a, c, n)
}

// TellNewTx is TellTx for a person whom CreateTx made in this transaction of these
// details: nothing is read again.
func (s *Service) TellNewTx(ctx context.Context, tx *db.Tx, a authz.Actor, pid ID, in Details, n message.New) error {
	in = in.tidy()
	if err := s.check(&in, tx.Now()); err != nil {
		return err
	}
	p := Person{ID: pid, Name: in.Name, Language: in.Language, Format: in.Format, Address: in.Address, Postcode: in.Postcode, HiddenAddress: in.HiddenAddress,
		SafeContact: in.SafeContact, Restricted: in.Restricted, Died: in.Died, Ways: in.Ways}
	return s.tell(ctx, tx, a, mask(p, true, clock.DateOf(tx.Now(), s.zone)), n)
}

func (s *Service) tell(ctx context.Context, tx *db.Tx, a authz.Actor, c Card, n message.New) error {
	channel, address := c.Route()
	if channel == "none" {
		return nil
	}
	n.Audience, n.Person, n.Channel, n.Address = message.ToPerson, c.ID.String(), message.Channel(channel), address
	n.Lang, n.Format, n.Name = c.Language, c.Format, c.Name
	_, err := s.messages.QueueTx(ctx, tx, a, n)
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
