package family

import (
	"context"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/consent"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/once"
	"weft/internal/person"
	"weft/internal/text"
)

// Of returns the people round a person, those who are there now first, with the
// newest answer to "may we speak with them?". For whoever may see the person
// (authz.PersonRead); of a record that is restricted for them, nobody.
func (s *Service) Of(ctx context.Context, a authz.Actor, p person.ID) (out []Related, err error) {
	err = s.read(ctx, a, authz.PersonRead, p, func(tx *db.Tx, c person.Card) error {
		if out, err = of(ctx, tx, c.ID, ""); err != nil {
			return err
		}
		return s.answers(ctx, tx, out)
	})
	return out, err
}

// ByID returns one of the people round a person; NotFound when the actor may not see
// the person (authz.PersonRead) or there is no such one.
func (s *Service) ByID(ctx context.Context, a authz.Actor, p person.ID, which RelatedID) (r Related, err error) {
	r.ID = ""
	err = s.read(ctx, a, authz.PersonRead, p, func(tx *db.Tx, c person.Card) error {
		r, err = s.one(ctx, tx, c.ID, which)
		return err
	})
	if err == nil && r.ID.IsZero() {
		err = errs.New(errs.NotFound, "family.not_found")
	}
	return r, err
}

// one reads a related person of a person.
func (s *Service) one(ctx context.Context, tx *db.Tx, p person.ID, which RelatedID) (Related, error) {
	rows, err := of(ctx, tx, p, which)
	if err != nil {
		return Related{}, err
	}
	if len(rows) == 0 {
		return Related{}, errs.New(errs.NotFound, "family.not_found")
	}
	return rows[0], s.answers(ctx, tx, rows)
}

// answers adds what the person answered about each.
func (s *Service) answers(ctx context.Context, tx *db.Tx, rows []Related) error {
	at := map[string]int{}
	var targets []string
	for i, r := range rows {
		at[r.ID.String()] = i
		targets = append(targets, r.ID.String())
	}
	bases, err := s.p.Consents.AboutTx(ctx, tx, consent.ToRelated, targets)
	for _, b := range bases {
		r := &rows[at[b.Target]]
		r.Answer, r.About, r.AnswerAt, r.AnswerHow = b.Answer, b.Words, b.At, b.How
	}
	return err
}

// Add writes down somebody round a person and returns their id. Invalid names the
// fields. For whoever may change the person (authz.PersonEdit). Audited.
func (s *Service) Add(ctx context.Context, a authz.Actor, p person.ID, in New) (which RelatedID, err error) {
	in = in.tidy()
	if err := in.validate(); err != nil {
		return "", s.allowed(ctx, a, p, err)
	}
	err = s.change(ctx, a, authz.PersonEdit, p, func(tx *db.Tx, c person.Card) error {
		result, err := once.Do(ctx, tx, a, in.Key, "family.add", func() (string, error) {
			r := Related{ID: id.New[Related](), Person: c.ID, New: in, Created: tx.Now(), Version: 1}
			if err := insertRelated(ctx, tx, r); err != nil {
				return "", err
			}
			return r.ID.String(), record(ctx, tx, a, "family.add", "related", r.ID.String(), c.ID)
		})
		which = RelatedID(result)
		return err
	})
	return which, err
}

// allowed returns what is wrong with an input only to whoever may send it.
func (s *Service) allowed(ctx context.Context, a authz.Actor, p person.ID, wrong error) error {
	return s.change(ctx, a, authz.PersonEdit, p, func(*db.Tx, person.Card) error { return wrong })
}

// Change writes what is known of a related person. A lost race is a Conflict, and so
// is one who is there no more. For whoever may change the person (authz.PersonEdit).
// Audited.
func (s *Service) Change(ctx context.Context, a authz.Actor, p person.ID, which RelatedID, version int64, in New) error {
	in = in.tidy()
	return s.change(ctx, a, authz.PersonEdit, p, func(tx *db.Tx, c person.Card) error {
		r, err := s.there(ctx, tx, c.ID, which)
		if err != nil {
			return err
		}
		if err := in.validate(); err != nil {
			return err
		}
		r.New = in
		if err := updateRelated(ctx, tx, r, version); err != nil {
			return err
		}
		return record(ctx, tx, a, "family.change", "related", r.ID.String(), c.ID)
	})
}

// there reads a related person who has not ended.
func (s *Service) there(ctx context.Context, tx *db.Tx, p person.ID, which RelatedID) (Related, error) {
	r, err := s.one(ctx, tx, p, which)
	if err == nil && !r.Ended.IsZero() {
		err = errs.New(errs.Conflict, "family.related_ended")
	}
	return r, err
}

// End says that somebody is no longer one of the people round a person, from today;
// their line stays. An agreement to speak with them ends with it. For whoever may
// change the person (authz.PersonEdit). Audited.
func (s *Service) End(ctx context.Context, a authz.Actor, p person.ID, which RelatedID, version int64, why string) error {
	why = text.Line(why)
	var k errs.Check
	k.Require(text.Length(why) <= 300, "why", "form.too_long", 300)
	return s.change(ctx, a, authz.PersonEdit, p, func(tx *db.Tx, c person.Card) error {
		r, err := s.there(ctx, tx, c.ID, which)
		if err != nil {
			return err
		}
		if err := k.Err(); err != nil {
			return err
		}
		r.Ended, r.Why = s.today(tx), why
		if err := updateRelated(ctx, tx, r, version); err != nil {
			return err
		}
		return record(ctx, tx, a, "family.end", "related", r.ID.String(), c.ID)
	})
}

// Agree writes down the person's answer to "may we speak with them?": how far and
// about what. The newest answer counts; taking it back ends it. For whoever keeps
// agreements (authz.ConsentKeep). Audited as consent.yes, consent.no or
// consent.withdrawn.
func (s *Service) Agree(ctx context.Context, a authz.Actor, p person.ID, which RelatedID, in Agreement) error {
	return s.change(ctx, a, authz.ConsentKeep, p, func(tx *db.Tx, c person.Card) error {
		r, err := s.there(ctx, tx, c.ID, which)
		if err != nil {
			return err
		}
		if err := in.validate(); err != nil {
			return err
		}
		_, err = once.Do(ctx, tx, a, in.Key, "family.agree", func() (string, error) {
			if in.Answer == consent.Yes {
				if err := setSpeak(ctx, tx, r.ID, in.Speak); err != nil {
					return "", err
				}
			}
			b, err := s.p.Consents.RecordTx(ctx, tx, a, c.ID, consent.New{Scope: consent.ToRelated, Target: r.ID.String(), Ground: consent.Agreed,
				Answer: in.Answer, How: in.How, Words: in.About})
			return b.String(), err
		})
		return err
	})
}

func record(ctx context.Context, tx *db.Tx, a authz.Actor, action, kind, which string, p person.ID) error {
	return audit.Record(ctx, tx, a, action, audit.About(kind, which, p.String()))
}

// onceAbout adds something about a person once, and records it.
func (s *Service) onceAbout(ctx context.Context, tx *db.Tx, a authz.Actor, key, action, kind string, p person.ID, add func() (string, error)) error {
	_, err := once.Do(ctx, tx, a, key, action, func() (string, error) {
		made, err := add()
		if err != nil {
			return "", err
		}
		return made, record(ctx, tx, a, action, kind, made, p)
	})
	return err
}
