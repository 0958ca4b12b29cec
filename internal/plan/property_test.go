package plan_test

import (
	"context"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/plan"
)

// seen is a person's plans, and how much is recorded.
type seen struct {
	plans   []plan.Plan
	audited int
}

func look(rt *rapid.T, x *fixture.House, th fixture.Thread) seen {
	ctx := context.Background()
	var s seen
	var err error
	if s.plans, err = x.Plans.Versions(ctx, th.Worker, th.Person); err != nil {
		rt.Fatal(err)
	}
	err = x.DB.Read(ctx, func(tx *db.Tx) error {
		s.audited, err = db.One(ctx, tx, db.Value[int], `select count(*) from audit_event`)
		return err
	})
	if err != nil {
		rt.Fatal(err)
	}
	return s
}

// Whatever is tried in whatever order with a plan, its goals and its actions: a legal
// step goes where the tables say and is audited; any other, and one on an old version,
// is a Conflict that names the present state and changes nothing.
func TestNoOrderOfStepsBreaksAPlan(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		saved(t, h, th, plan.New{Goals: []plan.Goal{goal("Walk"), goal("Swim")}})
		tries := []func(rt *rapid.T, x *fixture.House, th fixture.Thread, before seen){tryAgree, tryShare, tryReview, tryGoal, tryGoal, tryAction, tryAction, tryClose, trySave}
		rapid.Check(t, func(rt *rapid.T) {
			h.Undone(t, func(x *fixture.House) {
				for range rapid.IntRange(1, 6).Draw(rt, "steps") {
					before := look(rt, x, th)
					tries[rapid.IntRange(0, len(tries)-1).Draw(rt, "step")](rt, x, th, before)
					whole(rt, look(rt, x, th))
				}
			})
		})
	})
}

// whole is what is true of a person's plans at any time.
func whole(rt *rapid.T, s seen) {
	stands := 0
	for i, p := range s.plans {
		if p.Status.Stands() {
			stands++
		}
		if p.Status == plan.Draft && i != 0 || p.Number != len(s.plans)-i || p.Status.Stands() && p.AgreedAt.IsZero() || p.Status == plan.Draft && !p.AgreedAt.IsZero() {
			rt.Fatalf("%d of %d stands wrongly: %+v", i, len(s.plans), p)
		}
		for _, g := range p.Goals {
			if g.Status.Open() != g.Ended.IsZero() || g.Status == plan.Proposed && p.Status != plan.Draft && p.Status != plan.Closed {
				rt.Fatalf("a goal of a plan that is %s: %+v", p.Status, g)
			}
			for _, a := range g.Actions {
				if a.Status.Open() && !g.Status.Open() || a.Status != plan.WaitingOn && !a.ChaseOn.IsZero() {
					rt.Fatalf("an action of a goal that is %s: %+v", g.Status, a)
				}
			}
		}
	}
	if stands > 1 {
		rt.Fatalf("%d plans stand", stands)
	}
}

// judge compares an answer with what should have come: "" or the code of a Conflict.
func judge(rt *rapid.T, x *fixture.House, th fixture.Thread, before seen, what string, err error, code string) seen {
	after := look(rt, x, th)
	if code == "" {
		if err != nil || after.audited <= before.audited {
			rt.Fatalf("%s: %v, recorded %d", what, err, after.audited-before.audited)
		}
		return after
	}
	if errs.KindOf(err) != errs.Conflict || errs.CodeOf(err) != code || !reflect.DeepEqual(before, after) {
		rt.Fatalf("%s: %v, want %s; %+v became %+v", what, err, code, before, after)
	}
	return after
}

func closed(s seen) bool { return s.plans[0].Status == plan.Closed }

func drawVersion(rt *rapid.T, version int64) (int64, bool) {
	if rapid.IntRange(0, 7).Draw(rt, "stale") == 0 {
		return version - 1, true
	}
	return version, false
}

func tryAgree(rt *rapid.T, x *fixture.House, th fixture.Thread, before seen) {
	p := before.plans[0]
	v, stale := drawVersion(rt, p.Version)
	code := ""
	switch {
	case p.Status != plan.Draft:
		code = "plan.is_" + string(p.Status)
	case stale:
		code = "form.changed_meanwhile"
	}
	after := judge(rt, x, th, before, "agree", x.Plans.Agree(context.Background(), th.Worker, th.Person, v, "x"), code)
	if code == "" && (after.plans[0].Status != plan.Agreed || len(after.plans) > 1 && after.plans[1].Status.Stands()) {
		rt.Fatalf("agreed to %+v", after.plans)
	}
}

func standing(s seen) plan.Plan {
	for _, p := range s.plans {
		if p.Status != plan.Draft {
			return p
		}
	}
	return s.plans[0]
}

func tryShare(rt *rapid.T, x *fixture.House, th fixture.Thread, before seen) {
	p, code := standing(before), ""
	switch {
	case !p.Status.Stands():
		code = "plan.is_" + string(p.Status)
	}
	after := judge(rt, x, th, before, "share", x.Plans.Share(context.Background(), th.Worker, th.Person,
		plan.NewCopy{Holder: plan.HeldByPerson, How: plan.ReadOut}), code)
	if code == "" && standing(after).Status != plan.Live {
		rt.Fatalf("shared and %s", standing(after).Status)
	}
}

func tryReview(rt *rapid.T, x *fixture.House, th fixture.Thread, before seen) {
	p := before.plans[0]
	v, stale := drawVersion(rt, p.Version)
	in := plan.Review{Version: v, Goals: map[plan.GoalID]plan.Said{}}
	want := map[plan.GoalID]plan.GoalStatus{}
	for _, g := range p.Goals {
		if g.Status.Open() {
			a := rapid.SampledFrom(append(plan.Answers(), "")).Draw(rt, "answer")
			in.Goals[g.ID] = plan.Said{Answer: a, Importance: -1, Confidence: -1}
			want[g.Thread] = map[plan.Answer]plan.GoalStatus{plan.AnswerDone: plan.Met, plan.AnswerOK: plan.InProgress, plan.AnswerStuck: plan.InProgress,
				plan.AnswerNotNow: plan.SetAside, "": g.Status}[a]
		}
	}
	code := ""
	switch {
	case !p.Status.Stands():
		code = "plan.is_" + string(p.Status)
	case stale:
		code = "form.changed_meanwhile"
	}
	_, err := x.Plans.Review(context.Background(), th.Worker, th.Person, in)
	after := judge(rt, x, th, before, "review", err, code)
	if code != "" {
		return
	}
	if len(after.plans) != len(before.plans)+1 || after.plans[1].Status != plan.Replaced || len(after.plans[0].Goals) != len(want) {
		rt.Fatalf("reviewed to %+v", after.plans)
	}
	for _, g := range after.plans[0].Goals {
		if g.Status != want[g.Thread] {
			rt.Fatalf("%s is %s, want %s", g.Words, g.Status, want[g.Thread])
		}
	}
}

func tryGoal(rt *rapid.T, x *fixture.House, th fixture.Thread, before seen) {
	p := rapid.SampledFrom(before.plans).Draw(rt, "plan")
	if len(p.Goals) == 0 {
		return
	}
	g := rapid.SampledFrom(p.Goals).Draw(rt, "goal")
	to := rapid.SampledFrom(plan.GoalStatuses()).Draw(rt, "to")
	v, stale := drawVersion(rt, g.Version)
	code := ""
	switch {
	case p.Status == plan.Replaced || p.Status == plan.Closed:
		code = "plan.is_" + string(p.Status)
	case to == plan.GoalAgreed || !g.Status.MayBecome(to):
		code = "plan.goal_is_" + string(g.Status)
	case stale:
		code = "form.changed_meanwhile"
	}
	err := x.Plans.MoveGoal(context.Background(), th.Worker, th.Person, g.ID, v, to, "so")
	after := judge(rt, x, th, before, "goal to "+string(to), err, code)
	if code != "" {
		return
	}
	for _, l := range after.plans {
		for _, now := range l.Goals {
			if now.ID == g.ID && now.Status != to {
				rt.Fatalf("%s is %s, want %s", g.Words, now.Status, to)
			}
		}
	}
}

func tryAction(rt *rapid.T, x *fixture.House, th fixture.Thread, before seen) {
	p := rapid.SampledFrom(before.plans).Draw(rt, "plan")
	if len(p.Goals) == 0 {
		return
	}
	g := rapid.SampledFrom(p.Goals).Draw(rt, "goal")
	a := rapid.SampledFrom(g.Actions).Draw(rt, "action")
	to := rapid.SampledFrom(plan.ActionStatuses()).Draw(rt, "to")
	v, stale := drawVersion(rt, a.Version)
	code := ""
	switch {
	case p.Status == plan.Replaced || p.Status == plan.Closed:
		code = "plan.is_" + string(p.Status)
	case !g.Status.Open():
		code = "plan.goal_is_" + string(g.Status)
	case !a.Status.MayBecome(to):
		code = "plan.action_is_" + string(a.Status)
	case stale:
		code = "form.changed_meanwhile"
	}
	err := x.Plans.MoveAction(context.Background(), th.Worker, th.Person, a.ID, v, to, plan.Wait{Who: "the council", ChaseOn: x.Today()})
	after := judge(rt, x, th, before, "action to "+string(to), err, code)
	if code != "" {
		return
	}
	for _, l := range after.plans {
		for _, g := range l.Goals {
			for _, now := range g.Actions {
				if (l.Status == plan.Draft || l.Status.Stands()) && now.Thread == a.Thread && now.Status != to {
					rt.Fatalf("%s is %s in plan %d, want %s", a.Words, now.Status, l.Number, to)
				}
			}
		}
	}
}

func tryClose(rt *rapid.T, x *fixture.House, th fixture.Thread, before seen) {
	if closed(before) || rapid.IntRange(0, 3).Draw(rt, "close") != 0 {
		return
	}
	ctx := context.Background()
	if err := x.DB.Write(ctx, func(tx *db.Tx) error { return plan.CaseClosedTx(ctx, tx, th.Case.ID) }); err != nil {
		rt.Fatal(err)
	}
	after := look(rt, x, th)
	for i, p := range after.plans {
		was := before.plans[i].Status
		if (was == plan.Replaced) != (p.Status == plan.Replaced) || was != plan.Replaced && (p.Status != plan.Closed || p.Closed.IsZero()) {
			rt.Fatalf("%s became %s", was, p.Status)
		}
	}
}

func trySave(rt *rapid.T, x *fixture.House, th fixture.Thread, before seen) {
	p := before.plans[0]
	v, stale := drawVersion(rt, p.Version)
	var goals []plan.Goal
	for _, g := range p.Goals {
		if g.Status.Open() && rapid.IntRange(0, 4).Draw(rt, "keep") > 0 {
			goals = append(goals, g)
		}
	}
	goals = append(goals, goal("Dance"))
	code := ""
	if stale {
		code = "form.changed_meanwhile"
	}
	_, err := x.Plans.Save(context.Background(), th.Worker, th.Person, plan.New{Version: v, Goals: goals})
	after := judge(rt, x, th, before, "save", err, code)
	if code == "" && (after.plans[0].Status != plan.Draft || len(after.plans[0].Goals) != len(goals)) {
		rt.Fatalf("saved %+v", after.plans[0])
	}
}
