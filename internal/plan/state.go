package plan

import (
	"slices"

	"weft/internal/errs"
)

// Status is where a plan stands.
type Status string

// The states of a plan (domain model 3.3).
const (
	Draft    Status = "draft"
	Agreed   Status = "agreed"   // agreed with the person
	Live     Status = "live"     // agreed, and the person has a copy or the first step was taken
	Replaced Status = "replaced" // reviewed or changed: a newer number was agreed
	Closed   Status = "closed"   // the case was closed
)

// Statuses lists every state of a plan.
func Statuses() []Status { return []Status{Draft, Agreed, Live, Replaced, Closed} }

func next(s Status) []Status {
	switch s {
	case Draft:
		return []Status{Agreed, Closed}
	case Agreed:
		return []Status{Live, Replaced, Closed}
	case Live:
		return []Status{Replaced, Closed}
	case Replaced, Closed:
		return nil
	}
	return nil
}

// MayBecome reports whether a plan in state s may go to state to.
func (s Status) MayBecome(to Status) bool { return slices.Contains(next(s), to) }

// Stands reports whether a plan in this state is what the person agreed and goes by.
func (s Status) Stands() bool { return s == Agreed || s == Live }

// Words returns the state in plain words.
func (s Status) Words() string {
	switch s {
	case Draft:
		return "Draft"
	case Agreed:
		return "Agreed"
	case Live:
		return "Under way"
	case Replaced:
		return "Reviewed, a newer one stands"
	case Closed:
		return "Closed"
	}
	return string(s)
}

func (s Status) move(to Status) error {
	if s.MayBecome(to) {
		return nil
	}
	return errs.New(errs.Conflict, "plan.is_"+string(s))
}

// GoalStatus is where a goal stands.
type GoalStatus string

// The states of a goal (domain model 3.3).
const (
	Proposed   GoalStatus = "proposed"
	GoalAgreed GoalStatus = "agreed"
	InProgress GoalStatus = "in_progress"
	Met        GoalStatus = "met"
	Partly     GoalStatus = "partly"
	Changed    GoalStatus = "changed"   // it became another wish
	SetAside   GoalStatus = "set_aside" // it no longer matters to them
)

// GoalStatuses lists every state of a goal.
func GoalStatuses() []GoalStatus {
	return []GoalStatus{Proposed, GoalAgreed, InProgress, Met, Partly, Changed, SetAside}
}

func nextGoal(s GoalStatus) []GoalStatus {
	switch s {
	case Proposed:
		return []GoalStatus{GoalAgreed, SetAside} // agreed with the whole plan, never alone
	case GoalAgreed:
		return []GoalStatus{InProgress, Met, Partly, Changed, SetAside}
	case InProgress:
		return []GoalStatus{Met, Partly, Changed, SetAside}
	case Met, Partly, Changed, SetAside:
		return nil // taken up again, it is a goal of the next plan
	}
	return nil
}

// MayBecome reports whether a goal in state s may go to state to.
func (s GoalStatus) MayBecome(to GoalStatus) bool { return slices.Contains(nextGoal(s), to) }

// Open reports whether a goal in this state is still wished for.
func (s GoalStatus) Open() bool { return s == Proposed || s == GoalAgreed || s == InProgress }

// Words returns the state in plain words.
func (s GoalStatus) Words() string {
	switch s {
	case Proposed:
		return "Not agreed yet"
	case GoalAgreed:
		return "Agreed"
	case InProgress:
		return "On the way"
	case Met:
		return "Done"
	case Partly:
		return "Partly done"
	case Changed:
		return "Became another wish"
	case SetAside:
		return "No longer matters"
	}
	return string(s)
}

func (s GoalStatus) move(to GoalStatus) error {
	if s.MayBecome(to) {
		return nil
	}
	return errs.New(errs.Conflict, "plan.goal_is_"+string(s))
}

// ActionStatus is where an action stands.
type ActionStatus string

// The states of an action (domain model 3.0).
const (
	ToDo      ActionStatus = "to_do"
	WaitingOn ActionStatus = "waiting_on"
	Done      ActionStatus = "done"
	NotNeeded ActionStatus = "not_needed"
)

// ActionStatuses lists every state of an action.
func ActionStatuses() []ActionStatus { return []ActionStatus{ToDo, WaitingOn, Done, NotNeeded} }

func nextAction(s ActionStatus) []ActionStatus {
	switch s {
	case ToDo:
		return []ActionStatus{WaitingOn, Done, NotNeeded}
	case WaitingOn:
		return []ActionStatus{WaitingOn, ToDo, Done, NotNeeded} // waiting on: asked again, with a new day
	case Done, NotNeeded:
		return nil
	}
	return nil
}

// MayBecome reports whether an action in state s may go to state to.
func (s ActionStatus) MayBecome(to ActionStatus) bool { return slices.Contains(nextAction(s), to) }

// Open reports whether an action in this state is still to be done by someone.
func (s ActionStatus) Open() bool { return s == ToDo || s == WaitingOn }

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

func (s ActionStatus) move(to ActionStatus) error {
	if s.MayBecome(to) {
		return nil
	}
	return errs.New(errs.Conflict, "plan.action_is_"+string(s))
}
