package vocabulary

import (
	"context"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
)

func state(ctx context.Context, tx *db.Tx) (string, error) {
	return db.One(ctx, tx, db.Value[string], `select token from term_state where id = 1`)
}

// renew gives the terms a state that no instance has seen.
func renew(ctx context.Context, tx *db.Tx) error {
	_, err := tx.Exec(ctx, `update term_state set token = $1 where id = 1`, id.New[Change]().String())
	return err
}

const columns = `id, list, code, service, kind, en, cy, starts, ends, by_account, made, taken_back, taken_by, seq`

func scan(s db.Scan) (Change, error) {
	var c Change
	err := s(&c.ID, &c.List, &c.Code, &c.Service, &c.Kind, &c.En, &c.Cy, &c.Starts, &c.Ends, &c.By, &c.Made, &c.TakenBack, &c.TakenBy, &c.seq)
	return c, err
}

func all(ctx context.Context, tx *db.Tx) ([]Change, error) {
	return db.All(ctx, tx, scan, `select `+columns+` from term order by seq`)
}

func byID(ctx context.Context, tx *db.Tx, cid ChangeID) (Change, error) {
	c, err := db.One(ctx, tx, scan, `select `+columns+` from term where id = $1`, cid)
	if errs.Is(err, errs.NotFound) {
		err = errs.New(errs.NotFound, "vocabulary.not_found")
	}
	return c, err
}

func insert(ctx context.Context, tx *db.Tx, c Change) error {
	var service any
	if c.Service != "" {
		service = c.Service
	}
	_, err := tx.Exec(ctx, `insert into term (id, list, code, service, kind, en, cy, starts, ends, by_account, made, seq)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, (select coalesce(max(seq), 0) + 1 from term))`,
		c.ID, c.List, c.Code, service, c.Kind, c.En, c.Cy, c.Starts, c.Ends, c.By, c.Made)
	return err
}

func takeBack(ctx context.Context, tx *db.Tx, a authz.Actor, cid ChangeID) error {
	_, err := tx.Exec(ctx, `update term set taken_back = $2, taken_by = $3 where id = $1`, cid, tx.Now(), a.ID)
	return err
}
