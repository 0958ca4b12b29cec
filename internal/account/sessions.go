package account

import (
	"context"
	"encoding/base64"
	"fmt"
	"time"

	"github.com/alexedwards/scs/v2"

	"weft/internal/db"
	"weft/internal/errs"
)

// Sessions keeps the sessions of the web in the database, so that every instance
// knows them and none is lost when one restarts. Tokens are kept as hashes. It is
// the store of package scs.
type Sessions struct{ db *db.DB }

var _ scs.CtxStore = (*Sessions)(nil)

// NewSessions returns the store of a database.
func NewSessions(d *db.DB) *Sessions { return &Sessions{db: d} }

// FindCtx returns the data of an open session, and whether there is one.
func (s *Sessions) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	var data string
	err := s.db.Glance(ctx, func(tx *db.Tx) (err error) {
		data, err = db.One(ctx, tx, db.Value[string], `select data from session where token_hash = $1 and expiry > $2`,
			digest(token), tx.Now())
		return err
	})
	if errs.Is(err, errs.NotFound) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	b, err := base64.StdEncoding.DecodeString(data)
	if err != nil {
		return nil, false, fmt.Errorf("a stored session has an unknown form: %w", err)
	}
	return b, true, nil
}

// CommitCtx stores the data of a session until its expiry.
func (s *Sessions) CommitCtx(ctx context.Context, token string, b []byte, expiry time.Time) error {
	return s.db.Put(ctx, keepSession, digest(token), base64.StdEncoding.EncodeToString(b), expiry)
}

// Along returns a context whose next use case also stores the data of a session, in its own
// transaction, and then calls kept.
func (s *Sessions) Along(ctx context.Context, token string, b []byte, expiry time.Time, kept func()) context.Context {
	return db.Along(ctx, func(ctx context.Context, tx *db.Tx) error { return store(ctx, tx, token, b, expiry) }, kept)
}

func store(ctx context.Context, tx *db.Tx, token string, b []byte, expiry time.Time) error {
	return tx.Later(ctx, keepSession, digest(token), base64.StdEncoding.EncodeToString(b), expiry)
}

// keepSession stores a session in place of what was stored of it before.
const keepSession = `insert into session (token_hash, data, expiry) values ($1, $2, $3)
	on conflict (token_hash) do update set data = excluded.data, expiry = excluded.expiry`

// DeleteCtx ends a session; one that is not there is ended already.
func (s *Sessions) DeleteCtx(ctx context.Context, token string) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `delete from session where token_hash = $1`, digest(token))
		return err
	})
}

// Find is FindCtx without a deadline; package scs asks for it.
func (s *Sessions) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

// Commit is CommitCtx without a deadline; package scs asks for it.
func (s *Sessions) Commit(token string, b []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, b, expiry)
}

// Delete is DeleteCtx without a deadline; package scs asks for it.
func (s *Sessions) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }

// Sweep removes sessions that have ended. A job calls it every hour.
func (s *Sessions) Sweep(ctx context.Context) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `delete from session where expiry <= $1`, tx.Now())
		return err
	})
}
