package family

import (
	"context"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/message"
	"weft/internal/once"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/text"
)

// AskChange writes down that a person would like another worker, and tells the team
// leads of the service that there is something to read. A reason is welcome and not
// needed. For whoever may book for the person (authz.CaseBook), so that nobody has to
// say it to the worker; without an open case, or while one is asked already, a
// Conflict. Audited.
func (s *Service) AskChange(ctx context.Context, a authz.Actor, p person.ID, key, reason string) error {
	reason = text.Words(reason)
	var k errs.Check
	k.Require(text.Length(reason) <= 1000, "reason", "form.too_long", 1000)
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.p.Cases.OpenForTx(ctx, tx, a, authz.CaseBook, p)
		if err != nil {
			return err
		}
		if err := k.Err(); err != nil {
			return err
		}
		_, err = once.Do(ctx, tx, a, key, "family.change_ask", func() (string, error) { return s.askTx(ctx, tx, a, c, reason) })
		return err
	})
}

func (s *Service) askTx(ctx context.Context, tx *db.Tx, a authz.Actor, c caseload.Case, reason string) (string, error) {
	before, err := changes(ctx, tx, a, authz.CaseBook, changeFilter{person: c.Person, service: c.Service, status: Asked})
	if err != nil {
		return "", err
	}
	if len(before) > 0 {
		return "", errs.New(errs.Conflict, "family.is_asked")
	}
	v := Change{ID: id.New[Change](), Person: c.Person, Service: c.Service, Worker: c.Worker, AskedBy: a.ID, Asked: tx.Now(), Reason: reason, Status: Asked}
	if err := insertChange(ctx, tx, v); err != nil {
		return "", err
	}
	if err := s.tellLeads(ctx, tx, a, c.Service); err != nil {
		return "", err
	}
	return v.ID.String(), record(ctx, tx, a, "family.change_ask", "worker_change", v.ID.String(), c.Person)
}

// tellLeads tells each team lead that there is something to read, and not what.
func (s *Service) tellLeads(ctx context.Context, tx *db.Tx, a authz.Actor, sid org.ServiceID) error {
	leads, err := s.p.Accounts.HoldersTx(ctx, tx, authz.TeamLead, sid.String())
	if err != nil {
		return err
	}
	service, err := org.ServiceTx(ctx, tx, sid)
	if err != nil {
		return err
	}
	for _, l := range leads {
		if l.Email == "" || l.ID == a.ID {
			continue
		}
		if _, err := s.p.Messages.QueueTx(ctx, tx, a, message.New{Phrase: message.StaffRead, Audience: message.ToStaff, Channel: message.ByEmail,
			Address: l.Email, Lang: "en", Team: service.Name, Args: []any{s.base + "/changes"}}); err != nil {
			return err
		}
	}
	return nil
}

// Changes returns what is asked and not settled, oldest first, to whoever allocates
// (authz.CaseAllocate).
func (s *Service) Changes(ctx context.Context, a authz.Actor) (out []Change, err error) {
	if err := authz.Check(a, authz.CaseAllocate); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		out, err = changes(ctx, tx, a, authz.CaseAllocate, changeFilter{status: Asked})
		return err
	})
	return out, err
}

// ChangeOf returns the newest asking of a person at the services whose cases the
// actor may list (authz.CaseList); its ID is empty when there is none. The reason and
// what came of it are left out for who neither allocates there nor wrote it down: the
// worker does not read them.
func (s *Service) ChangeOf(ctx context.Context, a authz.Actor, p person.ID) (v Change, err error) {
	err = s.read(ctx, a, authz.CaseList, p, func(tx *db.Tx, c person.Card) error {
		list, err := changes(ctx, tx, a, authz.CaseList, changeFilter{person: c.ID})
		if err != nil || len(list) == 0 {
			return err
		}
		v = list[len(list)-1]
		may, err := changes(ctx, tx, a, authz.CaseAllocate, changeFilter{id: v.ID})
		if err == nil && len(may) == 0 && (v.AskedBy != a.ID || a.ID.IsZero()) {
			v.Reason, v.Words = "", ""
		}
		return err
	})
	return v, err
}

// SettleChange says what came of it: another worker is arranged, or it was talked
// over. The hand-over itself is a use case of its own. For whoever allocates
// (authz.CaseAllocate); an illegal step, and a lost race, is a Conflict. Audited.
func (s *Service) SettleChange(ctx context.Context, a authz.Actor, which ChangeID, version int64, to Status, words string) error {
	if err := authz.Check(a, authz.CaseAllocate); err != nil {
		return err
	}
	words = text.Words(words)
	return s.db.Write(ctx, func(tx *db.Tx) error {
		list, err := changes(ctx, tx, a, authz.CaseAllocate, changeFilter{id: which})
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return errs.New(errs.NotFound, "family.not_found")
		}
		var k errs.Check
		k.Require(to == Arranged || to == TalkedOver, "to", "family.settle_missing")
		k.Require(text.Length(words) <= 1000, "words", "form.too_long", 1000)
		if err := k.Err(); err != nil {
			return err
		}
		v := list[0]
		if err := v.move(to); err != nil {
			return err
		}
		v.Status, v.Words, v.Settled = to, words, tx.Now()
		if err := settle(ctx, tx, v, version, a.ID); err != nil {
			return err
		}
		return record(ctx, tx, a, "family.change_"+string(to), "worker_change", v.ID.String(), v.Person)
	})
}
