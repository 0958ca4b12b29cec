package referral

import (
	"context"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/text"
	"weft/internal/vocabulary"
)

// step is one decision of triage: checks who, takes the lock, moves, writes, audits.
func (s *Service) step(ctx context.Context, a authz.Actor, rid ID, version int64, action string, change func(tx *db.Tx, r *Referral) error) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		r, err := byID(ctx, tx, a, authz.ReferralTriage, rid)
		if err != nil {
			return err
		}
		before := r.Status
		if err := change(tx, &r); err != nil {
			return err
		}
		if r.Status != before {
			r.StatusAt = tx.Now()
		}
		if r.ReadAt.IsZero() {
			r.ReadAt = tx.Now() // whoever decides has read it
		}
		if err := update(ctx, tx, r, version); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, action, r.subject())
	})
}

// Read notes that a human has read the referral for safety and takes it into
// triage. One that a pause holds stays held, and is read once.
func (s *Service) Read(ctx context.Context, a authz.Actor, rid ID, version int64) error {
	return s.step(ctx, a, rid, version, "referral.read", func(_ *db.Tx, r *Referral) error {
		if r.Status == Held && r.ReadAt.IsZero() {
			return nil // step notes that it was read
		}
		if r.Status == Held {
			return errs.New(errs.Conflict, "referral.is_"+string(r.Status))
		}
		if err := r.Status.move(InTriage); err != nil {
			return err
		}
		r.Status = InTriage
		return nil
	})
}

// Accept takes the referral on: it waits for a worker. The referrer is told.
func (s *Service) Accept(ctx context.Context, a authz.Actor, rid ID, version int64) error {
	return s.step(ctx, a, rid, version, "referral.accept", func(tx *db.Tx, r *Referral) error {
		if err := r.Status.move(Accepted); err != nil {
			return err
		}
		r.Status = Accepted
		return s.tellAccepted(ctx, tx, a, *r)
	})
}

// Decline says no with a reason and an alternative, and tells the referrer both.
// Reason is a code of vocabulary.DeclineReasons; alternative is words and is
// required, so nobody is sent away with nothing.
func (s *Service) Decline(ctx context.Context, a authz.Actor, rid ID, version int64, reason, alternative string) error {
	alternative = text.Words(alternative)
	var c errs.Check
	c.Require(vocabulary.DeclineReasons().Has(reason), "decline", "referral.decline_reason_missing")
	c.Require(alternative != "", "alternative", "referral.alternative_missing")
	c.Require(text.Length(alternative) <= 1000, "alternative", "form.too_long", 1000)
	if err := c.Err(); err != nil {
		return err
	}
	return s.step(ctx, a, rid, version, "referral.decline", func(tx *db.Tx, r *Referral) error {
		to := Redirected
		if reason == "did_not_agree" {
			to = DeclinedByThem
		}
		if err := r.Status.move(to); err != nil {
			return err
		}
		r.Status, r.DeclineCode, r.Alternative = to, reason, alternative
		return s.tellDeclined(ctx, tx, a, *r)
	})
}

// Ask asks the referrer for more and tells them.
func (s *Service) Ask(ctx context.Context, a authz.Actor, rid ID, version int64, question string) error {
	question = text.Words(question)
	var c errs.Check
	c.Require(question != "", "question", "referral.question_missing")
	c.Require(text.Length(question) <= 1000, "question", "form.too_long", 1000)
	if err := c.Err(); err != nil {
		return err
	}
	return s.step(ctx, a, rid, version, "referral.ask", func(tx *db.Tx, r *Referral) error {
		if err := r.Status.move(MoreInfo); err != nil {
			return err
		}
		r.Status, r.Question = MoreInfo, question
		return s.tellAsked(ctx, tx, a, *r)
	})
}

// Answered puts down what the referrer said and takes the referral back into
// triage.
func (s *Service) Answered(ctx context.Context, a authz.Actor, rid ID, version int64, answer string) error {
	answer, err := checkAnswer(answer)
	if err != nil {
		return err
	}
	return s.step(ctx, a, rid, version, "referral.answered", func(_ *db.Tx, r *Referral) error { return r.answered(answer) })
}

func checkAnswer(answer string) (string, error) {
	answer = text.Words(answer)
	var c errs.Check
	c.Require(answer != "", "answer", "referral.answer_missing")
	c.Require(text.Length(answer) <= 4000, "answer", "form.too_long", 4000)
	return answer, c.Err()
}

// answered takes a referral that waits for an answer back into triage.
func (r *Referral) answered(answer string) error {
	if r.Status != MoreInfo {
		return errs.New(errs.Conflict, "referral.is_"+string(r.Status))
	}
	r.Status, r.Answer = InTriage, answer
	return nil
}

// AllocateTx marks the referral allocated, inside the use case that opens the case
// (package journey), and returns it. The actor must be able to allocate.
func (s *Service) AllocateTx(ctx context.Context, tx *db.Tx, a authz.Actor, rid ID, version int64) (Referral, error) {
	r, err := byID(ctx, tx, a, authz.CaseAllocate, rid)
	if err != nil {
		return r, err
	}
	return allocate(ctx, tx, a, r, version)
}

// TakeTx is AllocateTx by the worker to whom a lead offered the referral; the use case
// that calls it has checked the offer.
func (s *Service) TakeTx(ctx context.Context, tx *db.Tx, a authz.Actor, rid ID) (Referral, error) {
	r, err := byID(ctx, tx, authz.Program(), authz.CaseAllocate, rid)
	if err != nil {
		return r, err
	}
	return allocate(ctx, tx, a, r, r.Version)
}

func allocate(ctx context.Context, tx *db.Tx, a authz.Actor, r Referral, version int64) (Referral, error) {
	if err := r.Status.move(Allocated); err != nil {
		return r, err
	}
	r.Status, r.StatusAt = Allocated, tx.Now()
	if err := update(ctx, tx, r, version); err != nil {
		return r, err
	}
	return r, audit.Record(ctx, tx, a, "referral.allocate", r.subject())
}
