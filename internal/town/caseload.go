package town

import (
	"strings"

	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/connection"
	"weft/internal/contact"
	"weft/internal/plan"
	"weft/internal/town/story"
)

func cutLine(lines []string, i int) (before, after string, found bool) {
	return strings.Cut(lines[i%len(lines)], "|")
}

// caseload fills one worker's open cases up to their number; told are those with
// stories of their own.
func (b *builder) caseload(c *casting, worker string, told int) {
	rest := open(worker) - told
	due := 4 + len(worker)%3 // rows of today
	if worker == "Sam Okafor" {
		due, b.diaries[worker].most = 0, 1 // his day is told by hand
	}
	for i := range rest {
		g, from := c.someone(worker)
		var l *course
		switch {
		case i < 2 && worker != "Sam Okafor":
			b.fresh(g, from, worker, i)
			continue
		case i < 4:
			l = b.tried(g, from, worker)
		case i < 11:
			l = b.engaging(g, from, worker, i%3 == 0)
		default:
			l = b.active(g, from, worker, i-11)
		}
		switch {
		case i%5 == 4 && due > 0: // of every stage some
			due--
			b.diaries[worker].used[b.today] = 0 // today takes what it must
			l.due(0)
		default:
			l.due(1 + l.rng.IntN(22))
		}
	}
}

// fresh was allocated in the last days; nobody has rung yet.
func (b *builder) fresh(g given, from referrer, worker string, i int) {
	l := b.course(g, from, 5+i, 1)
	l.arrive()
	l.accepted(ago(3 + i))
	l.allocated(ago(1+i), worker)
}

// tried was rung and did not answer.
func (b *builder) tried(g given, from referrer, worker string) *course {
	l := b.course(g, from, 15+b.rng.IntN(4), 2)
	l.arrive()
	l.taken(worker)
	l.tries(1 + l.rng.IntN(2))
	return l
}

// engaging has talked and may have a draft of a plan.
func (b *builder) engaging(g given, from referrer, worker string, draft bool) *course {
	l := b.course(g, from, 24+b.rng.IntN(16), 2)
	l.arrive()
	l.taken(worker)
	if l.chance(30) {
		l.tries(1)
	}
	l.meet()
	if draft {
		l.planned(false)
	}
	l.upToDate(12, 8)
	return l
}

// upToDate adds contacts until the last is no more than so many days ago.
func (c *course) upToDate(days, every int) {
	for c.t > days {
		c.follow(1, every)
	}
}

// fates are what became of the connections of open cases, in turn.
func fates() []fate {
	return []fate{regular, promised, attended, full, unanswered, regular, question, promised, notYet, refused, finished, attended, neverCame, regular, full, promised, stoppedGoing}
}

// active has an agreed plan; n is their place in the worker's caseload.
func (b *builder) active(g given, from referrer, worker string, n int) *course {
	f := fates()[n%len(fates())]
	recent := f == promised || f == full || f == question || f == unanswered
	l := b.course(g, from, 62+b.rng.IntN(70), 2)
	if f == regular || f == finished || f == stoppedGoing {
		l.t += 60
	}
	l.arrive()
	l.taken(worker)
	if l.chance(25) {
		l.tries(1)
	}
	l.meet()
	l.planned(true)
	l.floor = 14
	l.follow(1+l.rng.IntN(3), 12)
	if recent {
		l.t, l.floor = 4+n%6, 1 // news of the last days
		if f == unanswered {
			l.t = 4 + n%11
		}
	} else {
		l.floor = 2
	}
	l.connect(l.group(n%3, map[bool]string{true: "link"}[recent]), f)
	if f == refused || f == neverCame || f == stoppedGoing {
		l.unmetSometimes()
	}
	if n%9 == 4 {
		l.upToDate(40, 14)
		l.again()
	}
	l.upToDate(21, 16)
	if l.chance(60) && !recent {
		l.did(l.on(0, 3), 0, 0, []plan.ActionStatus{plan.Done, plan.Done, plan.WaitingOn, plan.NotNeeded}[l.rng.IntN(4)], plan.Wait{Who: "the group", ChaseOn: b.ahead(9)})
	}
	return l
}

// again is a second plan, once the first was lived with for a while.
func (c *course) again() {
	goals := append([]plan.Goal{}, c.Goals...)
	goals[0].Confidence = min(10, max(goals[0].Confidence, 4)+2)
	goals = append(goals, plan.Goal{Words: "Keep it up when nobody rings me", Importance: 7, Confidence: 5,
		Actions: []plan.Action{{Words: "Mark the days on the calendar", Owner: plan.ByPerson}}})
	c.drafted(c.on(1, 4), c.Worse, goals...)
	c.agreed(c.lately(), "Looked at the first one together and crossed out what is done.")
}

func (c *course) unmetSometimes() {
	if c.chance(40) {
		c.unmet(c.on(1, 3), c.Needs[0], c.one([]string{"Nothing in the evening within reach.", "Nothing without stairs on this side of town.", "Full until spring, and no other.", "Nothing in {her} language.", "Nothing for one person at a time."}))
	}
}

// closedCases are the rest of the town: those who came, were walked with, and went.
func (b *builder) closedCases(c *casting) {
	for i := 0; b.met() < humans; i++ {
		worker := workerNames()[i%6]
		g, from := c.someone(worker)
		b.closedCase(g, from, worker, reasons()[i%len(reasons())], 3+(i*47)%330)
	}
}

// reasons are why cases close, as often as they do.
func reasons() []string {
	return strings.Fields(`goals_met content handed_to_community goals_met lost_contact chose_to_stop content goals_met handed_to_community lost_contact
		goals_met handed_to_clinical content not_ready handed_to_community goals_met lost_contact moved content goals_met chose_to_stop
		handed_to_community no_provision goals_met other_service_fits content lost_contact goals_met handed_to_clinical died
		chose_to_stop handed_to_community goals_met not_ready content service_limit lost_contact transfer`)
}

func (b *builder) closedCase(g given, from referrer, worker, reason string, end int) {
	if reason == "died" && b.today.Age(g.details.Born) < 66 {
		reason = "content"
	}
	l := b.course(g, from, min(history-1, end+75+b.rng.IntN(60)), end)
	l.arrive()
	l.taken(worker)
	switch reason {
	case "lost_contact":
		b.lost(l, end)
	case "chose_to_stop", "not_ready", "other_service_fits", "handed_to_clinical", "moved", "transfer", "died":
		l.tries(l.rng.IntN(2))
		l.meet()
		if l.chance(60) {
			l.planned(l.chance(70))
			l.follow(1+l.rng.IntN(3), 9)
		}
	case "no_provision":
		l.meet()
		l.planned(true)
		l.missing = l.Needs[0]
		l.lookedAt(l.on(1, 3), l.group(0, ""), "too_far", "No bus that gets back.")
		l.follow(1, 8)
	default:
		b.goodEnd(l)
	}
	words := l.of(story.Closings(), reason)
	if words == "" {
		words = l.Closing
	}
	if reason == "died" {
		l.died(ago(end), b.day(end+2), words)
		return
	}
	l.closed(ago(end), reason, words)
}

// lost is somebody who could not be reached any more: four tries by three means.
func (b *builder) lost(l *course, end int) {
	l.floor = end + 21
	if l.chance(50) {
		l.meet()
	}
	l.noAnswer(ago(end + 19))
	l.contact(ago(end+15), contact.New{How: contact.ByText, Outcome: contact.Sent, Note: "Asked whether another day is better."})
	if l.chance(15) {
		l.contact(ago(end+13), contact.New{How: contact.AtPractice, Outcome: contact.NotBrought, Note: "The lift did not come."})
	}
	l.noAnswer(ago(end + 11))
	if l.who.SafeContact || l.who.HiddenAddress {
		l.noAnswer(ago(end + 6)) // no letter is safe
		return
	}
	l.contact(ago(end+6), contact.New{How: contact.ByLetter, Outcome: contact.Sent, Note: "A kind letter: the door is open."})
}

// goodEnd is a plan, a group that becomes a habit, and fewer calls.
func (b *builder) goodEnd(l *course) {
	l.tries(l.rng.IntN(2))
	l.meet()
	l.planned(true)
	ends := []fate{regular, regular, finished, attended, attended, neverCame}
	l.floor += 6
	l.connect(l.group(l.rng.IntN(3), ""), ends[l.rng.IntN(len(ends))])
	l.floor -= 6
	l.follow(1+l.rng.IntN(4), 10)
	l.did(l.on(0, 2), 0, 0, plan.Done, plan.Wait{})
}

// today is a row of a worker's day, told by hand.
func (l *life) todays(at string, kind caseload.NextKind, where, note string) {
	l.next(caseload.Next{On: l.today, Time: at, Kind: kind, Place: where, Note: note})
}

// later is a next date so many days ahead.
func (l *life) laters(days int, kind caseload.NextKind, note string) {
	l.next(l.appointment(l.ahead(days), kind, note))
}

// offered is a connection of the kind that most are.
func shared(need, words string) connection.New {
	return connection.New{Need: need, Share: connection.Share{Reach: true, Helps: true, Words: words}, AskAttendance: true}
}

func (b *builder) tuesday() clock.Date { return b.weekday(2, 0) }
