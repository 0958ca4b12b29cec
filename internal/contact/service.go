package contact

import (
	"context"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/due"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/message"
	"weft/internal/once"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/referral"
)

// Service is the use cases of this package.
type Service struct {
	db        *db.DB
	zone      *time.Location
	cases     *caseload.Service
	referrals *referral.Service
}

// NewService returns the use cases on a database; zone is where "today" is.
func NewService(d *db.DB, zone *time.Location, c *caseload.Service, r *referral.Service) *Service {
	return &Service{db: d, zone: zone, cases: c, referrals: r}
}

// Record writes a contact of an open case, sets the next date where one is given,
// and takes the case on when this is the first time they spoke. Invalid names the
// fields. The same key writes one contact. Audited.
func (s *Service) Record(ctx context.Context, a authz.Actor, p person.ID, in New) (cid ID, err error) {
	in = in.tidy()
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.cases.OpenForTx(ctx, tx, a, authz.CaseWork, p)
		if err != nil {
			return err
		}
		result, err := once.Do(ctx, tx, a, in.Key, "contact.record", func() (string, error) {
			cid, err := s.recordTx(ctx, tx, a, c, in)
			return cid.String(), err
		})
		cid = ID(result)
		return err
	})
	return cid, err
}

func (s *Service) recordTx(ctx context.Context, tx *db.Tx, a authz.Actor, c caseload.Case, in New) (ID, error) {
	if in.At.IsZero() {
		in.At = tx.Now()
	}
	if err := in.validate(tx.Now()); err != nil {
		return "", err
	}
	k := Contact{ID: id.New[Contact](), Case: c.ID, Person: c.Person, By: a.ID, At: in.At, How: in.How, Outcome: in.Outcome,
		Minutes: in.Minutes, Note: in.Note, Agreed: in.Agreed, Hidden: in.Hidden}
	first, err := neverReached(ctx, tx, c.ID)
	if err != nil {
		return "", err
	}
	if !in.Next.On.IsZero() {
		if err := s.cases.SetNextTx(ctx, tx, a, c, in.Next); err != nil {
			return "", err
		}
	}
	if err := insert(ctx, tx, k, undo{Before: c.Next, Set: in.Next}); err != nil {
		return "", err
	}
	if k.Outcome.Reached() && first {
		if err := s.spoke(ctx, tx, a, c); err != nil {
			return "", err
		}
	}
	return k.ID, audit.Record(ctx, tx, a, "contact.record", k.subject())
}

// spoke takes the case on when they have spoken for the first time, and tells the
// referrer within what they may know. A conversation may have been kept before.
func (s *Service) spoke(ctx context.Context, tx *db.Tx, a authz.Actor, c caseload.Case) error {
	if c.Status == caseload.FirstContact {
		if err := s.cases.MoveTx(ctx, tx, a, c, caseload.Engaging); err != nil {
			return err
		}
	}
	return s.referrals.TellStepTx(ctx, tx, a, c.Referral, message.CaseSpoken)
}

func (k Contact) subject() audit.Subject {
	return audit.About("contact", k.ID.String(), k.Person.String())
}

// NoAnswer is the one-step record of a try that nobody answered: it writes the try
// by phone and sets the next one on a working day of the service's nation, which it
// returns. The same key writes one contact and returns the same day. Audited.
func (s *Service) NoAnswer(ctx context.Context, a authz.Actor, p person.ID, key string) (cid ID, next clock.Date, err error) {
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.cases.OpenForTx(ctx, tx, a, authz.CaseWork, p)
		if err != nil {
			return err
		}
		next = c.Next.On // a replay finds what the first submit set
		result, err := once.Do(ctx, tx, a, key, "contact.no_answer", func() (string, error) {
			service, err := org.ServiceTx(ctx, tx, c.Service)
			if err != nil {
				return "", err
			}
			tries, err := s.TriesTx(ctx, tx, c)
			if err != nil {
				return "", err
			}
			today := clock.DateOf(tx.Now(), s.zone)
			rules, err := due.ForTx(ctx, tx, c.Service, today)
			if err != nil {
				return "", err
			}
			next = nextTry(rules, today, tries.Count+1, service.Nation)
			cid, err := s.recordTx(ctx, tx, a, c, New{How: ByPhone, Outcome: NoAnswer,
				Next: caseload.Next{On: next, Kind: caseload.Call, Note: "Try again"}})
			return cid.String(), err
		})
		cid = ID(result)
		return err
	})
	return cid, next, err
}

// undoWithin is how long a one-step record can be taken back in one step.
const undoWithin = 15 * time.Minute

// Undo strikes out a contact that the actor wrote just now and puts the next date
// back as it was, unless somebody changed it since. Older than 15 minutes, another's
// or struck already is a Conflict. Audited.
func (s *Service) Undo(ctx context.Context, a authz.Actor, p person.ID, cid ID) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.cases.OpenForTx(ctx, tx, a, authz.CaseWork, p)
		if err != nil {
			return err
		}
		k, back, created, err := byID(ctx, tx, c, cid)
		if err != nil {
			return err
		}
		if k.Case != c.ID || k.By != a.ID || !k.Struck.IsZero() || tx.Now().Sub(created) > undoWithin {
			return errs.New(errs.Conflict, "contact.too_late_to_undo")
		}
		if err := strike(ctx, tx, cid); err != nil {
			return err
		}
		if !back.Set.On.IsZero() && back.Set == c.Next {
			if err := s.cases.PutBackNextTx(ctx, tx, a, c, back.Before); err != nil {
				return err
			}
		}
		return audit.Record(ctx, tx, a, "contact.undo", k.subject())
	})
}

// ForPerson returns the contacts of a person, newest first, struck ones too, to
// whoever may read the case.
func (s *Service) ForPerson(ctx context.Context, a authz.Actor, p person.ID) (out []Contact, err error) {
	if err := authz.Check(a, authz.CaseRead); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error { out, err = forPerson(ctx, tx, a, p); return err })
	return out, err
}

// ByID returns one contact of a person to whoever may read the case.
func (s *Service) ByID(ctx context.Context, a authz.Actor, p person.ID, cid ID) (k Contact, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		c, err := s.cases.ForPersonTx(ctx, tx, a, authz.CaseRead, p)
		if err != nil {
			return err
		}
		k, _, _, err = byID(ctx, tx, c, cid)
		return err
	})
	return k, err
}

// Last returns the last contact of each of these cases: when, how and how it went. No
// words: who books and rings sees none.
func (s *Service) Last(ctx context.Context, a authz.Actor, cases []caseload.ID) (out map[caseload.ID]Contact, err error) {
	if err := authz.Check(a, authz.CaseList); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error { out, err = last(ctx, tx, a, cases); return err })
	return out, err
}

// TriesTx sums up the tries of a case since they last spoke, for the closing rule.
func (s *Service) TriesTx(ctx context.Context, tx *db.Tx, c caseload.Case) (Tries, error) {
	all, err := forCase(ctx, tx, c.ID)
	return tally(all), err
}

// MarkCopied notes that the text of a contact went into the GP record. Audited.
func (s *Service) MarkCopied(ctx context.Context, a authz.Actor, p person.ID, cid ID) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.cases.ForPersonTx(ctx, tx, a, authz.CaseWork, p)
		if err != nil {
			return err
		}
		k, _, _, err := byID(ctx, tx, c, cid)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `update contact set copied = $2 where id = $1`, cid, tx.Now()); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "contact.copied", k.subject())
	})
}
