package audit

import (
	"context"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/id"
)

// RecordMany is Record of one action on many subjects, in few statements.
func RecordMany(ctx context.Context, tx *db.Tx, a authz.Actor, action string, about []Subject) error {
	rows := make([][]any, len(about))
	for i, s := range about {
		rows[i] = []any{id.New[Event](), tx.Now(), a.ID, string(a.Kind), action, s.Kind, none(s.ID), none(s.Person), "done"}
	}
	return tx.InsertMany(ctx, `insert into audit_event (id, at, actor, actor_kind, action, kind, subject, person, outcome)`, rows)
}
