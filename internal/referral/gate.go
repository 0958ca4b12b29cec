package referral

import (
	"context"
	"slices"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/message"
	"weft/internal/once"
	"weft/internal/org"
	"weft/internal/pause"
)

// Pause begins a pause without anybody asking, for the lead of a service (see
// pause.Service.BeginTx). From then on what it covers is held. Whoever referred lately,
// and the practice, are told by a fixed message; a worker's pause tells nobody. Audited.
func (s *Service) Pause(ctx context.Context, a authz.Actor, sid org.ServiceID, key string, in pause.Terms) (pid pause.ID, err error) {
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		done, err := once.Do(ctx, tx, a, key, "pause.begin", func() (string, error) {
			p, err := s.pauses.BeginTx(ctx, tx, a, sid, in)
			if err != nil {
				return "", err
			}
			return p.ID.String(), s.tellPause(ctx, tx, a, p)
		})
		pid = pause.ID(done)
		return err
	})
	return pid, err
}

// AgreeToPause says yes to a pause that a worker asked for (see pause.Service.AgreeTx).
// Audited.
func (s *Service) AgreeToPause(ctx context.Context, a authz.Actor, pid pause.ID, version int64, in pause.Terms) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		p, err := s.pauses.AgreeTx(ctx, tx, a, pid, version, in)
		if err != nil {
			return err
		}
		return s.tellPause(ctx, tx, a, p)
	})
}

// LookAtPause is looking at a pause again (see pause.Service.LookTx). When it ends, what
// it held is let go in the order of receipt, unless another pause holds it too; nobody is
// allocated. Audited.
func (s *Service) LookAtPause(ctx context.Context, a authz.Actor, pid pause.ID, version int64, in pause.Look) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		p, err := s.pauses.LookTx(ctx, tx, a, pid, version, in)
		if err != nil || p.Status != pause.Ended {
			return err
		}
		return s.over(ctx, tx, a, p)
	})
}

// PausesDue is the job that begins pauses whose day has come and ends those whose last
// day has passed, each in a transaction of its own.
func (s *Service) PausesDue(ctx context.Context) error {
	var begin, end []pause.Pause
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
		begin, end, err = s.pauses.DueTx(ctx, tx)
		return err
	})
	if err != nil {
		return err
	}
	for _, p := range slices.Concat(begin, end) {
		err := s.db.Write(ctx, func(tx *db.Tx) error {
			now, err := s.pauses.FallDueTx(ctx, tx, p)
			switch {
			case err != nil:
				return err
			case now.Status == pause.Ended:
				return s.over(ctx, tx, authz.Program(), now)
			default:
				return s.tellPause(ctx, tx, authz.Program(), now)
			}
		})
		if err != nil && !errs.Is(err, errs.Conflict) { // somebody was quicker
			return err
		}
	}
	return nil
}

// over lets go what an ended pause held, and tells that it has ended.
func (s *Service) over(ctx context.Context, tx *db.Tx, a authz.Actor, p pause.Pause) error {
	if err := s.release(ctx, tx, a, p.Service); err != nil {
		return err
	}
	return s.tellPause(ctx, tx, a, p)
}

// heldTx reports whether a pause in force covers a referral.
func (s *Service) heldTx(ctx context.Context, tx *db.Tx, r Referral) (bool, error) {
	now, err := s.pauses.InForceTx(ctx, tx, r.Service)
	return covered(now, r), err
}

func covered(now []pause.Pause, r Referral) bool {
	of := pause.Submission{Service: r.Service, Organisation: r.Organisation, Source: r.Source}
	return slices.ContainsFunc(now, func(p pause.Pause) bool { return p.Holds(of) })
}

// release lets go every held referral of a service that no pause covers any more, in the
// order of receipt: what was read for safety is in triage, the rest is new.
func (s *Service) release(ctx context.Context, tx *db.Tx, a authz.Actor, sid org.ServiceID) error {
	now, err := s.pauses.InForceTx(ctx, tx, sid)
	if err != nil {
		return err
	}
	held, err := heldAt(ctx, tx, sid)
	if err != nil {
		return err
	}
	for _, r := range held {
		if covered(now, r) {
			continue
		}
		r.letGo(tx)
		if err := update(ctx, tx, r, r.Version); err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, a, "referral.release", r.subject()); err != nil {
			return err
		}
	}
	return nil
}

func (r *Referral) letGo(tx *db.Tx) {
	r.Status, r.StatusAt, r.ReleasedAt = Submitted, tx.Now(), tx.Now()
	if !r.ReadAt.IsZero() {
		r.Status = InTriage
	}
}

// LetIn takes one held referral into triage while the pause goes on: an exception that a
// human makes. One that is not held is a Conflict. Audited.
func (s *Service) LetIn(ctx context.Context, a authz.Actor, rid ID, version int64) error {
	return s.step(ctx, a, rid, version, "referral.let_in", func(tx *db.Tx, r *Referral) error {
		if r.Status != Held {
			return errs.New(errs.Conflict, "referral.is_"+string(r.Status))
		}
		r.Status, r.ReleasedAt = InTriage, tx.Now()
		return nil
	})
}

// tellPause tells whoever it concerns that a pause has begun or ended: those who
// referred in the last half year, and practices, once each. It says until when, and
// nothing of why.
func (s *Service) tellPause(ctx context.Context, tx *db.Tx, a authz.Actor, p pause.Pause) error {
	if p.Kind == pause.OfWorker || p.Began.IsZero() {
		return nil
	}
	service, err := org.ServiceTx(ctx, tx, p.Service)
	if err != nil {
		return err
	}
	phrase, args := message.PauseBegan, []any{p.Until, s.base + "/refer"}
	if p.Status == pause.Ended {
		phrase, args = message.PauseEnded, []any{s.base + "/refer"}
	}
	to, err := concerned(ctx, tx, p)
	if err != nil {
		return err
	}
	for _, m := range to {
		if _, err := s.messages.QueueTx(ctx, tx, a, message.New{Phrase: phrase, Audience: m.audience, Channel: message.ByEmail,
			Address: m.address, Lang: "en", Service: service.ID.String(), Team: service.Name, Args: args}); err != nil {
			return err
		}
	}
	return nil
}
