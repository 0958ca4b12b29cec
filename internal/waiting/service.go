package waiting

import (
	"context"
	"slices"
	"time"

	"weft/internal/account"
	"weft/internal/audit"
	"weft/internal/authz"
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
	"weft/internal/text"
)

// Service is the use cases of this package.
type Service struct {
	db        *db.DB
	zone      *time.Location
	base      string
	accounts  *account.Service
	people    *person.Service
	referrals *referral.Service
	messages  *message.Service
}

// NewService returns the use cases; zone is where "today" is, base what links in
// messages begin with.
func NewService(d *db.DB, zone *time.Location, base string, acc *account.Service, p *person.Service, r *referral.Service, m *message.Service) *Service {
	return &Service{db: d, zone: zone, base: base, accounts: acc, people: p, referrals: r, messages: m}
}

func (e Entry) subject() audit.Subject {
	return audit.About("waiting", e.ID.String(), e.Person.String())
}

// Start puts an accepted referral on the list, in a band that the human chose. For the
// team lead and named triagers; a referral that is not accepted is a Conflict that names
// its state. Invalid names the fields. Audited.
func (s *Service) Start(ctx context.Context, a authz.Actor, rid referral.ID, version int64, key string, in Placing) error {
	if err := authz.Check(a, authz.ReferralTriage); err != nil {
		return err
	}
	in = in.tidy()
	if err := in.validate(); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		_, err := once.Do(ctx, tx, a, key, "waiting.start", func() (string, error) {
			r, err := s.referrals.WaitTx(ctx, tx, a, rid, version)
			if err != nil {
				return "", err
			}
			look, err := s.nextLook(ctx, tx, r.Service)
			if err != nil {
				return "", err
			}
			e := Entry{ID: id.New[Entry](), Referral: rid, Person: r.Person, Service: r.Service, Placing: in, Review: look}
			if err := insert(ctx, tx, a, e); err != nil {
				return "", err
			}
			return e.ID.String(), audit.Record(ctx, tx, a, "waiting.start", e.subject())
		})
		return err
	})
}

// nextLook is when a band is looked at again: as often as we are in touch.
func (s *Service) nextLook(ctx context.Context, tx *db.Tx, sid org.ServiceID) (clock.Date, error) {
	today := clock.DateOf(tx.Now(), s.zone)
	rules, err := due.ForTx(ctx, tx, sid, today)
	return rules.On(due.WaitingTold, today, ""), err
}

// step is one change of an entry: who, the state that it needs, the lock, the record.
func (s *Service) step(ctx context.Context, a authz.Actor, p authz.Permission, rid referral.ID, version int64, action string, needs []Status, change func(tx *db.Tx, e Entry) error) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		e, err := byReferral(ctx, tx, a, p, rid)
		if err != nil {
			return err
		}
		if err := e.move(needs...); err != nil {
			return err
		}
		if err := touch(ctx, tx, e, version); err != nil {
			return err
		}
		if err := change(tx, e); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, action, e.subject())
	})
}

// SetBand moves somebody to another band, or says again that the band is right; it is
// looked at again after four weeks. For the team lead and named triagers. Invalid names
// the fields; who waits no more is a Conflict. Audited.
func (s *Service) SetBand(ctx context.Context, a authz.Actor, rid referral.ID, version int64, in Placing) error {
	in = in.tidy()
	if err := in.validate(); err != nil {
		return err
	}
	return s.step(ctx, a, authz.ReferralTriage, rid, version, "waiting.band", []Status{Waiting, Offered}, func(tx *db.Tx, e Entry) error {
		look, err := s.nextLook(ctx, tx, e.Service)
		if err != nil {
			return err
		}
		e.Placing, e.Review = in, look
		return setBand(ctx, tx, a, e)
	})
}

// KeepContact notes that we were in touch with somebody who waits, so that four weeks
// begin again. ByMessage sends our fixed words by the person's one safe way; where they
// have none it is Invalid, because nobody would hear from us. For the team lead and named triagers. Audited.
func (s *Service) KeepContact(ctx context.Context, a authz.Actor, rid referral.ID, version int64, how How, words string) error {
	words = text.Words(words)
	var c errs.Check
	c.Require(slices.Contains(Hows(), how), "how", "waiting.how_missing")
	c.Require(text.Length(words) <= longestWords, "contact_words", "form.too_long", longestWords)
	if err := c.Err(); err != nil {
		return err
	}
	return s.step(ctx, a, authz.ReferralTriage, rid, version, "waiting.contact", []Status{Waiting, Offered}, func(tx *db.Tx, e Entry) error {
		if err := setContacted(ctx, tx, e, Contact{At: tx.Now(), By: a.ID, How: how, Words: words}); err != nil || how != ByMessage {
			return err
		}
		card, err := s.people.RawTx(ctx, tx, e.Person)
		if err != nil {
			return err
		}
		channel, _ := card.Route()
		var c errs.Check
		c.Require(channel != "none", "how", "waiting.no_safe_message")
		if err := c.Err(); err != nil {
			return err
		}
		v, err := org.ServiceTx(ctx, tx, e.Service)
		if err != nil {
			return err
		}
		return s.people.TellTx(ctx, tx, a, e.Person, message.New{Phrase: message.WaitingStill, Service: e.Service.String(), Team: v.Name, Args: []any{v.Phone}})
	})
}

// List returns who waits at the services for which the actor triages: by band, then by
// the day the referral came. At most 500.
func (s *Service) List(ctx context.Context, a authz.Actor) (out []Entry, err error) {
	if err := authz.Check(a, authz.ReferralTriage); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error { out, err = list(ctx, tx, a); return err })
	return out, err
}

// ByReferral returns an entry with every offer and contact, whether or not they still
// wait. Outside the scope it is NotFound.
func (s *Service) ByReferral(ctx context.Context, a authz.Actor, rid referral.ID) (e Entry, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		if e, err = byReferral(ctx, tx, a, authz.ReferralTriage, rid); err != nil {
			return err
		}
		return history(ctx, tx, &e)
	})
	return e, err
}
