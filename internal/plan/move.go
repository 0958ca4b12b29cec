package plan

import (
	"context"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/person"
	"weft/internal/text"
)

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

// MoveAction takes an action to another state. Waiting carries on whom, the
// reference and when to chase; the other states have no day to chase. The first step
// takes its goal and its plan under way; a draft of the next plan goes along. version
// is the one of the action that was read: a lost race, an illegal step and an action
// of a plan that no longer stands are a Conflict. Audited.
func (s *Service) MoveAction(ctx context.Context, a authz.Actor, p person.ID, aid ActionID, version int64, to ActionStatus, w Wait) error {
	return s.work(ctx, a, p, func(tx *db.Tx, c caseload.Case) error {
		w, err := w.checked(to, s.today(tx))
		if err != nil {
			return err
		}
		act, g, of, err := actionOf(ctx, tx, c, aid)
		if err != nil {
			return err
		}
		if err := of.mayMove(); err != nil {
			return err
		}
		if !g.Status.Open() {
			return errs.New(errs.Conflict, "plan.goal_is_"+string(g.Status))
		}
		if err := act.Status.move(to); err != nil {
			return err
		}
		if act.Version != version {
			return errs.New(errs.Conflict, "form.changed_meanwhile")
		}
		if err := setAction(ctx, tx, of.Person, act.Thread, to, w); err != nil {
			return err
		}
		if to != NotNeeded && g.Status == GoalAgreed {
			if err := setGoal(ctx, tx, of.Person, g.Thread, InProgress, g.AnswerWords); err != nil {
				return err
			}
		}
		if err := start(ctx, tx, a, of); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "action."+string(to), of.subject())
	})
}

// mayMove says whether the parts of a plan may take steps: those of a draft may, what
// was replaced or closed is history.
func (p Plan) mayMove() error {
	if p.Status == Replaced || p.Status == Closed {
		return errs.New(errs.Conflict, "plan.is_"+string(p.Status))
	}
	return nil
}

// start takes an agreed plan under way.
func start(ctx context.Context, tx *db.Tx, a authz.Actor, p Plan) error {
	if p.Status != Agreed {
		return nil
	}
	if err := setLive(ctx, tx, p.ID); err != nil {
		return err
	}
	return audit.Record(ctx, tx, a, "plan.live", p.subject())
}

// MoveGoal says how a goal stands, with words if there are any. Its open actions are
// no longer needed when it ends; a draft of the next plan goes along. A goal is agreed
// with its plan and never alone. version is the one of the goal that was read: a lost
// race, an illegal step and a goal of a plan that no longer stands are a Conflict.
// Audited.
func (s *Service) MoveGoal(ctx context.Context, a authz.Actor, p person.ID, gid GoalID, version int64, to GoalStatus, words string) error {
	words = text.Words(words)
	return s.work(ctx, a, p, func(tx *db.Tx, c caseload.Case) error {
		var k errs.Check
		k.Require(text.Length(words) <= 2000, "words", "form.too_long", 2000)
		if err := k.Err(); err != nil {
			return err
		}
		g, of, err := goalOf(ctx, tx, c, gid)
		if err != nil {
			return err
		}
		if err := of.mayMove(); err != nil {
			return err
		}
		if to == GoalAgreed {
			return errs.New(errs.Conflict, "plan.goal_is_"+string(g.Status))
		}
		if err := g.Status.move(to); err != nil {
			return err
		}
		if g.Version != version {
			return errs.New(errs.Conflict, "form.changed_meanwhile")
		}
		if g.Status == Proposed { // only this draft knows it
			err = endProposed(ctx, tx, g.ID, to, words)
		} else {
			err = setGoal(ctx, tx, of.Person, g.Thread, to, words)
		}
		if err != nil {
			return err
		}
		if err := start(ctx, tx, a, of); err != nil {
			return err
		}
		return audit.Record(ctx, tx, a, "goal."+string(to), of.subject())
	})
}
