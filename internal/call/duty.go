package call

import (
	"context"
	"slices"

	"weft/internal/account"
	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/org"
)

// rotaDays is how far ahead a rota can be written, and read.
const rotaDays = 366

// Rota returns who is on duty at a service from one day to another, both included; days
// without anyone are left out. For the staff of the service.
func (s *Service) Rota(ctx context.Context, a authz.Actor, sid org.ServiceID, from, to clock.Date) (out []Duty, err error) {
	if err := check(a, authz.CallKeep, sid); err != nil {
		return nil, err
	}
	if to.DaysSince(from) > rotaDays {
		return nil, errs.New(errs.Invalid, "call.rota_far")
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error { out, err = duties(ctx, tx, sid, from, to); return err })
	return out, err
}

// OnDuty returns who is on duty today at each of the actor's services that has named
// someone.
func (s *Service) OnDuty(ctx context.Context, a authz.Actor) (out map[org.ServiceID]authz.AccountID, err error) {
	if err := authz.Check(a, authz.CallKeep); err != nil {
		return nil, err
	}
	out = map[org.ServiceID]authz.AccountID{}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		today := clock.DateOf(tx.Now(), s.zone)
		for _, sid := range at(a) {
			list, err := duties(ctx, tx, org.ServiceID(sid), today, today)
			if err != nil {
				return err
			}
			for _, d := range list {
				out[org.ServiceID(sid)] = d.Account
			}
		}
		return nil
	})
	return out, err
}

// SetRota names who is on duty on these days; a day without an account is left free
// again. Only link workers of the service can be named; a day that has passed is
// Invalid. For the lead and the scheme administrator of the service. Audited.
func (s *Service) SetRota(ctx context.Context, a authz.Actor, sid org.ServiceID, days []Duty) error {
	if err := check(a, authz.DutySet, sid); err != nil {
		return err
	}
	if a.Kind != authz.System && !a.HasAt(authz.TeamLead, sid.String()) && !a.HasAt(authz.SchemeAdmin, sid.String()) {
		return errs.New(errs.NotFound, "call.not_found")
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		today := clock.DateOf(tx.Now(), s.zone)
		workers, err := s.accounts.HoldersTx(ctx, tx, authz.LinkWorker, sid.String())
		if err != nil {
			return err
		}
		var c errs.Check
		for _, d := range days {
			c.Require(!d.Day.Before(today), "day-"+d.Day.String(), "date.past")
			c.Require(d.Day.DaysSince(today) <= rotaDays, "day-"+d.Day.String(), "call.rota_far")
			if d.Account.IsZero() {
				continue
			}
			c.Require(slices.ContainsFunc(workers, func(w account.Account) bool { return w.ID == d.Account }), "day-"+d.Day.String(), "call.not_a_worker")
		}
		if err := c.Err(); err != nil {
			return err
		}
		for _, d := range days {
			if err := setDuty(ctx, tx, sid, d); err != nil {
				return err
			}
		}
		return audit.Record(ctx, tx, a, "duty.set", audit.About("service", sid.String(), ""))
	})
}
