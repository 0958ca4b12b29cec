package plan

import (
	"context"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/once"
	"weft/internal/person"
	"weft/internal/text"
)

// Save keeps a draft of the plan: it changes the draft there is, or makes the next
// number after an agreed one. Nothing but the goals' own words is required. A goal or
// an action that names one of the plan before by its Thread goes on where that one
// stood. Invalid names the fields; a lost race is a Conflict and nothing is written.
// Audited.
func (s *Service) Save(ctx context.Context, a authz.Actor, p person.ID, in New) (pid ID, err error) {
	in = in.tidy()
	err = s.work(ctx, a, p, func(tx *db.Tx, c caseload.Case) error {
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
	if err := in.validate(s.today(tx)); err != nil {
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

// carried returns the goals with each one, and each action, standing where it stood
// in the plan before. What is new is proposed and to do; so is a wish in other words,
// until it is agreed, and one that had ended and is taken up again.
func carried(goals []Goal, before Plan) []Goal {
	wishes, stood := map[GoalID]Goal{}, map[ActionID]Action{}
	for _, g := range before.Goals {
		wishes[g.Thread] = g
		for _, a := range g.Actions {
			stood[a.Thread] = a
		}
	}
	for i := range goals {
		g := &goals[i]
		old, known := wishes[g.Thread]
		g.Thread, g.Answer, g.AnswerWords, g.Status = old.Thread, "", "", Proposed
		if known && old.Status.Open() && old.Words == g.Words {
			g.Answer, g.AnswerWords, g.Status = old.Answer, old.AnswerWords, old.Status
		}
		delete(wishes, g.Thread)
		for j := range g.Actions {
			a := &g.Actions[j]
			was, known := stood[a.Thread]
			delete(stood, a.Thread)
			if !known {
				was.Status = ToDo
			}
			a.Thread, a.Status, a.WaitsOn, a.Reference, a.ChaseOn = was.Thread, was.Status, was.WaitsOn, was.Reference, was.ChaseOn
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
	return s.work(ctx, a, person, func(tx *db.Tx, c caseload.Case) error {
		p, err := current(ctx, tx, c)
		if err != nil {
			return err
		}
		if err := p.Status.move(Agreed); err != nil {
			return err
		}
		if p.Version != version {
			return errs.New(errs.Conflict, "form.changed_meanwhile")
		}
		if len(p.Goals) == 0 {
			return &errs.Error{Kind: errs.Invalid, Code: "form.invalid", Fields: []errs.Field{{Name: "goal0", Code: "plan.no_goal"}}}
		}
		if err := replace(ctx, tx, c, p.ID); err != nil {
			return err
		}
		if err := agree(ctx, tx, a, p, how); err != nil {
			return err
		}
		if err := s.underWay(ctx, tx, a, c); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "plan.agree", p.subject())
	})
}

// underWay takes a case whose plan is agreed to its stage.
func (s *Service) underWay(ctx context.Context, tx *db.Tx, a authz.Actor, c caseload.Case) error {
	if c.Status == caseload.FirstContact {
		if err := s.cases.MoveTx(ctx, tx, a, c, caseload.Engaging); err != nil {
			return err
		}
		c.Status = caseload.Engaging
	}
	if c.Status == caseload.Engaging {
		return s.cases.MoveTx(ctx, tx, a, c, caseload.Active)
	}
	return nil
}

// CaseClosedTx closes the plan of a case that closes; what was agreed stays readable.
// The use case that closes the case (package journey) calls it in its transaction, has
// checked the actor and audits.
func CaseClosedTx(ctx context.Context, tx *db.Tx, c caseload.ID) error {
	_, err := tx.Exec(ctx, `update plan set status = 'closed', closed = $2, version = version + 1
		where case_id = $1 and status in ('draft', 'agreed', 'live')`, c, tx.Now())
	return err
}
