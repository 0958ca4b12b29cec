package referral

import (
	"context"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/message"
	"weft/internal/org"
	"weft/internal/text"
)

// By is who took a referral back.
type By string

// Who may take a referral back.
const (
	ByPerson   By = "person"
	ByReferrer By = "referrer"
)

// Ending is how a referral ends without a case. By belongs to Withdrawn; Words are for
// the team and stay there.
type Ending struct {
	To    Status
	By    By
	Words string
}

func (e Ending) validate() error {
	var c errs.Check
	c.Require(e.To == Withdrawn || e.To == UnableToContact || e.To == Duplicate || e.To == Died, "end", "referral.end_unknown")
	c.Require(e.To != Withdrawn || e.By == ByPerson || e.By == ByReferrer, "end", "referral.end_unknown")
	c.Require(text.Length(e.Words) <= 1000, "end_words", "form.too_long", 1000)
	return c.Err()
}

// End ends the referral without a case: taken back by the person or the referrer,
// unable to contact, a duplicate of one that somebody works on already, or died. The
// referrer hears of the first two as far as they may know, with what may help instead;
// a death is recorded, is told to nobody and stops every message to the person.
func (s *Service) End(ctx context.Context, a authz.Actor, rid ID, version int64, e Ending) error {
	e.Words = text.Words(e.Words)
	if err := e.validate(); err != nil {
		return err
	}
	return s.step(ctx, a, rid, version, "referral.end", func(tx *db.Tx, r *Referral) error {
		if err := r.Status.move(e.To); err != nil {
			return err
		}
		if e.To == Duplicate && r.MovedFrom.IsZero() {
			return errs.New(errs.Conflict, "referral.not_joined")
		}
		r.Status, r.EndedWords = e.To, e.Words
		switch e.To {
		case Died:
			return s.people.DiedTx(ctx, tx, a, r.Person, clock.Date{})
		case Withdrawn:
			r.EndedBy = e.By
			return s.tellWithdrawn(ctx, tx, a, *r)
		case UnableToContact:
			return s.tellUnreached(ctx, tx, a, *r)
		default:
			return nil
		}
	})
}

// Withdraw is the referrer taking back what they sent, before a worker has it. Whoever
// may see it among their own may; anyone else's is NotFound, one that has ended or is
// with a worker is a Conflict, and so is every one of a referrer who may know no more than
// that it was received: they ring. The person is told that they may still ring. Audited.
func (s *Service) Withdraw(ctx context.Context, a authz.Actor, rid ID, words string) error {
	if err := authz.Check(a, authz.ReferralStatus); err != nil {
		return err
	}
	words = text.Words(words)
	return s.db.Write(ctx, func(tx *db.Tx) error {
		rows, err := mine(ctx, tx, a, rid, 1)
		if err != nil {
			return err
		}
		if rid.IsZero() || len(rows) == 0 {
			return errs.New(errs.NotFound, "referral.not_found")
		}
		r := rows[0]
		known, err := s.detailTx(ctx, tx, r)
		if err != nil {
			return err
		}
		if known < UntilClosed {
			return errs.New(errs.Conflict, "referral.take_back_by_phone") // they are not to learn where it stands
		}
		if !r.Status.MayBecome(Withdrawn) {
			return errs.New(errs.Conflict, "referral.not_to_take_back")
		}
		if err := (Ending{To: Withdrawn, By: ByReferrer, Words: words}).validate(); err != nil {
			return err
		}
		r.Status, r.StatusAt, r.EndedBy, r.EndedWords = Withdrawn, tx.Now(), ByReferrer, words
		if err := update(ctx, tx, r, r.Version); err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, a, "referral.withdraw", r.subject()); err != nil {
			return err
		}
		return s.tellWithdrawn(ctx, tx, a, r)
	})
}

// tellWithdrawn tells whoever did not take it back.
func (s *Service) tellWithdrawn(ctx context.Context, tx *db.Tx, a authz.Actor, r Referral) error {
	if r.EndedBy == ByReferrer {
		return s.tellPerson(ctx, tx, a, r, message.ReferralWithdrawn)
	}
	return s.tellEnded(ctx, tx, a, r, message.ReferralWithdrawn)
}

func (s *Service) tellUnreached(ctx context.Context, tx *db.Tx, a authz.Actor, r Referral) error {
	if err := s.tellEnded(ctx, tx, a, r, message.ReferralUnreached); err != nil {
		return err
	}
	return s.tellPerson(ctx, tx, a, r, message.ReferralUnreached)
}

// tellEnded tells the referrer, as far as they may know.
func (s *Service) tellEnded(ctx context.Context, tx *db.Tx, a authz.Actor, r Referral, phrase message.Phrase) error {
	known, err := s.detailTx(ctx, tx, r)
	if err != nil || known < UntilClosed {
		return err
	}
	return s.TellReferrerTx(ctx, tx, a, r, phrase)
}

func (s *Service) tellPerson(ctx context.Context, tx *db.Tx, a authz.Actor, r Referral, phrase message.Phrase) error {
	service, err := org.ServiceTx(ctx, tx, r.Service)
	if err != nil {
		return err
	}
	return s.people.TellTx(ctx, tx, a, r.Person, message.New{Phrase: phrase, Service: service.ID.String(), Team: service.Name, Args: []any{service.Phone}})
}
