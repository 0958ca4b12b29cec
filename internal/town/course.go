package town

import (
	"strings"
	"time"

	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/connection"
	"weft/internal/consent"
	"weft/internal/contact"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/referral"
	"weft/internal/town/story"
)

// course is a life that is put together from a story and chances. t is how many days
// before today it has come to, floor the day on which it stops.
type course struct {
	*life
	given
	t, floor int
}

func (b *builder) course(g given, from referrer, start, floor int) *course {
	c := &course{life: b.life(g.details), given: g, t: start, floor: floor}
	c.from = from
	return c
}

// chance reports true so many times of a hundred.
func (c *course) chance(ofHundred int) bool { return c.rng.IntN(100) < ofHundred }

// on moves on by some days, and returns the moment.
func (c *course) on(least, most int) moment {
	c.t = max(c.floor, c.t-least-c.rng.IntN(most-least+1))
	return ago(c.t)
}

// one chooses a line and fills the words in braces.
func (c *course) one(lines []string) string { return c.Words(lines[c.rng.IntN(len(lines))]) }

// of chooses a line of those with this code before the bar.
func (c *course) of(lines []string, code string) string {
	var fit []string
	for _, l := range lines {
		if words, ok := strings.CutPrefix(l, code+"|"); ok {
			fit = append(fit, words)
		}
	}
	if len(fit) == 0 {
		return ""
	}
	return c.one(fit)
}

// arrive is the referral.
func (c *course) arrive() {
	needs := c.Needs[:1+c.rng.IntN(2)]
	reason := c.Reason
	own := c.from.source == "self" || c.from.source == "family"
	if !own && c.chance(45) {
		reason = c.one(story.Before()) + " " + reason
	}
	if !own && c.chance(45) {
		reason += " " + c.one(story.After())
	}
	in := referral.New{Reason: reason, Needs: needs, TellReferrer: c.chance(75)}
	switch {
	case own:
		ways := []referral.Way{referral.ByPhone, referral.ByPhone, referral.ByEmail, referral.ByVisit, referral.ByLetter}
		c.entered(ago(c.t), ways[c.rng.IntN(len(ways))], reason, needs...)
	default:
		c.referred(ago(c.t), in)
	}
}

// taken is triage and allocation.
func (c *course) taken(worker string) {
	if c.chance(20) {
		c.read(c.on(0, 1))
	}
	c.accepted(c.on(0, 2))
	c.allocated(c.on(0, 4), worker)
}

// tries are calls that nobody answered.
func (c *course) tries(n int) {
	for range n {
		m := c.on(1, 3)
		if c.chance(70) {
			c.noAnswer(m)
			continue
		}
		c.contact(m, contact.New{How: contact.ByPhone, Outcome: contact.LeftMessage, Note: "Said my name, and that I will ring again."})
	}
}

// meet is the first conversation, sometimes after a short call.
func (c *course) meet() {
	if c.chance(60) {
		c.spoke(c.on(1, 4), contact.ByPhone, 10+5*c.rng.IntN(3), c.Words("Said hello, explained who I am and what I am not. {She} would like to meet."), "We meet next week.")
		if c.chance(12) {
			c.contact(c.on(2, 4), contact.New{How: contact.InTown, Outcome: contact.PersonCancelled, Note: c.one(story.Cancelled())})
		}
	}
	m := c.on(2, 8)
	in := contact.New{How: c.How, Outcome: contact.Spoke, Minutes: 40 + 5*c.rng.IntN(6), Note: c.First, Agreed: c.Agreed}
	if c.chance(30) {
		c.copied(m, in)
	} else {
		c.contact(m, in)
	}
	c.heard(c.lately(), plan.Conversation{Matters: c.Matters, Strengths: c.Strengths, Needs: c.Needs, ReadBack: c.chance(70)})
	switch (len(c.first) + len(c.Needs)) % 7 { // most are chosen by now; no chance of the others is used up
	case 0:
		c.level(c.lately(), caseload.LevelLight, "")
	case 1, 2, 3:
		c.level(c.lately(), caseload.LevelMedium, "")
	case 4:
		c.level(c.lately(), caseload.LevelHolistic, "")
	}
	if c.chance(35) {
		c.agreedTo(c.lately(), consent.New{Scope: consent.ToPractice, Ground: consent.Agreed, Answer: consent.Yes, How: "spoken"})
	}
}

// how is where somebody like this is met.
func (c *course) how() contact.How {
	old := c.today.Age(c.details.Born) > 70
	switch n := c.rng.IntN(10); {
	case old && n < 6, n < 2:
		return contact.AtHome
	case n < 4:
		return contact.AtPractice
	case n < 6:
		return contact.InTown
	case n < 7:
		return contact.OnAWalk
	case n < 8 && !old:
		return contact.ByVideo
	}
	return contact.ByPhone
}

// planned is a plan, agreed or still a draft.
func (c *course) planned(agreed bool) {
	c.drafted(c.on(5, 12), c.Worse, c.Goals...)
	if !agreed {
		return
	}
	how := c.one([]string{"Together, read back.", "At {her} kitchen table.", "By phone; a copy in the post.", "At the library, over tea.", "With {her} {kin} there, as {she} wished."})
	c.agreed(c.lately(), how)
	c.spoke(c.lately(), c.how(), 30+5*c.rng.IntN(5), "", "We made the plan.")
}

// follow are later contacts: those of the story first, then small ones.
func (c *course) follow(n, every int) {
	small := story.Later()
	for i := range n {
		m := c.on(every-3, every+3)
		switch {
		case c.chance(8):
			c.contact(m, contact.New{How: c.writes(), Outcome: contact.Sent, Note: c.one(story.Sent())})
		case c.chance(5):
			c.contact(m, contact.New{How: contact.InTown, Outcome: contact.CouldNotMeet, Note: c.one(story.Missed())})
		case c.chance(3):
			c.contact(m, contact.New{How: contact.ByPhone, Outcome: contact.WorkerCancelled, Note: "I was ill. Rang to say so."})
		case c.chance(8):
			c.noAnswer(m)
		case i < len(c.Notes):
			c.spoke(m, c.how(), 15+5*c.rng.IntN(7), c.Notes[i].Happened, c.Notes[i].Agreed)
		default:
			happened, agreed, _ := strings.Cut(c.one(small), "|")
			c.spoke(m, contact.ByPhone, 10+5*c.rng.IntN(4), happened, agreed)
		}
	}
}

// writes is how they are written to.
func (c *course) writes() contact.How {
	for _, w := range c.details.Ways {
		if w.Kind == person.Email {
			return contact.ByEmail
		}
	}
	return contact.ByText
}

// group returns the story's group of this rank that has the way of asking wanted, "" any.
func (c *course) group(rank int, by string) string {
	for i := range c.Groups {
		name := c.Groups[(rank+i)%len(c.Groups)]
		for _, s := range c.services {
			if s.Name == name && s.State == "" && (by == "" || s.By == by) {
				return name
			}
		}
	}
	return ""
}

// meetsOn is the first day on which the group meets after so many days ago.
func (c *course) meetsOn(name string, days int) clock.Date {
	from := c.day(days)
	for _, s := range c.services {
		if s.Name != name || len(s.Days) == 0 {
			continue
		}
		for d := from.AddDays(1); ; d = d.AddDays(1) {
			if strings.ToUpper(d.Weekday().String()[:2]) == s.Days[0] {
				return d
			}
		}
	}
	return from.AddDays(4)
}

// connect asks the group and lets what fate says become of it.
func (c *course) connect(name string, f fate) {
	if name == "" {
		return
	}
	if other := c.group(1, ""); other != name && other != "" && c.chance(40) {
		options := story.NotThisOne()
		why, words, _ := strings.Cut(c.one(options), "|")
		c.lookedAt(c.on(0, 3), other, why, words)
	}
	kinds := []connection.Kind{connection.Referral, connection.Referral, connection.Accompanied}
	in := connection.New{Kind: kinds[c.rng.IntN(3)], Need: c.Needs[0], Share: connection.Share{Reach: true, Helps: c.chance(60)}, AskAttendance: c.chance(60),
		Why: "Fits what was said; near enough to go alone later."}
	if c.way(name) == connection.ByPerson {
		in.Kind = []connection.Kind{connection.SelfContact, connection.Signpost, connection.Information}[c.rng.IntN(3)]
	}
	c.asks(c.on(1, 6), name, in)
	c.become(name, f)
}

// fate is what becomes of a connection.
type fate uint8

const (
	unanswered fate = iota
	question
	full
	refused
	promised
	neverCame
	notYet
	attended
	regular
	finished
	stoppedGoing
)

func (c *course) become(name string, f fate) {
	if f == unanswered {
		return
	}
	if c.way(name) != connection.ByPerson {
		c.reply(name, f)
	}
	came := c.t
	switch f {
	case attended, regular, finished, stoppedGoing:
		c.came(c.on(7, 14), name, connection.CameYes, max(came-6, c.t))
	case neverCame:
		c.came(c.on(14, 18), name, connection.CameNo, 0)
	case notYet:
		c.came(c.on(14, 16), name, connection.CameNotYet, 0)
	case unanswered, question, full, refused, promised:
	}
	switch f {
	case regular, finished, stoppedGoing:
		c.settles(name, f)
	case unanswered, question, full, refused, promised, neverCame, notYet, attended:
	}
}

func (c *course) settles(name string, f fate) {
	m := c.on(25, 45)
	switch f {
	case stoppedGoing:
		c.stopped(m, name, c.one([]string{"Went four times. The bus changed.", "Not the right people, {she} says.", "{Her} knee. Perhaps in the spring."}))
	case finished:
		c.settled(m, name, connection.Completed)
	default:
		c.settled(m, name, connection.Ongoing)
	}
}

// reply is what the group says, recorded by the worker or, lately, through its link.
func (c *course) reply(name string, f fate) {
	m := c.on(2, 6)
	r := connection.Reply{Answer: connection.Accept, Words: c.one(story.Yes()), ComeOn: c.meetsOn(name, c.t)}
	switch f {
	case question:
		r = connection.Reply{Answer: connection.Ask, Words: c.one(story.Questions())}
	case full:
		r = connection.Reply{Answer: connection.Full, Words: c.one(story.NoRoom()), Until: c.ahead(20 + c.rng.IntN(30))}
	case refused:
		r = connection.Reply{Answer: connection.NotRight, Words: c.one(story.NotForUs())}
	case unanswered, promised, neverCame, notYet, attended, regular, finished, stoppedGoing:
	}
	d := c.diaries[c.workerName()]
	if c.t < 13 && c.way(name) == connection.ByLink && d.news < d.most {
		d.news++
		c.answered(m, name, r)
		return
	}
	c.replied(m, name, r)
}

// due sets the next step so many days ahead or later.
func (c *course) due(from int) {
	d := c.diaries[c.workerName()]
	on := c.slot(d, from)
	d.used[on]-- // next books it
	kinds := []caseload.NextKind{caseload.Call, caseload.Call, caseload.Call, caseload.Visit, caseload.Meeting, caseload.Check}
	kind := kinds[c.rng.IntN(len(kinds))]
	notes := map[caseload.NextKind][]string{
		caseload.Call:    {"See how the week went", "Has the letter come?", "Did the first time go well?", "Ask about the bus", "Goals: which one next?", "Only to say hello", "Money adviser: any news?"},
		caseload.Visit:   {"Look at the plan together", "Bring the large-print list", "Second half of the form", "Meet {her} {kin}", "Read the plan back"},
		caseload.Meeting: {"Walk in together the first time", "Tea and the next goal", "Practise the bus", "Bring the photograph of the room"},
		caseload.Check:   {"Has the group rung?", "Is the referral through?", "Did the grant arrive?"}}
	c.next(c.appointment(on, kind, c.one(notes[kind])))
}

// weekdayOf is for the words of a group that says which day.
func weekdayOf(d clock.Date) string { return time.Weekday(d.Weekday()).String() }
