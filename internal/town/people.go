package town

import (
	"slices"

	"weft/internal/referral"
	"weft/internal/town/story"
)

// humans is how many people the town knows; a second record of somebody counts only
// while nobody has joined it.
const humans = 620

// open is how many open cases each worker has.
func open(worker string) int {
	return map[string]int{"Sam Okafor": 41, "Grace Adeyemi": 36, "Dafydd Rees": 43, "Amina Yusuf": 38, "Piotr Zielny": 35, "Shona Baird": 40}[worker]
}

func (b *builder) people() error {
	b.groupEvents()
	c := &casting{builder: b, used: map[string]int{}, stories: story.All()}
	told := b.told()
	for _, w := range workerNames() {
		b.caseload(c, w, told[w])
	}
	b.atTheDoor(c)
	b.endedEarly(c)
	b.waysIn()
	b.closedCases(c)
	return nil
}

// casting gives stories to people so that neither referrers nor stories repeat more than
// they must.
type casting struct {
	*builder
	stories []story.Story
	used    map[string]int // by worker and story
	turn    int            // whose turn it is to refer
}

// someone invents the next person for a worker, and who refers them.
func (c *casting) someone(worker string) (given, referrer) {
	second := slices.Index(workerNames(), worker) >= 3
	from := c.referrer(second)
	practice := from.org
	if district(practice) == 0 {
		list := practices()[:5]
		if second {
			list = practices()[5:]
		}
		practice = list[c.rng.IntN(len(list))]
	}
	return c.resident(c.story(worker, from), practice), from
}

// referrer is everybody's turn once; then three of five come from a practice, and some
// ask for themselves.
func (c *casting) referrer(second bool) referrer {
	for c.turn < len(c.referrers) {
		r := c.referrers[c.turn]
		if district(r.org) != 0 && westmere(r.org) != second {
			break // not of this network: somebody else's turn comes later
		}
		c.turn++
		return r
	}
	n := c.rng.IntN(100)
	switch {
	case n < 5:
		return referrer{source: "self"}
	case n < 8:
		return referrer{source: "family"}
	}
	for {
		r := c.referrers[c.rng.IntN(len(c.referrers))]
		practice := district(r.org) != 0
		often := r.source == "gp" || c.rng.IntN(3) == 0 || !practice // half of what practices send comes from GPs
		if practice == (n < 66) && (!practice || westmere(r.org) == second) && r.source != "transfer" && often {
			return r
		}
	}
}

// story is the one that fits the source and was told least to this worker.
func (c *casting) story(worker string, from referrer) story.Story {
	best, least := 0, 1<<30
	start := c.rng.IntN(len(c.stories))
	for i := range c.stories {
		at := (start + i) % len(c.stories)
		s := c.stories[at]
		if !slices.Contains(s.From, from.source) {
			continue
		}
		if n := c.used[worker+s.Key]*1000 + c.used[from.name+s.Key]*100 + c.used[s.Key]; n < least {
			best, least = at, n
		}
	}
	s := c.stories[best]
	c.used[s.Key]++
	c.used[worker+s.Key]++
	c.used[from.name+s.Key]++
	return s
}

// met counts those who are one human: a record that was joined to another is none.
func (b *builder) met() int {
	n := 0
	for _, l := range b.lives {
		if !l.known {
			n++
		}
	}
	return n
}

// atTheDoor are referrals that wait in triage or for a worker.
func (b *builder) atTheDoor(c *casting) {
	for i := range 13 {
		g, from := c.someone(workerNames()[i%6])
		l := b.course(g, from, 1+i%3, 0)
		l.arrive()
		switch {
		case i < 4:
		case i < 8:
			l.read(ago(1-i%2).at(9, 20+i))
		case i < 10:
			l.askedMore(ago(1).at(15, i), []string{"Which number is safe to ring, and when?", "Does the family know, and may we say who we are?"}[i-8])
		default:
			l.accepted(ago(i%2).at(10, i))
		}
	}
}

// endedEarly are referrals that ended before a case.
func (b *builder) endedEarly(c *casting) {
	codes := []string{"other_service_fits", "clinical_first", "out_of_area", "age", "already_supported"}
	for i := range 64 {
		g, from := c.someone(workerNames()[i%6])
		for i > 61 && b.today.Age(g.details.Born) < 70 { // they die
			g, from = c.someone(workerNames()[i%6])
		}
		l := b.course(g, from, 8+(i*29)%400, 0)
		l.arrive()
		if i%5 == 0 {
			question, answer, _ := cutLine(story.EarlyEnds(), i)
			l.askedMore(l.on(1, 1), question)
			l.toldMore(l.on(1, 2), answer)
		}
		switch {
		case i < 33:
			code := codes[i%5]
			l.declined(l.on(1, 3), code, l.of(story.Alternatives(), code))
		case i < 48:
			l.declined(l.on(1, 3), "did_not_agree", l.of(story.Alternatives(), "did_not_agree"))
		case i < 56:
			l.ended(l.on(14, 20), referral.UnableToContact)
		case i < 62:
			l.ended(l.on(2, 6), referral.Withdrawn)
		default:
			l.ended(l.on(2, 4), referral.Died)
		}
	}
}
