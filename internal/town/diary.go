package town

import (
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
)

// workerNames are the six link workers, those of Aldermoor before those of Westmere.
func workerNames() []string {
	return []string{"Sam Okafor", "Grace Adeyemi", "Dafydd Rees", "Amina Yusuf", "Piotr Zielny", "Shona Baird"}
}

func (b *builder) workers() []authz.Actor {
	var out []authz.Actor
	for _, n := range workerNames() {
		out = append(out, b.actors[n])
	}
	return out
}

// diary spreads the next dates of one worker's people over the weeks to come: a few
// today, two or three on each working day after.
type diary struct {
	worker string
	used   map[clock.Date]int
	news   int // answers of groups in the last days, through their links
	most   int
}

// perDay is how many next dates a day after today takes.
const perDay = 3

// book notes that a day is taken.
func (d *diary) book(on clock.Date) { d.used[on]++ }

// slot returns the first working day with room, at least so many days from today, and
// a time for those that have one.
func (b *builder) slot(d *diary, from int) clock.Date {
	on := b.ahead(from)
	for d.used[on] >= perDay {
		on = clock.AddWorking(on, 1, clock.England)
	}
	d.book(on)
	return on
}

// appointment returns when and where a kind of next step usually is.
func (l *life) appointment(on clock.Date, kind caseload.NextKind, note string) caseload.Next {
	n := caseload.Next{On: on, Kind: kind, Note: note}
	hours := []string{"09:30", "10:15", "11:00", "13:30", "14:00", "14:45", "15:30", "16:00"}
	switch kind {
	case caseload.Visit:
		n.Time, n.Place = hours[l.rng.IntN(len(hours))], "At home"
	case caseload.Meeting:
		n.Time, n.Place = hours[l.rng.IntN(len(hours))], []string{"The library", "The practice", "Chapel Street hub", "The park gate", "The café by the market"}[l.rng.IntN(5)]
	case caseload.Call, caseload.Check:
	}
	return n
}
