package telling

import (
	"context"
	"strings"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/contact"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/message"
	"weft/internal/once"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/plan"
)

// SetNext changes the one next date of an open case as caseload does and, where tell
// says so, tells the person by their one safe way: that it is planned, or that the day
// changed. told reports whether words go. To tell needs a time, and something at which
// the two meet or speak: Invalid names the field. Who may book may do it; the same key
// does it once. Audited.
func (s *Service) SetNext(ctx context.Context, a authz.Actor, p person.ID, key string, n caseload.Next, tell bool) (told bool, err error) {
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.on.Cases.OpenForTx(ctx, tx, a, authz.CaseBook, p)
		if err != nil {
			return err
		}
		result, err := once.Do(ctx, tx, a, key, "telling.next", func() (string, error) {
			n = n.Tidy()
			if err := s.on.Cases.SetNextTx(ctx, tx, a, c, n); err != nil || !tell {
				return "", err
			}
			if err := tellable(n); err != nil {
				return "", err
			}
			return s.momentTx(ctx, tx, a, c, appointment(c.Next, n), message.When{On: n.On, Time: n.Time})
		})
		told = result != ""
		return err
	})
	return told, err
}

// tellable says what is missing before a date can be told.
func tellable(n caseload.Next) error {
	var k errs.Check
	k.Require(!n.On.IsZero(), "next_on", "date.missing")
	k.Require(n.Time != "", "next_time", "telling.no_time")
	k.Require(n.Kind != caseload.Check, "next_kind", "telling.not_together")
	return k.Err()
}

// appointment is the phrase for a date: planned, or another one than was told before.
func appointment(before, now caseload.Next) message.Phrase {
	if before.Time == "" || before.Kind == caseload.Check || before.On == now.On && before.Time == now.Time {
		return message.AppointmentConfirmed
	}
	return message.AppointmentChanged
}

// Look writes the one more look after a case was closed, to which the person agreed, as
// contact does. Where tell says so and they were not reached, our check-in goes by their
// one safe way. told reports whether it goes. Who works with them may do it; the same
// key does it once. Audited.
func (s *Service) Look(ctx context.Context, a authz.Actor, p person.ID, in contact.New, tell bool) (told bool, err error) {
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.on.Cases.ForPersonTx(ctx, tx, a, authz.CaseWork, p)
		if err != nil {
			return err
		}
		result, err := once.Do(ctx, tx, a, in.Key, "telling.look", func() (string, error) {
			if _, err := s.on.Contacts.LookTx(ctx, tx, a, c, in); err != nil || !tell || in.Outcome.Reached() {
				return "", err
			}
			return s.momentTx(ctx, tx, a, c, message.CheckIn)
		})
		told = result != ""
		return err
	})
	return told, err
}

// Share records who holds a copy of the plan as plan does. Where the person's own copy
// is posted or goes by e-mail, our words go beside it: into the print queue to a safe
// address, or by e-mail. told reports whether they go. Audited.
func (s *Service) Share(ctx context.Context, a authz.Actor, p person.ID, in plan.NewCopy) (told bool, err error) {
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.on.Cases.OpenForTx(ctx, tx, a, authz.CaseWork, p)
		if err != nil {
			return err
		}
		result, err := once.Do(ctx, tx, a, in.Key, "telling.share", func() (string, error) {
			if err := s.on.Plans.ShareTx(ctx, tx, a, c, in); err != nil || in.Holder != plan.HeldByPerson {
				return "", err
			}
			return s.besideTx(ctx, tx, a, c, in.How)
		})
		told = result != ""
		return err
	})
	return told, err
}

// besideTx queues the words that go with a copy of the plan, if that way is safe.
func (s *Service) besideTx(ctx context.Context, tx *db.Tx, a authz.Actor, c caseload.Case, how plan.Way) (string, error) {
	card, err := s.on.People.RawTx(ctx, tx, c.Person)
	if err != nil {
		return "", err
	}
	n, err := s.fixedTx(ctx, tx, c, card, message.PlanCopy)
	if err != nil {
		return "", err
	}
	switch how {
	case plan.Posted:
		address, err := card.LetterTo()
		if err != nil {
			return "", nil //nolint:nilerr // no letter is safe: the copy is kept, and nothing is written
		}
		n.Channel, n.Address = message.ByLetter, address
	case plan.Sent:
		way, ok := card.First(person.Email)
		if !ok || card.SafeContact || !card.Died.IsZero() {
			return "", nil
		}
		n.Channel, n.Address = message.ByEmail, way.Value
	default:
		return "", nil
	}
	mid, err := s.on.Messages.QueueTx(ctx, tx, a, n)
	return mid.String(), err
}

// momentTx queues fixed words to the person by their one safe way; where there is none,
// nothing is queued and the answer is empty.
func (s *Service) momentTx(ctx context.Context, tx *db.Tx, a authz.Actor, c caseload.Case, p message.Phrase, args ...any) (string, error) {
	card, err := s.on.People.RawTx(ctx, tx, c.Person)
	if err != nil {
		return "", err
	}
	channel, address := card.Route()
	if channel == "none" {
		return "", nil
	}
	n, err := s.fixedTx(ctx, tx, c, card, p, args...)
	if err != nil {
		return "", err
	}
	n.Channel, n.Address = message.Channel(channel), address
	mid, err := s.on.Messages.QueueTx(ctx, tx, a, n)
	return mid.String(), err
}

// fixedTx is a phrase to the person from their service and worker, in their language
// and format; the caller says by which way.
func (s *Service) fixedTx(ctx context.Context, tx *db.Tx, c caseload.Case, card person.Card, p message.Phrase, args ...any) (message.New, error) {
	service, err := org.ServiceTx(ctx, tx, c.Service)
	if err != nil {
		return message.New{}, err
	}
	names, err := s.on.Accounts.NamesTx(ctx, tx, c.Worker)
	if err != nil {
		return message.New{}, err
	}
	first, _, _ := strings.Cut(names[c.Worker], " ")
	return message.New{Phrase: p, Audience: message.ToPerson, Person: c.Person.String(), Service: c.Service.String(), Lang: card.Language,
		Format: card.Format, Name: card.Name, Team: service.Name, Args: append([]any{service.Phone, first}, args...)}, nil
}
