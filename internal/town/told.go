package town

import (
	"weft/internal/caseload"
	"weft/internal/connection"
	"weft/internal/contact"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/town/census"
)

// told are the lives with stories of their own. It returns how many open cases each
// worker has of them.
func (b *builder) told() map[string]int {
	b.dilys()
	for _, tell := range []func(){b.tomasz, b.marjorie, b.kofi, b.rukhsana, b.ceinwen, b.edna, b.freshForSam,
		b.layla, b.gloria, b.patience, b.nargis, b.janet, b.geoff, b.winston, b.eluned, b.alun, b.desmond, b.arthur,
		b.reece, b.callum, b.bogdan, b.harold, b.iryna, b.hyacinth, b.sandra, b.darren, b.maureen, b.trevor, b.mei,
		b.jordan, b.pearl, b.wayne, b.sheila, b.comeBack, b.takenForAnother, b.twice, b.casework, b.families, b.gates, b.bronwen, b.doors} {
		tell()
	}
	out := map[string]int{}
	for _, l := range b.lives {
		if l.worker.ID != "" && !l.shut {
			out[l.workerName()]++
		}
	}
	return out
}

// human is somebody told by hand, with an NHS number and a landline.
func (b *builder) human(name, pronouns string, years int, practice, address, postcode string, change ...func(d *person.Details)) person.Details {
	d := person.Details{Name: name, Pronouns: pronouns, Born: b.born(years, 40+len(b.lives)*7%300), NHSNumber: b.nhs.Next(), Language: "en",
		Practice: b.orgs[practice].String(), Address: address, Postcode: postcode}
	for _, c := range change {
		c(&d)
	}
	if len(d.Ways) == 0 {
		d.Ways = []person.Way{b.landline()}
	}
	return d
}

// onMobile gives somebody a mobile in place of a landline.
func (b *builder) onMobile(note string) func(d *person.Details) {
	return func(d *person.Details) {
		w := b.mobile()
		w.Note = note
		d.Ways = append(d.Ways, w)
	}
}

// speaks is a language, and whether an interpreter is needed.
func speaks(language string, interpreter bool) func(d *person.Details) {
	return func(d *person.Details) { d.Language, d.Interpreter = language, interpreter }
}

func goal(words string, importance, confidence int, actions ...plan.Action) plan.Goal {
	return plan.Goal{Words: words, Importance: importance, Confidence: confidence, Actions: actions}
}

func doing(owner plan.Owner, words string) plan.Action {
	return plan.Action{Owner: owner, Words: words}
}

func with(whom, words string) plan.Action {
	return plan.Action{Owner: plan.ByOther, Who: whom, Words: words}
}

// dilys is the person whom the pictures of the product show.
func (b *builder) dilys() {
	d := b.human("Dilys Penhallow", "she", 74, "Fellside Practice", "4 Mill Row\nAldermoor", "QZ1 1AA", func(d *person.Details) {
		d.Born, d.Format, d.AccessNote = b.born(74, 256), "large", "Hearing aid: stand where she can see you"
		d.Ways = []person.Way{{Kind: person.Phone, Value: census.Landline(118), MayCall: true, MayLeave: true}}
	})
	const choir = "Aldermoor Singing for Lungs"
	tuesday := b.tuesday()
	l := b.life(d).by("Dr Helen Marsh").
		refer(ago(57).at(11, 20), "Bereaved in spring, comes weekly, lonely more than ill. She agreed.", "loneliness").
		accepted(ago(55).at(9, 5)).
		allocated(ago(51).at(9, 30), "Sam Okafor").
		looked(ago(49).at(9, 40)).
		heard(ago(49).at(10, 0), plan.Conversation{Matters: "I used to sing every week. Since Alun died the house is so quiet I leave the radio on for company. " +
			"I would like to sing again, but not walk in on my own.", ReadBack: true, Strengths: "Alto; reads music. Makes people laugh. Knows everyone on Mill Row.",
			Needs: []string{"loneliness", "transport", "food-fuel"}}).
		copied(ago(49).at(10, 10), contact.New{How: contact.AtHome, Outcome: contact.Spoke, Minutes: 55,
			Note:   "Forty years of choirs; a neighbour who drives. Named company, getting about and the heating bill, in that order.",
			Agreed: "I look for a choir and ring next week."}).
		noAnswer(ago(42).at(15, 10)).
		drafted(ago(35).at(14, 0), "Ring Sam, or Megan next door. At night, Samaritans on 116 123.",
			goal("Sing with people again", 10, 6, doing(plan.ByWorker, "Ask the choir who could meet her at the door")),
			plan.Goal{Words: "Know the heating bill before it comes", Importance: -1, Confidence: -1,
				Actions: []plan.Action{{Owner: plan.ByOther, Who: "Citizens Advice", Words: "With Citizens Advice, appointment", Due: b.ahead(7)}}}).
		agreed(ago(35).at(14, 45), "At home, 50 minutes. Two options talked through; she chose singing over the lunch club: “too many stairs”.").
		lookedAt(ago(35).at(14, 50), "Tuesday Lunch Club", "access", "Too many stairs.")
	l.asks(ago(7).at(15, 30), choir, shared("loneliness", "Dilys sang alto for forty years. She would like somebody to meet her at the door the first time.")).
		answered(ago(0).at(8, 14), choir, connection.Reply{Answer: connection.Accept, ComeOn: tuesday,
			Words: "Will meet Dilys at the door on Tuesday, 10.45. Door open, two steps, a handrail."}).
		todays("09:30", caseload.Visit, "At home", "Second meeting. Last time: wants to get back to the choir")
}
