package due

import (
	"context"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
)

func state(ctx context.Context, tx *db.Tx) (string, error) {
	return db.One(ctx, tx, db.Value[string], `select token from due_state where id = 1`)
}

// renew gives the rules a state that no instance has seen.
func renew(ctx context.Context, tx *db.Tx) error {
	_, err := tx.Exec(ctx, `update due_state set token = $1 where id = 1`, id.New[Change]().String())
	return err
}

const columns = `id, code, service, kind, amount, unit, starts, by_account, made, taken_back, taken_by`

func scan(s db.Scan) (Change, error) {
	var c Change
	err := s(&c.ID, &c.Code, &c.Service, &c.Kind, &c.Amount, &c.Unit, &c.Starts, &c.By, &c.Made, &c.TakenBack, &c.TakenBy)
	return c, err
}

func all(ctx context.Context, tx *db.Tx) ([]Change, error) {
	return db.All(ctx, tx, scan, `select `+columns+` from due_rule order by seq`)
}

func byID(ctx context.Context, tx *db.Tx, cid ChangeID) (Change, error) {
	c, err := db.One(ctx, tx, scan, `select `+columns+` from due_rule where id = $1`, cid)
	if errs.Is(err, errs.NotFound) {
		err = errs.New(errs.NotFound, "due.not_found")
	}
	return c, err
}

func insert(ctx context.Context, tx *db.Tx, c Change) error {
	_, err := tx.Exec(ctx, `insert into due_rule (id, code, service, kind, amount, unit, starts, by_account, made, seq)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, (select coalesce(max(seq), 0) + 1 from due_rule))`,
		c.ID, c.Code, c.Service, c.Kind, c.Amount, c.Unit, c.Starts, c.By, c.Made)
	return err
}

func takeBack(ctx context.Context, tx *db.Tx, a authz.Actor, cid ChangeID) error {
	_, err := tx.Exec(ctx, `update due_rule set taken_back = $2, taken_by = $3 where id = $1`, cid, tx.Now(), a.ID)
	return err
}
