package due

import (
	"fmt"
	"time"

	"weft/internal/clock"
)

// Code names a rule. It never changes its meaning.
type Code string

// The rules, in the order of the page.
const (
	Urgent       Code = "urgent"
	Reading      Code = "reading"
	Acknowledge  Code = "acknowledge"
	Triage       Code = "triage"
	WaitingTold  Code = "waiting-told"
	WaitingLong  Code = "waiting-long"
	WaitingLate  Code = "waiting-late"
	PauseReview  Code = "pause-review"
	FirstTry     Code = "first-try"
	FirstMeeting Code = "first-meeting"
	SecondTry    Code = "second-try"
	NextTry      Code = "next-try"
	LostTries    Code = "lost-tries"
	LostMeans    Code = "lost-means"
	LostAfter    Code = "lost-after"

	PlanShared    Code = "plan-shared"
	PlanReview    Code = "plan-review"
	PlanAgain     Code = "plan-again"
	LevelReview   Code = "level-review"
	ManyContacts  Code = "many-contacts"
	MostContacts  Code = "most-contacts"
	MeasuresAgain Code = "measures-again"
	MeasuresLater Code = "measures-later"
	MeasuresLast  Code = "measures-last"
	ClosureTold   Code = "closure-told"
	Reopen        Code = "reopen"

	GroupAnswer  Code = "group-answer"
	GroupLink    Code = "group-link"
	GroupPlace   Code = "group-place"
	GroupCame    Code = "group-came"
	GroupSettled Code = "group-settled"
	EntryAsk     Code = "entry-ask"
	EntryOld     Code = "entry-old"
	EntryWrong   Code = "entry-wrong"

	ConcernLead    Code = "concern-lead"
	ConcernCouncil Code = "concern-council"
	ConcernChase   Code = "concern-chase"
	EscalateUrgent Code = "escalate-urgent"
	EscalateOther  Code = "escalate-other"
	VisitCall      Code = "visit-call"
	VisitRaise     Code = "visit-raise"
	AlertReview    Code = "alert-review"
	ConsentReview  Code = "consent-review"

	LineMeeting       Code = "line-meeting"
	ReflectiveMeeting Code = "reflective-meeting"
	GPMeeting         Code = "gp-meeting"
	ChampionMissing   Code = "champion-missing"
	GapReply          Code = "gap-reply"
)

// Unit is what an amount counts.
type Unit string

// The units.
const (
	SameDay     Unit = "same_day" // the same working day; the amount is nought
	WorkingDays Unit = "working_days"
	Days        Unit = "days"
	Weeks       Unit = "weeks"
	Months      Unit = "months"
	Minutes     Unit = "minutes"
	Times       Unit = "times" // how often, not how soon
)

// Units lists every unit.
func Units() []Unit { return []Unit{SameDay, WorkingDays, Days, Weeks, Months, Minutes, Times} }

// Words returns the unit in plain words, for choosing.
func (u Unit) Words() string {
	switch u {
	case SameDay:
		return "the same working day"
	case WorkingDays:
		return "working days"
	case Days, Weeks, Months, Minutes, Times:
		return string(u)
	}
	return string(u)
}

// most is the largest amount that somebody can mean.
func (u Unit) most() int {
	switch u {
	case SameDay:
		return 0
	case WorkingDays:
		return 260
	case Days:
		return 730
	case Weeks:
		return 104
	case Months:
		return 24
	case Minutes:
		return 240
	case Times:
		return 20
	}
	return 0
}

// Units returns the units that a rule may have: days of some kind, minutes, or how often.
func (r Rule) Units() []Unit {
	switch r.Unit {
	case Minutes, Times:
		return []Unit{r.Unit}
	case SameDay, WorkingDays, Days, Weeks, Months:
	}
	return []Unit{SameDay, WorkingDays, Days, Weeks, Months}
}

// Rule is one rule as it stands on a day.
type Rule struct {
	Code   Code
	Group  string // the heading that it stands under
	En, Cy string
	Amount int
	Unit   Unit
	Local  bool       // changed here; otherwise it is the local default that Weft ships
	Since  clock.Date // when the change began
	Unread bool       // written down; nothing in Weft waits for it yet
}

// Within says how soon, or how often, in English: "within 5 working days".
func (r Rule) Within() string {
	switch r.Unit {
	case SameDay:
		return "on the same working day"
	case Times:
		return counted(r.Amount, "time")
	case WorkingDays:
		return "within " + counted(r.Amount, "working day")
	case Days:
		return "within " + counted(r.Amount, "day")
	case Weeks:
		return "within " + counted(r.Amount, "week")
	case Months:
		return "within " + counted(r.Amount, "month")
	case Minutes:
		return "within " + counted(r.Amount, "minute")
	}
	return ""
}

func counted(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// On returns the day by which a thing is due that began on from, in a nation. Weeks and
// months end on a day that may be no working day: see WorkingOn.
func (r Rule) On(from clock.Date, n clock.Nation) clock.Date {
	switch r.Unit {
	case SameDay:
		return clock.AddWorking(from, 0, n)
	case WorkingDays:
		return clock.AddWorking(from, r.Amount, n)
	case Days:
		return from.AddDays(r.Amount)
	case Weeks:
		return from.AddDays(7 * r.Amount)
	case Months:
		return months(from, r.Amount)
	case Minutes, Times:
	}
	return from
}

// WorkingOn is On, moved to the next working day where it falls on none.
func (r Rule) WorkingOn(from clock.Date, n clock.Nation) clock.Date {
	return clock.AddWorking(r.On(from, n), 0, n)
}

// months adds months; a day that the month does not have becomes its last.
func months(from clock.Date, n int) clock.Date {
	first := clock.DateOf(time.Date(from.Year, from.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC), time.UTC)
	last := clock.DateOf(time.Date(first.Year, first.Month+1, 0, 0, 0, 0, 0, time.UTC), time.UTC)
	first.Day = min(from.Day, last.Day)
	return first
}

// Rules are the rules of one service on one day.
type Rules struct {
	book Book
	at   string
	day  clock.Date
}

// Rule returns a rule; one that does not exist is the zero Rule.
func (r Rules) Rule(c Code) Rule {
	rule, ok := byCode()[c]
	if !ok {
		return Rule{}
	}
	return r.local(rule)
}

// All returns every rule in the order of the page.
func (r Rules) All() []Rule {
	out := Shipped()
	for i := range out {
		out[i] = r.local(out[i])
	}
	return out
}

func (r Rules) local(rule Rule) Rule {
	c, ok := r.book.last(rule.Code, r.at, r.day)
	if !ok && r.at != "" {
		c, ok = r.book.last(rule.Code, "", r.day)
	}
	if ok {
		rule.Amount, rule.Unit, rule.Local, rule.Since = c.Amount, c.Unit, true, c.Starts
	}
	return rule
}

// On is Rule(c).On.
func (r Rules) On(c Code, from clock.Date, n clock.Nation) clock.Date { return r.Rule(c).On(from, n) }

// WorkingOn is Rule(c).WorkingOn.
func (r Rules) WorkingOn(c Code, from clock.Date, n clock.Nation) clock.Date {
	return r.Rule(c).WorkingOn(from, n)
}

// Count returns how often, for a rule that counts.
func (r Rules) Count(c Code) int { return r.Rule(c).Amount }

// Days returns how many days of the calendar lie between from and the day that is due.
func (r Rules) Days(c Code, from clock.Date, n clock.Nation) int {
	return r.On(c, from, n).DaysSince(from)
}

// After returns the moment until which a thing may last that began at from: minutes for
// a rule in minutes, otherwise as many days of 24 hours as Days has. "Today" is in zone.
func (r Rules) After(c Code, from time.Time, n clock.Nation, zone *time.Location) time.Time {
	rule := r.Rule(c)
	if rule.Unit == Minutes {
		return from.Add(time.Duration(rule.Amount) * time.Minute)
	}
	return from.AddDate(0, 0, r.Days(c, clock.DateOf(from, zone), n))
}
