package account

import (
	"context"
	"crypto/rand"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
)

// Purpose is what a one-time link is for.
type Purpose string

// The purposes.
const (
	First Purpose = "first" // makes the first administrator
	Setup Purpose = "setup" // lets a new account choose its password, for 7 days
	Reset Purpose = "reset" // lets somebody choose a new password, for an hour
)

func (p Purpose) lasts() time.Duration {
	if p == Reset {
		return time.Hour
	}
	return 7 * 24 * time.Hour
}

// Link is a one-time link. Token is the secret part of its address, known only when
// the link is made; Name and Email are the account's, empty for First.
type Link struct {
	Token   string
	Purpose Purpose
	Account ID
	Name    string
	Email   string
	Expires time.Time
}

func deadLink() error { return errs.New(errs.NotFound, "account.link_dead") }

// IssueLink makes a one-time link for an account, to be shown on screen and handed
// over in person; earlier ones of the account end. Administrators only. An account
// that cannot have a password, or is disabled, is a Conflict. Audited as
// account.link.
func (s *Service) IssueLink(ctx context.Context, actor authz.Actor, which ID, p Purpose) (Link, error) {
	if err := authz.Check(actor, authz.AccountAdmin); err != nil {
		return Link{}, err
	}
	if p != Setup && p != Reset {
		return Link{}, errs.New(errs.Invalid, "account.link_purpose")
	}
	var l Link
	err := s.db.Write(ctx, func(tx *db.Tx) (err error) { l, err = issue(ctx, tx, actor, which, p); return err })
	return l, err
}

func issue(ctx context.Context, tx *db.Tx, actor authz.Actor, which ID, p Purpose) (Link, error) {
	a, err := byID(ctx, tx, which)
	if err != nil {
		return Link{}, err
	}
	if a.Kind != Staff {
		return Link{}, errs.New(errs.Conflict, "account.no_password")
	}
	if !a.Disabled.IsZero() {
		return Link{}, errs.New(errs.Conflict, "account.disabled")
	}
	l := Link{Token: rand.Text(), Purpose: p, Account: which, Name: a.Name, Email: a.Email, Expires: tx.Now().Add(p.lasts())}
	if err := endLinks(ctx, tx, which); err != nil {
		return Link{}, err
	}
	if err := insertLink(ctx, tx, l); err != nil {
		return Link{}, err
	}
	return l, audit.Record(ctx, tx, actor, "account.link", audit.On("account", which.String()))
}

// SetupLink makes the link with which the first administrator is made and ends
// earlier ones. For the program's start; a Conflict when there is an administrator.
// Audited as the program's, account.link.
func (s *Service) SetupLink(ctx context.Context) (Link, error) {
	var l Link
	err := s.db.Write(ctx, func(tx *db.Tx) error {
		if n, err := administrators(ctx, tx); err != nil || n > 0 {
			return orElse(err, errs.New(errs.Conflict, "account.setup_done"))
		}
		l = Link{Token: rand.Text(), Purpose: First, Expires: tx.Now().Add(First.lasts())}
		if err := endLinks(ctx, tx, ""); err != nil {
			return err
		}
		if err := insertLink(ctx, tx, l); err != nil {
			return err
		}
		return audit.Record(ctx, tx, authz.Program(), "account.link", audit.On("setup", ""))
	})
	return l, err
}

// PeekLink says what an open link is for and changes nothing, so that a mail
// scanner that follows it does no harm. Anyone who holds it may call it; NotFound
// when it is used, ended or unknown.
func (s *Service) PeekLink(ctx context.Context, token string) (Link, error) {
	var l Link
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) { l, err = openLink(ctx, tx, token); return err })
	return l, err
}

// UseLink sets the password of the link's account, ends the link and every session
// of the account, and returns the account to sign in. Anyone who holds the link may
// call it. NotFound when it is used, ended or unknown; Invalid names the field
// password. Audited as account.password.
func (s *Service) UseLink(ctx context.Context, token, password string) (Account, error) {
	l, err := s.PeekLink(ctx, token)
	if err != nil {
		return Account{}, err
	}
	if l.Purpose == First {
		return Account{}, deadLink()
	}
	var c errs.Check
	checkPassword(&c, password, l.Email)
	if err := c.Err(); err != nil {
		return Account{}, err
	}
	hash, err := s.hash(ctx, password)
	if err != nil {
		return Account{}, err
	}
	var a Account
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		l, err := openLink(ctx, tx, token)
		if err != nil {
			return err
		}
		if err := useLink(ctx, tx, token); err != nil {
			return err
		}
		if err := dropTry(ctx, tx, guards(l.Email, "")[0].key); err != nil {
			return err
		}
		a, err = setPassword(ctx, tx, authz.Actor{Kind: authz.Account, ID: l.Account}, l.Account, hash)
		return err
	})
	return a, err
}

// setPassword stores a hash, moves the epoch on and ends the account's links.
func setPassword(ctx context.Context, tx *db.Tx, actor authz.Actor, which ID, hash string) (Account, error) {
	if err := putPassword(ctx, tx, which, hash); err != nil {
		return Account{}, err
	}
	if err := endLinks(ctx, tx, which); err != nil {
		return Account{}, err
	}
	if err := audit.Record(ctx, tx, actor, "account.password", audit.On("account", which.String())); err != nil {
		return Account{}, err
	}
	return withRoles(ctx, tx, which)
}
