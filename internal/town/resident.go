package town

import (
	"strings"

	"weft/internal/clock"
	"weft/internal/person"
	"weft/internal/town/census"
	"weft/internal/town/story"
)

// district returns the part of the town that goes to a practice.
func district(practice string) int {
	return map[string]int{"Fellside Practice": 2, "Mill Row Surgery": 1, "Brook Street Medical Centre": 2, "St Oswin's Surgery": 3, "The Quays Practice": 3,
		"Westmere Health Centre": 4, "Hazel Bank Surgery": 7, "Station Road Practice": 5, "Carr Lane Surgery": 6}[practice]
}

// westmere reports whether a practice belongs to the second network.
func westmere(practice string) bool { return district(practice) >= 4 }

// given is a story with the human being it is given to.
type given struct {
	story.Story
	story.Life
	details person.Details
}

// resident gives a story to somebody who goes to this practice.
func (b *builder) resident(s story.Story, practice string) given {
	rng := b.rng
	years := s.Ages[0] + rng.IntN(s.Ages[1]-s.Ages[0])
	r := census.Draw(rng, years, s.Who, s.Tongues...)
	for b.names[r.Name()] || census.Famous(r.Name()) {
		r = census.Draw(rng, years, s.Who, s.Tongues...)
	}
	b.names[r.Name()] = true
	part := district(practice)
	switch {
	case part == 7 && rng.IntN(3) == 0:
		part = 8
	case part == 6 && rng.IntN(3) == 0, r.Language == "cy" && part >= 4:
		part = 9
	}
	home := census.Home(rng, part)
	d := person.Details{Name: r.Name(), Pronouns: r.Pronouns, Born: b.born(years, rng.IntN(364)), Language: r.Language, Interpreter: r.Interpreter,
		Practice: b.orgs[practice].String(), Address: home.Lines, Postcode: home.Postcode}
	others := map[string]string{"she": "he", "he": "she"}
	g := given{Story: s, Life: story.Life{Name: r.Given, Pronouns: r.Pronouns, Late: census.Kin(rng, r, others[r.Pronouns], years),
		Kin: pick(b, "daughter son sister brother niece nephew"), Far: pick(b, "Leeds Carlisle Cardiff Norwich Derby Hull Glasgow Bristol"),
		Street: home.Street, Day: pick(b, "Monday Tuesday Wednesday Thursday Friday")}}
	b.particulars(&d, g)
	g.details = d
	g.Story = s.For(g.Life)
	return g
}

func pick(b *builder, list string) string {
	words := strings.Fields(list)
	return words[b.rng.IntN(len(words))]
}

// born returns a birth date of this age, so many days after the birthday.
func (b *builder) born(years, days int) clock.Date {
	return clock.Date{Year: b.today.Year - years, Month: b.today.Month, Day: b.today.Day}.AddDays(-days)
}

// particulars are what must be done differently for somebody, and how to reach them.
func (b *builder) particulars(d *person.Details, g given) {
	rng, years := b.rng, b.today.Age(d.Born)
	if rng.IntN(100) < 88 {
		d.NHSNumber = b.nhs.Next()
	}
	if rng.IntN(100) < 4 {
		d.BornAbout = d.NHSNumber == ""
	}
	switch n := rng.IntN(100); {
	case g.Key == "learning disability":
		d.Format = "easy"
	case g.Key == "losing sight":
		d.Format = []string{"large", "audio", "braille"}[rng.IntN(3)]
	case n < 9 && years > 60:
		d.Format = "large"
	case n == 10:
		d.Format, d.Language, d.Interpreter = "bsl", "bfi", true
	}
	if rng.IntN(100) < 12 {
		helps := story.Helps()
		d.AccessNote = g.Words(helps[rng.IntN(len(helps))])
	}
	if rng.IntN(100) < 2 {
		risks := story.Risks()
		d.Risk = risks[rng.IntN(len(risks))]
	}
	if g.Key == "starting over" {
		d.SafeContact, d.HiddenAddress, d.Risk = true, true, ""
	}
	if g.Key == "the man at the door" {
		d.SafeContact = true
	}
	b.ways(d, g, years)
}

// ways are how somebody can be reached.
func (b *builder) ways(d *person.Details, g given, years int) {
	rng := b.rng
	if g.Key == "sofa to sofa" {
		d.Address, d.Postcode = "", ""
		d.Ways = append(d.Ways, person.Way{Kind: person.Place, Value: "The Dyehouse, most evenings before eight", MayCall: false})
	}
	landline := years > 58 && rng.IntN(100) < 72
	if landline {
		w := b.landline()
		w.MayLeave = rng.IntN(100) < 60 && !d.SafeContact
		d.Ways = append(d.Ways, w)
	}
	if !landline || rng.IntN(100) < 25 {
		w := b.mobile()
		w.MayCall, w.MayText = g.Key != "camera off", g.Key != "forgot my glasses"
		w.MayLeave, w.Note = rng.IntN(100) < 50 && !d.SafeContact, b.times(d.SafeContact)
		d.Ways = append(d.Ways, w)
	}
	if rng.IntN(100) < 22 && !d.SafeContact {
		d.Ways = append(d.Ways, person.Way{Kind: person.Email, Value: census.Email(local(d.Name))})
	}
	if rng.IntN(100) < 5 && !d.SafeContact {
		d.Ways = append(d.Ways, person.Way{Kind: person.Helper, Value: "Ring {kin}, who passes messages on", MayCall: true})
		d.Ways[len(d.Ways)-1].Value = g.Words("Ring {her} {kin}, who passes messages on")
	}
}

func (b *builder) times(safe bool) string {
	if safe {
		return "Only between ten and two, and never leave a message"
	}
	return []string{"", "", "", "", "", "After two o'clock", "Mornings are best", "Not on Fridays", "After work, from five"}[b.rng.IntN(9)]
}

// landline hands out the next telephone number for people; organisations have the first
// hundred of the range, groups the last four hundred.
func (b *builder) landline() person.Way {
	const dilys, scheme = 118, 200
	for b.phones == dilys || b.phones == scheme {
		b.phones++
	}
	b.phones++
	return person.Way{Kind: person.Phone, Value: census.Landline(b.phones - 1), MayCall: true, MayLeave: true}
}

func (b *builder) mobile() person.Way {
	b.mobiles++
	return person.Way{Kind: person.Mobile, Value: census.Mobile(b.mobiles), MayCall: true, MayText: true, MayLeave: true}
}
