package town

import (
	"net/url"

	"weft/internal/caseload"
	"weft/internal/connection"
	"weft/internal/consent"
	"weft/internal/contact"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/referral"
	"weft/internal/safety"
)

// tomasz is seen for the first time today, at the library, with an interpreter.
func (b *builder) tomasz() {
	d := b.human("Tomasz Wierzba", "he", 47, "The Quays Practice", "Flat 9, Loom House\nWharf Street\nAldermoor", "QZ3 1AB", speaks("pl", true),
		b.onMobile("After four; texts are fine"), func(d *person.Details) {
			d.Risk = "The man in the flat below has threatened callers. Meet Tomasz in town, not at home, until housing has dealt with it."
		})
	b.life(d).by("Gary Thwaite").
		refer(ago(16), "Tenant since the spring, on his own, lost the warehouse job after his back went. Rent is up to date but he has stopped coming out. "+
			"Speaks some English and would like an interpreter. He agreed at the door.", "loneliness", "work-learning").
		read(ago(15)).accepted(ago(14)).allocated(ago(12), "Sam Okafor").
		contact(ago(9).at(16, 20), contact.New{How: contact.ByText, Outcome: contact.Sent, Note: "In Polish: who I am, and when I ring."}).
		spoke(ago(6).at(16, 40), contact.ByPhone, 15, "With the interpreter on the line. Glad of the call. Would rather meet at the library than at home, because of downstairs.",
			"We meet at the library, with Ewa to interpret.").
		todays("11:00", caseload.Meeting, "The library", "First conversation. Came from the housing office")
}

// marjorie has not answered twice; somebody else has referred her again meanwhile.
func (b *builder) marjorie() {
	phone := b.landline()
	phone.Note, phone.MayLeave = "After two o'clock", false
	d := b.human("Marjorie Ellwood", "she", 81, "Mill Row Surgery", "17 Tenter Street\nAldermoor", "QZ1 2AB", func(d *person.Details) { d.Ways = []person.Way{phone} })
	l := b.life(d).by("Jo Linden").
		refer(ago(14), "Comes to the desk most mornings to ask whether a letter has come. Lives alone since her sister moved. Would love a call.", "loneliness").
		accepted(ago(13)).allocated(ago(11), "Sam Okafor").
		noAnswer(ago(8).at(10, 40)).
		noAnswer(ago(3).at(11, 15))
	l.todays("", caseload.Call, "", "Third try. Likes to be rung after two o'clock")
	l.then(ago(1).at(16, 52), func() error {
		return l.v.Drafts.Save(l.ctx, l.worker, "/people/"+l.pid.String()+"/contact/new",
			url.Values{"how": {"phone"}, "outcome": {"spoke"}, "note": {"Rang back herself at ten to five, from her sister's. Is away until"}})
	})
	again := d
	again.Name, again.NHSNumber, again.Address, again.Postcode = "Marjory Elwood", "", "Tenter Street", ""
	again.Ways = []person.Way{{Kind: person.Phone, Value: phone.Value, MayCall: true}}
	b.life(again).by("Priya Nair").
		refer(ago(1).at(12, 5), "Collects her tablets a day early to have somebody to talk to. Says that nobody rings. She would like to hear from you.", "loneliness")
}

// kofi has been to the allotment for six weeks.
func (b *builder) kofi() {
	const plot = "Allotment Mornings"
	d := b.human("Kofi Asante-Brown", "he", 58, "St Oswin's Surgery", "22 Lock Lane\nAldermoor", "QZ3 2AA", b.onMobile("Any time"))
	b.life(d).by("Dr Helen Marsh").
		refer(ago(120), "Knee and mood both down since the redundancy. Grew up on a farm. No tablets wanted. Agreed with a smile.", "wellbeing", "activity").
		accepted(ago(118)).allocated(ago(117), "Sam Okafor").
		spoke(ago(113).at(10, 0), contact.ByPhone, 15, "Cheerful on the phone, careful about the knee.", "We meet at the park gate.").
		spoke(ago(106).at(11, 0), contact.OnAWalk, 50, "Walked as far as the bowling green and sat. His father grew yams; he grows nothing and dreams of okra.",
			"I ask about a raised bed.").
		heard(ago(106).at(12, 0), plan.Conversation{Matters: "I have worked since I was fourteen. Now I look at the clock and it looks at me. I want earth under my nails again.",
			Strengths: "Strong arms, green fingers, sings while he works. Good with young lads.", Needs: []string{"wellbeing", "activity", "money"}, ReadBack: true}).
		drafted(ago(92), "Ring Sam, or his sister Efua. At night, Samaritans on 116 123.",
			goal("Grow something I can eat", 10, 7, doing(plan.ByPerson, "Go on a Saturday and only look"), doing(plan.ByWorker, "Ask Kev for a raised bed")),
			goal("Be the one who shows somebody else", 7, 5)).
		agreed(ago(92), "On the bench by the green, read back.").
		spoke(ago(92), contact.OnAWalk, 40, "", "We made the plan.").
		asks(ago(84), plot, shared("wellbeing", "Kofi has grown food before. His knee needs a raised bed.")).
		replied(ago(79), plot, connection.Reply{Answer: connection.Accept, Words: "Saturday at half past nine. Kev has the gloves.", ComeOn: b.day(42).AddDays(1)}).
		spoke(ago(70), contact.ByPhone, 15, "Knee bad, so not yet. Has bought boots.", "I ring when the boots are muddy.").
		came(ago(40), plot, connection.CameYes, 42).
		did(ago(40), 0, 0, plan.Done, plan.Wait{}).
		spoke(ago(39).at(13, 0), contact.ByPhone, 20, "Dug for an hour, sat for two. Kev has given him the end bed. Planted garlic.", "I leave him to it and ring in six weeks.").
		todays("", caseload.Call, "", "Six weeks since the first allotment morning: is it still going?")
}

// rukhsana begins her sewing on Wednesday.
func (b *builder) rukhsana() {
	const circle = "Sewing and Talking"
	d := b.human("Rukhsana Malik", "she", 52, "Brook Street Medical Centre", "31 Victoria Terrace\nAldermoor", "QZ2 2AB", speaks("ur", false), b.onMobile("Not during prayers on Friday"))
	b.life(d).by("Dr Helen Marsh").
		refer(ago(44), "Aches, tests clear. Her last child has married and the house is silent. Sewed for a living once. Agreed.", "loneliness").
		accepted(ago(42)).allocated(ago(41), "Sam Okafor").
		spoke(ago(37), contact.ByPhone, 20, "Her daughter put us through and left the room. Spoke English slowly and well.", "We meet at the surgery.").
		spoke(ago(30), contact.AtPractice, 45, "Brought a cushion that she had made, to show me what she means by sewing.", "I ask about the circle at Noor.").
		heard(ago(30), plan.Conversation{Matters: "For thirty years there was noise in my kitchen. I want to hear women talking while their hands are busy.",
			Strengths: "Sews anything from a picture. Feeds everybody. Knows the Quran by heart.", Needs: []string{"loneliness", "arts-nature-faith"}, ReadBack: true}).
		drafted(ago(20), "Ring Sam, or her daughter Sana.", goal("Sit with women who sew", 9, 6, doing(plan.ByWorker, "Ask Shaheen to meet her at the side door"))).
		agreed(ago(20), "At the surgery, in two languages.").
		spoke(ago(20), contact.AtPractice, 35, "", "We made the plan.").
		asks(ago(9), circle, shared("loneliness", "Rukhsana would like to be met at the side door.")).
		answered(ago(4).at(11, 5), circle, connection.Reply{Answer: connection.Accept, Words: "Shaheen will be at the side door at ten on Wednesday. Rukhsana may bring her own machine.", ComeOn: b.weekday(3, 0)}).
		todays("", caseload.Call, "", "Tell her about Wednesday: Shaheen, side door, ten o'clock")
}

// ceinwen asked for the lunch club, which is full.
func (b *builder) ceinwen() {
	const lunch = "Tuesday Lunch Club"
	d := b.human("Ceinwen Pugh", "she", 79, "Mill Row Surgery", "58 Mill Row\nAldermoor", "QZ1 1AA", func(d *person.Details) { d.Language = "cy" })
	b.life(d).by("Jo Linden").
		refer(ago(66), "Lost her husband two years ago and three stone since. Eats toast. Would come to a dinner if there were people at it.", "food-fuel", "loneliness").
		accepted(ago(64)).allocated(ago(63), "Sam Okafor").
		spoke(ago(58), contact.AtHome, 60, "Cooked for eleven at the chapel for thirty years. The oven has not been on since Easter.", "I ask about dinners.").
		heard(ago(58), plan.Conversation{Matters: "A dinner for one is not a dinner, it is a feed. I want gravy, and somebody to pass it.",
			Strengths: "Cooks for crowds. Climbs stairs like a goat. Speaks Welsh to the cat.", Needs: []string{"food-fuel", "loneliness", "language"}, ReadBack: true}).
		drafted(ago(44), "Ring Sam, or Mrs Bowen at number 60.", goal("A proper dinner in company, once a week", 10, 8, doing(plan.ByWorker, "Ask the lunch club")),
			goal("Cook for people again", 6, 5)).
		agreed(ago(44), "At her kitchen table. She read it aloud and laughed at “goals”.").
		spoke(ago(44), contact.AtHome, 40, "", "We made the plan.").
		spoke(ago(25), contact.ByPhone, 15, "Weight is steady. Had soup with a neighbour.", "Club next.").
		asks(ago(5).at(11, 0), lunch, shared("food-fuel", "Ceinwen lives three minutes away and likes stairs.")).
		answered(ago(1).at(16, 10), lunch, connection.Reply{Answer: connection.Full, Until: b.fullUntil(53), ShowFull: true,
			Words: "Full until " + b.said(b.fullUntil(53)) + ". Two others nearby have places."}).
		laters(2, caseload.Call, "Lunch club is full: Thursday Table or Westmere Lunch Box?")
}

// edna's nephew has her bank card: a concern is with the lead.
func (b *builder) edna() {
	d := b.human("Edna Shackleton", "she", 86, "Fellside Practice", "Flat 3, Tenter House\nTenter Street\nAldermoor", "QZ1 2AD")
	b.life(d).by("Dr Helen Marsh").
		refer(ago(80), "Frail, sharp, housebound since the lift broke. Sees her nephew and nobody else. Would like a visitor. Agreed.", "loneliness", "home-falls").
		accepted(ago(78)).allocated(ago(77), "Sam Okafor").
		spoke(ago(72), contact.AtHome, 55, "Nephew answered for her twice. Asked him to fetch milk; she told me then that she does her own talking.", "I come when he is at work.").
		heard(ago(72), plan.Conversation{Matters: "I want to choose my own biscuits. It is not the biscuits.", Strengths: "Was a union rep. Remembers every name. Does the crossword in ink.",
			Needs: []string{"loneliness", "safety", "money"}, ReadBack: true}).
		drafted(ago(50), "Ring Sam, or the warden on the red cord.", goal("A visitor who is mine", 9, 7, doing(plan.ByWorker, "Ask for somebody who likes politics")),
			goal("See my own bank statement", 8, 3, doing(plan.ByPerson, "Ask the warden for the post"))).
		agreed(ago(50), "At home, just the two of us.").
		spoke(ago(50), contact.AtHome, 45, "", "We made the plan.").
		asks(ago(40), "Visiting Friends", shared("loneliness", "Edna likes an argument.")).
		contact(ago(5).at(15, 0), contact.New{How: contact.AtHome, Outcome: contact.Spoke, Minutes: 40, Hidden: "Others may read it with her",
			Note: "She says the nephew keeps her card “for safety” and there is no money for the window cleaner.", Agreed: ""}).
		worried(ago(5).at(16, 5), safety.New{Words: "Edna told me, alone, that her nephew holds her bank card and PIN and that the account is empty by the tenth. " +
			"She is frightened of losing his visits. She has capacity and asked me to tell you. She does not want the police.", Told: "Nobody yet"}).
		laters(3, caseload.Visit, "When the nephew is at work. Ask what she wants to happen")
}

// freshForSam are two people whom Sam has not rung yet.
func (b *builder) freshForSam() {
	d := b.human("Ifan Prosser", "he", 34, "Brook Street Medical Centre", "9 Beech Avenue\nAldermoor", "QZ2 3AD", b.onMobile("After work, from five"))
	b.life(d).by("Tom Ferris").
		refer(ago(4), "Hand rebuilt after the saw; the work will not come back as it was. Proud, a bit lost. Would like to talk about what else he could do.", "work-learning").
		accepted(ago(3)).allocated(ago(2), "Sam Okafor")
	d = b.human("Comfort Danso", "she", 67, "The Quays Practice", "3 Maltings Close\nAldermoor", "QZ3 1BA", b.onMobile(""))
	b.life(d).by("self").
		entered(ago(3), referral.ByPhone, "Rang us herself after church. Her choir closed and her Sundays with it. “I am seventy next year and I am not finished.”", "loneliness", "arts-nature-faith").
		read(ago(3)).accepted(ago(2)).allocated(ago(1), "Sam Okafor")
}

// geoff came back after his case had closed: his second referral was joined to the first.
func (b *builder) geoff() {
	const shed = "Men's Shed Aldermoor"
	d := b.human("Geoff Tattersall", "he", 69, "Fellside Practice", "12 Alder Grove\nAldermoor", "QZ2 1BD")
	first := b.life(d).by("Dr Helen Marsh").
		refer(ago(330), "Retired plumber, sleeps badly, wife at work all day. Would like something to do. Agreed.", "wellbeing").
		accepted(ago(328)).allocated(ago(326), "Grace Adeyemi").
		spoke(ago(320), contact.InTown, 45, "At the café. Mended the tap while we talked.", "The shed, on Monday.").
		heard(ago(320), plan.Conversation{Matters: "I am not ill, I am idle.", Strengths: "Can fix anything with water in it.", Needs: []string{"wellbeing", "loneliness"}, ReadBack: true}).
		drafted(ago(310), "Ring Grace.", goal("Be asked to mend things", 8, 8, doing(plan.ByPerson, "Go on Monday"))).
		agreed(ago(310), "By phone.").
		asks(ago(308), shed, shared("wellbeing", "")).
		replied(ago(304), shed, connection.Reply{Answer: connection.Accept, Words: "Send him Monday, the boiler is leaking."}).
		came(ago(296), shed, connection.CameYes, 298).
		settled(ago(250), shed, connection.Completed).
		agreedTo(ago(250), consent.New{Scope: consent.ToPractice, Ground: consent.Agreed, Answer: consent.Yes, How: "spoken"}).
		closed(ago(240), "goals_met", "Runs the tap table at the shed. “Stop ringing me, I am busy.”")
	d.NHSNumber, d.Practice = "", ""
	b.life(d).by("Jo Linden").
		refer(ago(40), "Wife died in September. Has stopped going to the shed. Asked for “that nice girl Grace”.", "bereavement", "loneliness").
		read(ago(40)).joined(ago(39), first).accepted(ago(39)).allocated(ago(38), "Grace Adeyemi").
		spoke(ago(34), contact.AtHome, 70, "Two armchairs, one with her knitting on it. He has not moved it and need not.", "I come again next week, no plan.").
		heard(ago(34), plan.Conversation{Matters: "I mended everything in this house. I could not mend that. I do not want the shed, they will be kind to me.",
			Strengths: "Honest. Lets me in. Feeds her birds.", Needs: []string{"bereavement", "loneliness"}, ReadBack: true}).
		spoke(ago(20), contact.AtHome, 45, "Malc from the shed had come by with a broken tap and left it without a word. It is mended.", "The tap goes back on Monday. I drive.").
		laters(1, caseload.Visit, "Take the tap back to the shed together")
}
