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
	people    *person.Service
	cases     *caseload.Service
	referrals *referral.Service
}

// NewService returns the use cases on a database; zone is where "today" is.
func NewService(d *db.DB, zone *time.Location, p *person.Service, c *caseload.Service, r *referral.Service) *Service {
	return &Service{db: d, zone: zone, people: p, cases: c, referrals: r}
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
	if err := s.safeLetter(ctx, tx, c, in); err != nil {
		return "", err
	}
	if err := s.choose(ctx, tx, c, &in); err != nil {
		return "", err
	}
	first, err := neverReached(ctx, tx, c.ID)
	if err != nil {
		return "", err
	}
	if !in.Next.On.IsZero() {
		if err := s.cases.SetNextTx(ctx, tx, a, c, in.Next); err != nil {
			return "", err
		}
	}
	k := made(c, a, in)
	if n := c.Next; !n.On.IsZero() && clock.DateOf(in.At, s.zone) == n.On { // this was the planned one
		k.Planned, k.Confirmed = n.On, n.Confirmed
	}
	if err := insert(ctx, tx, k, undo{Before: c.Next, Set: in.Next}); err != nil {
		return "", err
	}
	if err := caseload.HeardTx(ctx, tx, k.Case); err != nil {
		return "", err
	}
	if k.Outcome.Reached() && first {
		if err := s.spoke(ctx, tx, a, c); err != nil {
			return "", err
		}
	}
	if err := s.reflectTx(ctx, tx, a, in.Reflection); err != nil {
		return "", err
	}
	return k.ID, audit.Record(ctx, tx, a, "contact.record", k.subject())
}

// made is the contact that a form makes.
func made(c caseload.Case, a authz.Actor, in New) Contact {
	return Contact{ID: id.New[Contact](), Case: c.ID, Person: c.Person, By: a.ID, At: in.At, How: in.How, Outcome: in.Outcome, Minutes: in.Minutes,
		Note: in.Note, Agreed: in.Agreed, Hidden: in.Hidden, Purpose: in.Purpose, Travel: in.Travel, Place: in.Place, Others: in.Others,
		Interpreter: in.Interpreter, Version: 1}
}

// safeLetter refuses a letter to somebody for whom no letter is safe.
func (s *Service) safeLetter(ctx context.Context, tx *db.Tx, c caseload.Case, in New) error {
	if in.How != ByLetter || in.Outcome != Sent {
		return nil
	}
	card, err := s.people.RawTx(ctx, tx, c.Person)
	if err != nil {
		return err
	}
	var k errs.Check
	k.Require(!card.SafeContact && !card.HiddenAddress, "how", "contact.letter_not_safe")
	return k.Err()
}

// choose plans the next try where one was chosen and no other day was given.
func (s *Service) choose(ctx context.Context, tx *db.Tx, c caseload.Case, in *New) error {
	if !in.Outcome.Missed() || in.After == "" || in.After == Worried || !in.Next.On.IsZero() {
		return nil
	}
	service, err := org.ServiceTx(ctx, tx, c.Service)
	if err != nil {
		return err
	}
	tries, err := s.TriesTx(ctx, tx, c)
	if err != nil {
		return err
	}
	today := clock.DateOf(tx.Now(), s.zone)
	rules, err := due.ForTx(ctx, tx, c.Service, today)
	if err != nil {
		return err
	}
	in.Next = caseload.Next{On: nextTry(rules, today, tries.Count+1, service.Nation), Kind: caseload.Call, Note: in.After.Words()}
	if c.Next.Kind != "" && in.After == TryAgain {
		in.Next.Kind, in.Next.Place = c.Next.Kind, c.Next.Place
	}
	return nil
}

// Look writes the one more look after a case was closed, to which the person agreed:
// when they were reached, or no other day is given, the case is complete. A case that
// waits for none is a Conflict that names its stage. Audited.
func (s *Service) Look(ctx context.Context, a authz.Actor, p person.ID, in New) (cid ID, err error) {
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.cases.ForPersonTx(ctx, tx, a, authz.CaseWork, p)
		if err != nil {
			return err
		}
		result, err := once.Do(ctx, tx, a, in.Key, "contact.look", func() (string, error) {
			cid, err := s.LookTx(ctx, tx, a, c, in)
			return cid.String(), err
		})
		cid = ID(result)
		return err
	})
	return cid, err
}

// LookTx is Look in the caller's transaction, which has found the case within the
// actor's reach.
func (s *Service) LookTx(ctx context.Context, tx *db.Tx, a authz.Actor, c caseload.Case, in New) (ID, error) {
	in = in.tidy()
	in.Purpose = AfterClosing
	if in.At.IsZero() {
		in.At = tx.Now()
	}
	if err := in.validate(tx.Now()); err != nil {
		return "", err
	}
	again := in.Next
	if in.Outcome.Reached() {
		again = caseload.Next{}
	}
	if err := s.cases.LookedTx(ctx, tx, a, c, again); err != nil {
		return "", err
	}
	k := made(c, a, in)
	if err := insert(ctx, tx, k, undo{}); err != nil {
		return "", err
	}
	if err := caseload.HeardTx(ctx, tx, k.Case); err != nil {
		return "", err
	}
	return k.ID, audit.Record(ctx, tx, a, "contact.record", k.subject())
}

// SessionTx writes the line of one person in the register of a session, inside the
// use case that keeps the register, which has found the open case within the actor's
// reach. A first conversation takes the case on; what comes next stays. Audited.
func (s *Service) SessionTx(ctx context.Context, tx *db.Tx, a authz.Actor, c caseload.Case, in New) (ID, error) {
	in = in.tidy()
	in.Next, in.After, in.Reflection = caseload.Next{}, "", ""
	return s.recordTx(ctx, tx, a, c, in)
}

// spoke takes the case on when they have spoken for the first time, and tells the
// referrer within what they may know. A conversation may have been kept before.
func (s *Service) spoke(ctx context.Context, tx *db.Tx, a authz.Actor, c caseload.Case) error {
	if err := s.cases.SpokeTx(ctx, tx, a, c); err != nil {
		return err
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
		if err := caseload.HeardTx(ctx, tx, k.Case); err != nil {
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
	err = s.db.Glance(ctx, func(tx *db.Tx) error { out, err = forPerson(ctx, tx, a, p); return err })
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

// Tried sums up the tries since they last spoke, and what is still missing before the
// case may close as lost contact, for the page that closes it.
func (s *Service) Tried(ctx context.Context, a authz.Actor, p person.ID) (t Tries, m Missing, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		c, err := s.cases.ForPersonTx(ctx, tx, a, authz.CaseRead, p)
		if err != nil {
			return err
		}
		if t, err = s.TriesTx(ctx, tx, c); err != nil {
			return err
		}
		card, err := s.people.RawTx(ctx, tx, p)
		if err != nil {
			return err
		}
		rules, err := due.ForTx(ctx, tx, c.Service, clock.DateOf(tx.Now(), s.zone))
		m = t.Missing(rules, card.SafeMeans() <= 1, tx.Now())
		return err
	})
	return t, m, err
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
