package plan

import (
	"strconv"
	"time"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/person"
	"weft/internal/text"
	"weft/internal/vocabulary"
)

// ID identifies a plan, GoalID a goal, ActionID an action.
type (
	ID       = id.ID[Plan]
	GoalID   = id.ID[Goal]
	ActionID = id.ID[Action]
)

// Conversation is what the person said, as of one version.
type Conversation struct {
	Case      caseload.ID
	Person    person.ID
	By        authz.AccountID
	At        time.Time
	Version   int64
	Matters   string   // what matters to me
	Strengths string   // what they can do, whom they know
	ReadBack  bool     // read back to them and agreed
	Needs     []string // codes of vocabulary.Needs, in the person's order
	Other     string   // a need in their words
}

func (c Conversation) tidy() Conversation {
	c.Matters, c.Strengths, c.Other = text.Words(c.Matters), text.Words(c.Strengths), text.Line(c.Other)
	return c
}

func (c Conversation) validate(l vocabulary.Lists) error {
	var k errs.Check
	k.Require(text.Length(c.Matters) <= 20000, "matters", "form.too_long", 20000)
	k.Require(text.Length(c.Strengths) <= 8000, "strengths", "form.too_long", 8000)
	k.Require(text.Length(c.Other) <= 500, "other", "form.too_long", 500)
	for _, n := range c.Needs {
		k.Require(l.Known(vocabulary.NeedList, n), "needs", "referral.need_unknown")
	}
	return k.Err()
}

// Status is where a plan stands.
type Status string

// The states of a plan in this first thread; reviews come with versions.
const (
	Draft    Status = "draft"
	Agreed   Status = "agreed"
	Replaced Status = "replaced" // a newer number was agreed
)

// GoalStatus is where a goal stands.
type GoalStatus string

// The states of a goal (domain model 3.3).
const (
	Proposed   GoalStatus = "proposed"
	GoalAgreed GoalStatus = "agreed"
)

// ActionStatus is where an action stands.
type ActionStatus string

// The states of an action (domain model 3.0).
const (
	ToDo      ActionStatus = "to_do"
	WaitingOn ActionStatus = "waiting_on"
	Done      ActionStatus = "done"
	NotNeeded ActionStatus = "not_needed"
)

func nextAction(s ActionStatus) []ActionStatus {
	switch s {
	case ToDo:
		return []ActionStatus{WaitingOn, Done, NotNeeded}
	case WaitingOn:
		return []ActionStatus{ToDo, Done, NotNeeded}
	case Done, NotNeeded:
		return nil
	}
	return nil
}

// Words returns the state in plain words.
func (s ActionStatus) Words() string {
	switch s {
	case WaitingOn:
		return "Waiting on someone"
	case Done:
		return "Done"
	case NotNeeded:
		return "No longer needed"
	default:
		return "To do"
	}
}

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

// Plan is what was decided, as of one number.
type Plan struct {
	ID        ID
	Case      caseload.ID
	Person    person.ID
	Number    int
	Status    Status
	Worse     string // what to do if things get worse
	ReviewOn  clock.Date
	AgreedAt  time.Time
	AgreedHow string
	Version   int64
	Goals     []Goal
}

// Goal is a wish in the person's words. Importance and Confidence are 0 to 10, or
// -1 when they were not asked.
type Goal struct {
	ID         GoalID
	Words      string
	Importance int
	Confidence int
	Status     GoalStatus
	Actions    []Action
}

// Action says who does what by when.
type Action struct {
	ID        ActionID
	Words     string
	Owner     Owner
	Who       string
	Due       clock.Date
	Status    ActionStatus
	Reference string
	ChaseOn   clock.Date
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
		g.Words = text.Words(g.Words)
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
		for _, a := range g.Actions {
			c.Require(a.Owner == ByPerson || a.Owner == ByWorker || a.Owner == ByOther, at, "plan.owner_unknown")
			c.Require(text.Length(a.Words) <= 500 && text.Length(a.Who) <= 500, at, "form.too_long", 500)
		}
	}
	return c.Err()
}

func inScale(n int) bool { return n >= -1 && n <= 10 }
