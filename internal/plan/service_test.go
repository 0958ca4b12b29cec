package plan_test

import (
	"context"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/plan"
)

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func goal(words string) plan.Goal {
	return plan.Goal{Words: words, Importance: 8, Confidence: -1, Actions: []plan.Action{
		{Words: "Ring the group", Owner: plan.ByWorker}, {Words: "Find boots", Owner: plan.ByPerson, Due: clock.Date{Year: 2026, Month: 12, Day: 1}}}}
}

// saved keeps a draft and reads it back.
func saved(t *testing.T, h *fixture.House, th fixture.Thread, in plan.New) plan.Plan {
	t.Helper()
	_, err := h.Plans.Save(context.Background(), th.Worker, th.Person, in)
	ok(t, err)
	p, err := h.Plans.Current(context.Background(), th.Worker, th.Person)
	ok(t, err)
	return p
}

func TestEachThingSaidIsANewVersionAndTheOlderOnesStay(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		if c, err := h.Plans.Heard(ctx, th.Worker, th.Person); err != nil || c.Version != 0 {
			t.Errorf("before anything was said: %+v %v", c, err)
		}
		said := plan.Conversation{Matters: "My garden.", Strengths: "Bakes", ReadBack: true, Needs: []string{"money", "loneliness"}, Other: "the damp"}
		did, err := h.Audited(t, func() error { return h.Plans.Listen(ctx, th.Worker, th.Person, 0, said) })
		if err != nil || !slices.Equal(did, []string{"case.engaging", "conversation.keep"}) {
			t.Fatalf("recorded %v: %v", did, err)
		}
		ok(t, h.Plans.Listen(ctx, th.Lead, th.Person, 1, plan.Conversation{Matters: "My garden and my dog."}))
		c, err := h.Plans.Heard(ctx, th.Worker, th.Person)
		if err != nil || c.Version != 2 || c.Matters != "My garden and my dog." || c.By != th.Lead.ID || h.Rows(t)["conversation"] != 2 {
			t.Errorf("heard %+v: %v", c, err)
		}
	})
}

func TestNeedsKeepThePersonsOrder(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		want := []string{"money", "loneliness", "digital"}
		ok(t, h.Plans.Listen(ctx, th.Worker, th.Person, 0, plan.Conversation{Needs: want}))
		if c, err := h.Plans.Heard(ctx, th.Worker, th.Person); err != nil || !slices.Equal(c.Needs, want) {
			t.Errorf("heard %v: %v", c.Needs, err)
		}
	})
}

func TestOfTwoWhoWriteAtOnceOneIsToldAndNothingIsLost(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		for name, write := range map[string]func() error{
			"conversation": func() error {
				return h.Plans.Listen(ctx, th.Worker, th.Person, 0, plan.Conversation{Matters: "My garden."})
			},
			"plan": func() error {
				_, err := h.Plans.Save(ctx, th.Worker, th.Person, plan.New{Goals: []plan.Goal{goal("Walk")}})
				return err
			},
		} {
			results := make([]error, 4)
			var wg sync.WaitGroup
			for i := range results {
				wg.Go(func() { results[i] = write() })
			}
			wg.Wait()
			kept := 0
			for _, err := range results {
				switch {
				case err == nil:
					kept++
				case errs.CodeOf(err) != "form.changed_meanwhile":
					t.Errorf("%s, the other: %v", name, err)
				}
			}
			if kept != 1 || h.Rows(t)[name] != 1 {
				t.Errorf("%s: %d were kept", name, kept)
			}
		}
	})
}

func TestASecondEpisodeGoesOnWhereTheFirstEnded(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		ok(t, h.Plans.Listen(ctx, th.Worker, th.Person, 0, plan.Conversation{Matters: "My garden."}))
		first := saved(t, h, th, plan.New{Goals: []plan.Goal{goal("Walk to the shop")}})
		ok(t, h.Plans.Agree(ctx, th.Worker, th.Person, first.Version, "together"))
		h.Now.Advance(time.Hour)
		h.Again(t, &th)
		c, err := h.Plans.Heard(ctx, th.Worker, th.Person)
		if err != nil || c.Version != 1 {
			t.Fatalf("heard %+v: %v", c, err)
		}
		ok(t, h.Plans.Listen(ctx, th.Worker, th.Person, c.Version, plan.Conversation{Matters: "My garden, still."}))
		old, err := h.Plans.Current(ctx, th.Worker, th.Person)
		ok(t, err)
		next := saved(t, h, th, plan.New{Version: old.Version, Goals: []plan.Goal{goal("Swim")}})
		if next.Number != 2 || next.Case != th.Case.ID || next.Status != plan.Draft {
			t.Errorf("the next plan is %+v", next)
		}
	})
}

func TestADraftIsChangedAndAnAgreedPlanIsNot(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		first := saved(t, h, th, plan.New{Worse: "Ring 111", ReviewOn: h.Today().AddDays(42), Goals: []plan.Goal{goal("Walk to the shop")}})
		if g := first.Goals; first.Number != 1 || len(g) != 1 || g[0].Importance != 8 || g[0].Confidence != -1 || len(g[0].Actions) != 2 ||
			g[0].Actions[1].Due.Day != 1 || g[0].Actions[0].Status != plan.ToDo || first.Worse != "Ring 111" {
			t.Fatalf("kept %+v", first)
		}
		second := saved(t, h, th, plan.New{Version: first.Version, Goals: []plan.Goal{goal("Walk to the park")}})
		if second.ID != first.ID || second.Version != first.Version+1 || second.Goals[0].Words != "Walk to the park" || len(second.Goals) != 1 {
			t.Fatalf("changed to %+v", second)
		}
		did, err := h.Audited(t, func() error { return h.Plans.Agree(ctx, th.Worker, th.Person, second.Version, "read back") })
		h.Reload(t, &th)
		if err != nil || th.Case.Status != caseload.Active || !slices.Equal(did, []string{"case.engaging", "case.active", "plan.agree"}) {
			t.Fatalf("%s, recorded %v: %v", th.Case.Status, did, err)
		}
		agreed, _ := h.Plans.Current(ctx, th.Worker, th.Person)
		if agreed.Status != plan.Agreed || agreed.AgreedHow != "read back" || !agreed.AgreedAt.Equal(h.Now.Now()) || agreed.Goals[0].Status != plan.GoalAgreed {
			t.Errorf("agreed as %+v", agreed)
		}
		if err := h.Plans.Agree(ctx, th.Worker, th.Person, agreed.Version, ""); errs.CodeOf(err) != "plan.is_agreed" {
			t.Errorf("agreed twice: %v", err)
		}
		h.Now.Advance(time.Hour)
		third := saved(t, h, th, plan.New{Version: agreed.Version, Goals: []plan.Goal{goal("Dance")}})
		all, err := h.Plans.All(ctx, th.Worker, th.Person)
		if err != nil || third.Number != 2 || len(all) != 2 || all[1].ID != agreed.ID || all[1].Status != plan.Agreed || all[1].Version != agreed.Version {
			t.Errorf("%+v: %v", all, err)
		}
		ok(t, h.Plans.Agree(ctx, th.Worker, th.Person, third.Version, ""))
		if all, _ := h.Plans.All(ctx, th.Worker, th.Person); all[0].Status != plan.Agreed || all[1].Status != plan.Replaced {
			t.Errorf("%s and %s", all[0].Status, all[1].Status)
		}
	})
}

func TestAPlanOnAnOlderVersionIsALostRaceAndWritesNothing(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		first := saved(t, h, th, plan.New{Goals: []plan.Goal{goal("Walk")}})
		second := saved(t, h, th, plan.New{Version: first.Version, Goals: []plan.Goal{goal("Swim")}})
		rows := h.Rows(t)
		_, err := h.Plans.Save(ctx, th.Lead, th.Person, plan.New{Version: first.Version, Goals: []plan.Goal{goal("Dance"), goal("Sing")}})
		agree := h.Plans.Agree(ctx, th.Lead, th.Person, first.Version, "")
		if errs.CodeOf(err) != "form.changed_meanwhile" || errs.CodeOf(agree) != "form.changed_meanwhile" || !maps.Equal(rows, h.Rows(t)) {
			t.Errorf("saved: %v; agreed: %v", err, agree)
		}
		if p, _ := h.Plans.Current(ctx, th.Worker, th.Person); p.Version != second.Version || p.Goals[0].Words != "Swim" {
			t.Errorf("stands as %+v", p)
		}
	})
}

func TestAPlanWithoutAGoalIsKeptAndNotAgreed(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		p := saved(t, h, th, plan.New{Worse: "Ring her sister"})
		did, err := h.Audited(t, func() error { return h.Plans.Agree(context.Background(), th.Worker, th.Person, p.Version, "") })
		if f := errs.FieldsOf(err); len(f) != 1 || f[0].Code != "plan.no_goal" || len(did) != 0 {
			t.Errorf("recorded %v: %v", did, err)
		}
	})
}

func TestAReplayedDraftIsSavedOnce(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		in := plan.New{Key: "key", Goals: []plan.Goal{goal("Walk")}}
		one, err := h.Plans.Save(ctx, th.Worker, th.Person, in)
		ok(t, err)
		rows := h.Rows(t)
		if two, err := h.Plans.Save(ctx, th.Worker, th.Person, in); err != nil || one != two || !maps.Equal(rows, h.Rows(t)) {
			t.Errorf("%s and %s: %v", one, two, err)
		}
	})
}

func TestAnActionWaitsWithWhomAReferenceAndADayAndKeepsThemWhenDone(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		p := saved(t, h, th, plan.New{Goals: []plan.Goal{goal("Walk")}})
		aid := p.Goals[0].Actions[0].ID
		past := plan.Wait{Who: "the council", ChaseOn: h.Today().AddDays(-1)}
		if err := h.Plans.MoveAction(ctx, th.Worker, th.Person, aid, action(t, h, th, aid).Version, plan.WaitingOn, past); errs.KindOf(err) != errs.Invalid {
			t.Errorf("a day in the past: %v", err)
		}
		wait := plan.Wait{Who: " the  council ", Reference: "AB 12", ChaseOn: h.Today().AddDays(7)}
		did, err := h.Audited(t, func() error {
			return h.Plans.MoveAction(ctx, th.Worker, th.Person, aid, action(t, h, th, aid).Version, plan.WaitingOn, wait)
		})
		a := action(t, h, th, aid)
		if err != nil || a.Status != plan.WaitingOn || a.WaitsOn != "the council" || a.Reference != "AB 12" || a.ChaseOn != wait.ChaseOn ||
			!slices.Equal(did, []string{"action.waiting_on"}) {
			t.Errorf("%+v, recorded %v: %v", a, did, err)
		}
		ok(t, h.Plans.MoveAction(ctx, th.Worker, th.Person, aid, action(t, h, th, aid).Version, plan.Done, plan.Wait{}))
		if a := action(t, h, th, aid); a.Status != plan.Done || a.Reference != "AB 12" || a.WaitsOn != "the council" || !a.ChaseOn.IsZero() {
			t.Errorf("done as %+v", a)
		}
		did, err = h.Audited(t, func() error {
			return h.Plans.MoveAction(ctx, th.Worker, th.Person, aid, action(t, h, th, aid).Version, plan.ToDo, plan.Wait{})
		})
		if errs.CodeOf(err) != "plan.action_is_done" || len(did) != 0 {
			t.Errorf("undone, recorded %v: %v", did, err)
		}
	})
}

func action(t *testing.T, h *fixture.House, th fixture.Thread, aid plan.ActionID) plan.Action {
	t.Helper()
	p, err := h.Plans.Current(context.Background(), th.Worker, th.Person)
	ok(t, err)
	for _, g := range p.Goals {
		for _, a := range g.Actions {
			if a.ID == aid {
				return a
			}
		}
	}
	t.Fatalf("the action is gone from %+v", p)
	return plan.Action{}
}

func TestWhatTheAgreedPlanSaysGoesOnWhileTheNextIsDrafted(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		first := saved(t, h, th, plan.New{Goals: []plan.Goal{goal("Walk")}})
		ok(t, h.Plans.Agree(ctx, th.Worker, th.Person, first.Version, ""))
		agreed, _ := h.Plans.Current(ctx, th.Worker, th.Person)
		acts := agreed.Goals[0].Actions
		ok(t, h.Plans.MoveAction(ctx, th.Worker, th.Person, acts[0].ID, acts[0].Version, plan.WaitingOn, plan.Wait{Reference: "AB 12", ChaseOn: h.Today()}))
		h.Now.Advance(time.Hour)
		// The form of the next plan shows what stands and sends it back.
		draft := saved(t, h, th, plan.New{Version: agreed.Version, Goals: agreed.Goals})
		if a := draft.Goals[0].Actions; draft.ID == agreed.ID || a[0].Status != plan.WaitingOn || a[0].Reference != "AB 12" || a[1].Status != plan.ToDo {
			t.Errorf("the draft begins with %+v", a)
		}
		if err := h.Plans.MoveAction(ctx, th.Worker, th.Person, acts[1].ID, acts[1].Version, plan.Done, plan.Wait{}); err != nil {
			t.Errorf("an action of the agreed plan: %v", err)
		}
		ok(t, h.Plans.Agree(ctx, th.Worker, th.Person, draft.Version, ""))
		if err := h.Plans.MoveAction(ctx, th.Worker, th.Person, acts[0].ID, acts[0].Version+1, plan.Done, plan.Wait{}); errs.CodeOf(err) != "plan.is_replaced" {
			t.Errorf("an action of the plan before: %v", err)
		}
	})
}

func TestAnActionOfSomebodyElseIsNotThere(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		p := saved(t, h, th, plan.New{Goals: []plan.Goal{goal("Walk")}})
		other := h.Case(t, fixture.At(th.Service), fixture.LedBy(th.Lead), fixture.To(th.Worker))
		err := h.Plans.MoveAction(context.Background(), th.Worker, other.Person, p.Goals[0].Actions[0].ID, 1, plan.Done, plan.Wait{})
		if errs.CodeOf(err) != "plan.action_not_found" {
			t.Errorf("moved: %v", err)
		}
	})
}

func TestAPlanIsReadInAFewStatementsHoweverLong(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		saved(t, h, th, plan.New{Goals: []plan.Goal{goal("Walk"), goal("Swim"), goal("Dance"), goal("Sing")}})
		ctx, trace := db.WithTrace(context.Background())
		if p, err := h.Plans.Current(ctx, th.Worker, th.Person); err != nil || len(p.Goals) != 4 || trace.Queries() > 4 {
			t.Errorf("%d goals in %d statements: %v", len(p.Goals), trace.Queries(), err)
		}
	})
}
