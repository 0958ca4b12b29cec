package support

import (
	"context"
	"time"

	"weft/internal/account"
	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/connection"
	"weft/internal/consent"
	"weft/internal/contact"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/i18n"
	"weft/internal/id"
	"weft/internal/once"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/vocabulary"
)

// Service is the use cases of this package.
type Service struct {
	db    *db.DB
	zone  *time.Location
	words *i18n.Catalogue
	on    Parts
}

// Parts are the capabilities that a letter is made from.
type Parts struct {
	People      *person.Service
	Accounts    *account.Service
	Consents    *consent.Service
	Cases       *caseload.Service
	Contacts    *contact.Service
	Plans       *plan.Service
	Connections *connection.Service
}

// NewService returns the use cases on a database; zone is where "today" is.
func NewService(d *db.DB, zone *time.Location, words *i18n.Catalogue, p Parts) *Service {
	return &Service{db: d, zone: zone, words: words, on: p}
}

// Draft is a letter before it is made: the facts that may be ticked, and the letter as
// it would read.
type Draft struct {
	New
	Facts   []Fact
	Matters string // everything that they said matters to them, to quote from
	Letter  Letter
}

// Preview returns what the record can say in the language of the form, and the letter as
// it would read, for whoever works with the person. Where a choice breaks a rule it is
// Invalid with the fields named, and Facts are there all the same. A case that is closed
// is a Conflict that says so.
func (s *Service) Preview(ctx context.Context, a authz.Actor, p person.ID, in New) (d Draft, err error) {
	in = in.tidy()
	r, err := s.gather(ctx, a, p)
	if err != nil {
		return d, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		if err := s.fillTx(ctx, tx, a, &r); err != nil {
			return err
		}
		d = s.draft(r, in)
		if err := in.validate(); err != nil {
			return err
		}
		d.Letter, err = s.writer(r, in.Lang).write(in)
		return err
	})
	return d, err
}

func (s *Service) writer(r record, lang string) writer {
	return writer{record: r, words: s.words, zone: s.zone, lang: i18n.Known(lang)}
}

func (s *Service) draft(r record, in New) Draft {
	w := s.writer(r, in.Lang)
	if in.Title == "" {
		in.Title = w.title()
	}
	return Draft{New: in, Facts: w.facts(in.Quote), Matters: r.heard.Matters}
}

// gather reads what the person's record can say, as far as the actor may read it.
func (s *Service) gather(ctx context.Context, a authz.Actor, p person.ID) (r record, err error) {
	if err := authz.Check(a, authz.CaseWork); err != nil {
		return r, err
	}
	if r.contacts, err = s.on.Contacts.ForPerson(ctx, a, p); err != nil {
		return r, err
	}
	if r.heard, err = s.on.Plans.Heard(ctx, a, p); err != nil {
		return r, err
	}
	all, err := s.on.Plans.Versions(ctx, a, p)
	if err != nil {
		return r, err
	}
	for _, l := range all {
		if l.Status.Stands() {
			r.plan = l
			break
		}
	}
	r.groups, err = s.on.Connections.ForPerson(ctx, a, p)
	if errs.Is(err, errs.NotFound) {
		err = nil // the case below says whether they are there
	}
	r.c.Person = p
	return r, err
}

// fillTx adds the case and who they are, and is where somebody else's person is found out.
func (s *Service) fillTx(ctx context.Context, tx *db.Tx, a authz.Actor, r *record) (err error) {
	if r.c, err = s.on.Cases.OpenForTx(ctx, tx, a, authz.CaseWork, r.c.Person); err != nil {
		return err
	}
	if r.card, err = s.on.People.CardTx(ctx, tx, a, authz.CaseWork, r.c.Person); err != nil {
		return err
	}
	if r.card.Restricted && !r.card.Full {
		return errs.New(errs.Forbidden, "person.masked")
	}
	raw, err := s.on.People.RawTx(ctx, tx, r.c.Person) // what must not stand in it, whoever writes
	if err != nil {
		return err
	}
	r.card = raw
	if r.service, err = org.ServiceTx(ctx, tx, r.c.Service); err != nil {
		return err
	}
	if r.lists, err = vocabulary.InForceTx(ctx, tx, r.c.Service.String(), clock.DateOf(tx.Now(), s.zone)); err != nil {
		return err
	}
	names, err := s.on.Accounts.NamesTx(ctx, tx, a.ID)
	r.worker = names[a.ID]
	return err
}

// Make keeps the letter in its exact words, with the person's agreement to this very
// letter and a contact that says it was done for them. Whoever works with the person may
// do it. Without the agreement nothing is made (Invalid); what must stay hidden, and a
// fact that is in the record no more, are Invalid too. The same key makes one. Audited.
func (s *Service) Make(ctx context.Context, a authz.Actor, p person.ID, in New) (lid ID, err error) {
	in = in.tidy()
	r, err := s.gather(ctx, a, p)
	if err != nil {
		return "", err
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		if err := s.fillTx(ctx, tx, a, &r); err != nil {
			return err
		}
		result, err := once.Do(ctx, tx, a, in.Key, "support.make", func() (string, error) {
			lid, err := s.makeTx(ctx, tx, a, r, in)
			return lid.String(), err
		})
		lid = ID(result)
		return err
	})
	return lid, err
}

func (s *Service) makeTx(ctx context.Context, tx *db.Tx, a authz.Actor, r record, in New) (ID, error) {
	var k errs.Check
	if err := k.Merge(in.validate()); err != nil {
		return "", err
	}
	l, err := s.writer(r, in.Lang).write(in)
	if err := k.Merge(err); err != nil {
		return "", err
	}
	k.Require(in.Agreed, "agreed", "support.not_agreed")
	if err := k.Err(); err != nil {
		return "", err
	}
	l.ID, l.By, l.At = id.New[Letter](), a.ID, tx.Now()
	basis, err := s.on.Consents.RecordTx(ctx, tx, a, l.Person, consent.New{Scope: consent.ToLetter, Target: l.ID.String(), Ground: consent.Agreed,
		Answer: consent.Yes, How: in.How, Words: l.To()})
	if err != nil {
		return "", err
	}
	if l.Contact, err = s.on.Contacts.OnBehalfTx(ctx, tx, a, r.c, ""); err != nil {
		return "", err
	}
	l.Consent = basis.String()
	if err := insert(ctx, tx, l); err != nil {
		return "", err
	}
	return l.ID, audit.Record(ctx, tx, a, "support_letter.make", l.subject())
}

// ForPerson returns the letters of a person, newest first, to whoever may read the
// case; none when there is no such case, or the record is restricted to others.
func (s *Service) ForPerson(ctx context.Context, a authz.Actor, p person.ID) (out []Letter, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		c, err := s.on.Cases.ForPersonTx(ctx, tx, a, authz.CaseRead, p)
		if err == nil {
			out, err = ofPerson(ctx, tx, c, "")
		}
		if err == nil && len(out) > 0 && errs.Is(s.unmasked(ctx, tx, a, p), errs.Forbidden) {
			out = nil
		}
		if errs.Is(err, errs.NotFound) {
			return nil
		}
		return err
	})
	return out, err
}

// ByID returns one letter of a person in its exact words, to whoever may read the case;
// of a record that is restricted to others it is Forbidden.
func (s *Service) ByID(ctx context.Context, a authz.Actor, p person.ID, lid ID) (l Letter, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		c, err := s.on.Cases.ForPersonTx(ctx, tx, a, authz.CaseRead, p)
		if err != nil {
			return err
		}
		if err := s.unmasked(ctx, tx, a, p); err != nil {
			return err
		}
		l, err = oneTx(ctx, tx, c, lid)
		return err
	})
	return l, err
}

// unmasked is nil when nothing of a restricted record is held back from the actor: a
// letter says who it is about.
func (s *Service) unmasked(ctx context.Context, tx *db.Tx, a authz.Actor, p person.ID) error {
	c, err := s.on.People.CardTx(ctx, tx, a, authz.PersonRead, p)
	if err == nil && c.Restricted && !c.Full {
		err = errs.New(errs.Forbidden, "person.masked")
	}
	return err
}

func oneTx(ctx context.Context, tx *db.Tx, c caseload.Case, lid ID) (Letter, error) {
	found, err := ofPerson(ctx, tx, c, lid)
	if err == nil && len(found) == 0 {
		err = errs.New(errs.NotFound, "support.not_found")
	}
	if err != nil {
		return Letter{}, err
	}
	return found[0], nil
}

// TakeBack records that the person took their agreement back: the letter is kept and is
// given to nobody any more. Whoever works with the person may do it; a second time is a
// Conflict. Audited.
func (s *Service) TakeBack(ctx context.Context, a authz.Actor, p person.ID, lid ID) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.on.Cases.ForPersonTx(ctx, tx, a, authz.CaseWork, p)
		if err != nil {
			return err
		}
		l, err := oneTx(ctx, tx, c, lid)
		if err != nil {
			return err
		}
		if !l.TakenBack.IsZero() {
			return errs.New(errs.Conflict, "support.is_taken_back")
		}
		if _, err := s.on.Consents.RecordTx(ctx, tx, a, l.Person, consent.New{Scope: consent.ToLetter, Target: l.ID.String(), Ground: consent.Agreed,
			Answer: consent.Withdrawn, How: "spoken", Words: l.To()}); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `update support_letter set taken_back = $2 where id = $1`, l.ID, tx.Now()); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "support_letter.take_back", l.subject())
	})
}
