package contact

import (
	"time"

	"weft/internal/clock"
	"weft/internal/due"
)

// Tries sums up what has been tried since the last time the person was reached.
type Tries struct {
	Count int
	Means int
	First time.Time
	Last  time.Time
}

// tally counts the tries since the last time they spoke; contacts newest first.
func tally(contacts []Contact) Tries {
	var t Tries
	means := map[How]bool{}
	for _, c := range contacts {
		if c.Outcome.Reached() {
			break
		}
		if !c.isTry() {
			continue
		}
		t.Count++
		means[c.How] = true
		t.First = c.At
		if t.Last.IsZero() {
			t.Last = c.At
		}
	}
	t.Means = len(means)
	return t
}

// isTry reports whether somebody tried to reach the person by this. Who did not come
// to a group was not tried to be reached.
func (c Contact) isTry() bool {
	return (c.Outcome.Missed() || c.Outcome == Sent) && !c.Purpose.Together() && !c.Purpose.WithoutThem()
}

// Missing says what is still missing before the case may close as lost contact; all
// zero when nothing is.
type Missing struct {
	Tries int           // so many more tries
	Means bool          // one of them by another means
	Wait  time.Duration // so much more time since the first
}

// Nothing reports whether nothing is missing.
func (m Missing) Nothing() bool { return m == Missing{} }

// Missing returns what is missing at the time now by the rules of the service; where the person can be tried by
// one means only, no second is asked for.
func (t Tries) Missing(r due.Rules, oneMeansOnly bool, now time.Time) Missing {
	first := t.First
	if first.IsZero() {
		first = now
	}
	return Missing{Tries: max(r.Count(due.LostTries)-t.Count, 0), Means: t.Means < r.Count(due.LostMeans) && !(oneMeansOnly && t.Means >= 1),
		Wait: max(r.After(due.LostAfter, first, "", time.UTC).Sub(now), 0)}
}

// EnoughToCloseAsLost reports whether the tries allow closing as lost contact:
// by the shipped rules three tries by two means over two weeks; where the person can be
// tried by one means only, three tries by that one over two weeks.
func (t Tries) EnoughToCloseAsLost(r due.Rules, oneMeansOnly bool, now time.Time) bool {
	return t.Missing(r, oneMeansOnly, now).Nothing()
}

// nextTry is the working day of the next try: by the shipped rules tomorrow after the
// first, then three working days later, so that tries spread over days and times.
func nextTry(r due.Rules, today clock.Date, tries int, n clock.Nation) clock.Date {
	if tries <= 1 {
		return r.WorkingOn(due.SecondTry, today, n)
	}
	return r.WorkingOn(due.NextTry, today, n)
}
