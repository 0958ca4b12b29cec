package account

import (
	"context"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
)

// Assign gives an account a role at a place from now on. Administrators only.
// Invalid names the fields role and at; a role that is held there already is a
// Conflict. Audited as role.assign.
func (s *Service) Assign(ctx context.Context, actor authz.Actor, which ID, r authz.Role, at string) error {
	if err := authz.Check(actor, authz.AccountAdmin); err != nil {
		return err
	}
	if err := checkRole(r, at); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error { return assign(ctx, tx, actor, which, r, at) })
}

func assign(ctx context.Context, tx *db.Tx, actor authz.Actor, which ID, r authz.Role, at string) error {
	a, err := withRoles(ctx, tx, which)
	if err != nil {
		return err
	}
	if !a.Disabled.IsZero() {
		return errs.New(errs.Conflict, "account.disabled")
	}
	for _, have := range a.Roles {
		if have.Role == r && have.At == at {
			return errs.New(errs.Conflict, "account.role_held")
		}
	}
	if err := insertRole(ctx, tx, which, Assignment{ID: id.New[Assignment](), Role: r, At: at, Starts: tx.Now()}); err != nil {
		return err
	}
	return audit.Record(ctx, tx, actor, "role.assign", audit.On("account", which.String()))
}

// EndRole ends a role from now on; what was done in it stays. Administrators only.
// The last administrator's role cannot be ended: Conflict. NotFound when the
// account does not hold it now. Audited as role.end.
func (s *Service) EndRole(ctx context.Context, actor authz.Actor, which ID, role AssignmentID) error {
	if err := authz.Check(actor, authz.AccountAdmin); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		err := keepAnAdministrator(ctx, tx, func() error { return endRole(ctx, tx, which, role) })
		if err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, "role.end", audit.On("account", which.String()))
	})
}

// keepAnAdministrator makes a change and refuses it when it takes the last
// administrator away.
func keepAnAdministrator(ctx context.Context, tx *db.Tx, change func() error) error {
	before, err := administrators(ctx, tx)
	if err != nil {
		return err
	}
	if err := change(); err != nil {
		return err
	}
	after, err := administrators(ctx, tx)
	if err == nil && before > 0 && after == 0 {
		return errs.New(errs.Conflict, "account.last_administrator")
	}
	return err
}

// DisableTx closes an account: its sessions, roles and links end at once; what was
// done with it stays. It joins the use case with which somebody leaves (package
// journey), which has checked the actor; an account that is closed already, and the
// last administrator's, is a Conflict. Audited as account.disable.
func (s *Service) DisableTx(ctx context.Context, tx *db.Tx, actor authz.Actor, which ID) error {
	a, err := byID(ctx, tx, which)
	if err != nil {
		return err
	}
	if !a.Disabled.IsZero() {
		return errs.New(errs.Conflict, "account.disabled")
	}
	if err := keepAnAdministrator(ctx, tx, func() error { return disable(ctx, tx, which) }); err != nil {
		return err
	}
	return audit.Record(ctx, tx, actor, "account.disable", audit.On("account", which.String()))
}

// Enable opens a closed account again, without its former roles and with its former
// password. Administrators only; an open account is a Conflict. Audited as
// account.enable.
func (s *Service) Enable(ctx context.Context, actor authz.Actor, which ID) error {
	if err := authz.Check(actor, authz.AccountAdmin); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		a, err := byID(ctx, tx, which)
		if err != nil {
			return err
		}
		if a.Disabled.IsZero() {
			return errs.New(errs.Conflict, "account.not_disabled")
		}
		return enable(ctx, tx, actor, which)
	})
}

func enable(ctx context.Context, tx *db.Tx, actor authz.Actor, which ID) error {
	if err := setEnabled(ctx, tx, which); err != nil {
		return err
	}
	return audit.Record(ctx, tx, actor, "account.enable", audit.On("account", which.String()))
}
