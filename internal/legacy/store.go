package legacy

import (
	"context"

	"weft/internal/db"
	"weft/internal/id"
)

// records returns what came in from a system before.
func records(ctx context.Context, tx *db.Tx, from string) (map[key]record, error) {
	list, err := db.All(ctx, tx, func(s db.Scan) (record, error) {
		var r record
		err := s(&r.ID, &r.Kind, &r.OldID, &r.Person, &r.Thing, &r.Parts, &r.Version, &r.NextOn)
		return r, err
	}, `select id, kind, old_id, person, thing, parts, version, next_on from legacy_record where source = $1`, from)
	out := make(map[key]record, len(list))
	for _, r := range list {
		out[key{r.Kind, r.OldID}] = r
	}
	return out, err
}

func insertRecords(ctx context.Context, tx *db.Tx, from string, list []record) error {
	rows := make([][]any, len(list))
	for i, r := range list {
		if r.ID.IsZero() {
			r.ID = id.New[record]()
		}
		var thing any
		if r.Thing != "" {
			thing = r.Thing
		}
		rows[i] = []any{r.ID, from, r.Kind, r.OldID, r.Person, thing, r.Parts, r.Version, r.NextOn, tx.Now()}
	}
	return tx.InsertMany(ctx, `insert into legacy_record (id, source, kind, old_id, person, thing, parts, version, next_on, at)`, rows)
}

func updateRecord(ctx context.Context, tx *db.Tx, r record) error {
	_, err := tx.Exec(ctx, `update legacy_record set parts = $2, version = $3, next_on = $4, at = $5 where id = $1`, r.ID, r.Parts, r.Version, r.NextOn, tx.Now())
	return err
}
