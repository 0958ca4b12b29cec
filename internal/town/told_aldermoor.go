package town

import (
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/connection"
	"weft/internal/consent"
	"weft/internal/contact"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/referral"
	"weft/internal/safety"
)

// from names somebody who refers from an organisation.
func (b *builder) from(organisation string) string {
	for _, r := range b.referrers {
		if r.org == organisation {
			return r.name
		}
	}
	return ""
}

// said writes a day as a group would.
func (b *builder) said(d clock.Date) string { return d.Time(b.zone).Format("2 January") }

// janet is the mother of somebody who works with us: her record is restricted.
func (b *builder) janet() {
	d := b.human("Janet Linden", "she", 63, "Fellside Practice", "40 Fellside Road\nAldermoor", "QZ2 1AA", func(d *person.Details) { d.Restricted = true })
	b.life(d).by(b.from("Alder General Discharge Team")).
		refer(ago(60), "Home after a hip. Her daughter works at the practice and asks that as few people as possible see this. Agreed.", "home-falls").
		read(ago(60)).accepted(ago(59)).allocated(ago(59), "Grace Adeyemi").
		spoke(ago(55), contact.AtHome, 40, "Managing, bored, will not ask her daughter for one more thing.", "Home from Hospital for six weeks.").
		heard(ago(55), plan.Conversation{Matters: "I want to be her mother again and not her patient.", Strengths: "Stubborn, thank goodness.", Needs: []string{"home-falls", "loneliness"}, ReadBack: true}).
		drafted(ago(45), "Grace. 111.", goal("Up the stairs without a hand", 9, 7, with("Alder Leisure Centre", "Strong and Steady"))).
		agreed(ago(45), "At home.").
		asks(ago(44), "Home from Hospital", shared("home-falls", "")).
		replied(ago(40), "Home from Hospital", connection.Reply{Answer: connection.Accept, Words: "Pat comes on Mondays and Thursdays."}).
		came(ago(30), "Home from Hospital", connection.CameYes, 33).
		laters(2, caseload.Call, "Six weeks are over: what next?")
}

// winston signs.
func (b *builder) winston() {
	const club = "Deaf Club"
	d := b.human("Winston Barnett", "he", 70, "Mill Row Surgery", "11 Bobbin Lane\nAldermoor", "QZ1 3AA", speaks("bfi", true), b.onMobile("Text only"), func(d *person.Details) {
		d.Format, d.Ways[0].MayCall, d.Ways[0].MayLeave = "bsl", false, false
		d.AccessNote = "Look at Winston, not at the interpreter"
	})
	b.life(d).by(b.from("Mill Row Surgery")).
		refer(ago(75), "Deaf from birth, widowed in May. His wife did the interpreting. Has cancelled two appointments because nobody could ring. Agreed in writing.", "bereavement", "disability").
		accepted(ago(73)).allocated(ago(72), "Grace Adeyemi").
		contact(ago(70), contact.New{How: contact.ByText, Outcome: contact.Spoke, Minutes: 5, Note: "Agreed a day by text; interpreter booked.", Agreed: "Tuesday at two, with an interpreter."}).
		spoke(ago(62), contact.AtPractice, 70, "Double time with the interpreter. Told the story of the wedding; I laughed before the interpreter did.", "I ask the Deaf Club.").
		heard(ago(62), plan.Conversation{Matters: "My house has always been quiet. Now nobody signs good night.", Strengths: "Storyteller. Printer by trade. Eyes that miss nothing.", Needs: []string{"bereavement", "loneliness", "disability"}, ReadBack: true}).
		drafted(ago(50), "Text Grace. Text 999 is set up on his phone.", goal("Sign with people every week", 10, 7, doing(plan.ByWorker, "Write to the Deaf Club")), goal("A doorbell that flashes", 7, 9, with("Aldermoor Adult Social Care", "Sensory team"))).
		agreed(ago(50), "In British Sign Language, filmed for him to keep.").
		asks(ago(49), "Deaf Club Aldermoor", connection.New{Via: connection.ByPost, Need: "loneliness", Share: connection.Share{Reach: true, Helps: true,
			Words: "Winston used to come, years ago, with Marva."}}).
		replied(ago(42), "Deaf Club Aldermoor", connection.Reply{Answer: connection.Accept, Words: "We remember Winston! Thursday at seven, same chair."}).
		came(ago(28), "Deaf Club Aldermoor", connection.CameYes, 29).
		did(ago(28), 1, 0, plan.WaitingOn, plan.Wait{Who: "Sensory team", Reference: "ST 2291", ChaseOn: b.ahead(5)}).
		worried(ago(13).at(11, 40), safety.New{Words: "A man whom Winston met on the bus has twice borrowed his bank card “for petrol” and brought it back. Winston likes him and is not sure. He agrees that I tell you.", Told: "Nobody yet"},
			decision{ago(12).at(10, 15), safety.Watching, "Talked with Grace. Winston has capacity and wants to handle it: he asks for the card back and his niece looks at the statement with him. Look again in a month."}).
		laters(5, caseload.Check, "Has the "+club+" sent the film? Has the doorbell come?")
}

// eluned is written to in Welsh.
func (b *builder) eluned() {
	const cawl = "Cawl a Chân"
	d := b.human("Eluned Parry", "she", 84, "The Quays Practice", "7 Towpath Way\nAldermoor", "QZ3 4AA", speaks("cy", false))
	b.life(d).by("family").
		entered(ago(110), referral.ByPhone, "Her niece rang. Mrs Parry's English is going and Welsh comes instead. The carers are kind and do not understand. Mrs Parry said “os gwelwch yn dda”.", "language", "loneliness").
		accepted(ago(108)).allocated(ago(107), "Dafydd Rees").
		spoke(ago(101), contact.AtHome, 80, "In Welsh throughout. She corrected my mutations and gave me bara brith.", "Cawl on Wednesday.").
		heard(ago(101), plan.Conversation{Matters: "Dwi isio siarad heb chwilio am y gair. I want to talk without looking for the word.", Strengths: "Recites. Sang at chapel for seventy years.",
			Needs: []string{"language", "loneliness", "arts-nature-faith"}, ReadBack: true}).
		drafted(ago(90), "Ring Dafydd: he answers in Welsh. Her niece in the evening.", goal("Siarad Cymraeg bob wythnos", 10, 9, doing(plan.ByWorker, "Book the car for Wednesdays"))).
		agreed(ago(90), "Gartref, yn Gymraeg. At home, in Welsh.").
		asks(ago(88), cawl, shared("language", "Mae Eluned yn hoffi canu.")).
		replied(ago(84), cawl, connection.Reply{Answer: connection.Accept, Words: "Croeso mawr! Dydd Mercher am hanner dydd."}).
		came(ago(76), cawl, connection.CameYes, 77).
		settled(ago(30), cawl, connection.Ongoing).
		laters(7, caseload.Visit, "Read the Christmas cards together")
}

// alun looks after his wife.
func (b *builder) alun() {
	const table = "Carers' Coffee"
	d := b.human("Alun Hopkin", "he", 78, "St Oswin's Surgery", "15 Canal Side\nAldermoor", "QZ3 2BA")
	b.life(d).by(b.from("St Oswin's Surgery")).
		refer(ago(95), "Cares for his wife, whose memory is failing. Has lost weight and will not say so. He agreed as long as she is not left.", "caring").
		accepted(ago(93)).allocated(ago(92), "Dafydd Rees").
		spoke(ago(86), contact.AtHome, 65, "She sat with us and hummed. He has not slept through since March. Asked him what he eats.", "A sitter first.").
		heard(ago(86), plan.Conversation{Matters: "I promised her. I did not promise to be good at it. I want one night.", Strengths: "Patient. Was a signalman: never asleep on duty.", Needs: []string{"caring", "wellbeing"}, ReadBack: true}).
		drafted(ago(74), "Dafydd. The memory nurse. 111.", goal("One night's sleep a week", 10, 4, with("Carers Alder", "A sitter, overnight if they can")), goal("See the trains with somebody", 7, 6)).
		agreed(ago(74), "At home; she chose the biscuits.").
		asks(ago(70), "Sitting Service", shared("caring", "His wife likes music. Please ring before ten.")).
		replied(ago(62), "Sitting Service", connection.Reply{Answer: connection.Full, Words: "Three hours from the new year. We have put him first.", Until: b.ahead(45)}).
		asks(ago(60), table, shared("caring", "")).
		replied(ago(55), table, connection.Reply{Answer: connection.Accept, Words: "Tuesday. Somebody will sit with her in the next room."}).
		came(ago(40), table, connection.CameYes, 45).
		unmet(ago(38), "caring", "No overnight sitter within twenty miles.").
		spoke(ago(16), contact.ByPhone, 20, "Slept five hours in a chair at the coffee. They let him.", "I chase the sitter.").
		laters(4, caseload.Call, "Before ten. Sitter: any news?")
}

// desmond's group never answered, and was rung.
func (b *builder) desmond() {
	const club = "Old Gold Steel Band"
	d := b.human("Desmond Francis", "he", 73, "Mill Row Surgery", "6 Shuttle Street\nAldermoor", "QZ1 4AB")
	b.life(d).by(b.from("Mill Row Surgery")).
		refer(ago(58), "Stroke in January, speech nearly back, hands slow. Played steel pan. Misses it more than talking. Agreed.", "arts-nature-faith", "long-term-condition").
		accepted(ago(57)).allocated(ago(56), "Dafydd Rees").
		spoke(ago(50), contact.AtHome, 50, "Played me a tune on the table with two spoons.", "I look for pans.").
		struck(ago(50), contact.New{How: contact.ByPhone, Outcome: contact.Spoke, Minutes: 5, Note: "Meant for another person."}).
		heard(ago(50), plan.Conversation{Matters: "The words come back by themselves. The music needs a band.", Strengths: "Perfect time. Six grandchildren who dance.", Needs: []string{"arts-nature-faith", "long-term-condition"}, ReadBack: true}).
		drafted(ago(38), "999 for face, arm, speech. Dafydd for the rest.", goal("Play in time with somebody", 10, 6, doing(plan.ByWorker, "Find out who has pans"))).
		agreed(ago(38), "At home, to a beat.").
		asks(ago(22), "Drum Circle", shared("arts-nature-faith", "His left hand is slow and his timing is not.")).
		spoke(ago(9), contact.ByPhone, 10, "No word from the drummers. He says drummers never write.", "I ring them.").
		lookedAt(ago(9), "Recovery Choir", "not_for_me", "“I have never been that sort of thirsty.”").
		unmet(ago(8), "arts-nature-faith", "Nobody here plays steel pan. He knows of a band in the city: "+club+".").
		laters(1, caseload.Call, "Ring the drum circle, then Desmond")
}

// arthur cannot decide this himself: his wife and the nurse did, and it is written down.
func (b *builder) arthur() {
	const café = "Memory Café Aldermoor"
	d := b.human("Arthur Nuttall", "he", 83, "Brook Street Medical Centre", "21 Albert Street\nAldermoor", "QZ2 4AB", func(d *person.Details) {
		d.Ways = []person.Way{{Kind: person.Helper, Value: "His wife Connie, on 01632 960 247", MayCall: true, MayLeave: true}}
	})
	b.life(d).by(b.from("Alder Frailty Team")).
		refer(ago(85), "Dementia, later stage, calm. Wife worn out. Best-interests meeting held with her and the nurse: company and music.", "memory", "caring").
		accepted(ago(84)).allocated(ago(83), "Dafydd Rees").
		spoke(ago(77), contact.AtHome, 50, "He held my hand and told me the cricket. Connie listed what he loves: brass, custard, Headingley.", "The café, both of them.").
		heard(ago(77), plan.Conversation{Matters: "(Connie, with Arthur:) He was the life of every room. We want a room.", Strengths: "Hums in tune. Smiles at everybody.", Needs: []string{"memory", "caring"}, ReadBack: true}).
		drafted(ago(65), "Connie. The memory nurse. 111.", goal("A room with music in it", 9, 8, doing(plan.ByOther, "Go together on Wednesday"))).
		agreed(ago(65), "With Connie, who decides with the nurse.").
		asks(ago(63), café, connection.New{Need: "memory", Ground: consent.BestInterests, GroundWords: "Arthur cannot weigh this up. Decided with his wife Connie and the memory nurse, at home.",
			Share: connection.Share{Reach: true, Words: "Arthur loves brass bands. Connie comes with him."}}).
		replied(ago(58), café, connection.Reply{Answer: connection.Accept, Words: "There is custard on Wednesdays."}).
		came(ago(48), café, connection.CameYes, 50).
		settled(ago(9), café, connection.Ongoing).
		laters(8, caseload.Call, "Connie, in the evening")
}

// hyacinth's concern went to the council and is closed.
func (b *builder) hyacinth() {
	d := b.human("Hyacinth Palmer", "she", 90, "Fellside Practice", "Flat 11, St Oswin's Court\nSt Oswin's Road\nAldermoor", "QZ2 2AD", func(d *person.Details) { d.Format = "braille" })
	b.life(d).by(b.from("Northmoor Ambulance")).
		refer(ago(300), "Lifted her off the floor twice this month. House very cold, little food. Bright. Agreed.", "home-falls", "food-fuel").
		read(ago(300)).accepted(ago(300)).allocated(ago(299), "Dafydd Rees").
		spoke(ago(297), contact.AtHome, 60, "Eleven degrees. She wears her coat and apologises for the fire.", "Warm Homes today.").
		worried(ago(297), safety.New{Words: "Hyacinth is ninety, alone, cold and not eating; the paid carer signs for an hour and stays ten minutes, she says. She agrees that I pass this on.", Told: "The surgery"},
			decision{ago(296).at(10, 0), safety.Referred, "Neglect by a care provider: referred to the council with her agreement."},
			decision{ago(260).at(15, 0), safety.Closed, "Council changed the provider. She is warm and says the new girl sings."}).
		heard(ago(297), plan.Conversation{Matters: "I kept a good house. I want it warm when people come.", Strengths: "Graceful. Bakes from memory.", Needs: []string{"food-fuel", "home-falls", "loneliness"}, ReadBack: true}).
		drafted(ago(285), "The pendant. Dafydd.", goal("Eighteen degrees and a cake", 9, 6, with("Warm Homes Alder", "Heating controls"))).
		agreed(ago(285), "At home, coat on.").
		asks(ago(284), "Warm Homes Alder", shared("food-fuel", "")).
		replied(ago(281), "Warm Homes Alder", connection.Reply{Answer: connection.Accept, Words: "Tomorrow morning, she is a priority."}).
		came(ago(276), "Warm Homes Alder", connection.CameYes, 280).
		settled(ago(240), "Warm Homes Alder", connection.Completed).
		closed(ago(230), "content", "Warm, fed, and baking for the court on Fridays. “Come when you want cake.”")
}

// sandra took back what she had agreed to.
func (b *builder) sandra() {
	d := b.human("Sandra Lumb", "she", 55, "Mill Row Surgery", "44 Chapel Street\nAldermoor", "QZ1 2BA", b.onMobile("Not at work"))
	b.life(d).by(b.from("Mill Row Surgery")).
		refer(ago(180), "Stress, rows at home, drinks a little more than she did. Wants somebody outside the family. Agreed.", "family", "wellbeing").
		accepted(ago(178)).allocated(ago(176), "Grace Adeyemi").
		spoke(ago(170), contact.InTown, 55, "At the canal. Her sister-in-law works at the surgery.", "Listening Café when it is bad.").
		agreedTo(ago(170), consent.New{Scope: consent.ToPractice, Ground: consent.Agreed, Answer: consent.Yes, How: "spoken"}).
		heard(ago(170), plan.Conversation{Matters: "I want to say it once to somebody who will not bring it up at Christmas.", Strengths: "Runs a café. Fair.", Needs: []string{"family", "wellbeing"}, ReadBack: true}).
		agreedTo(ago(150), consent.New{Scope: consent.ToPractice, Ground: consent.Agreed, Answer: consent.Withdrawn, How: "spoken", Words: "Her sister-in-law reads the post there."}).
		worried(ago(140), safety.New{Words: "Sandra had a bruise on her arm and said it was the café door. I asked; she said no. I write it down because I was not sure.", Told: "Grace's manager"},
			decision{ago(139).at(11, 0), safety.NoMore, "Talked with Grace. Asked twice, alone, and she said no. She has the number. Keep the door open."}).
		spoke(ago(120), contact.ByPhone, 20, "Quieter at home. He has moved to his brother's.", "She rings me.").
		closed(ago(100), "chose_to_stop", "Said thank you, has said it once, and will come back if she needs to.")
}

// darren could not be reached any more.
func (b *builder) darren() {
	d := b.human("Darren Clegg", "he", 37, "Brook Street Medical Centre", "2 Gas Street\nAldermoor", "QZ1 3BB", b.onMobile("Changes phones"))
	b.life(d).by(b.from("Northmoor Probation")).
		refer(ago(78), "Out in August, in a shared house, keen at first. Mind the phone: it changes. Agreed.", "work-learning").
		accepted(ago(77)).allocated(ago(75), "Grace Adeyemi").
		spoke(ago(70), contact.InTown, 30, "Talked fast, ate two breakfasts. Good with dogs.", "Rangers on Wednesday; I text on Tuesday.").
		contact(ago(62), contact.New{How: contact.InTown, Outcome: contact.CouldNotMeet, Note: "Waited at the gate with the boots."}).
		noAnswer(ago(57)).
		contact(ago(50), contact.New{How: contact.ByText, Outcome: contact.Sent, Note: "No trouble, boots still here."}).
		noAnswer(ago(45)).
		contact(ago(41), contact.New{How: contact.ByLetter, Outcome: contact.Sent, Note: "A kind letter to the house."}).
		closed(ago(36), "lost_contact", "Four tries in three ways over three weeks. The letter says that the boots are his whenever he comes.")
}

// maureen needs what nobody here offers.
func (b *builder) maureen() {
	d := b.human("Maureen Fothergill", "she", 64, "The Quays Practice", "88 Wharf Street\nAldermoor", "QZ3 1BD")
	l := b.life(d).by(b.from("Northmoor Fire and Rescue")).
		refer(ago(210), "One path from door to bed. We fitted alarms. She is ashamed and polite. Wants help, not a skip. Agreed at the second visit.", "hoarding", "housing").
		accepted(ago(208)).allocated(ago(206), "Grace Adeyemi").
		spoke(ago(198), contact.AtHome, 60, "Tea on the stairs. Moved six things, each with its story.", "Six a visit.").
		heard(ago(198), plan.Conversation{Matters: "Come with a cup of tea and not with bags, and I shall open the door.", Strengths: "Rescues things. Knows where each one came from.", Needs: []string{"hoarding", "housing"}, ReadBack: true}).
		spoke(ago(180), contact.AtHome, 60, "Six more. The chair is clear.", "I ask who does this properly.").
		lookedAt(ago(170), "Housing Rights Alder", "not_for_me", "They deal with landlords, not with things.").
		spoke(ago(160), contact.AtHome, 45, "Told her honestly that nobody here does this work and that I have written it down as a gap.", "The Mending Table may take two clocks.")
	l.missing = "hoarding"
	l.closed(ago(150), "no_provision", "Nobody within reach helps with hoarding over time. She keeps my number, and a clear chair.")
}
