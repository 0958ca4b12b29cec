package plan

import (
	"time"

	"weft/internal/clock"
)

// ChangeKind is one way in which a plan differs from the number before.
type ChangeKind string

// The kinds of change, in the order in which a page tells them.
const (
	GoalAdded     ChangeKind = "added"
	GoalReworded  ChangeKind = "reworded"
	GoalMet       ChangeKind = "met"
	GoalPartly    ChangeKind = "partly"
	GoalChanged   ChangeKind = "changed"
	GoalSetAside  ChangeKind = "set_aside"
	GoalLeftOut   ChangeKind = "left_out"
	GoalStuck     ChangeKind = "stuck"
	MoreSure      ChangeKind = "more_sure"
	LessSure      ChangeKind = "less_sure"
	MattersMore   ChangeKind = "matters_more"
	MattersLess   ChangeKind = "matters_less"
	ActionAdded   ChangeKind = "action_added"
	ActionLeftOut ChangeKind = "action_left_out"
	WorseChanged  ChangeKind = "worse"
	ReviewChanged ChangeKind = "review"
)

// ChangeKinds lists every kind of change, each of which has a sentence.
func ChangeKinds() []ChangeKind {
	return []ChangeKind{GoalAdded, GoalReworded, GoalMet, GoalPartly, GoalChanged, GoalSetAside, GoalLeftOut, GoalStuck, MoreSure, LessSure,
		MattersMore, MattersLess, ActionAdded, ActionLeftOut, WorseChanged, ReviewChanged}
}

// Change is one thing that a number of the plan says otherwise. Words are those of the
// goal or the action; Was what they were before, where they changed.
type Change struct {
	Kind ChangeKind
	Words,
	Was string
	On clock.Date // the new day of the review
}

// Changes says what a number of the plan says otherwise than the one before it.
func Changes(before, after Plan) []Change {
	var out []Change
	old, left := byThread(before), byThread(before)
	for _, g := range after.Goals {
		was, known := old[g.Thread]
		delete(left, g.Thread)
		if !known {
			out = append(out, Change{Kind: GoalAdded, Words: g.Words})
			continue
		}
		out = append(out, g.changed(was)...)
	}
	for _, g := range before.Goals {
		if _, gone := left[g.Thread]; gone {
			out = append(out, g.gone(before.AgreedAt)...)
		}
	}
	if before.Worse != after.Worse {
		out = append(out, Change{Kind: WorseChanged, Words: after.Worse})
	}
	if before.ReviewOn != after.ReviewOn && !after.ReviewOn.IsZero() {
		out = append(out, Change{Kind: ReviewChanged, On: after.ReviewOn})
	}
	return out
}

func byThread(p Plan) map[GoalID]Goal {
	out := map[GoalID]Goal{}
	for _, g := range p.Goals {
		out[g.Thread] = g
	}
	return out
}

// changed says what is otherwise with a goal that both numbers have.
func (g Goal) changed(was Goal) []Change {
	var out []Change
	if was.Words != g.Words {
		out = append(out, Change{Kind: GoalReworded, Words: g.Words, Was: was.Words})
	}
	if k := ended(g.Status); k != "" && was.Status != g.Status {
		return append(out, Change{Kind: k, Words: g.Words})
	}
	if g.Answer == AnswerStuck && was.Answer != AnswerStuck {
		out = append(out, Change{Kind: GoalStuck, Words: g.Words})
	}
	out = append(out, scaled(g, was.Confidence, g.Confidence, MoreSure, LessSure)...)
	out = append(out, scaled(g, was.Importance, g.Importance, MattersMore, MattersLess)...)
	had := map[ActionID]bool{}
	for _, a := range was.Actions {
		had[a.Thread] = true
	}
	for _, a := range g.Actions {
		if !had[a.Thread] {
			out = append(out, Change{Kind: ActionAdded, Words: a.Words})
		}
		delete(had, a.Thread)
	}
	for _, a := range was.Actions {
		if had[a.Thread] && a.Status.Open() {
			out = append(out, Change{Kind: ActionLeftOut, Words: a.Words})
		}
	}
	return out
}

func scaled(g Goal, was, is int, more, less ChangeKind) []Change {
	switch {
	case was < 0 || is < 0 || was == is:
		return nil
	case is > was:
		return []Change{{Kind: more, Words: g.Words}}
	default:
		return []Change{{Kind: less, Words: g.Words}}
	}
}

// gone says why a goal is not in the next number. One that had ended when this number
// was made was told then.
func (g Goal) gone(made time.Time) []Change {
	k := ended(g.Status)
	if k == "" {
		return []Change{{Kind: GoalLeftOut, Words: g.Words}}
	}
	if !g.Ended.After(made) {
		return nil
	}
	return []Change{{Kind: k, Words: g.Words}}
}

func ended(s GoalStatus) ChangeKind {
	switch s {
	case Met:
		return GoalMet
	case Partly:
		return GoalPartly
	case Changed:
		return GoalChanged
	case SetAside:
		return GoalSetAside
	case Proposed, GoalAgreed, InProgress:
	}
	return ""
}

// Trend is how sure the person feels about a goal, or how much it matters to them,
// beside what they said first: in words, never added up with another.
type Trend struct {
	Sure    int // -1 less, 0 the same, 1 more
	Matters int
	// AskedSure and AskedMatters say that it was asked then and now.
	AskedSure, AskedMatters bool
	Since                   time.Time // when they were asked first
}

// Trends compares the goals of the first of plans, which are newest first, with the
// earliest number that has them. Goals that were never in an agreed number before
// have none.
func Trends(plans []Plan) map[GoalID]Trend {
	out := map[GoalID]Trend{}
	if len(plans) == 0 {
		return out
	}
	for _, g := range plans[0].Goals {
		for i := len(plans) - 1; i > 0; i-- {
			was, known := byThread(plans[i])[g.Thread]
			if !known || plans[i].AgreedAt.IsZero() {
				continue
			}
			t := Trend{Since: plans[i].AgreedAt, AskedSure: was.Confidence >= 0 && g.Confidence >= 0, AskedMatters: was.Importance >= 0 && g.Importance >= 0}
			t.Sure, t.Matters = direction(was.Confidence, g.Confidence), direction(was.Importance, g.Importance)
			if t.AskedSure || t.AskedMatters {
				out[g.ID] = t
				break
			}
		}
	}
	return out
}

func direction(was, is int) int {
	switch {
	case is > was:
		return 1
	case is < was:
		return -1
	}
	return 0
}
