package journey

import (
	"context"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/once"
	"weft/internal/person"
	"weft/internal/waiting"
)

// TakeOffer is a worker saying yes to somebody whom the lead offered them from the waiting
// list: the case opens as in Allocate. What was offered to somebody else is NotFound; what
// is no longer open is a Conflict that says where it stands. Returns the person, for the
// next page. Audited.
func (s *Service) TakeOffer(ctx context.Context, a authz.Actor, oid waiting.OfferID, key string) (p person.ID, err error) {
	if err := authz.Check(a, authz.OfferTake); err != nil {
		return "", err
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		result, err := once.Do(ctx, tx, a, key, "journey.take_offer", func() (string, error) {
			e, err := s.waiting.AcceptTx(ctx, tx, a, oid)
			if err != nil {
				return "", err
			}
			r, err := s.referrals.TakeTx(ctx, tx, a, e.Referral)
			if err != nil {
				return "", err
			}
			c, err := s.openTx(ctx, tx, a, r, a.ID)
			return c.Person.String(), err
		})
		p = person.ID(result)
		return err
	})
	return p, err
}
