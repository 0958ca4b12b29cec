package account

import (
	"context"
	"sync/atomic"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
)

// Service keeps accounts, roles, links and the tries to sign in.
type Service struct {
	db      *db.DB
	hashing chan struct{} // a place for each password that is hashed at once
	queued  atomic.Int64  // those, and who waits for a place
}

// NewService returns the service of a database. One is enough for a program: it
// holds the limit on hashing.
func NewService(d *db.DB) *Service {
	return &Service{db: d, hashing: make(chan struct{}, hashAtOnce)}
}

// Actor returns who acts in a session of this account and epoch, with the roles
// held now, in one query. Unauthenticated means that the session has ended: the
// account is gone or disabled, or its password has changed since.
func (s *Service) Actor(ctx context.Context, which ID, epoch int64) (authz.Actor, Account, error) {
	var a Account
	err := s.db.Glance(ctx, func(tx *db.Tx) (err error) { a, err = withRoles(ctx, tx, which); return err })
	if errs.Is(err, errs.NotFound) || err == nil && (a.Epoch != epoch || !a.Disabled.IsZero()) {
		return authz.Nobody(), Account{}, errs.New(errs.Unauthenticated, "account.signed_out")
	}
	if err != nil {
		return authz.Nobody(), Account{}, err
	}
	return actorOf(a), a, nil
}

func actorOf(a Account) authz.Actor {
	actor := authz.Actor{Kind: authz.Account, ID: a.ID}
	for _, r := range a.Roles {
		actor.Roles = append(actor.Roles, authz.Assignment{Role: r.Role, At: r.At})
	}
	return actor
}

// ByID returns an account with the roles held now. Administrators may ask about
// anyone, everybody about themselves; otherwise Forbidden.
func (s *Service) ByID(ctx context.Context, actor authz.Actor, which ID) (Account, error) {
	if err := authz.Check(actor, authz.AccountAdmin); err != nil && (actor.Kind != authz.Account || actor.ID != which) {
		return Account{}, err
	}
	var a Account
	err := s.db.Glance(ctx, func(tx *db.Tx) (err error) { a, err = withRoles(ctx, tx, which); return err })
	return a, err
}

// Filter narrows List. The zero Filter shows open staff accounts.
type Filter struct {
	Kind     Kind // Staff when empty
	Disabled bool // show the disabled ones instead
	Limit    int  // at most, and by default, 500
}

const maxListed = 500

// List returns accounts by name with the roles held now. Administrators only.
func (s *Service) List(ctx context.Context, actor authz.Actor, f Filter) ([]Account, error) {
	if err := authz.Check(actor, authz.AccountAdmin); err != nil {
		return nil, err
	}
	if f.Kind == "" {
		f.Kind = Staff
	}
	if f.Limit <= 0 || f.Limit > maxListed {
		f.Limit = maxListed
	}
	var out []Account
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) { out, err = list(ctx, tx, f); return err })
	return out, err
}

// Holders returns the open accounts that hold a role at a place now, by name: the
// workers of a service, its safeguarding leads. Whoever may read organisations may
// ask; at is "" for roles held everywhere.
func (s *Service) Holders(ctx context.Context, actor authz.Actor, r authz.Role, at string) ([]Account, error) {
	if err := authz.Check(actor, authz.OrgRead); err != nil {
		return nil, err
	}
	var out []Account
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) { out, err = holders(ctx, tx, r, at); return err })
	return out, err
}

// HoldersTx is Holders within a transaction of a use case, which has authorised.
func (s *Service) HoldersTx(ctx context.Context, tx *db.Tx, r authz.Role, at string) ([]Account, error) {
	return holders(ctx, tx, r, at)
}

// NamesTx returns the names of accounts, for a page that shows who did something;
// the caller has decided that the reader may see them. Unknown ids are left out.
func (s *Service) NamesTx(ctx context.Context, tx *db.Tx, which ...ID) (map[ID]string, error) {
	return names(ctx, tx, which)
}

// Sweep removes tries to sign in that no longer count and links that ended a month
// ago. A job calls it every day.
func (s *Service) Sweep(ctx context.Context) error {
	return s.db.Write(ctx, func(tx *db.Tx) error { return sweep(ctx, tx) })
}
