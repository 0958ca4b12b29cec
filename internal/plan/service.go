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
	"weft/internal/vocabulary"
)

const maxHow = 200

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
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.cases.OpenForTx(ctx, tx, a, authz.CaseWork, p)
		if err != nil {
			return err
		}
		lists, err := vocabulary.InForceTx(ctx, tx, c.Service.String(), clock.DateOf(tx.Now(), s.zone))
		if err != nil {
			return err
		}
		if err := in.validate(lists); err != nil { // a need that was ticked before it was retired stays
			return err
		}
		have, err := lastVersion(ctx, tx, c)
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

// Heard returns the newest version of what the person said, to whoever may read the
// case; its Version is 0 when nothing was kept yet, or when there is no such case.
func (s *Service) Heard(ctx context.Context, a authz.Actor, p person.ID) (out Conversation, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		c, err := s.cases.ForPersonTx(ctx, tx, a, authz.CaseRead, p)
		if err == nil {
			out, err = heard(ctx, tx, c)
		}
		if errs.Is(err, errs.NotFound) {
			return nil
		}
		return err
	})
	return out, err
}

// Current returns the newest plan of a person with goals and actions, to whoever may
// read the case, or NotFound.
func (s *Service) Current(ctx context.Context, a authz.Actor, p person.ID) (out Plan, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		c, err := s.cases.ForPersonTx(ctx, tx, a, authz.CaseRead, p)
		if errs.Is(err, errs.NotFound) {
			return errs.New(errs.NotFound, "plan.not_found")
		}
		if err != nil {
			return err
		}
		out, err = current(ctx, tx, c)
		return err
	})
	return out, err
}

// All returns every plan of a person without goals, newest first, to whoever may
// read the case.
func (s *Service) All(ctx context.Context, a authz.Actor, p person.ID) (out []Plan, err error) {
	if err := authz.Check(a, authz.CaseRead); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error { out, err = all(ctx, tx, a, p); return err })
	return out, err
}

// Save keeps a draft of the plan: it changes the draft there is, or makes the next
// number after an agreed one. Nothing but the goals' own words is required. An action
// that names one of the plan before by its ID keeps where that one stood. Invalid
// names the fields; a lost race is a Conflict and nothing is written. Audited.
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
	have, err := current(ctx, tx, c)
	none := errs.Is(err, errs.NotFound)
	if err != nil && !none {
		return "", err
	}
	if have.Version != in.Version {
		return "", errs.New(errs.Conflict, "form.changed_meanwhile")
	}
	p := Plan{ID: have.ID, Case: c.ID, Person: c.Person, Number: have.Number, Status: Draft, Worse: in.Worse, ReviewOn: in.ReviewOn,
		Goals: carried(in.Goals, have)}
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

// carried returns the goals with each action standing where it stood in the plan
// before; a new one is to do.
func carried(goals []Goal, before Plan) []Goal {
	stood := map[ActionID]Action{}
	for _, g := range before.Goals {
		for _, a := range g.Actions {
			stood[a.ID] = a
		}
	}
	for i := range goals {
		for j := range goals[i].Actions {
			a := &goals[i].Actions[j]
			old, ok := stood[a.ID]
			if !ok {
				old.Status = ToDo
			}
			a.Status, a.Reference, a.ChaseOn = old.Status, old.Reference, old.ChaseOn
		}
	}
	return goals
}

func (p Plan) subject() audit.Subject { return audit.About("plan", p.ID.String(), p.Person.String()) }

// Agree notes that the person agreed the draft, and how ("together, read back").
// It takes the case to "plan under way". A plan without a goal cannot be agreed
// (Invalid); one that is agreed already, and a lost race, is a Conflict. Audited.
func (s *Service) Agree(ctx context.Context, a authz.Actor, person person.ID, version int64, how string) error {
	how = text.First(how, maxHow)
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.cases.OpenForTx(ctx, tx, a, authz.CaseWork, person)
		if err != nil {
			return err
		}
		p, err := current(ctx, tx, c)
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
// reference and when to chase; the other states have no day to chase. An illegal
// step, or an action of a plan that was replaced, is a Conflict. Audited.
func (s *Service) MoveAction(ctx context.Context, a authz.Actor, p person.ID, aid ActionID, to ActionStatus, w Wait) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := s.cases.OpenForTx(ctx, tx, a, authz.CaseWork, p)
		if err != nil {
			return err
		}
		w, err := w.checked(to, clock.DateOf(tx.Now(), s.zone))
		if err != nil {
			return err
		}
		act, of, err := actionOf(ctx, tx, c, aid)
		if err != nil {
			return err
		}
		if of.Status == Replaced {
			return errs.New(errs.Conflict, "plan.is_replaced")
		}
		if err := act.move(to); err != nil {
			return err
		}
		if err := setAction(ctx, tx, aid, to, w); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "action."+string(to), of.subject())
	})
}

// Wait says on whom an action waits, under which reference, and when to chase.
type Wait struct {
	Who       string
	Reference string
	ChaseOn   clock.Date
}

// checked tidies a wait and says what is wrong with it.
func (w Wait) checked(to ActionStatus, today clock.Date) (Wait, error) {
	w.Who, w.Reference = text.Line(w.Who), text.Line(w.Reference)
	if to != WaitingOn {
		w.ChaseOn = clock.Date{}
	}
	var c errs.Check
	c.Require(text.Length(w.Who) <= 200, "who", "form.too_long", 200)
	c.Require(text.Length(w.Reference) <= 200, "reference", "form.too_long", 200)
	c.Require(w.ChaseOn.IsZero() || !w.ChaseOn.Before(today), "chase", "date.past")
	return w, c.Err()
}

func (a Action) move(to ActionStatus) error {
	for _, n := range nextAction(a.Status) {
		if n == to {
			return nil
		}
	}
	return errs.New(errs.Conflict, "plan.action_is_"+string(a.Status))
}
