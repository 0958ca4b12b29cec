package journey

import (
	"context"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/message"
	"weft/internal/once"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/referral"
)

// Allocate gives an accepted referral to a named link worker of its service: the
// case opens, the worker sees the person, and the person is told who will ring. Who
// may allocate: the team lead and named triagers. A person who has a worker already
// is a Conflict. Returns the person, for the next page. Audited.
func (s *Service) Allocate(ctx context.Context, a authz.Actor, rid referral.ID, version int64, worker authz.AccountID, key string) (p person.ID, err error) {
	if worker.IsZero() {
		return "", &errs.Error{Kind: errs.Invalid, Code: "form.invalid", Fields: []errs.Field{{Name: "worker", Code: "journey.worker_missing"}}}
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		result, err := once.Do(ctx, tx, a, key, "journey.allocate", func() (string, error) {
			c, err := s.allocateTx(ctx, tx, a, rid, version, worker)
			return c.Person.String(), err
		})
		p = person.ID(result)
		return err
	})
	return p, err
}

func (s *Service) allocateTx(ctx context.Context, tx *db.Tx, a authz.Actor, rid referral.ID, version int64, worker authz.AccountID) (caseload.Case, error) {
	r, err := s.referrals.AllocateTx(ctx, tx, a, rid, version)
	if err != nil {
		return caseload.Case{}, err
	}
	return s.openTx(ctx, tx, a, r, worker)
}

// openTx opens the case of a referral that was allocated just now, and tells the person.
func (s *Service) openTx(ctx context.Context, tx *db.Tx, a authz.Actor, r referral.Referral, worker authz.AccountID) (caseload.Case, error) {
	w, err := s.workerAt(ctx, tx, r.Service, worker)
	if err != nil {
		return caseload.Case{}, err
	}
	service, err := org.ServiceTx(ctx, tx, r.Service)
	if err != nil {
		return caseload.Case{}, err
	}
	c, err := s.cases.OpenTx(ctx, tx, a, caseload.Open{Referral: r, Worker: worker, Nation: service.Nation})
	if err != nil {
		return c, err
	}
	return c, s.people.TellTx(ctx, tx, a, r.Person, message.New{Phrase: message.ReferralAccepted,
		Service: r.Service.String(), Team: service.Name, Args: []any{service.Phone, firstName(w.Name)}})
}

// workerAt returns the account when it is a link worker of the service.
func (s *Service) workerAt(ctx context.Context, tx *db.Tx, sid org.ServiceID, worker authz.AccountID) (account.Account, error) {
	all, err := s.accounts.HoldersTx(ctx, tx, authz.LinkWorker, sid.String())
	if err != nil {
		return account.Account{}, err
	}
	for _, w := range all {
		if w.ID == worker {
			return w, nil
		}
	}
	return account.Account{}, &errs.Error{Kind: errs.Invalid, Code: "form.invalid", Fields: []errs.Field{{Name: "worker", Code: "journey.worker_unknown"}}}
}
