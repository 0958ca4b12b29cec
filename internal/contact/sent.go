package contact

import (
	"context"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/db"
)

// SentTx records in the caller's transaction, which has checked the actor, that a text
// or a letter was written to the person: a contact whose outcome is "sent". It counts
// as a try. Audited.
func (s *Service) SentTx(ctx context.Context, tx *db.Tx, a authz.Actor, c caseload.Case, how How) (ID, error) {
	return s.recordTx(ctx, tx, a, c, New{How: how, Outcome: Sent})
}

// OnBehalfTx records in the caller's transaction, which has checked the actor, that a
// letter was written to somebody else for the person: work on their behalf, which
// neither reaches them nor tries to. Audited.
func (s *Service) OnBehalfTx(ctx context.Context, tx *db.Tx, a authz.Actor, c caseload.Case, agreed string) (ID, error) {
	return s.recordTx(ctx, tx, a, c, New{How: ByLetter, Outcome: Worked, Purpose: OnBehalf, Agreed: agreed}.tidy())
}
