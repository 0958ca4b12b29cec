package referral

import (
	"context"

	"weft/internal/access"
	"weft/internal/authz"
	"weft/internal/consent"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/person"
)

const joinReason = "referral.join"

// Join says that the referred person is someone we know already: the referral, what
// was agreed and who may see it move to that record; the provisional one points to
// it. It can be taken back until the referral is allocated. Audited.
func (s *Service) Join(ctx context.Context, a authz.Actor, rid ID, version int64, known person.ID) error {
	return s.step(ctx, a, rid, version, "referral.join", func(tx *db.Tx, r *Referral) error {
		if !r.Status.Open() || !r.MovedFrom.IsZero() {
			return errs.New(errs.Conflict, "referral.is_"+string(r.Status))
		}
		if _, err := s.people.CardTx(ctx, tx, a, authz.ReferralTriage, known); err != nil {
			return err
		}
		if err := s.people.JoinTx(ctx, tx, a, r.Person, known); err != nil {
			return err
		}
		if err := access.CopyTx(ctx, tx, r.Person, known, joinReason); err != nil {
			return err
		}
		if err := consent.MoveTx(ctx, tx, r.Person, known); err != nil {
			return err
		}
		r.MovedFrom, r.Person = r.Person, known
		return nil
	})
}

// Part takes a join back.
func (s *Service) Part(ctx context.Context, a authz.Actor, rid ID, version int64) error {
	return s.step(ctx, a, rid, version, "referral.part", func(tx *db.Tx, r *Referral) error {
		if !r.Status.Open() || r.MovedFrom.IsZero() {
			return errs.New(errs.Conflict, "referral.not_joined")
		}
		if _, err := s.people.PartTx(ctx, tx, a, r.MovedFrom); err != nil {
			return err
		}
		if err := access.EndReasonTx(ctx, tx, r.Person, joinReason); err != nil {
			return err
		}
		if err := consent.BackTx(ctx, tx, r.MovedFrom); err != nil {
			return err
		}
		r.Person, r.MovedFrom = r.MovedFrom, ""
		return nil
	})
}
