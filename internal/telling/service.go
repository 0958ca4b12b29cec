package telling

import (
	"context"
	"strings"

	"weft/internal/account"
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

// Service is the use cases of this package.
type Service struct {
	db *db.DB
	on Parts
}

// Parts are the capabilities that words go through.
type Parts struct {
	People   *person.Service
	Accounts *account.Service
	Cases    *caseload.Service
	Contacts *contact.Service
	Plans    *plan.Service
	Messages *message.Service
}

// NewService returns the use cases on a database.
func NewService(d *db.DB, p Parts) *Service { return &Service{db: d, on: p} }

// Draft is a text or a letter before it is sent, as the person will read it.
type Draft struct {
	New
	Way     person.Way // the mobile it goes to, of a text
	Address string     // where it goes, of a letter
	Subject string
	Body    string
	Easy    bool // there are Easy Read words for it
}

// Preview returns the words as the person will read them and where they go, for who
// may book; Lang and Format that are not given are the person's own. Where it is not
// safe to write it is a Conflict that says why; Invalid names the fields.
func (s *Service) Preview(ctx context.Context, a authz.Actor, p person.ID, in New) (d Draft, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		c, err := s.on.Cases.ForPersonTx(ctx, tx, a, authz.CaseBook, p)
		if err != nil {
			return err
		}
		var m message.New
		d, m, err = s.draftTx(ctx, tx, a, c, in)
		if err != nil {
			return err
		}
		d.Subject, d.Body, err = s.on.Messages.Preview(m)
		return err
	})
	return d, err
}

// Send queues the text or the letter and records it as a contact. Who may book may do
// it. Where it is not safe to write it is a Conflict that says why; Invalid names the
// fields. The same key sends once. Audited.
func (s *Service) Send(ctx context.Context, a authz.Actor, p person.ID, in New) (mid message.ID, err error) {
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.on.Cases.ForPersonTx(ctx, tx, a, authz.CaseBook, p)
		if err != nil {
			return err
		}
		result, err := once.Do(ctx, tx, a, in.Key, "telling.send", func() (string, error) {
			_, m, err := s.draftTx(ctx, tx, a, c, in)
			if err != nil {
				return "", err
			}
			mid, err := s.on.Messages.QueueTx(ctx, tx, a, m)
			if err != nil {
				return "", err
			}
			how := contact.ByLetter
			if in.Channel == message.ByText {
				how = contact.ByText
			}
			_, err = s.on.Contacts.SentTx(ctx, tx, a, c, how)
			return mid.String(), err
		})
		mid = message.ID(result)
		return err
	})
	return mid, err
}

// draftTx is the one place that makes a choice into a message.
func (s *Service) draftTx(ctx context.Context, tx *db.Tx, a authz.Actor, c caseload.Case, in New) (d Draft, m message.New, err error) {
	seen, err := s.on.People.CardTx(ctx, tx, a, authz.CaseBook, c.Person)
	if err != nil {
		return d, m, err
	}
	if seen.Restricted && !seen.Full {
		return d, m, errs.New(errs.Forbidden, "person.masked")
	}
	if d, err = s.addressed(in, seen); err != nil {
		return d, m, err
	}
	if err := d.validate(c.Next, d.Easy); err != nil {
		return d, m, err
	}
	service, err := org.ServiceTx(ctx, tx, c.Service)
	if err != nil {
		return d, m, err
	}
	names, err := s.on.Accounts.NamesTx(ctx, tx, c.Worker)
	if err != nil {
		return d, m, err
	}
	first, _, _ := strings.Cut(names[c.Worker], " ")
	m = message.New{Phrase: d.Phrase, Audience: message.ToPerson, Person: c.Person.String(), Service: c.Service.String(), Channel: d.Channel,
		Address: d.Address, Lang: d.Lang, Format: d.Format, Name: seen.Name, Team: service.Name}
	if d.Channel == message.ByText {
		m.Address = d.Way.Value
	}
	choice, _ := Of(d.Channel, d.Phrase)
	switch {
	case d.Phrase == message.CaseFinished:
		m.Args = []any{service.Phone}
	case choice.Day:
		m.Args = []any{service.Phone, first, message.When{On: c.Next.On, Time: c.Next.Time}}
	default:
		m.Args = []any{service.Phone, first}
	}
	return d, m, nil
}

// addressed fills in the person's language and format and where the words go, or says
// why they may not go.
func (s *Service) addressed(in New, c person.Card) (Draft, error) {
	d := Draft{New: in, Easy: s.on.Messages.HasEasyRead(in.Phrase)}
	if d.Lang == "" {
		d.Lang = "en"
		if c.Language == "cy" {
			d.Lang = "cy"
		}
	}
	var err error
	if d.Channel == message.ByText {
		d.Way, err = c.TextTo()
		return d, err
	}
	d.Channel = message.ByLetter
	if d.Format == "" {
		d.Format = c.Format
		if d.Format == message.EasyRead && !d.Easy {
			d.Format = "large"
		}
	}
	d.Address, err = c.LetterTo()
	return d, err
}

// Instead queues a letter in place of a message to a person that failed, to their safe
// address. Who may read the outbox, and who works with the person, may do it. Where a
// letter is not safe, or the message did not fail, it is a Conflict. Audited.
func (s *Service) Instead(ctx context.Context, a authz.Actor, which message.ID) error {
	if err := message.MayHandle(a); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		m, err := message.OneTx(ctx, tx, a, which)
		if err != nil {
			return err
		}
		if m.Masked {
			return errs.New(errs.Forbidden, "person.masked")
		}
		if err := m.MayBeLetter(); err != nil {
			return err
		}
		c, err := s.on.People.RawTx(ctx, tx, person.ID(m.Person))
		if err != nil {
			return err
		}
		address, err := c.LetterTo()
		if err != nil {
			return err
		}
		service, err := org.ServiceTx(ctx, tx, org.ServiceID(m.Service))
		if err != nil {
			return err
		}
		_, err = s.on.Messages.InsteadTx(ctx, tx, a, m, c.Name, address, service.Name)
		return err
	})
}
