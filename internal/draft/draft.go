package draft

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"time"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
)

const (
	keep      = 30 * 24 * time.Hour
	maxFields = 200_000 // bytes of one draft
)

// Draft is what stands in one form. Form is the form's own path.
type Draft struct {
	Form   string
	Fields url.Values
	At     time.Time
}

// Service is the use cases of this package. Only accounts have drafts.
type Service struct{ db *db.DB }

// NewService returns the use cases on a database.
func NewService(d *db.DB) *Service { return &Service{db: d} }

// Save keeps the fields of a form, in place of what was kept before.
func (s *Service) Save(ctx context.Context, a authz.Actor, form string, fields url.Values) error {
	if a.Kind != authz.Account {
		return errs.New(errs.Unauthenticated, "auth.sign_in")
	}
	body, err := json.Marshal(fields)
	if err != nil {
		return fmt.Errorf("keep a draft: %w", err)
	}
	if len(body) > maxFields || len(form) > 300 {
		return errs.New(errs.TooLarge, "draft.too_large")
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `insert into draft (account, form, fields, at) values ($1, $2, $3, $4)
			on conflict (account, form) do update set fields = excluded.fields, at = excluded.at`, a.ID, form, string(body), tx.Now())
		return err
	})
}

// Load returns the draft of a form; its Fields are nil when there is none.
func (s *Service) Load(ctx context.Context, a authz.Actor, form string) (d Draft, err error) {
	if a.Kind != authz.Account {
		return d, nil
	}
	err = s.db.Glance(ctx, func(tx *db.Tx) error {
		d, err = db.One(ctx, tx, scan, `select form, fields, at from draft where account = $1 and form = $2`, a.ID, form)
		if errs.Is(err, errs.NotFound) {
			d, err = Draft{}, nil
		}
		return err
	})
	return d, err
}

// Drop removes the draft of a form, when it was sent or is not wanted.
func (s *Service) Drop(ctx context.Context, a authz.Actor, form string) error {
	if a.Kind != authz.Account {
		return nil
	}
	var n int
	err := s.db.Glance(ctx, func(tx *db.Tx) (err error) {
		n, err = db.One(ctx, tx, db.Value[int], `select count(*) from draft where account = $1 and form = $2`, a.ID, form)
		return err
	})
	if err != nil || n == 0 {
		return err // most forms are sent before a draft of them is kept
	}
	return s.db.Put(ctx, drop, a.ID, form)
}

// Along returns a context whose next use case also removes the draft of a form, in its own
// transaction.
func (s *Service) Along(ctx context.Context, a authz.Actor, form string) context.Context {
	if a.Kind != authz.Account {
		return ctx
	}
	return db.Along(ctx, func(ctx context.Context, tx *db.Tx) error { return tx.Later(ctx, drop, a.ID, form) }, func() {})
}

const drop = `delete from draft where account = $1 and form = $2`

// List returns the actor's drafts, newest first, at most 20.
func (s *Service) List(ctx context.Context, a authz.Actor) (out []Draft, err error) {
	if a.Kind != authz.Account {
		return nil, nil
	}
	err = s.db.Glance(ctx, func(tx *db.Tx) error {
		out, err = db.All(ctx, tx, scan, `select form, fields, at from draft where account = $1 order by at desc, form limit 20`, a.ID)
		return err
	})
	return out, err
}

// Sweep removes drafts that nobody came back to for 30 days.
func (s *Service) Sweep(ctx context.Context) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `delete from draft where at < $1`, tx.Now().Add(-keep))
		return err
	})
}

func scan(s db.Scan) (Draft, error) {
	var d Draft
	var body string
	if err := s(&d.Form, &body, &d.At); err != nil {
		return d, err
	}
	if err := json.Unmarshal([]byte(body), &d.Fields); err != nil {
		return d, fmt.Errorf("read a draft: %w", err)
	}
	return d, nil
}
