package pause

import (
	"context"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/org"
	"weft/internal/text"
)

// InForceTx returns the pauses that hold referrals of a service now, inside the use
// case that takes or lets go of them.
func (s *Service) InForceTx(ctx context.Context, tx *db.Tx, sid org.ServiceID) ([]Pause, error) {
	return inForce(ctx, tx, []org.ServiceID{sid})
}

// Resting returns until when each worker of a service takes nobody new, for whoever
// allocates there: it is a word beside a name and stops no human. Others are Forbidden.
func (s *Service) Resting(ctx context.Context, a authz.Actor, sid org.ServiceID) (map[authz.AccountID]clock.Date, error) {
	if err := authz.Check(a, authz.CaseAllocate); err != nil {
		return nil, err
	}
	out := map[authz.AccountID]clock.Date{}
	if !a.HasAt(authz.TeamLead, sid.String()) && !a.HasAt(authz.Triager, sid.String()) {
		return nil, errs.New(errs.NotFound, "pause.service_unknown")
	}
	err := s.db.Read(ctx, func(tx *db.Tx) error {
		all, err := inForce(ctx, tx, []org.ServiceID{sid})
		for _, p := range all {
			if p.Kind == OfWorker {
				out[p.Worker] = p.Until
			}
		}
		return err
	})
	return out, err
}

// BeginTx is a lead pausing referrals without anybody asking: at once, or from a later
// day. Package referral calls it and tells whoever refers. A service that is not the
// lead's is NotFound; Invalid names the fields. Audited.
func (s *Service) BeginTx(ctx context.Context, tx *db.Tx, a authz.Actor, sid org.ServiceID, in Terms) (Pause, error) {
	if err := authz.Check(a, authz.PauseDecide); err != nil {
		return Pause{}, err
	}
	if !a.HasAt(authz.TeamLead, sid.String()) {
		return Pause{}, errs.New(errs.NotFound, "pause.service_unknown")
	}
	to := Active
	if in.Starts.After(clock.DateOf(tx.Now(), s.zone)) {
		to = Approved
	}
	return s.write(ctx, tx, a, sid, in, to)
}

// AgreeTx says yes to what was asked, with the terms as the lead has put them; what it
// covers stays. It is in force at once unless it begins on a later day. Whoever asked is
// told. For whoever decides; else NotFound. Audited.
func (s *Service) AgreeTx(ctx context.Context, tx *db.Tx, a authz.Actor, pid ID, version int64, in Terms) (Pause, error) {
	p, err := s.forDecision(ctx, tx, a, pid)
	if err != nil {
		return p, err
	}
	today := clock.DateOf(tx.Now(), s.zone)
	in.Kind, in.Practice, in.Source, in.Worker = p.Kind, p.Practice, p.Source, p.Worker
	if in.Reason == "" {
		in.Reason, in.Words = p.Reason, p.Words
	}
	if in.Starts.IsZero() {
		in.Starts = later(p.Starts, today)
	}
	if in.Until.IsZero() && !p.Until.Before(in.Starts) {
		in.Until = p.Until
	}
	in = in.Tidy(today)
	if err := p.Status.move(Active); err != nil || p.Status != Requested {
		return p, orState(err, p.Status)
	}
	if err := in.validate(today); err != nil {
		return p, err
	}
	p.Terms, p.DecidedBy = in, a.ID
	to := Active
	if in.Starts.After(today) {
		to = Approved
	}
	if err := s.change(ctx, tx, a, p, version, to, "pause.agree"); err != nil {
		return p, err
	}
	p.Status = to
	return p, s.tellAsker(ctx, tx, a, p)
}

func later(a, b clock.Date) clock.Date {
	if a.Before(b) {
		return b
	}
	return a
}

// orState returns err when there is one, else the Conflict that names the state.
func orState(err error, s Status) error {
	if err != nil {
		return err
	}
	return errs.New(errs.Conflict, "pause.is_"+string(s))
}

// LookTx is looking at a pause in force again: it goes on for at most fourteen days from
// today, part of it comes through, or it ends. For whoever decides; else NotFound; one
// that is not in force is a Conflict. Package referral lets go what it held. Audited.
func (s *Service) LookTx(ctx context.Context, tx *db.Tx, a authz.Actor, pid ID, version int64, in Look) (Pause, error) {
	p, err := s.forDecision(ctx, tx, a, pid)
	if err != nil {
		return p, err
	}
	today := clock.DateOf(tx.Now(), s.zone)
	in = in.tidy(today)
	if err := in.validate(today); err != nil {
		return p, err
	}
	to, action := Reviewed, "pause.review"
	if in.Outcome == End {
		to, action = Ended, "pause.end"
	} else {
		p.Until = in.Until
	}
	if in.Outcome == Partial {
		p.Exceptions = in.Exceptions
	}
	if err := s.change(ctx, tx, a, p, version, to, action); err != nil {
		return p, err
	}
	p.Status = to
	return p, insertReview(ctx, tx, p.ID, Review{At: tx.Now(), By: a.ID, Outcome: in.Outcome, Words: in.Words, Until: p.Until})
}

// DueTx returns the pauses whose first day has come, and those whose last day has
// passed, for the job of package referral.
func (s *Service) DueTx(ctx context.Context, tx *db.Tx) (begin, end []Pause, err error) {
	today := clock.DateOf(tx.Now(), s.zone)
	of := func(where string) ([]Pause, error) {
		return db.All(ctx, tx, scan, `select `+columns+` from referral_pause p where `+where+` order by p.starts, p.id`, today)
	}
	if begin, err = of(`p.status = 'approved' and p.starts <= $1`); err != nil {
		return nil, nil, err
	}
	end, err = of(`p.status in ('active', 'reviewed') and p.until < $1`)
	return begin, end, err
}

// FallDueTx begins a pause whose day has come, or ends one whose last day has passed, for
// the program (the job); one whose days all passed while the job did not run has never
// been in force. Audited as the system's.
func (s *Service) FallDueTx(ctx context.Context, tx *db.Tx, p Pause) (Pause, error) {
	to, action := Ended, "pause.end"
	if p.Status == Approved && !p.Until.Before(clock.DateOf(tx.Now(), s.zone)) {
		to, action = Active, "pause.begin"
	}
	p.ByItself = to == Ended
	err := s.change(ctx, tx, authz.Program(), p, p.Version, to, action)
	p.Status = to
	return p, err
}

func checkAnswer(answer string) (string, error) {
	answer = text.Words(answer)
	var c errs.Check
	c.Require(answer != "", "answer", "pause.answer_missing")
	c.Require(text.Length(answer) <= longestWords, "answer", "form.too_long", longestWords)
	return answer, c.Err()
}
