package journey

import (
	"context"
	"slices"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
)

// Held is what a colleague still holds, in numbers.
type Held struct {
	Cases    int // open, with them as the link worker
	Concerns int // not closed, with them as the lead
}

// Leave is what is asked when a colleague leaves.
type Leave struct {
	Successor authz.AccountID // who leads on their concerns from now on
}

// Holds returns what an account still holds. Administrators only.
func (s *Service) Holds(ctx context.Context, a authz.Actor, which authz.AccountID) (h Held, err error) {
	if err := authz.Check(a, authz.AccountAdmin); err != nil {
		return h, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error { h, err = s.holds(ctx, tx, which); return err })
	return h, err
}

func (s *Service) holds(ctx context.Context, tx *db.Tx, which authz.AccountID) (h Held, err error) {
	if h.Cases, err = s.cases.HeldByTx(ctx, tx, which); err != nil {
		return h, err
	}
	h.Concerns, err = s.safety.LedByTx(ctx, tx, which)
	return h, err
}

// Leave closes the account of a colleague who leaves: their concerns go to a successor,
// who is told; their cases keep their name until a lead hands each person over, because
// a person is told who comes next. Open concerns without a successor, and one who does
// not lead there, are Invalid. Administrators only. Audited.
func (s *Service) Leave(ctx context.Context, a authz.Actor, which authz.AccountID, in Leave) error {
	if err := authz.Check(a, authz.AccountAdmin); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		held, err := s.holds(ctx, tx, which)
		if err != nil {
			return err
		}
		if held.Concerns > 0 {
			if err := s.succeed(ctx, tx, a, which, in.Successor); err != nil {
				return err
			}
		}
		return s.accounts.DisableTx(ctx, tx, a, which)
	})
}

// succeed hands on the concerns, to a lead of every service that they are about.
func (s *Service) succeed(ctx context.Context, tx *db.Tx, a authz.Actor, from, to authz.AccountID) error {
	var c errs.Check
	c.Require(!to.IsZero() && to != from, "successor", "account.leave_concerns")
	if err := c.Err(); err != nil {
		return err
	}
	services, err := s.safety.LeadsForTx(ctx, tx, from)
	if err != nil {
		return err
	}
	var next account.Account
	for _, sid := range services {
		leads, err := s.accounts.HoldersTx(ctx, tx, authz.SafeguardingLead, sid.String())
		if err != nil {
			return err
		}
		i := slices.IndexFunc(leads, func(l account.Account) bool { return l.ID == to })
		c.Require(i >= 0, "successor", "account.leave_successor")
		if err := c.Err(); err != nil {
			return err
		}
		next = leads[i]
	}
	return s.safety.SucceedTx(ctx, tx, a, from, next)
}
