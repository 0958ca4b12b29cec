package contact

import (
	"context"
	"slices"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/db"
	"weft/internal/id"
	"weft/internal/person"
)

// Past is a contact that another system had. By is who it was, empty when nobody here
// is known by that name. Its next date is not taken.
type Past struct {
	New
	Case   caseload.ID
	Person person.ID
	By     authz.AccountID
}

// CheckPast says what is wrong with a contact that another system had, as Invalid with
// the fields named.
func CheckPast(in Past, now time.Time) error { return in.tidy().validate(now) }

// BringTx writes many contacts that another system had, on the days on which they
// were, in the caller's transaction, which has checked the actor, and returns their
// ids. The case stays at its stage and nobody is told. Invalid names the fields, and
// nothing is written. Audited as contact.import.
func (s *Service) BringTx(ctx context.Context, tx *db.Tx, a authz.Actor, list []Past) ([]ID, error) {
	ids := make([]ID, len(list))
	var rows [][]any
	var about []audit.Subject
	for i, in := range list {
		if err := CheckPast(in, tx.Now()); err != nil {
			return nil, err
		}
		n := in.tidy()
		k := Contact{ID: id.New[Contact](), Case: in.Case, Person: in.Person, By: in.By}
		ids[i] = k.ID
		rows = append(rows, []any{k.ID, k.Case, k.Person, k.By, n.At, n.How, n.Outcome, n.Minutes, n.Note, n.Agreed, n.Hidden, "{}", tx.Now()})
		about = append(about, k.subject())
	}
	if err := tx.InsertMany(ctx, `insert into contact (id, case_id, person, by_account, at, how, outcome, minutes, note, agreed, hidden,
		before_next, created)`, rows); err != nil {
		return nil, err
	}
	var cases []caseload.ID
	for _, in := range list {
		if !slices.Contains(cases[max(0, len(cases)-8):], in.Case) {
			cases = append(cases, in.Case)
		}
	}
	if err := caseload.HeardTx(ctx, tx, cases...); err != nil {
		return nil, err
	}
	return ids, audit.RecordMany(ctx, tx, a, "contact.import", about)
}
