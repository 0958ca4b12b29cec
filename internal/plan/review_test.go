package plan_test

import (
	"context"
	"maps"
	"slices"
	"testing"
	"time"

	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/plan"
)

// agreed is a plan that the person agreed to, as it stands.
func agreed(t *testing.T, h *fixture.House, th fixture.Thread, goals ...plan.Goal) plan.Plan {
	t.Helper()
	ctx := context.Background()
	p := saved(t, h, th, plan.New{Goals: goals, Worse: "Ring her sister"})
	ok(t, h.Plans.Agree(ctx, th.Worker, th.Person, p.Version, "at home"))
	p, err := h.Plans.Current(ctx, th.Worker, th.Person)
	ok(t, err)
	return p
}

func TestAReviewMakesTheNextNumberFromWhatThePersonSays(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		p := agreed(t, h, th, goal("Walk"), goal("Swim"), goal("Dance"), goal("Sing"), goal("Knit"))
		h.Now.Advance(42 * 24 * time.Hour)
		said := func(a plan.Answer, words string, sure int) plan.Said {
			return plan.Said{Answer: a, Words: words, Importance: -1, Confidence: sure}
		}
		in := plan.Review{Key: "key", Version: p.Version, Next: h.Today().AddDays(84), How: "on the phone", Goals: map[plan.GoalID]plan.Said{
			p.Goals[0].ID: said(plan.AnswerDone, " Every day! ", 9), p.Goals[1].ID: said(plan.AnswerOK, "", 6), p.Goals[2].ID: said(plan.AnswerStuck, "No music", -1),
			p.Goals[3].ID: said(plan.AnswerNotNow, "", -1)}}
		var pid plan.ID
		did, err := h.Audited(t, func() (err error) { pid, err = h.Plans.Review(ctx, th.Worker, th.Person, in); return err })
		if err != nil || !slices.Equal(did, []string{"plan.review"}) {
			t.Fatalf("recorded %v: %v", did, err)
		}
		rows := h.Rows(t)
		if again, err := h.Plans.Review(ctx, th.Worker, th.Person, in); err != nil || again != pid || !maps.Equal(rows, h.Rows(t)) {
			t.Errorf("sent twice: %v", err)
		}
		all, err := h.Plans.Versions(ctx, th.Worker, th.Person)
		ok(t, err)
		now, was := all[0], all[1]
		if len(all) != 2 || now.ID != pid || now.Number != 2 || now.Status != plan.Agreed || now.AgreedBy != th.Worker.ID || now.AgreedHow != "on the phone" ||
			now.ReviewedOn != h.Today() || now.ReviewOn != in.Next || now.Worse != "Ring her sister" || was.Status != plan.Replaced {
			t.Errorf("%+v", all)
		}
		var states []plan.GoalStatus
		for _, g := range now.Goals {
			states = append(states, g.Status)
		}
		if !slices.Equal(states, []plan.GoalStatus{plan.Met, plan.InProgress, plan.InProgress, plan.SetAside, plan.GoalAgreed}) {
			t.Errorf("the goals are %v", states)
		}
		if g := now.Goals[0]; g.AnswerWords != "Every day!" || g.Confidence != 9 || g.Importance != was.Goals[0].Importance || g.Actions[0].Status != plan.NotNeeded || g.Ended.IsZero() {
			t.Errorf("done as %+v", g)
		}
		if g := was.Goals[0]; g.Status != plan.GoalAgreed || g.Confidence == 9 || g.Actions[0].Status != plan.ToDo {
			t.Errorf("the number before is not as it was: %+v", g)
		}
		if err := h.Plans.MoveAction(ctx, th.Worker, th.Person, was.Goals[1].Actions[0].ID, 1, plan.Done, plan.Wait{}); errs.CodeOf(err) != "plan.is_replaced" {
			t.Errorf("a step in the number before: %v", err)
		}
	})
}

func TestAReviewThatCannotBeIsNamedKindlyAndWritesNothing(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		conflict := func(in plan.Review, code string) {
			t.Helper()
			rows := h.Rows(t)
			if _, err := h.Plans.Review(ctx, th.Worker, th.Person, in); errs.KindOf(err) != errs.Conflict || errs.CodeOf(err) != code || !maps.Equal(rows, h.Rows(t)) {
				t.Errorf("%v, want %s", err, code)
			}
		}
		conflict(plan.Review{}, "plan.review_nothing")
		draft := saved(t, h, th, plan.New{Goals: []plan.Goal{goal("Walk")}})
		conflict(plan.Review{Version: draft.Version}, "plan.is_draft")
		ok(t, h.Plans.Agree(ctx, th.Worker, th.Person, draft.Version, ""))
		conflict(plan.Review{Version: draft.Version}, "form.changed_meanwhile")
		h.Now.Advance(5 * 24 * time.Hour)
		today := h.Today()
		for field, in := range map[string]plan.Review{"on": {On: today.AddDays(1)}, "next": {Next: today}, "on ": {On: today.AddDays(-6)}, "next ": {Next: today.AddDays(800)},
			"next  ": {On: today.AddDays(-2), Next: today.AddDays(-1)}, "goal-x": {Goals: map[plan.GoalID]plan.Said{"x": {}}}} {
			in.Version = draft.Version + 1
			_, err := h.Plans.Review(ctx, th.Worker, th.Person, in)
			if f := errs.FieldsOf(err); len(f) != 1 || f[0].Name != field[:len(f[0].Name)] {
				t.Errorf("%q: %v", field, err)
			}
		}
		h.CloseCase(t, &th)
		conflict(plan.Review{Version: draft.Version + 1}, "caseload.is_closed")
		if p, err := h.Plans.Current(ctx, th.Worker, th.Person); err != nil || p.Status != plan.Closed || p.Closed.IsZero() {
			t.Errorf("closing the case left the plan %+v: %v", p, err)
		}
	})
}

func TestASecondEpisodeGoesOnAfterAClosedPlan(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		p := agreed(t, h, th, goal("Walk"))
		h.Now.Advance(time.Hour)
		h.Again(t, &th)
		if _, err := h.Plans.Review(ctx, th.Worker, th.Person, plan.Review{Version: p.Version + 1}); errs.CodeOf(err) != "plan.is_closed" {
			t.Errorf("reviewed: %v", err)
		}
		if err := h.Plans.MoveGoal(ctx, th.Worker, th.Person, p.Goals[0].ID, 2, plan.Met, ""); errs.CodeOf(err) != "plan.is_closed" {
			t.Errorf("moved: %v", err)
		}
		next := saved(t, h, th, plan.New{Version: p.Version + 1, Goals: p.Goals})
		if next.Number != 2 || next.Goals[0].Thread != p.Goals[0].Thread || next.Goals[0].Status != plan.GoalAgreed {
			t.Errorf("goes on with %+v", next)
		}
	})
}

func TestTheNextReviewIsSuggestedAfterSixWeeksAndThenTwelve(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		first, err := h.Plans.NextReview(ctx, th.Worker, th.Person)
		ok(t, err)
		agreed(t, h, th, goal("Walk"))
		then, err := h.Plans.NextReview(ctx, th.Worker, th.Person)
		if err != nil || first.String() != "2027-01-04" || then.String() != "2027-02-12" {
			t.Errorf("%s, then %s: %v", first, then, err)
		}
	})
}

func TestAGoalEndsWithItsActionsAndTheDraftGoesAlong(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		p := agreed(t, h, th, goal("Walk"), goal("Swim"))
		other := p.Goals[1]
		other.Words = "Swim in the sea" // in other words it is not agreed yet
		draft := saved(t, h, th, plan.New{Version: p.Version, Goals: []plan.Goal{p.Goals[0], other}})
		ok(t, h.Plans.MoveGoal(ctx, th.Worker, th.Person, p.Goals[0].ID, p.Goals[0].Version, plan.Met, "Every day"))
		ok(t, h.Plans.MoveGoal(ctx, th.Worker, th.Person, p.Goals[1].ID, p.Goals[1].Version, plan.Partly, ""))
		all, err := h.Plans.Versions(ctx, th.Worker, th.Person)
		ok(t, err)
		for i, want := range [][]plan.GoalStatus{{plan.Met, plan.Proposed}, {plan.Met, plan.Partly}} {
			for j, g := range all[i].Goals {
				if g.Status != want[j] || !g.Status.Open() && g.Actions[0].Status != plan.NotNeeded {
					t.Errorf("plan %d: %+v", all[i].Number, g)
				}
			}
		}
		if all[1].Status != plan.Live || all[1].Goals[0].AnswerWords != "Every day" {
			t.Errorf("stands as %+v", all[1])
		}
		// Whoever writes the draft meanwhile sees that something changed.
		if _, err := h.Plans.Save(ctx, th.Lead, th.Person, plan.New{Version: draft.Version, Goals: draft.Goals}); errs.CodeOf(err) != "form.changed_meanwhile" {
			t.Errorf("saved over it: %v", err)
		}
	})
}

func TestTwoWhoMoveOneActionDoNotOverwriteEachOther(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		a := agreed(t, h, th, goal("Walk")).Goals[0].Actions[0]
		ok(t, h.Plans.MoveAction(ctx, th.Worker, th.Person, a.ID, a.Version, plan.WaitingOn, plan.Wait{Who: "the council", Reference: "AB 12"}))
		if err := h.Plans.MoveAction(ctx, th.Lead, th.Person, a.ID, a.Version, plan.WaitingOn, plan.Wait{Who: "the landlord"}); errs.CodeOf(err) != "form.changed_meanwhile" {
			t.Errorf("overwrote: %v", err)
		}
		now := action(t, h, th, a.ID)
		ok(t, h.Plans.MoveAction(ctx, th.Lead, th.Person, a.ID, now.Version, plan.WaitingOn, plan.Wait{ChaseOn: h.Today().AddDays(3)})) // asked again
		if now := action(t, h, th, a.ID); now.WaitsOn != "the council" || now.Reference != "AB 12" || now.ChaseOn != h.Today().AddDays(3) || now.Who != a.Who {
			t.Errorf("%+v", now)
		}
	})
}

func TestWhoHoldsACopyIsKeptAndThePersonsOwnTakesThePlanUnderWay(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		mine := plan.NewCopy{Key: "k", Holder: plan.HeldByPerson, How: plan.ReadOut}
		if err := h.Plans.Share(ctx, th.Worker, th.Person, mine); errs.CodeOf(err) != "plan.not_found" {
			t.Errorf("nothing was shared: %v", err)
		}
		agreed(t, h, th, goal("Walk"))
		gp := plan.NewCopy{Holder: plan.HeldByGP, How: plan.Sent, Who: " Mill  Row "}
		if f := errs.FieldsOf(h.Plans.Share(ctx, th.Worker, th.Person, gp)); len(f) != 1 || f[0].Name != "agreed" {
			t.Errorf("without asking: %v", f)
		}
		for field, in := range map[string]plan.NewCopy{"holder": {How: plan.Sent, Agreed: true}, "how": {Holder: plan.HeldByPerson, How: "shouted"},
			"on": {Holder: plan.HeldByPerson, How: plan.Sent, On: h.Today().AddDays(1)}, "on ": {Holder: plan.HeldByPerson, How: plan.Sent, On: h.Today().AddDays(-1)}} {
			if f := errs.FieldsOf(h.Plans.Share(ctx, th.Worker, th.Person, in)); len(f) != 1 || f[0].Name != field[:len(f[0].Name)] {
				t.Errorf("%q: %v", field, f)
			}
		}
		gp.Agreed = true
		ok(t, h.Plans.Share(ctx, th.Worker, th.Person, gp))
		if p, _ := h.Plans.Current(ctx, th.Worker, th.Person); p.Status != plan.Agreed {
			t.Errorf("the GP's copy made it %s", p.Status)
		}
		for range 2 { // the second is the same submit
			ok(t, h.Plans.Share(ctx, th.Worker, th.Person, mine))
		}
		list, err := h.Plans.Copies(ctx, th.Worker, th.Person)
		if p, _ := h.Plans.Current(ctx, th.Worker, th.Person); err != nil || p.Status != plan.Live || len(list) != 2 {
			t.Errorf("%s with %+v: %v", p.Status, list, err)
		}
		i := slices.IndexFunc(list, func(c plan.Copy) bool { return c.Holder == plan.HeldByGP })
		if i < 0 || list[i].Who != "Mill Row" || list[i].Number != 1 || list[i].On != h.Today() {
			t.Errorf("%+v", list)
		}
	})
}

func TestWeSpeakWithSomebodyOnTheirSideOnlyWhenTheyAgreed(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		keep := func(in plan.NewSupporter) error { return h.Plans.KeepSupporter(ctx, th.Worker, th.Person, in) }
		if f := errs.FieldsOf(keep(plan.NewSupporter{Helps: "Shopping"})); len(f) != 1 || f[0].Name != "name" {
			t.Errorf("without a name: %v", f)
		}
		did, err := h.Audited(t, func() error { return keep(plan.NewSupporter{Key: "k", Name: " Megan  next door", Helps: "Shopping"}) })
		ok(t, err)
		ok(t, keep(plan.NewSupporter{Key: "k", Name: "Megan next door"}))
		list, _ := h.Plans.Supporters(ctx, th.Worker, th.Person)
		if len(list) != 1 || list[0].Name != "Megan next door" || list[0].Speak != plan.SpeakNotAsked || !list[0].SpeakAt.IsZero() || !slices.Equal(did, []string{"supporter.add"}) {
			t.Fatalf("recorded %v, kept %+v", did, list)
		}
		s := list[0]
		ok(t, keep(plan.NewSupporter{ID: s.ID, Version: s.Version, Name: s.Name, Speak: plan.SpeakYes, SpeakHow: "About lifts"}))
		if err := keep(plan.NewSupporter{ID: s.ID, Version: s.Version, Name: s.Name, Speak: plan.SpeakNo}); errs.CodeOf(err) != "form.changed_meanwhile" {
			t.Errorf("overwrote: %v", err)
		}
		list, _ = h.Plans.Supporters(ctx, th.Worker, th.Person)
		if s = list[0]; s.Speak != plan.SpeakYes || s.SpeakHow != "About lifts" || !s.SpeakAt.Equal(h.Now.Now()) {
			t.Errorf("%+v", s)
		}
		other := h.Case(t, fixture.At(th.Service), fixture.LedBy(th.Lead), fixture.To(th.Worker))
		if err := h.Plans.KeepSupporter(ctx, th.Worker, other.Person, plan.NewSupporter{ID: s.ID, Version: s.Version, Name: "x"}); errs.CodeOf(err) != "plan.supporter_not_found" {
			t.Errorf("somebody else's: %v", err)
		}
		ok(t, keep(plan.NewSupporter{ID: s.ID, Version: s.Version, Name: s.Name, End: true}))
		if list, _ := h.Plans.Supporters(ctx, th.Worker, th.Person); len(list) != 0 {
			t.Errorf("still %+v", list)
		}
	})
}
