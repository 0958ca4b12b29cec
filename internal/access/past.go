package access

import (
	"context"

	"weft/internal/db"
	"weft/internal/id"
)

// GrantNewTx gives sight of people who were added in this very transaction, so that
// nobody can have it already: GrantTx in few statements. The use case that calls it
// checks and audits.
func GrantNewTx(ctx context.Context, tx *db.Tx, list []Grant) error {
	rows := make([][]any, len(list))
	for i, g := range list {
		rows[i] = []any{id.New[Grant](), g.Person, g.Holder, g.Relation, g.Service, g.Reason, tx.Now()}
	}
	return tx.InsertMany(ctx, `insert into access_grant (id, person, holder, relation, service, reason, starts)`, rows)
}
