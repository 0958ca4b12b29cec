package referral

import (
	"context"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/consent"
	"weft/internal/db"
	"weft/internal/message"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/vocabulary"
)

// tellReceived acknowledges the referral to the referrer and to the person.
func (s *Service) tellReceived(ctx context.Context, tx *db.Tx, a authz.Actor, r Referral, p person.Details, at org.Service, by clock.Date) error {
	n := message.New{Phrase: message.ReferralReceived, Service: r.Service.String(), Team: at.Name, Args: []any{at.Phone, by}}
	if r.Status == Held {
		n.Phrase, n.Args = message.ReferralHeld, []any{at.Phone}
	}
	if err := s.tellReferrer(ctx, tx, a, r, at, n.Phrase); err != nil {
		return err
	}
	return s.people.TellNewTx(ctx, tx, a, r.Person, p, n)
}

func (s *Service) tellAccepted(ctx context.Context, tx *db.Tx, a authz.Actor, r Referral) error {
	known, err := s.detailTx(ctx, tx, r)
	if err != nil || known < UntilClosed {
		return err
	}
	return s.TellReferrerTx(ctx, tx, a, r, message.ReferralAccepted)
}

// tellDeclined tells the referrer, as far as they may know, and the person, unless
// it was they who did not want it.
func (s *Service) tellDeclined(ctx context.Context, tx *db.Tx, a authz.Actor, r Referral) error {
	service, err := org.ServiceTx(ctx, tx, r.Service)
	if err != nil {
		return err
	}
	known, err := s.detailTx(ctx, tx, r)
	if err != nil {
		return err
	}
	if known >= UntilClosed {
		lists, err := vocabulary.InForceTx(ctx, tx, r.Service.String(), clock.DateOf(tx.Now(), s.zone))
		if err != nil {
			return err
		}
		reason := lists.Words(vocabulary.DeclineList, towards(r.DeclineCode), "en")
		if err := s.TellReferrerTx(ctx, tx, a, r, message.ReferralDeclined, reason, r.Alternative); err != nil {
			return err
		}
	}
	if r.Status == DeclinedByThem {
		return nil
	}
	return s.people.TellTx(ctx, tx, a, r.Person, message.New{Phrase: message.ReferralDeclined,
		Service: r.Service.String(), Team: service.Name, Args: []any{service.Phone}})
}

func (s *Service) tellAsked(ctx context.Context, tx *db.Tx, a authz.Actor, r Referral) error {
	return s.TellReferrerTx(ctx, tx, a, r, message.ReferralMoreAsked)
}

// detailTx is how much the referrer may know of one referral.
func (s *Service) detailTx(ctx context.Context, tx *db.Tx, r Referral) (Detail, error) {
	sent, err := s.detailed(ctx, tx, []Referral{r})
	if err != nil {
		return OnlyReceived, err
	}
	return sent[0].Detail, nil
}

// TellReferrerTx queues a fixed message to whoever sent the referral, with the
// initials of the name that they wrote and a link to what became of it, never what
// it is about. Where they left no e-mail nothing is queued: the page shows them all
// the same. The caller has decided that they may know.
func (s *Service) TellReferrerTx(ctx context.Context, tx *db.Tx, a authz.Actor, r Referral, phrase message.Phrase, between ...any) error {
	if r.ReferrerEmail == "" {
		return nil
	}
	service, err := org.ServiceTx(ctx, tx, r.Service)
	if err != nil {
		return err
	}
	return s.tellReferrer(ctx, tx, a, r, service, phrase, between...)
}

func (s *Service) tellReferrer(ctx context.Context, tx *db.Tx, a authz.Actor, r Referral, service org.Service, phrase message.Phrase, between ...any) error {
	if r.ReferrerEmail == "" {
		return nil
	}
	args := append([]any{person.Card{Name: r.PersonName}.Initials()}, between...)
	args = append(args, s.base+"/my-referrals")
	_, err := s.messages.QueueTx(ctx, tx, a, message.New{Phrase: phrase, Audience: message.ToReferrer, About: r.Person.String(),
		Channel: message.ByEmail, Address: r.ReferrerEmail, Lang: "en", Service: r.Service.String(), Team: service.Name, Args: args})
	return err
}

// TellStepTx tells the referrer, and the practice where the person agreed to it,
// that there was a step ("we have spoken", "finished"): the referrer only as far as
// they may know. The use case that took the step calls it in its transaction.
func (s *Service) TellStepTx(ctx context.Context, tx *db.Tx, a authz.Actor, rid ID, phrase message.Phrase) error {
	r, err := db.One(ctx, tx, scan, `select `+columns+` from referral r where r.id = $1`, rid)
	if err != nil {
		return err
	}
	known, err := s.detailTx(ctx, tx, r)
	if err != nil {
		return err
	}
	if known == EveryStep || phrase == message.CaseFinished && known == UntilClosed {
		if err := s.TellReferrerTx(ctx, tx, a, r, phrase); err != nil {
			return err
		}
	}
	return s.tellPractice(ctx, tx, a, r, phrase)
}

func (s *Service) tellPractice(ctx context.Context, tx *db.Tx, a authz.Actor, r Referral, phrase message.Phrase) error {
	agreed, err := s.consents.HoldsTx(ctx, tx, r.Person, consent.ToPractice, "")
	if err != nil || !agreed {
		return err
	}
	c, err := s.people.RawTx(ctx, tx, r.Person)
	if err != nil || c.Practice == "" || c.SafeContact {
		return err
	}
	practice, err := org.OrganisationTx(ctx, tx, org.ID(c.Practice))
	if err != nil || practice.Email == "" {
		return err
	}
	service, err := org.ServiceTx(ctx, tx, r.Service)
	if err != nil {
		return err
	}
	_, err = s.messages.QueueTx(ctx, tx, a, message.New{Phrase: phrase, Audience: message.ToPractice, About: r.Person.String(),
		Channel: message.ByEmail, Address: practice.Email, Lang: "en", Service: r.Service.String(), Team: service.Name, Args: []any{c.Initials(), s.base + "/my-referrals"}})
	return err
}
