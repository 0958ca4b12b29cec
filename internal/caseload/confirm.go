package caseload

import (
	"context"
	"slices"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/person"
)

// Confirm notes that the person will be there on the planned day, and how they said
// so: the plan is "confirmed" from then on, until it changes. Who may book may do
// it. Where nothing is planned it is a Conflict. Audited.
func (s *Service) Confirm(ctx context.Context, a authz.Actor, p person.ID, how Confirmation) error {
	return s.planned(ctx, a, p, "case.confirmed", func(tx *db.Tx, n *Next) error {
		var k errs.Check
		k.Require(slices.Contains(Confirmations(), how), "how", "caseload.confirmed_how")
		n.Confirmed, n.ConfirmedOn, n.ConfirmedBy = how, clock.DateOf(tx.Now(), s.zone), a.ID
		return k.Err()
	})
}

// AskInterpreter notes where the interpreter of the planned meeting stands: asked
// for, or coming. Who may book may do it. Where nothing is planned it is a Conflict.
// Audited.
func (s *Service) AskInterpreter(ctx context.Context, a authz.Actor, p person.ID, to Interpreter) error {
	return s.planned(ctx, a, p, "case.interpreter", func(_ *db.Tx, n *Next) error {
		var k errs.Check
		k.Require(to != "" && to.planned(), "interpreter", "caseload.interpreter_unknown")
		n.Interpreter = to
		return k.Err()
	})
}

func (s *Service) planned(ctx context.Context, a authz.Actor, p person.ID, action string, change func(tx *db.Tx, n *Next) error) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.OpenForTx(ctx, tx, a, authz.CaseBook, p)
		if err != nil {
			return err
		}
		if c.Next.On.IsZero() {
			return errs.New(errs.Conflict, "caseload.nothing_planned")
		}
		if err := change(tx, &c.Next); err != nil {
			return err
		}
		if err := setNext(ctx, tx, c.ID, c.Next); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, action, c.subject())
	})
}
