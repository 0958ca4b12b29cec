package plan

import (
	"slices"
	"strings"
	"testing"

	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/vocabulary"
)

// The states of an action in the domain model, written out once more and by hand.
func TestEachActionLeadsWhereTheTableSaysAndNowhereElse(t *testing.T) {
	t.Parallel()
	legal := map[ActionStatus][]ActionStatus{
		ToDo:      {WaitingOn, Done, NotNeeded},
		WaitingOn: {ToDo, Done, NotNeeded},
	}
	all := []ActionStatus{ToDo, WaitingOn, Done, NotNeeded, "nonsense"}
	for _, from := range all[:4] {
		for _, to := range all {
			err, want := Action{Status: from}.move(to), slices.Contains(legal[from], to)
			if (err == nil) != want {
				t.Errorf("%s to %s: %v", from, to, err)
			}
			if err != nil && (errs.KindOf(err) != errs.Conflict || errs.CodeOf(err) != "plan.action_is_"+string(from)) {
				t.Errorf("%s to %s does not name the present state: %v", from, to, err)
			}
		}
		if from.Words() == "" {
			t.Errorf("%s has no words", from)
		}
	}
}

func TestAPlanNeedsNothingButWordsForItsGoals(t *testing.T) {
	t.Parallel()
	today := clock.Date{Year: 2026, Month: 11, Day: 20}
	goal := func(change func(*Goal)) New {
		g := Goal{Words: "Walk to the shop", Importance: 9, Confidence: 0, Actions: []Action{{Words: "Ring the walking group"}}}
		change(&g)
		return New{Goals: []Goal{g}}
	}
	for name, c := range map[string]struct {
		in    New
		field string
	}{
		"nothing":         {New{}, ""},
		"a goal":          {goal(func(*Goal) {}), ""},
		"not asked":       {goal(func(g *Goal) { g.Importance, g.Confidence = -1, -1 }), ""},
		"an empty row":    {New{Goals: []Goal{{}, {Actions: []Action{{Owner: ByWorker}}}}}, ""},
		"no words":        {goal(func(g *Goal) { g.Words = " " }), "goal0"},
		"eleven":          {goal(func(g *Goal) { g.Importance = 11 }), "goal0-importance"},
		"below":           {goal(func(g *Goal) { g.Confidence = -2 }), "goal0-confidence"},
		"an owner":        {goal(func(g *Goal) { g.Actions[0].Owner = "the cat" }), "goal0"},
		"a long action":   {goal(func(g *Goal) { g.Actions[0].Words = strings.Repeat("a", 501) }), "goal0"},
		"a past review":   {New{ReviewOn: today.AddDays(-1)}, "review"},
		"a review today":  {New{ReviewOn: today}, ""},
		"long if worse":   {New{Worse: strings.Repeat("a", 4001)}, "worse"},
		"a goal too long": {goal(func(g *Goal) { g.Words = strings.Repeat("a", 2001) }), "goal0"},
	} {
		f := errs.FieldsOf(c.in.tidy().validate(today))
		if c.field == "" && len(f) != 0 || c.field != "" && (len(f) != 1 || f[0].Name != c.field) {
			t.Errorf("%s: %v", name, f)
		}
	}
	kept := New{Goals: []Goal{{}, {Words: "a"}, {Words: "b", Actions: []Action{{Words: " "}, {Words: "c"}}}}}.tidy().Goals
	if len(kept) != 2 || len(kept[1].Actions) != 1 || kept[1].Actions[0].Owner != ByPerson {
		t.Errorf("kept %+v", kept)
	}
}

func TestAConversationNeedsNothing(t *testing.T) {
	t.Parallel()
	if err := (Conversation{}).validate(vocabulary.Lists{}); err != nil {
		t.Errorf("an empty page: %v", err)
	}
	for field, c := range map[string]Conversation{
		"matters": {Matters: strings.Repeat("a", 20001)}, "strengths": {Strengths: strings.Repeat("a", 8001)},
		"other": {Other: strings.Repeat("a", 501)}, "needs": {Needs: []string{"gold"}},
	} {
		if f := errs.FieldsOf(c.validate(vocabulary.Lists{})); len(f) != 1 || f[0].Name != field {
			t.Errorf("%s: %v", field, f)
		}
	}
}
