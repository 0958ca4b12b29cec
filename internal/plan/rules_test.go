package plan

import (
	"slices"
	"strings"
	"testing"
	"time"

	"weft/internal/clock"
	"weft/internal/due"
	"weft/internal/errs"
	"weft/internal/vocabulary"
)

// The states of the domain model, written out once more and by hand.
func TestEachStateLeadsWhereTheTableSaysAndNowhereElse(t *testing.T) {
	t.Parallel()
	tryStates(t, Statuses(), map[Status][]Status{Draft: {Agreed, Closed}, Agreed: {Live, Replaced, Closed}, Live: {Replaced, Closed}},
		Status.MayBecome, Status.move, Status.Words, "plan.is_")
	tryStates(t, GoalStatuses(), map[GoalStatus][]GoalStatus{Proposed: {GoalAgreed, SetAside}, GoalAgreed: {InProgress, Met, Partly, Changed, SetAside},
		InProgress: {Met, Partly, Changed, SetAside}}, GoalStatus.MayBecome, GoalStatus.move, GoalStatus.Words, "plan.goal_is_")
	tryStates(t, ActionStatuses(), map[ActionStatus][]ActionStatus{ToDo: {WaitingOn, Done, NotNeeded}, WaitingOn: {WaitingOn, ToDo, Done, NotNeeded}},
		ActionStatus.MayBecome, ActionStatus.move, ActionStatus.Words, "plan.action_is_")
}

func tryStates[S ~string](t *testing.T, all []S, legal map[S][]S, may func(S, S) bool, move func(S, S) error, words func(S) string, code string) {
	t.Helper()
	seen := map[string]bool{}
	for _, from := range all {
		for _, to := range append(all, "nonsense") {
			err, want := move(from, to), slices.Contains(legal[from], to)
			if (err == nil) != want || may(from, to) != want {
				t.Errorf("%s to %s: %v", from, to, err)
			}
			if err != nil && (errs.KindOf(err) != errs.Conflict || errs.CodeOf(err) != code+string(from)) {
				t.Errorf("%s to %s does not name the present state: %v", from, to, err)
			}
		}
		w := words(from)
		if w == "" || w == string(from) || seen[w] {
			t.Errorf("%s has the words %q", from, w)
		}
		seen[w] = true
	}
}

func TestEveryListHasWordsOfItsOwn(t *testing.T) {
	t.Parallel()
	distinct(t, Kinds(), Kind.Words)
	distinct(t, Answers(), Answer.Words)
	distinct(t, Holders(), Holder.Words)
	distinct(t, Ways(), Way.Words)
	distinct(t, Speaks(), Speak.Words)
}

func distinct[S ~string](t *testing.T, all []S, words func(S) string) {
	t.Helper()
	seen := map[string]bool{}
	for _, v := range all {
		if w := words(v); w == "" || seen[w] {
			t.Errorf("%s has the words %q", v, w)
		} else {
			seen[w] = true
		}
	}
}

func TestAPlanIsLookedAtAfterSixWeeksAndThenTwelveOnAWorkingDayOfTheNation(t *testing.T) {
	t.Parallel()
	day := func(s string) clock.Date { d, _ := clock.ParseDate(s); return d }
	for _, c := range []struct {
		on, want string
		reviews  int
		nation   clock.Nation
	}{
		{"2026-10-02", "2026-11-13", 0, clock.England}, {"2026-10-02", "2026-12-29", 1, clock.England}, {"2026-10-02", "2026-12-29", 7, clock.England},
		{"2026-10-19", "2026-11-30", 0, clock.England}, {"2026-10-19", "2026-12-01", 0, clock.Scotland}, {"2026-11-21", "2027-01-05", 0, clock.Scotland},
	} {
		if got := nextReview(due.Rules{}, day(c.on), c.reviews, c.nation); got != day(c.want) {
			t.Errorf("%s after %d reviews in %s: %s, want %s", c.on, c.reviews, c.nation, got, c.want)
		}
	}
}

// What a number says otherwise than the one before, each kind once.
func TestWhatChangedIsSaidOnceForEachThing(t *testing.T) {
	t.Parallel()
	made := time.Date(2026, 10, 1, 10, 0, 0, 0, time.UTC)
	g := func(thread, words string, change ...func(*Goal)) Goal {
		out := Goal{Thread: GoalID(thread), Words: words, Status: GoalAgreed, Importance: -1, Confidence: -1}
		for _, c := range change {
			c(&out)
		}
		return out
	}
	is := func(s GoalStatus) func(*Goal) { return func(g *Goal) { g.Status, g.Ended = s, made.Add(time.Hour) } }
	before := Plan{AgreedAt: made, Worse: "Ring Sam", Goals: []Goal{g("a", "Walk", func(g *Goal) { g.Importance, g.Confidence = 5, 4 }), g("b", "Swim"), g("c", "Bake", is(Partly)),
		g("d", "Dance"), g("e", "Old", func(g *Goal) { g.Status, g.Ended = Met, made }), g("f", "Sing", func(g *Goal) { g.Importance, g.Confidence = 9, 9 }),
		g("h", "Paint", func(g *Goal) {
			g.Actions = []Action{{Thread: "1", Words: "Buy paint", Status: ToDo}, {Thread: "2", Words: "Find a brush", Status: Done}}
		}), g("i", "Knit")}}
	after := Plan{Worse: "Ring Megan", ReviewOn: clock.Date{Year: 2027, Month: 1, Day: 4}, Goals: []Goal{
		g("a", "Walk to the sea", func(g *Goal) { g.Importance, g.Confidence = 6, 7 }), g("b", "Swim", is(Met)),
		g("f", "Sing", func(g *Goal) { g.Importance, g.Confidence = 8, 3; g.Answer = AnswerStuck }), g("h", "Paint", func(g *Goal) { g.Actions = []Action{{Thread: "3", Words: "Ask Joan"}} }),
		g("i", "Knit", is(SetAside)), g("z", "Read")}}
	var got []string
	for _, c := range Changes(before, after) {
		got = append(got, string(c.Kind)+" "+c.Words)
	}
	want := []string{"reworded Walk to the sea", "more_sure Walk to the sea", "matters_more Walk to the sea", "met Swim", "stuck Sing", "less_sure Sing", "matters_less Sing",
		"action_added Ask Joan", "action_left_out Buy paint", "set_aside Knit", "added Read", "partly Bake", "left_out Dance", "worse Ring Megan", "review "}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if again := Changes(after, after); len(again) != 0 {
		t.Errorf("a plan differs from itself: %+v", again)
	}
}

func TestHowSureSomebodyFeelsIsComparedWithWhatTheySaidFirst(t *testing.T) {
	t.Parallel()
	june := time.Date(2026, 6, 3, 10, 0, 0, 0, time.UTC)
	sure := func(id string, n int) Goal { return Goal{ID: GoalID(id), Thread: "t", Importance: -1, Confidence: n} }
	now := Plan{Goals: []Goal{sure("x", 7), {ID: "y", Thread: "new", Confidence: 3}}}
	list := []Plan{now, {AgreedAt: june.AddDate(0, 2, 0), Goals: []Goal{sure("b", 9)}}, {AgreedAt: june, Goals: []Goal{sure("a", 4)}}, {Goals: []Goal{sure("draft", 0)}}}
	got := Trends(list)
	if len(got) != 1 || got["x"] != (Trend{Sure: 1, AskedSure: true, Since: june}) {
		t.Errorf("%+v", got)
	}
	if len(Trends(list[:1])) != 0 || len(Trends(nil)) != 0 {
		t.Error("a first number is compared with nothing")
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
		"a kind":          {goal(func(g *Goal) { g.Actions[0].Kind = "debt advice" }), "goal0"},
		"long helpers":    {goal(func(g *Goal) { g.Helpers = strings.Repeat("a", 501) }), "goal0-helpers"},
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
