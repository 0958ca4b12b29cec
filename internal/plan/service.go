package plan

import (
	"context"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/once"
	"weft/internal/person"
	"weft/internal/text"
)

// Service is the use cases of this package.
type Service struct {
	db    *db.DB
	zone  *time.Location
	cases *caseload.Service
}

// NewService returns the use cases on a database; zone is where "today" is.
func NewService(d *db.DB, zone *time.Location, c *caseload.Service) *Service {
	return &Service{db: d, zone: zone, cases: c}
}

// Listen keeps what the person said as the next version of the conversation.
// version is the one the form was made from, 0 for the first; a lost race is a
// Conflict and nothing is written. Nothing is required. Audited.
func (s *Service) Listen(ctx context.Context, a authz.Actor, p person.ID, version int64, in Conversation) error {
	in = in.tidy()
	if err := in.validate(); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.cases.OpenForTx(ctx, tx, a, authz.CaseWork, p)
		if err != nil {
			return err
		}
		have, err := lastVersion(ctx, tx, c.ID)
		if err != nil {
			return err
		}
		if have != version {
			return errs.New(errs.Conflict, "form.changed_meanwhile")
		}
		in.Case, in.Person, in.By, in.At, in.Version = c.ID, c.Person, a.ID, tx.Now(), version+1
		if err := insertConversation(ctx, tx, in); err != nil {
			return err
		}
		if c.Status == caseload.FirstContact {
			if err := s.cases.MoveTx(ctx, tx, a, c, caseload.Engaging); err != nil {
				return err
			}
		}
		return audit.Record(ctx, tx, a, "conversation.keep", audit.About("case", c.ID.String(), c.Person.String()))
	})
}

// Heard returns the newest version of what the person said; its Version is 0 when
// nothing was kept yet.
func (s *Service) Heard(ctx context.Context, a authz.Actor, p person.ID) (out Conversation, err error) {
	if err := authz.Check(a, authz.CaseRead); err != nil {
		return out, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		out, err = heard(ctx, tx, a, p)
		if errs.Is(err, errs.NotFound) {
			return nil
		}
		return err
	})
	return out, err
}

// Current returns the newest plan of a person with goals and actions, or NotFound.
func (s *Service) Current(ctx context.Context, a authz.Actor, p person.ID) (out Plan, err error) {
	if err := authz.Check(a, authz.CaseRead); err != nil {
		return out, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error { out, err = current(ctx, tx, a, p); return err })
	return out, err
}

// All returns every plan of a person without goals, newest first, for the story.
func (s *Service) All(ctx context.Context, a authz.Actor, p person.ID) (out []Plan, err error) {
	if err := authz.Check(a, authz.CaseRead); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error { out, err = all(ctx, tx, a, p); return err })
	return out, err
}

// Save keeps a draft of the plan: it changes the draft there is, or makes the next
// number after an agreed one. Nothing but the goals' own words is required.
func (s *Service) Save(ctx context.Context, a authz.Actor, p person.ID, in New) (pid ID, err error) {
	in = in.tidy()
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.cases.OpenForTx(ctx, tx, a, authz.CaseWork, p)
		if err != nil {
			return err
		}
		result, err := once.Do(ctx, tx, a, in.Key, "plan.save", func() (string, error) {
			pid, err := s.saveTx(ctx, tx, a, c, in)
			return pid.String(), err
		})
		pid = ID(result)
		return err
	})
	return pid, err
}

func (s *Service) saveTx(ctx context.Context, tx *db.Tx, a authz.Actor, c caseload.Case, in New) (ID, error) {
	if err := in.validate(clock.DateOf(tx.Now(), s.zone)); err != nil {
		return "", err
	}
	have, err := current(ctx, tx, a, c.Person)
	none := errs.Is(err, errs.NotFound)
	if err != nil && !none {
		return "", err
	}
	if have.Version != in.Version {
		return "", errs.New(errs.Conflict, "form.changed_meanwhile")
	}
	p := Plan{ID: have.ID, Case: c.ID, Person: c.Person, Number: have.Number, Status: Draft, Worse: in.Worse, ReviewOn: in.ReviewOn, Goals: in.Goals}
	if none || have.Status != Draft || have.Case != c.ID {
		p.ID, p.Number = id.New[Plan](), have.Number+1
		err = insertPlan(ctx, tx, p)
	} else {
		err = updateDraft(ctx, tx, p)
	}
	if err != nil {
		return "", err
	}
	if err := insertGoals(ctx, tx, p); err != nil {
		return "", err
	}
	return p.ID, audit.Record(ctx, tx, a, "plan.save", p.subject())
}

func (p Plan) subject() audit.Subject { return audit.About("plan", p.ID.String(), p.Person.String()) }

// Agree notes that the person agreed the draft, and how ("together, read back").
// It takes the case to "plan under way". A plan without a goal cannot be agreed.
func (s *Service) Agree(ctx context.Context, a authz.Actor, person person.ID, version int64, how string) error {
	how = text.Line(how)
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.cases.OpenForTx(ctx, tx, a, authz.CaseWork, person)
		if err != nil {
			return err
		}
		p, err := current(ctx, tx, a, person)
		if err != nil {
			return err
		}
		switch {
		case p.Status != Draft:
			return errs.New(errs.Conflict, "plan.is_"+string(p.Status))
		case p.Version != version:
			return errs.New(errs.Conflict, "form.changed_meanwhile")
		case len(p.Goals) == 0:
			return &errs.Error{Kind: errs.Invalid, Code: "form.invalid", Fields: []errs.Field{{Name: "goal0", Code: "plan.no_goal"}}}
		}
		if err := agree(ctx, tx, p, how); err != nil {
			return err
		}
		if c.Status == caseload.FirstContact {
			if err := s.cases.MoveTx(ctx, tx, a, c, caseload.Engaging); err != nil {
				return err
			}
			c.Status = caseload.Engaging
		}
		if c.Status == caseload.Engaging {
			if err := s.cases.MoveTx(ctx, tx, a, c, caseload.Active); err != nil {
				return err
			}
		}
		return audit.Record(ctx, tx, a, "plan.agree", p.subject())
	})
}

// MoveAction takes an action to another state. Waiting carries on whom, the
// reference and when to chase. An illegal step is a Conflict.
func (s *Service) MoveAction(ctx context.Context, a authz.Actor, person person.ID, aid ActionID, to ActionStatus, w Wait) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		if _, err := s.cases.OpenForTx(ctx, tx, a, authz.CaseWork, person); err != nil {
			return err
		}
		p, err := current(ctx, tx, a, person)
		if err != nil {
			return err
		}
		for _, g := range p.Goals {
			for _, act := range g.Actions {
				if act.ID != aid {
					continue
				}
				if err := act.move(to); err != nil {
					return err
				}
				if err := setAction(ctx, tx, aid, to, w); err != nil {
					return err
				}
				return audit.Record(ctx, tx, a, "action."+string(to), p.subject())
			}
		}
		return errs.New(errs.NotFound, "plan.action_not_found")
	})
}

// Wait says on whom an action waits, under which reference, and when to chase.
type Wait struct {
	Who       string
	Reference string
	ChaseOn   clock.Date
}

func (a Action) move(to ActionStatus) error {
	for _, n := range nextAction(a.Status) {
		if n == to {
			return nil
		}
	}
	return errs.New(errs.Conflict, "plan.action_is_"+string(a.Status))
}
