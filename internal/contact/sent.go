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
