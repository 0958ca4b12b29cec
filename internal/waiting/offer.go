package waiting

import (
	"context"

	"weft/internal/account"
	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/message"
	"weft/internal/org"
	"weft/internal/referral"
	"weft/internal/text"
)

// Offer asks a link worker of the service whether they can take somebody on, with a note
// from the lead. They are told that there is something to read. For who may allocate; who
// is offered already, or waits no more, is a Conflict. A full load stops nobody. Audited.
func (s *Service) Offer(ctx context.Context, a authz.Actor, rid referral.ID, version int64, worker authz.AccountID, note string) error {
	note = text.Words(note)
	var c errs.Check
	c.Require(!worker.IsZero(), "worker", "waiting.worker_missing")
	c.Require(text.Length(note) <= longestWords, "note", "form.too_long", longestWords)
	if err := c.Err(); err != nil {
		return err
	}
	return s.step(ctx, a, authz.CaseAllocate, rid, version, "waiting.offer", []Status{Waiting}, func(tx *db.Tx, e Entry) error {
		w, err := s.workerAt(ctx, tx, e.Service, worker)
		if err != nil {
			return err
		}
		o := Offer{ID: id.New[Offer](), Worker: worker, By: a.ID, Note: note, Offered: tx.Now()}
		if err := insertOffer(ctx, tx, e, o); err != nil {
			return err
		}
		return s.tell(ctx, tx, a, e.Service, w, "/team/offers")
	})
}

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
	var c errs.Check
	c.Fail("worker", "waiting.worker_missing")
	return account.Account{}, c.Err()
}

func (s *Service) tell(ctx context.Context, tx *db.Tx, a authz.Actor, sid org.ServiceID, to account.Account, at string) error {
	if to.ID == a.ID || to.Email == "" {
		return nil
	}
	v, err := org.ServiceTx(ctx, tx, sid)
	if err != nil {
		return err
	}
	_, err = s.messages.QueueTx(ctx, tx, a, message.New{Phrase: message.StaffRead, Audience: message.ToStaff, Channel: message.ByEmail,
		Address: to.Email, Lang: "en", Team: v.Name, Args: []any{s.base + at}})
	return err
}

// TakeOfferBack ends an open offer: they wait again. For who may allocate; where nothing
// is offered it is a Conflict. Audited.
func (s *Service) TakeOfferBack(ctx context.Context, a authz.Actor, rid referral.ID, version int64) error {
	return s.step(ctx, a, authz.CaseAllocate, rid, version, "waiting.take_back", []Status{Offered}, func(tx *db.Tx, e Entry) error {
		return answer(ctx, tx, e.Offer.ID, TakenBack, "")
	})
}

// Offers returns what is offered to the actor, oldest first. They see how long somebody
// has waited and what the lead wrote, not who it is: that comes with saying yes.
func (s *Service) Offers(ctx context.Context, a authz.Actor) (out []Entry, err error) {
	if err := authz.Check(a, authz.OfferTake); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		out, err = mine(ctx, tx, a, "")
		for i := range out {
			out[i].Person, out[i].Referral, out[i].Placing.Words = "", "", ""
		}
		return err
	})
	return out, err
}

// own returns the open offer to the actor, or a Conflict that says what became of it.
func own(ctx context.Context, tx *db.Tx, a authz.Actor, oid OfferID) (Entry, error) {
	if err := authz.Check(a, authz.OfferTake); err != nil {
		return Entry{}, err
	}
	rows, err := mine(ctx, tx, a, oid)
	if err != nil {
		return Entry{}, err
	}
	if oid.IsZero() {
		return Entry{}, errs.New(errs.NotFound, "waiting.not_found")
	}
	if len(rows) > 0 && rows[0].Offer.ID == oid {
		return rows[0], nil
	}
	e, err := answered(ctx, tx, a, oid)
	if err != nil {
		return e, err
	}
	return e, errs.New(errs.Conflict, "waiting.is_"+string(e.Status))
}

// DeclineOffer is a worker saying that they cannot take somebody on just now, with words
// for the lead if they like. The person waits on, in their place. What was offered to
// somebody else is NotFound; what is not open is a Conflict. Audited.
func (s *Service) DeclineOffer(ctx context.Context, a authz.Actor, oid OfferID, words string) error {
	if err := authz.Check(a, authz.OfferTake); err != nil {
		return err
	}
	words = text.Words(words)
	return s.db.Write(ctx, func(tx *db.Tx) error {
		e, err := own(ctx, tx, a, oid)
		if err != nil {
			return err
		}
		var c errs.Check
		c.Require(text.Length(words) <= longestWords, "offer_words", "form.too_long", longestWords)
		if err := c.Err(); err != nil {
			return err
		}
		if err := answer(ctx, tx, oid, No, words); err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, a, "waiting.decline", e.subject()); err != nil {
			return err
		}
		lead, err := s.leadOf(ctx, tx, e)
		if err != nil || lead.ID.IsZero() {
			return err
		}
		return s.tell(ctx, tx, a, e.Service, lead, "/team/waiting")
	})
}

// leadOf is who made the offer, where they still lead or triage the service.
func (s *Service) leadOf(ctx context.Context, tx *db.Tx, e Entry) (account.Account, error) {
	for _, r := range []authz.Role{authz.TeamLead, authz.Triager} {
		all, err := s.accounts.HoldersTx(ctx, tx, r, e.Service.String())
		if err != nil {
			return account.Account{}, err
		}
		for _, h := range all {
			if h.ID == e.Offer.By {
				return h, nil
			}
		}
	}
	return account.Account{}, nil
}

// AcceptTx is a worker saying yes to what was offered to them, inside the use case that
// opens the case (package journey), which allocates. Audited.
func (s *Service) AcceptTx(ctx context.Context, tx *db.Tx, a authz.Actor, oid OfferID) (Entry, error) {
	e, err := own(ctx, tx, a, oid)
	if err != nil {
		return e, err
	}
	if err := answer(ctx, tx, oid, Yes, ""); err != nil {
		return e, err
	}
	return e, audit.Record(ctx, tx, a, "waiting.accept", e.subject())
}
