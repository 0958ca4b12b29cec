package plan

import (
	"slices"
	"strconv"
	"time"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/person"
	"weft/internal/text"
)

// ID identifies a plan, GoalID a goal, ActionID an action.
type (
	ID       = id.ID[Plan]
	GoalID   = id.ID[Goal]
	ActionID = id.ID[Action]
)

// Owner is who does an action.
type Owner string

// The owners.
const (
	ByPerson Owner = "person"
	ByWorker Owner = "worker"
	ByOther  Owner = "other" // a group, a relative: Who says
)

// Owners lists who may do an action.
func Owners() []Owner { return []Owner{ByPerson, ByWorker, ByOther} }

// Kind is what sort of thing an action is; empty when nobody said.
type Kind string

// The kinds. Advice on immigration or debt is none of them: by law it belongs to
// regulated advisers, and the action is to get the person there.
const (
	Self      Kind = "self"
	Call      Kind = "call"
	Paper     Kind = "form"
	Letter    Kind = "letter"
	Voucher   Kind = "voucher"
	Grant     Kind = "grant"
	JointCall Kind = "joint_call"
	Advocacy  Kind = "advocacy"
	OtherKind Kind = "other"
)

// Kinds lists what sorts of action there are.
func Kinds() []Kind {
	return []Kind{Self, Call, Paper, Letter, Voucher, Grant, JointCall, Advocacy, OtherKind}
}

// Words returns the kind in plain words.
func (k Kind) Words() string {
	switch k {
	case Self:
		return "Something they do themselves"
	case Call:
		return "A call"
	case Paper:
		return "A form"
	case Letter:
		return "A letter of support"
	case Voucher:
		return "A voucher"
	case Grant:
		return "A grant application"
	case JointCall:
		return "A call made together"
	case Advocacy:
		return "Speaking up for them"
	case OtherKind:
		return "Something else"
	}
	return ""
}

// Plan is what was decided, as of one number.
type Plan struct {
	ID         ID
	Case       caseload.ID
	Person     person.ID
	Number     int
	Status     Status
	Worse      string // what to do if things get worse
	ReviewOn   clock.Date
	AgreedAt   time.Time
	AgreedHow  string
	AgreedBy   authz.AccountID // the worker with whom they agreed it
	ReviewedOn clock.Date      // the day it was looked at together, when a review made it
	Closed     time.Time
	Version    int64
	Goals      []Goal
}

// Goal is a wish in the person's words. Importance and Confidence are 0 to 10, or
// -1 when they were not asked; they are never added up. Thread is the same for a wish
// in every number of the plan.
type Goal struct {
	ID          GoalID
	Thread      GoalID
	Words       string
	Importance  int
	Confidence  int
	Helpers     string // who else helps
	Status      GoalStatus
	Answer      Answer // how it went, when it was last looked at
	AnswerWords string
	Ended       time.Time
	Version     int64
	Actions     []Action
}

// Action says who does what by when. Thread is the same for it in every number of
// the plan.
type Action struct {
	ID        ActionID
	Thread    ActionID
	Words     string
	Owner     Owner
	Who       string // who does it, where that is someone else
	Kind      Kind
	Due       clock.Date
	Status    ActionStatus
	WaitsOn   string // someone outside
	Reference string
	ChaseOn   clock.Date
	Version   int64
}

// New is what the form asks. Goals without words are left out.
type New struct {
	Key      string
	Version  int64 // of the draft the form was made from; 0 when there was none
	Worse    string
	ReviewOn clock.Date
	Goals    []Goal
}

func (n New) tidy() New {
	n.Worse = text.Words(n.Worse)
	var goals []Goal
	for _, g := range n.Goals {
		g.Words, g.Helpers = text.Words(g.Words), text.Line(g.Helpers)
		var actions []Action
		for _, a := range g.Actions {
			a.Words, a.Who = text.Line(a.Words), text.Line(a.Who)
			if a.Owner == "" {
				a.Owner = ByPerson
			}
			if a.Words != "" {
				actions = append(actions, a)
			}
		}
		g.Actions = actions
		if g.Words != "" || len(actions) > 0 {
			goals = append(goals, g)
		}
	}
	n.Goals = goals
	return n
}

func (n New) validate(today clock.Date) error {
	var c errs.Check
	c.Require(n.ReviewOn.IsZero() || !n.ReviewOn.Before(today), "review", "date.past")
	c.Require(text.Length(n.Worse) <= 4000, "worse", "form.too_long", 4000)
	for i, g := range n.Goals {
		at := "goal" + strconv.Itoa(i)
		c.Require(g.Words != "", at, "plan.goal_words_missing")
		c.Require(text.Length(g.Words) <= 2000, at, "form.too_long", 2000)
		c.Require(inScale(g.Importance), at+"-importance", "plan.scale")
		c.Require(inScale(g.Confidence), at+"-confidence", "plan.scale")
		c.Require(text.Length(g.Helpers) <= 500, at+"-helpers", "form.too_long", 500)
		for _, a := range g.Actions {
			c.Require(slices.Contains(Owners(), a.Owner), at, "plan.owner_unknown")
			c.Require(a.Kind == "" || slices.Contains(Kinds(), a.Kind), at, "plan.kind_unknown")
			c.Require(text.Length(a.Words) <= 500 && text.Length(a.Who) <= 500, at, "form.too_long", 500)
		}
	}
	return c.Err()
}

func inScale(n int) bool { return n >= -1 && n <= 10 }
