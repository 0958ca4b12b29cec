package family

import (
	"context"
	"slices"

	"weft/internal/authz"
	"weft/internal/consent"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/once"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/referral"
)

// LinkID identifies a link between two people of one family.
type LinkID = id.ID[Link]

// Link says, on one person's pages, that somebody in their family has a plan too. It
// never says who. Cares and CaredFor are told only where both agreed.
type Link struct {
	ID       LinkID
	Cares    bool // the person looks after the other
	CaredFor bool // the other looks after the person
}

// Offer is a plan of their own for somebody round a person: a referral in their own
// words. Nothing of the person's own record goes into it.
type Offer struct {
	Key     string
	Service org.ServiceID
	Source  string // "self" or "family"
	Came    referral.Way
	Who     person.Details // as they say it themselves
	Reason  string
	Agreed  bool // they agree to be referred
	Both    Both
}

// Both is what each of two people answered to "may the team of the other know that
// you have a plan?". Empty: not asked, which counts as no.
type Both struct {
	Person consent.Answer
	Other  consent.Answer
}

func (b Both) validate() error {
	var c errs.Check
	c.Require(b.Person == "" || b.Person == consent.Yes || b.Person == consent.No, "person_agrees", "consent.answer_missing")
	c.Require(b.Other == "" || b.Other == consent.Yes || b.Other == consent.No, "other_agrees", "consent.answer_missing")
	return c.Err()
}

// Offer refers somebody round a person to a service in their own right and links the
// two as far as each agreed. The actor must be able to change the person
// (authz.PersonEdit) and to enter referrals at the service. The person's own record
// is not read for it and tells nothing of it. Audited as family.offer, and as the
// referral that it is.
func (s *Service) Offer(ctx context.Context, a authz.Actor, p person.ID, which RelatedID, in Offer) error {
	return s.change(ctx, a, authz.PersonEdit, p, func(tx *db.Tx, c person.Card) error {
		r, err := s.there(ctx, tx, c.ID, which)
		if err != nil {
			return err
		}
		var k errs.Check
		k.Require(in.Source == "" || in.Source == "self" || in.Source == "family", "source", "referral.source_missing")
		if err := k.Merge(in.Both.validate()); err != nil {
			return err
		}
		if err := k.Err(); err != nil {
			return err
		}
		_, err = once.Do(ctx, tx, a, in.Key, "family.offer", func() (string, error) {
			rid, err := s.p.Referrals.EnterTx(ctx, tx, a, referral.New{Service: in.Service, Source: in.Source, Came: in.Came, Person: in.Who,
				Reason: in.Reason, Agreed: in.Agreed})
			if err != nil {
				return "", err
			}
			other, err := referred(ctx, tx, rid)
			if err != nil {
				return "", err
			}
			if err := record(ctx, tx, a, "family.offer", "related", r.ID.String(), c.ID); err != nil {
				return "", err
			}
			return s.linkTx(ctx, tx, a, r, c.ID, other, in.Both)
		})
		return err
	})
}

// Link says that somebody round a person is somebody whom we know already. The actor
// must be able to change both (authz.PersonEdit); anyone else is NotFound. Audited.
func (s *Service) Link(ctx context.Context, a authz.Actor, p person.ID, which RelatedID, other person.ID, key string, both Both) error {
	return s.change(ctx, a, authz.PersonEdit, p, func(tx *db.Tx, c person.Card) error {
		r, err := s.there(ctx, tx, c.ID, which)
		if err != nil {
			return err
		}
		o, err := s.p.People.CardTx(ctx, tx, a, authz.PersonEdit, other)
		if err != nil {
			return err
		}
		if hidden(o) {
			return errs.New(errs.NotFound, "person.not_found")
		}
		if o.ID == c.ID {
			return &errs.Error{Kind: errs.Invalid, Code: "form.invalid", Fields: []errs.Field{{Name: "other", Code: "family.link_self"}}}
		}
		if err := both.validate(); err != nil {
			return err
		}
		_, err = once.Do(ctx, tx, a, key, "family.link", func() (string, error) { return s.linkTx(ctx, tx, a, r, c.ID, o.ID, both) })
		return err
	})
}

// linkTx writes the link and what each answered. The two answers stand in the two
// records, each in its own.
func (s *Service) linkTx(ctx context.Context, tx *db.Tx, a authz.Actor, r Related, p, other person.ID, both Both) (string, error) {
	l := id.New[Link]()
	if err := insertLink(ctx, tx, l, r, p, other); err != nil {
		return "", err
	}
	for _, said := range []struct {
		by     person.ID
		answer consent.Answer
	}{{p, both.Person}, {other, both.Other}} {
		if said.answer == "" {
			continue
		}
		if _, err := s.p.Consents.RecordTx(ctx, tx, a, said.by, consent.New{Scope: consent.ToFamily, Target: l.String(), Ground: consent.Agreed,
			Answer: said.answer, How: "spoken"}); err != nil {
			return "", err
		}
	}
	return l.String(), record(ctx, tx, a, "family.link", "family_link", l.String(), p)
}

// Links returns that somebody in a person's family has a plan too, to whoever may see
// both (authz.PersonRead), and only where that other one agreed. Where either must be
// contacted safely, has a hidden address or is restricted, only to whoever may see
// both whole. Everyone else gets an empty list, as if there were none.
func (s *Service) Links(ctx context.Context, a authz.Actor, p person.ID) (out []Link, err error) {
	err = s.read(ctx, a, authz.PersonRead, p, func(tx *db.Tx, c person.Card) error {
		out, err = s.links(ctx, tx, a, c.ID)
		return err
	})
	return out, err
}

func (s *Service) links(ctx context.Context, tx *db.Tx, a authz.Actor, p person.ID) ([]Link, error) {
	rows, err := linked(ctx, tx, a, p)
	if err != nil {
		return nil, err
	}
	var targets []string
	for _, r := range rows {
		targets = append(targets, r.id.String())
	}
	bases, err := s.p.Consents.AboutTx(ctx, tx, consent.ToFamily, targets)
	if err != nil {
		return nil, err
	}
	seen := map[person.ID]bool{}
	var out []Link
	for _, r := range rows {
		mine, theirs := r.agreed(bases)
		if !theirs || seen[r.other] {
			continue
		}
		seen[r.other] = true
		l := Link{ID: r.id}
		if mine && r.cares {
			l.Cares, l.CaredFor = r.turned, !r.turned
		}
		out = append(out, l)
	}
	return out, nil
}

// agreed returns the newest answers of the person and of the other.
func (r linkRow) agreed(bases []consent.Basis) (mine, theirs bool) {
	for _, b := range bases {
		if b.Target != r.id.String() {
			continue
		}
		if b.Person == r.me || b.Person == r.meBefore {
			mine = b.Answer == consent.Yes
		} else {
			theirs = b.Answer == consent.Yes
		}
	}
	return mine, theirs
}

// Unlink ends a link that the actor sees, once for each key. For whoever may change the
// person (authz.PersonEdit); NotFound where there is none to see. Audited.
func (s *Service) Unlink(ctx context.Context, a authz.Actor, p person.ID, which LinkID, key string) error {
	return s.change(ctx, a, authz.PersonEdit, p, func(tx *db.Tx, c person.Card) error {
		_, err := once.Do(ctx, tx, a, key, "family.unlink", func() (string, error) {
			list, err := s.links(ctx, tx, a, c.ID)
			if err != nil {
				return "", err
			}
			if !slices.ContainsFunc(list, func(l Link) bool { return l.ID == which }) {
				return "", errs.New(errs.NotFound, "person.not_found")
			}
			if err := endLink(ctx, tx, which, tx.Now()); err != nil {
				return "", err
			}
			return which.String(), record(ctx, tx, a, "family.unlink", "family_link", which.String(), c.ID)
		})
		return err
	})
}

// linkRow is a link as it stands for one of its two people.
type linkRow struct {
	id       LinkID
	me       person.ID // the person, and the record that was joined to them, where there is one
	meBefore person.ID
	other    person.ID
	turned   bool // the person is the one who was offered the plan
	cares    bool // whoever was offered the plan looks after the other
}
