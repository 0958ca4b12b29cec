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

// joinReason marks the sight that one join gave, so that parting takes back that and
// nothing else.
func joinReason(rid ID) string { return "referral.join " + rid.String() }

// Join says that the referred person is someone we know already: the referral, what
// was agreed and who may see it move to that record; the provisional one points to
// it. It can be taken back until the referral is allocated. A record that has other
// referrals stays where it is (Conflict): those are joined to it. Audited.
func (s *Service) Join(ctx context.Context, a authz.Actor, rid ID, version int64, known person.ID) error {
	return s.step(ctx, a, rid, version, "referral.join", func(tx *db.Tx, r *Referral) error {
		if !r.Status.Open() || !r.MovedFrom.IsZero() {
			return errs.New(errs.Conflict, "referral.is_"+string(r.Status))
		}
		if n, err := others(ctx, tx, *r); err != nil || n > 0 {
			return orConflict(err, "referral.person_has_more")
		}
		to, err := s.people.CardTx(ctx, tx, a, authz.ReferralTriage, known)
		if err != nil {
			return err
		}
		if err := s.people.JoinTx(ctx, tx, a, r.Person, to.ID); err != nil {
			return err
		}
		if err := access.CopyTx(ctx, tx, r.Person, to.ID, joinReason(rid)); err != nil {
			return err
		}
		if err := consent.MoveTx(ctx, tx, r.Person, to.ID); err != nil {
			return err
		}
		r.MovedFrom, r.Person = r.Person, to.ID
		return nil
	})
}

// orConflict returns err when there is one, else a Conflict with this code.
func orConflict(err error, code string) error {
	if err != nil {
		return err
	}
	return errs.New(errs.Conflict, code)
}

// Part takes a join back: the referral, what was agreed with it and who may see it
// through it return to the record that was made for it. Audited.
func (s *Service) Part(ctx context.Context, a authz.Actor, rid ID, version int64) error {
	return s.step(ctx, a, rid, version, "referral.part", func(tx *db.Tx, r *Referral) error {
		if !r.Status.Open() || r.MovedFrom.IsZero() {
			return errs.New(errs.Conflict, "referral.not_joined")
		}
		if _, err := s.people.PartTx(ctx, tx, a, r.MovedFrom); err != nil {
			return err
		}
		if err := access.EndReasonTx(ctx, tx, r.Person, joinReason(rid)); err != nil {
			return err
		}
		if err := consent.BackTx(ctx, tx, r.MovedFrom); err != nil {
			return err
		}
		r.Person, r.MovedFrom = r.MovedFrom, ""
		return nil
	})
}
