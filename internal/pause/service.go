package pause

import (
	"context"
	"time"

	"weft/internal/account"
	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/message"
	"weft/internal/once"
	"weft/internal/org"
)

// Service is the use cases of this package. Those that begin or end a pause are
// completed by package referral, which holds and lets go.
type Service struct {
	db       *db.DB
	zone     *time.Location
	base     string
	accounts *account.Service
	messages *message.Service
}

// NewService returns the use cases; zone is where "today" is, base what links in
// messages begin with.
func NewService(d *db.DB, zone *time.Location, base string, acc *account.Service, m *message.Service) *Service {
	return &Service{db: d, zone: zone, base: base, accounts: acc, messages: m}
}

// Ask is a worker asking for a pause: of new people for them, when nothing else is
// said. Its leads, and the GP supervisor of the worker, hear that there is something to read. Staff of
// another service are NotFound; Invalid names the fields. Audited.
func (s *Service) Ask(ctx context.Context, a authz.Actor, sid org.ServiceID, key string, in Terms) (pid ID, err error) {
	if err := authz.Check(a, authz.PauseAsk); err != nil {
		return "", err
	}
	if !a.HasAt(authz.LinkWorker, sid.String()) && !a.HasAt(authz.TeamLead, sid.String()) {
		return "", errs.New(errs.NotFound, "pause.service_unknown")
	}
	if in.Kind == "" {
		in.Kind = OfWorker
	}
	if in.Kind == OfWorker {
		in.Worker = a.ID
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		done, err := once.Do(ctx, tx, a, key, "pause.ask", func() (string, error) {
			p, err := s.write(ctx, tx, a, sid, in, Requested)
			if err != nil {
				return "", err
			}
			return p.ID.String(), s.tellDeciders(ctx, tx, a, p)
		})
		pid = ID(done)
		return err
	})
	return pid, err
}

func (s *Service) write(ctx context.Context, tx *db.Tx, a authz.Actor, sid org.ServiceID, in Terms, to Status) (Pause, error) {
	today := clock.DateOf(tx.Now(), s.zone)
	in = in.Tidy(today)
	p := Pause{ID: id.New[Pause](), Service: sid, Terms: in, Status: to, AskedBy: a.ID, Asked: tx.Now(), Version: 1}
	if err := in.validate(today); err != nil {
		return p, err
	}
	if err := s.targets(ctx, tx, sid, in); err != nil {
		return p, err
	}
	action := "pause.ask"
	if to != Requested {
		p.DecidedBy, action = a.ID, "pause.begin"
	}
	if to == Active {
		p.Began = tx.Now()
	}
	if err := insert(ctx, tx, p); err != nil {
		return p, err
	}
	return p, audit.Record(ctx, tx, a, action, audit.On("pause", p.ID.String()))
}

// targets checks that what the pause covers exists.
func (s *Service) targets(ctx context.Context, tx *db.Tx, sid org.ServiceID, in Terms) error {
	var c errs.Check
	if in.Kind == OfPractice {
		_, err := org.OrganisationTx(ctx, tx, in.Practice)
		if err != nil && !errs.Is(err, errs.NotFound) {
			return err
		}
		c.Require(err == nil, "practice", "pause.practice_missing")
	}
	if in.Kind == OfWorker {
		workers, err := s.accounts.HoldersTx(ctx, tx, authz.LinkWorker, sid.String())
		if err != nil {
			return err
		}
		there := false
		for _, w := range workers {
			there = there || w.ID == in.Worker
		}
		c.Require(there, "worker", "pause.worker_missing")
	}
	return c.Err()
}

// tellDeciders says to each lead of the service, and to the worker's GP supervisors, that
// there is something to read.
func (s *Service) tellDeciders(ctx context.Context, tx *db.Tx, a authz.Actor, p Pause) error {
	to, err := s.accounts.HoldersTx(ctx, tx, authz.TeamLead, p.Service.String())
	if err != nil {
		return err
	}
	if p.Kind == OfWorker {
		supervisors, err := s.accounts.HoldersTx(ctx, tx, authz.GPSupervisor, p.Worker.String())
		if err != nil {
			return err
		}
		to = append(to, supervisors...)
	}
	v, err := org.ServiceTx(ctx, tx, p.Service)
	if err != nil {
		return err
	}
	for _, l := range to {
		if err := s.tell(ctx, tx, a, v, l, "/team/pause"); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) tell(ctx context.Context, tx *db.Tx, a authz.Actor, v org.Service, to account.Account, at string) error {
	if to.ID == a.ID || to.Email == "" {
		return nil
	}
	_, err := s.messages.QueueTx(ctx, tx, a, message.New{Phrase: message.StaffRead, Audience: message.ToStaff, Channel: message.ByEmail,
		Address: to.Email, Lang: "en", Service: v.ID.String(), Team: v.Name, Args: []any{s.base + at}})
	return err
}

// tellAsker says to whoever asked that there is an answer to read.
func (s *Service) tellAsker(ctx context.Context, tx *db.Tx, a authz.Actor, p Pause) error {
	if p.AskedBy.IsZero() || p.AskedBy == a.ID {
		return nil
	}
	v, err := org.ServiceTx(ctx, tx, p.Service)
	if err != nil {
		return err
	}
	workers, err := s.accounts.HoldersTx(ctx, tx, authz.LinkWorker, p.Service.String())
	if err != nil {
		return err
	}
	for _, w := range workers {
		if w.ID == p.AskedBy {
			return s.tell(ctx, tx, a, v, w, "/team/pause/"+p.ID.String())
		}
	}
	return nil
}

// Withdraw takes back what the actor asked for, while nobody has decided. What somebody
// else asked for is NotFound; one that was decided on is a Conflict. Audited.
func (s *Service) Withdraw(ctx context.Context, a authz.Actor, pid ID, version int64) error {
	if err := authz.Check(a, authz.PauseAsk); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		p, err := byID(ctx, tx, pid, func(bind func(any) string) string { return "p.asked_by = " + bind(a.ID) })
		if err != nil {
			return err
		}
		return s.change(ctx, tx, a, p, version, Withdrawn, "pause.withdraw")
	})
}

// Refuse answers "not now" with words to whoever asked. For the lead, or the worker's GP
// supervisor; anyone else's is NotFound. Audited.
func (s *Service) Refuse(ctx context.Context, a authz.Actor, pid ID, version int64, answer string) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		p, err := s.forDecision(ctx, tx, a, pid)
		if err != nil {
			return err
		}
		if p.Answer, err = checkAnswer(answer); err != nil {
			return err
		}
		p.DecidedBy = a.ID
		if err := s.change(ctx, tx, a, p, version, Refused, "pause.refuse"); err != nil {
			return err
		}
		return s.tellAsker(ctx, tx, a, p)
	})
}

// forDecision returns a pause to whoever may decide on it.
func (s *Service) forDecision(ctx context.Context, tx *db.Tx, a authz.Actor, pid ID) (Pause, error) {
	if err := authz.Check(a, authz.PauseDecide); err != nil {
		return Pause{}, err
	}
	return byID(ctx, tx, pid, func(bind func(any) string) string { return decides(a, bind) })
}

// change takes a pause to another state and records it.
func (s *Service) change(ctx context.Context, tx *db.Tx, a authz.Actor, p Pause, version int64, to Status, action string) error {
	if err := p.Status.move(to); err != nil {
		return err
	}
	p.Status = to
	if to == Active {
		p.Began = tx.Now()
	}
	if to == Ended {
		p.Ended = tx.Now()
	}
	if err := update(ctx, tx, p, version); err != nil {
		return err
	}
	return audit.Record(ctx, tx, a, action, audit.On("pause", p.ID.String()))
}

// ByID returns a pause with every review to whoever may read it: who decides, who
// asked, and the team where it is not about one worker. Otherwise NotFound.
func (s *Service) ByID(ctx context.Context, a authz.Actor, pid ID) (p Pause, err error) {
	if err := authz.Check(a, authz.PauseRead); err != nil {
		return p, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		if p, err = byID(ctx, tx, pid, func(bind func(any) string) string { return sees(a, bind) }); err != nil {
			return err
		}
		p.Reviews, err = reviews(ctx, tx, pid)
		return err
	})
	return p, err
}

// List returns the pauses that the actor may read, at most a hundred: those in force or
// asked for first.
func (s *Service) List(ctx context.Context, a authz.Actor) (out []Pause, err error) {
	if err := authz.Check(a, authz.PauseRead); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		out, err = list(ctx, tx, func(bind func(any) string) string { return sees(a, bind) })
		return err
	})
	return out, err
}

// Notices returns what somebody of this organisation reads of the pauses in force at
// these services. Open to everyone: why, and who asked, is not in it. A worker's pause
// and another practice's are not either.
func (s *Service) Notices(ctx context.Context, services []org.ServiceID, from org.ID) (out []Notice, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err := inForce(ctx, tx, services)
		for _, p := range all {
			if p.Kind == OfWorker || p.Kind == OfPractice && p.Practice != from {
				continue
			}
			out = append(out, p.notice())
		}
		return err
	})
	return out, err
}

func (p Pause) notice() Notice {
	return Notice{Service: p.Service, Kind: p.Kind, Source: p.Source, Until: p.Until, Exceptions: p.Exceptions, Alternative: p.Alternative,
		En: p.PublicEn, Cy: p.PublicCy}
}
