package once

import (
	"context"
	"time"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
)

// keep is how long a replay still finds the first result.
const keep = 7 * 24 * time.Hour

// Do runs fn unless this actor already did this action with this key; then it
// returns the first result. An empty key always runs. A key that was used for
// another action is a Conflict.
func Do(ctx context.Context, tx *db.Tx, a authz.Actor, key, action string, fn func() (string, error)) (string, error) {
	if key == "" {
		return fn()
	}
	type first struct{ action, result string }
	have, err := db.One(ctx, tx, func(s db.Scan) (first, error) {
		var f first
		err := s(&f.action, &f.result)
		return f, err
	}, `select action, result from once where actor = $1 and key = $2`, a.Key(), key)
	switch {
	case err == nil && have.action == action:
		return have.result, nil
	case err == nil:
		return "", errs.New(errs.Conflict, "form.key_reused")
	case !errs.Is(err, errs.NotFound):
		return "", err
	}
	result, err := fn()
	if err != nil {
		return "", err
	}
	_, err = tx.Exec(ctx, `insert into once (actor, key, action, result, at) values ($1, $2, $3, $4, $5)`,
		a.Key(), key, action, result, tx.Now())
	return result, err
}

// Sweep removes keys that are too old to be replayed.
func Sweep(ctx context.Context, d *db.DB) error {
	return d.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `delete from once where at < $1`, tx.Now().Add(-keep))
		return err
	})
}
