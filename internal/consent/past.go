package consent

import (
	"context"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/id"
	"weft/internal/person"
	"weft/internal/text"
)

// Past is an answer that was given before, to somebody else.
type Past struct {
	New
	Person person.ID
	At     time.Time
}

// BringTx writes many answers with the days on which they were given, in the caller's
// transaction, which has checked the actor. Invalid names the fields, and nothing is
// written. Audited as consent.import.
func (s *Service) BringTx(ctx context.Context, tx *db.Tx, a authz.Actor, list []Past) error {
	var rows [][]any
	var about []audit.Subject
	for _, p := range list {
		if err := p.validate(); err != nil {
			return err
		}
		bid := id.New[Basis]()
		var target any
		if p.Target != "" {
			target = p.Target
		}
		rows = append(rows, []any{bid, p.Person, p.Scope, target, p.Ground, p.Answer, text.Line(p.How), text.Words(p.Words), a.ID, p.At})
		about = append(about, audit.About("consent", bid.String(), p.Person.String()))
	}
	if err := tx.InsertMany(ctx, `insert into consent (id, person, scope, target, basis, answer, how, words, by_account, at)`, rows); err != nil {
		return err
	}
	return audit.RecordMany(ctx, tx, a, "consent.import", about)
}
