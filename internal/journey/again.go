package journey

import (
	"context"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/message"
	"weft/internal/once"
	"weft/internal/org"
	"weft/internal/person"
)

// Reopen opens a case again within six months of closing: a new episode of the same
// story. The worker is the one before, or whoever the form names. For the worker and
// the team lead. Later it is a Conflict whose sentence says that a new referral is the
// way; so is a person who died. The same key opens one. Audited.
func (s *Service) Reopen(ctx context.Context, a authz.Actor, p person.ID, key string, worker authz.AccountID) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.cases.ForPersonTx(ctx, tx, a, authz.CaseWork, p)
		if err != nil {
			return err
		}
		_, err = once.Do(ctx, tx, a, key, "journey.reopen", func() (string, error) {
			card, err := s.people.RawTx(ctx, tx, p)
			if err != nil {
				return "", err
			}
			if !card.Died.IsZero() {
				return "", errs.New(errs.Conflict, "journey.has_died")
			}
			if worker.IsZero() {
				worker = c.Worker
			}
			if _, err := s.workerAt(ctx, tx, c.Service, worker); err != nil {
				return "", err
			}
			service, err := org.ServiceTx(ctx, tx, c.Service)
			if err != nil {
				return "", err
			}
			o, err := s.cases.ReopenTx(ctx, tx, a, c, worker, service.Nation)
			return o.ID.String(), err
		})
		return err
	})
}

// HandOver is what is asked when somebody gets another worker. Only who it is, is
// required.
type HandOver struct {
	Key        string
	Version    int64
	To         authz.AccountID
	Words      string        // for the next worker
	Meet       caseload.Next // the joint meeting; without a day what is planned stays
	TellPerson bool
}

// HandOver gives an open case to another link worker of the service, in one
// transaction: the sight of the one before ends when that of the next begins, the joint
// meeting becomes the next date, and the person is told who will ring. For the worker
// and the team lead. Invalid names the fields; the same worker and a lost race are a
// Conflict. The same key does it once. Audited.
func (s *Service) HandOver(ctx context.Context, a authz.Actor, p person.ID, in HandOver) error {
	if in.To.IsZero() {
		return &errs.Error{Kind: errs.Invalid, Code: "form.invalid", Fields: []errs.Field{{Name: "worker", Code: "journey.worker_missing"}}}
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		_, err := once.Do(ctx, tx, a, in.Key, "journey.hand_over", func() (string, error) {
			c, err := s.cases.OpenForTx(ctx, tx, a, authz.CaseWork, p)
			if err != nil {
				return "", err
			}
			return c.ID.String(), s.handOverTx(ctx, tx, a, c, in)
		})
		return err
	})
}

func (s *Service) handOverTx(ctx context.Context, tx *db.Tx, a authz.Actor, c caseload.Case, in HandOver) error {
	w, err := s.workerAt(ctx, tx, c.Service, in.To)
	if err != nil {
		return err
	}
	if err := s.cases.HandOverTx(ctx, tx, a, c, in.Version, caseload.HandOver{To: in.To, Words: in.Words}, in.Meet); err != nil {
		return err
	}
	if !in.TellPerson {
		return nil
	}
	service, err := org.ServiceTx(ctx, tx, c.Service)
	if err != nil {
		return err
	}
	return s.people.TellTx(ctx, tx, a, c.Person, message.New{Phrase: message.NewWorker, Service: c.Service.String(), Team: service.Name, Args: []any{service.Phone, firstName(w.Name)}})
}

// Workers returns the link workers of the service of the person's case, by name, to
// whoever works it: who may take it on.
func (s *Service) Workers(ctx context.Context, a authz.Actor, p person.ID) (out map[authz.AccountID]string, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		c, err := s.cases.ForPersonTx(ctx, tx, a, authz.CaseWork, p)
		if err != nil {
			return err
		}
		all, err := s.accounts.HoldersTx(ctx, tx, authz.LinkWorker, c.Service.String())
		out = make(map[authz.AccountID]string, len(all))
		for _, w := range all {
			out[w.ID] = w.Name
		}
		return err
	})
	return out, err
}
