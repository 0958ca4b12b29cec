package account

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
)

const (
	freeForAccount = 5  // failures before the account has to wait
	freeForAddress = 30 // a practice shares one address
	firstWait      = 30 * time.Second
	longestWait    = 15 * time.Minute
	forgetAfter    = time.Hour // a failure counts no longer
)

// guard is something whose failures are counted: an e-mail address or a network
// address, by its hash.
type guard struct {
	key  string
	free int
}

func guards(email, address string) []guard {
	out := []guard{{"account:" + digest(foldEmail(email)), freeForAccount}}
	if address != "" {
		out = append(out, guard{"address:" + digest(address), freeForAddress})
	}
	return out
}

// digest is how secrets and addresses are kept.
func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// waitAfter is how long nothing is tried after so many failures.
func waitAfter(failures, free int) time.Duration {
	if failures < free {
		return 0
	}
	wait := firstWait << min(failures-free, 10)
	return min(wait, longestWait)
}

// SignIn returns the open staff account with this e-mail address and password. A
// wrong password, an unknown address and a disabled account are the same
// Unauthenticated error after the same time. RateLimited says in how many minutes to
// try again; address is the network address, counted too. Anyone may call it.
// Audited as account.sign_in and account.sign_in_failed.
func (s *Service) SignIn(ctx context.Context, email, password, address string) (Account, error) {
	gs := guards(email, address)
	if err := s.count(ctx, gs); err != nil {
		return Account{}, err
	}
	a, hash, err := s.candidate(ctx, email)
	if err != nil {
		return Account{}, err
	}
	same, err := s.matches(ctx, password, hash)
	if err != nil {
		return Account{}, err
	}
	if !same {
		return Account{}, s.refused(ctx, a)
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		if err := forgive(ctx, tx, gs); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actorOf(a), "account.sign_in", audit.On("account", a.ID.String()))
	})
	if err != nil {
		return Account{}, err
	}
	return a, nil
}

// candidate returns the open account of an e-mail address and its hash; neither
// when there is none.
func (s *Service) candidate(ctx context.Context, email string) (a Account, hash string, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) (err error) {
		a, hash, err = byEmail(ctx, tx, foldEmail(email))
		return err
	})
	if errs.Is(err, errs.NotFound) || err == nil && !a.Disabled.IsZero() {
		return Account{}, "", nil
	}
	return a, hash, err
}

// count notes a try before it is made, so that many at once are all counted, and
// refuses it while one of the guards has to wait.
func (s *Service) count(ctx context.Context, gs []guard) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		for _, g := range gs {
			t, err := tryOf(ctx, tx, g.key)
			if err != nil {
				return err
			}
			if wait := t.blocked.Sub(tx.Now()); wait > 0 {
				return errs.New(errs.RateLimited, "account.blocked", int(math.Ceil(wait.Minutes())))
			}
			if tx.Now().Sub(t.at) > forgetAfter {
				t.failures = 0
			}
			t.failures, t.at = t.failures+1, tx.Now()
			t.blocked = time.Time{}
			if wait := waitAfter(t.failures, g.free); wait > 0 {
				t.blocked = tx.Now().Add(wait)
			}
			if err := putTry(ctx, tx, g.key, t); err != nil {
				return err
			}
		}
		return nil
	})
}

// forgive takes a try back that was right: the account's failures are forgotten, the
// address loses this one only.
func forgive(ctx context.Context, tx *db.Tx, gs []guard) error {
	for i, g := range gs {
		if i == 0 {
			if err := dropTry(ctx, tx, g.key); err != nil {
				return err
			}
			continue
		}
		t, err := tryOf(ctx, tx, g.key)
		if err != nil {
			return err
		}
		t.failures = max(t.failures-1, 0)
		if t.failures < g.free {
			t.blocked = time.Time{}
		}
		if err := putTry(ctx, tx, g.key, t); err != nil {
			return err
		}
	}
	return nil
}

// refused records a failure, which is already counted, and returns the one answer
// to all of them.
func (s *Service) refused(ctx context.Context, a Account) error {
	subject := audit.On("attempt", a.ID.String())
	err := s.db.Write(ctx, func(tx *db.Tx) error {
		return audit.Record(ctx, tx, authz.Nobody(), "account.sign_in_failed", subject)
	})
	return orElse(err, errs.New(errs.Unauthenticated, "account.wrong"))
}

// ChangePassword changes the actor's own password, which ends every session of the
// account; the account that it returns has the epoch for a new one. Invalid names
// the fields current and password; RateLimited as SignIn. Audited as
// account.password.
func (s *Service) ChangePassword(ctx context.Context, actor authz.Actor, current, password string) (Account, error) {
	if actor.Kind != authz.Account {
		return Account{}, errs.New(errs.Unauthenticated, "auth.sign_in")
	}
	a, old, err := s.own(ctx, actor)
	if err != nil {
		return Account{}, err
	}
	gs := guards(a.Email, "")
	if err := s.count(ctx, gs); err != nil {
		return Account{}, err
	}
	same, err := s.matches(ctx, current, old)
	if err == nil && same {
		err = s.db.Write(ctx, func(tx *db.Tx) error { return forgive(ctx, tx, gs) })
	}
	if err != nil {
		return Account{}, err
	}
	var c errs.Check
	c.Require(same, "current", "account.password_wrong")
	checkPassword(&c, password, a.Email)
	if err := c.Err(); err != nil {
		return Account{}, err
	}
	hash, err := s.hash(ctx, password)
	if err != nil {
		return Account{}, err
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		a, err = setPassword(ctx, tx, actor, actor.ID, hash)
		return err
	})
	return a, err
}

// own returns the actor's account and its hash. An account without a password has
// none to change.
func (s *Service) own(ctx context.Context, actor authz.Actor) (a Account, hash string, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		if a, err = byID(ctx, tx, actor.ID); err != nil {
			return err
		}
		if !a.HasPassword {
			return errs.New(errs.Conflict, "account.no_password")
		}
		a, hash, err = byEmail(ctx, tx, foldEmail(a.Email))
		return err
	})
	return a, hash, err
}
