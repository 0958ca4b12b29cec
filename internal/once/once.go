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
// another action is a Conflict. The key is taken before fn runs, so that two submits of
// one form do not both run it and then meet; when fn fails the caller's transaction has
// to fail too, which gives the key back.
func Do(ctx context.Context, tx *db.Tx, a authz.Actor, key, action string, fn func() (string, error)) (string, error) {
	if key == "" {
		return fn()
	}
	n, err := tx.Exec(ctx, `insert into once (actor, key, action, result, at) values ($1, $2, $3, '', $4) on conflict do nothing`,
		a.Key(), key, action, tx.Now())
	if err != nil {
		return "", err
	}
	if n == 0 {
		return first(ctx, tx, a, key, action)
	}
	result, err := fn()
	if err != nil || result == "" {
		return "", err
	}
	return result, tx.Later(ctx, `update once set result = $3 where actor = $1 and key = $2`, a.Key(), key, result)
}

// first returns what the first submit with a key came to.
func first(ctx context.Context, tx *db.Tx, a authz.Actor, key, action string) (string, error) {
	type done struct{ action, result string }
	have, err := db.One(ctx, tx, func(s db.Scan) (done, error) {
		var d done
		err := s(&d.action, &d.result)
		return d, err
	}, `select action, result from once where actor = $1 and key = $2`, a.Key(), key)
	if err == nil && have.action != action {
		err = errs.New(errs.Conflict, "form.key_reused")
	}
	if err != nil {
		return "", err
	}
	return have.result, nil
}

// Sweep removes keys that are too old to be replayed.
func Sweep(ctx context.Context, d *db.DB) error {
	return d.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `delete from once where at < $1`, tx.Now().Add(-keep))
		return err
	})
}
