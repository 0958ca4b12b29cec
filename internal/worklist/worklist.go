package worklist

import (
	"slices"
	"time"

	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/due"
)

// Kind is what is due.
type Kind string

// What can be due for a person, in the order in which it is said.
const (
	Chase       Kind = "chase"        // somebody outside was to answer by then
	Promise     Kind = "promise"      // what the worker said they would do
	Share       Kind = "share"        // the person has no copy of their plan yet
	Review      Kind = "review"       // look at the plan together
	Level       Kind = "level"        // does the support still fit?
	Many        Kind = "many"         // the sixth contact: how is it going?
	Most        Kind = "most"         // the twelfth: talk it over with a colleague
	SafetyNote  Kind = "safety_note"  // the note on safety is old
	Agreements  Kind = "agreements"   // what they agreed to is a year old
	NothingPlan Kind = "nothing_plan" // no day is planned for them
)

// Item is one thing that is due on a day. Words are the action's, empty otherwise.
type Item struct {
	Kind  Kind
	On    clock.Date
	Words string
}

// waits reports whether an item cannot ride on a day that comes much later: somebody
// else counts on it.
func (i Item) waits() bool { return i.Kind == Chase || i.Kind == Promise || i.Kind == Share }

// Line is one person on the list: their one date, and what rides on it.
type Line struct {
	Case    caseload.Listed
	On      clock.Date // never zero
	Planned bool       // it is the day that somebody planned
	With    []Item     // due by then, in the order of their kinds
}

// facts is what the database knows of one open case.
type facts struct {
	c       caseload.Listed
	nation  clock.Nation
	agreed  time.Time  // when the plan that stands was agreed
	copied  bool       // the person has a copy of it
	review  clock.Date // the day that was set for looking at it
	riskOn  time.Time  // when the note on safety was written
	consent time.Time  // when they last agreed to anything
	actions []action
}

// action is a step of the plan that somebody counts on by a day.
type action struct {
	on    clock.Date
	chase bool
	words string
}

// rideFor is how many days a thing may be late and still ride on the planned day.
const rideFor = 7

// items returns everything that is due for a case, soonest first.
func (f facts) items(r due.Rules, zone *time.Location) []Item {
	var out []Item
	add := func(k Kind, on clock.Date, words string) {
		if !on.IsZero() {
			out = append(out, Item{k, on, words})
		}
	}
	day := func(t time.Time) clock.Date {
		if t.IsZero() {
			return clock.Date{}
		}
		return clock.DateOf(t, zone)
	}
	for _, a := range f.actions {
		if a.chase {
			add(Chase, a.on, a.words)
		} else {
			add(Promise, a.on, a.words)
		}
	}
	if agreed := day(f.agreed); !agreed.IsZero() {
		if !f.copied {
			add(Share, r.On(due.PlanShared, agreed, f.nation), "")
		}
		if f.review.IsZero() {
			f.review = r.On(due.PlanReview, agreed, f.nation)
		}
		add(Review, f.review, "")
	}
	from := f.c.LevelOn
	if from.IsZero() {
		from = day(f.c.Opened)
	}
	add(Level, r.On(due.LevelReview, from, f.nation), "")
	if on := day(f.riskOn); !on.IsZero() {
		add(SafetyNote, r.On(due.AlertReview, on, f.nation), "")
	}
	if on := day(f.consent); !on.IsZero() {
		add(Agreements, r.On(due.ConsentReview, on, f.nation), "")
	}
	slices.SortStableFunc(out, func(a, b Item) int { return a.On.DaysSince(b.On) })
	return out
}

// fold puts everything that is due for a case on one day: the planned one, unless it is
// so far off that somebody would be kept waiting; without a planned day the soonest, and
// today where nothing is due either, so that nobody is forgotten.
func (f facts) fold(r due.Rules, today clock.Date, zone *time.Location) Line {
	items := f.items(r, zone)
	line := Line{Case: f.c, On: f.c.Next.On, Planned: !f.c.Next.On.IsZero()}
	if !line.Planned {
		line.On = today
		if len(items) > 0 && items[0].On.After(today) {
			line.On = items[0].On
		}
		items = append(items, Item{Kind: NothingPlan, On: line.On})
	} else {
		for _, i := range items {
			if i.waits() && line.On.DaysSince(i.On) > rideFor && line.On.After(today) {
				line.On, line.Planned = later(i.On, today), false
				break
			}
		}
	}
	for _, i := range items {
		if !i.On.After(later(line.On, today)) {
			line.With = append(line.With, i)
		}
	}
	line.With = append(line.With, f.often(r, later(line.On, today))...)
	slices.SortStableFunc(line.With, func(a, b Item) int { return a.Kind.rank() - b.Kind.rank() })
	return line
}

// often is the question after many contacts. It never stops anything.
func (f facts) often(r due.Rules, on clock.Date) []Item {
	switch {
	case f.c.Spoken >= r.Count(due.MostContacts) && r.Count(due.MostContacts) > 0:
		return []Item{{Kind: Most, On: on}}
	case f.c.Spoken == r.Count(due.ManyContacts):
		return []Item{{Kind: Many, On: on}}
	}
	return nil
}

func later(a, b clock.Date) clock.Date {
	if a.Before(b) {
		return b
	}
	return a
}

// rank orders the kinds.
func (k Kind) rank() int {
	return slices.Index([]Kind{Chase, Promise, Share, Review, Level, Many, Most, SafetyNote, Agreements, NothingPlan}, k)
}
