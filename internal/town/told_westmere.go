package town

import (
	"weft/internal/caseload"
	"weft/internal/connection"
	"weft/internal/consent"
	"weft/internal/contact"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/referral"
	"weft/internal/safety"
)

// layla's address is hidden and she may be reached in one way only.
func (b *builder) layla() {
	d := b.human("Layla Haddad", "she", 36, "Westmere Health Centre", "14 Swallow Rise\nWestmere", "QZ5 2AB", b.onMobile("Only between ten and two. Never leave a message, never text"),
		func(d *person.Details) {
			d.HiddenAddress, d.SafeContact = true, true
			d.Ways[0].MayText, d.Ways[0].MayLeave = false, false
		})
	b.life(d).by(b.from("Safe Harbour")).
		refer(ago(64), "Safe and settled since the summer with her two boys. Ready for ordinary things. Use only the way of contact given. She agreed, alone.", "domestic-abuse", "work-learning").
		read(ago(64)).accepted(ago(63)).allocated(ago(62), "Amina Yusuf").
		spoke(ago(57).at(11, 0), contact.ByPhone, 15, "She rang from the school. We have a word: if she says “the order has come”, I hang up.", "We meet where she chooses.").
		spoke(ago(50).at(11, 0), contact.InTown, 60, "The place was her choice and is not written here. Talked about work: she was a pharmacist.", "I find out about her certificates.").
		heard(ago(50), plan.Conversation{Matters: "I want my boys to see me go to work and come home tired and laughing.", Strengths: "Five languages, a degree, two boys who say please.",
			Needs: []string{"work-learning", "domestic-abuse", "parenting"}, ReadBack: true}).
		drafted(ago(36), "999 and press 55. Safe Harbour at any hour. Amina between nine and five.", goal("Work as a pharmacist again", 10, 5, doing(plan.ByWorker, "Ask the college who recognises the degree")),
			goal("A Saturday that is only fun", 8, 8)).
		agreed(ago(36), "In a quiet room, read back.").
		asks(ago(30), "Back to Work Gently", shared("work-learning", "Please go through us. She likes mornings.")).
		replied(ago(22), "Back to Work Gently", connection.Reply{Answer: connection.Accept, Words: "We ring Amina, not her. First meeting at the hub, side entrance."}).
		came(ago(8), "Back to Work Gently", connection.CameYes, 10).
		laters(4, caseload.Call, "Between ten and two only")
}

// gloria has a second plan.
func (b *builder) gloria() {
	const elders = "Caribbean Elders Club"
	d := b.human("Gloria Reid", "she", 77, "Station Road Practice", "5 Railway Cottages\nWestmere", "QZ4 2AB")
	b.life(d).by(b.from("Westmere Pharmacy")).
		refer(ago(230), "Sugar up since her friend died; they cooked for each other. Says food has no salt now. Agreed.", "long-term-condition", "loneliness").
		accepted(ago(228)).allocated(ago(226), "Amina Yusuf").
		spoke(ago(220), contact.AtHome, 60, "Photographs of the ward where she nursed for thirty-one years. Cooks for nobody.", "I ask Miss Pearl about Fridays.").
		heard(ago(220), plan.Conversation{Matters: "Cynthia and I fed each other for forty years. Now I open a tin. I want to be missed if I do not come.",
			Strengths: "Nursed half of Westmere. Dominoes champion. Faith.", Needs: []string{"loneliness", "long-term-condition"}, ReadBack: true}).
		drafted(ago(208), "The nurse for sugar. Amina, or her church sisters.", goal("Eat with people who know pepper", 9, 7, doing(plan.ByPerson, "Go on Friday"), doing(plan.ByWorker, "Book the lift"))).
		agreed(ago(208), "At home, after grace.").
		asks(ago(205), elders, shared("loneliness", "Gloria plays dominoes to win.")).
		replied(ago(199), elders, connection.Reply{Answer: connection.Accept, Words: "Tell Sister Gloria that Pearl says come at eleven."}).
		came(ago(190), elders, connection.CameYes, 192).
		did(ago(190), 0, 0, plan.Done, plan.Wait{}).
		settled(ago(140), elders, connection.Ongoing).
		spoke(ago(138), contact.ByPhone, 25, "Sugar down. Won at dominoes four weeks running and is feared.", "We look at the plan again.").
		heard(ago(120), plan.Conversation{Matters: "I have my Fridays. Now I want to be useful, not only fed.", Strengths: "Nursed half of Westmere. Dominoes champion. Faith. People come to her.",
			Needs: []string{"work-learning", "long-term-condition"}, ReadBack: true}).
		drafted(ago(112), "The nurse for sugar. Amina, or Miss Pearl.", goal("Sit with the new ones at the club", 9, 9, doing(plan.ByPerson, "Come half an hour early")),
			goal("Walk to the station and back", 6, 6, doing(plan.ByPerson, "After breakfast, with the stick"))).
		agreed(ago(112), "Second plan: she had crossed out half of the first before I sat down.").
		spoke(ago(80), contact.ByPhone, 15, "Meets every newcomer at the door.", "Every two months now.").
		spoke(ago(24), contact.ByPhone, 20, "Station and back, with a rest. Wants to stop needing me.", "We plan the end.").
		laters(6, caseload.Visit, "Plan the end together, over cake")
}

// patience waits for a group that has not answered yet: its link is still open.
func (b *builder) patience() {
	const bread = "Bread Together"
	d := b.human("Patience Ofori", "she", 44, "Westmere Health Centre", "27 Mere View\nWestmere", "QZ4 1BA", b.onMobile("Texts first, please"))
	l := b.life(d).by(b.from("Westmere Health Centre")).
		refer(ago(48), "Night carer, migraines, eats standing up. Wants to do one thing in the day with other people. Agreed.", "loneliness", "food-fuel").
		accepted(ago(46)).allocated(ago(45), "Amina Yusuf").
		spoke(ago(40), contact.ByVideo, 30, "From her kitchen, in uniform. Laughed at the idea of a hobby and then named four.", "I look at mornings.").
		heard(ago(40), plan.Conversation{Matters: "I look after nine people every night and I cannot remember my last warm bread.", Strengths: "Kind at four in the morning, which is when it counts.",
			Needs: []string{"loneliness", "food-fuel", "wellbeing"}, ReadBack: true}).
		drafted(ago(27), "Ring Amina. The staff line at night.", goal("Make one thing a week with my own hands", 8, 6, doing(plan.ByWorker, "Ask the bakers"))).
		agreed(ago(27), "By video, copy by e-mail.").
		asks(ago(2).at(14, 20), bread, shared("loneliness", "Patience comes straight from work and may yawn."))
	l.then(ago(2).at(14, 40), func() error {
		token, err := l.link(l.asked[bread])
		l.GroupLink = "/g/" + token
		return err
	})
	l.laters(5, caseload.Call, "Have the bakers answered?")
}

// nargis' group asked a question back.
func (b *builder) nargis() {
	const carers = "Carers' Coffee"
	d := b.human("Nargis Hussain", "she", 49, "Station Road Practice", "8 Larkfield Crescent\nWestmere", "QZ5 1BB", speaks("ur", false), b.onMobile(""))
	b.life(d).by(b.from("Station Road Practice")).
		refer(ago(52), "Looks after her mother and a son with high needs. Has not had a day to herself since 2019. Agreed.", "caring").
		accepted(ago(51)).allocated(ago(50), "Amina Yusuf").
		spoke(ago(44), contact.ByPhone, 25, "Whispered, so as not to wake anybody. Asked twice whether I was paid to be nice.", "I come on Tuesday.").
		spoke(ago(37), contact.AtHome, 60, "Three generations and one bathroom. She runs it like a ship.", "A sitter, then coffee.").
		heard(ago(37), plan.Conversation{Matters: "I am somebody's daughter and somebody's mother all day. I would like to be Nargis for an hour.", Strengths: "Runs a ship. Reads law for fun.",
			Needs: []string{"caring", "wellbeing"}, ReadBack: true}).
		drafted(ago(26), "Amina; the carers' line; 999 for Mum's chest.", goal("One hour that is mine", 10, 5, with("Carers Alder", "A sitter on Tuesdays"))).
		agreed(ago(26), "At the table, Mum listening.").
		asks(ago(8), carers, shared("caring", "Nargis can come when somebody sits with her mother.")).
		answered(ago(3).at(10, 30), carers, connection.Reply{Answer: connection.Ask, Words: "Does her mother speak English, or shall we send Shabana, who speaks Urdu?"}).
		laters(2, caseload.Call, "Ask: Shabana as the sitter?")
}

// reece is nineteen.
func (b *builder) reece() {
	const farm = "Young Farmers' Day"
	d := b.human("Reece Holroyd", "he", 19, "Carr Lane Surgery", "2 Smithy Brow\nCarr Green", "QZ6 2AB", b.onMobile("Text, he will not pick up"), func(d *person.Details) { d.Ways[0].MayCall = false })
	b.life(d).by(b.from("Alder Valley College")).
		refer(ago(90), "Left the course at Easter. Up all night, asleep all day, polite. His nan rang the college. He said “whatever, yeah”, which from him is yes.", "loneliness", "work-learning").
		accepted(ago(88)).allocated(ago(86), "Piotr Zielny").
		contact(ago(84), contact.New{How: contact.ByText, Outcome: contact.Sent, Note: "Said who I am. No questions."}).
		contact(ago(80), contact.New{How: contact.ByText, Outcome: contact.Spoke, Minutes: 10, Note: "He sent a picture of a tractor and a question mark.", Agreed: "I find a tractor."}).
		spoke(ago(73), contact.OnAWalk, 35, "Walked to the ford and threw stones. Knows the name of every machine in the valley.", "The farm, one Friday, to look.").
		heard(ago(73), plan.Conversation{Matters: "Rooms do my head in. I am all right outside. I just need somewhere to be all right.", Strengths: "Mechanical. Gentle with animals and his nan.",
			Needs: []string{"loneliness", "work-learning", "wellbeing"}, ReadBack: false}).
		drafted(ago(60), "Text Piotr. Text SHOUT to 85258. Nan.", goal("Drive something", 8, 6, doing(plan.ByPerson, "Be at the bus at nine"))).
		agreed(ago(60), "By text. He sent a thumb.").
		asks(ago(58), farm, shared("loneliness", "Reece is quiet at first. Give him a machine.")).
		replied(ago(50), farm, connection.Reply{Answer: connection.Accept, Words: "Friday. Boots in his size are by the door."}).
		came(ago(36), farm, connection.CameYes, 39).
		spoke(ago(22), contact.ByPhone, 10, "He rang me. To say the quad has a name.", "I ring when he texts.").
		settled(ago(3), farm, connection.Ongoing).
		laters(8, caseload.Check, "Farm have asked about a paid Saturday: has he said yes?")
}

// callum writes and reads in pictures.
func (b *builder) callum() {
	const shop = "Charity Shop Crew"
	d := b.human("Callum Birtwistle", "he", 28, "Hazel Bank Surgery", "6 Quarry Lane\nHazel Bank", "QZ7 2AB", func(d *person.Details) {
		d.Format, d.AccessNote = "easy", "Pictures and short sentences. Say what comes next"
	})
	b.life(d).by(b.from("Aldermoor Adult Social Care")).
		refer(ago(150), "Day centre closed in June. Likes machines, tidy shelves and badges. Callum and his mum both said yes.", "disability", "work-learning").
		accepted(ago(148)).allocated(ago(147), "Piotr Zielny").
		spoke(ago(140), contact.AtHome, 40, "With pictures. Mum there, then not. He sorted my pens by length.", "We visit the shop when it is shut.").
		heard(ago(140), plan.Conversation{Matters: "I like jobs. I want a badge that says Callum.", Strengths: "Never forgets where a thing goes. Strong. Kind.", Needs: []string{"work-learning", "disability", "loneliness"}, ReadBack: true}).
		drafted(ago(126), "Mum. Then Piotr.", goal("A job with a badge", 10, 9, doing(plan.ByWorker, "Ask for the badge first"), with("Travel Buddies", "Six rides on the 23"))).
		agreed(ago(126), "With pictures; he drew a tick.").
		asks(ago(124), shop, shared("work-learning", "Callum likes to know what comes next.")).
		came(ago(110), shop, connection.CameYes, 112).
		did(ago(110), 0, 0, plan.Done, plan.Wait{}).
		did(ago(100), 0, 1, plan.WaitingOn, plan.Wait{Who: "Travel Buddies", Reference: "TB-114", ChaseOn: b.ahead(10)}).
		settled(ago(66), shop, connection.Ongoing).
		lookedAt(ago(50), "Speaking Up", "confidence", "Not yet. Perhaps after Christmas.").
		spoke(ago(30), contact.WithGroup, 60, "Went along to the shop. He introduced me to each shelf.", "Bus next.").
		laters(9, caseload.Meeting, "First ride on the 23, with pictures of the stops")
}

// bogdan's concern is watched by the lead.
func (b *builder) bogdan() {
	d := b.human("Bogdan Popa", "he", 41, "Station Road Practice", "Flat 2, Station Road\nWestmere", "QZ4 3AA", speaks("ro", true), b.onMobile("Lunch break, half past twelve"))
	b.life(d).by(b.from("Northmoor Police")).
		refer(ago(70), "Found asleep in the works van. Paid in cash, passport “kept safe” by the boss. He would like to talk to somebody who is not police.", "safety", "housing").
		read(ago(70)).accepted(ago(69)).allocated(ago(69), "Piotr Zielny").
		spoke(ago(68), contact.InTown, 50, "With an interpreter, in a café of his choice. Told him what I must pass on and what I need not.", "He decides about the passport.").
		worried(ago(68), safety.New{Words: "Bogdan works fourteen hours, sleeps in the van and his employer holds his passport. He knows I am telling you. He asks for time until Friday.", Told: "The modern slavery helpline, for advice, without his name"},
			decision{ago(67).at(9, 30), safety.Watching, "Spoke with Piotr and with the helpline. Not in danger tonight. He has a number and a place to go. Look again on Friday."},
			decision{ago(61).at(14, 0), safety.Referred, "He has agreed. Referred through the national system with him in the room."}).
		agreedTo(ago(61), consent.New{Scope: consent.ToPractice, Ground: consent.LegalDuty, Answer: consent.Yes, How: "spoken", Words: "Serious harm: he was told what is passed on, to whom and why."}).
		heard(ago(55), plan.Conversation{Matters: "I came to work. I want to work, and sleep in a bed, and have my name in my own pocket.", Strengths: "Electrician. Brave. Sends money home every month.", Needs: []string{"housing", "safety", "work-learning"}, ReadBack: true}).
		drafted(ago(40), "999. The helpline. Piotr.", goal("My own papers in my own pocket", 10, 6, with("The support worker", "Embassy appointment")), goal("Work with a payslip", 9, 5)).
		agreed(ago(40), "With the interpreter.").
		spoke(ago(18), contact.InTown, 40, "Has a room and a lock. Slept eleven hours.", "English for Work on Monday.").
		asks(ago(12), "English for Work", shared("work-learning", "Evenings are best.")).
		laters(3, caseload.Call, "At half past twelve. Did the college ring?")
}

// harold died; every message to him stopped.
func (b *builder) harold() {
	d := b.human("Harold Sugden", "he", 88, "Carr Lane Surgery", "1 Green Side\nCarr Green", "QZ6 1AB", func(d *person.Details) { d.Format = "large" })
	b.life(d).by(b.from("Alder Hospice")).
		refer(ago(130), "Knows what is coming and is in good heart. Wants his pigeons settled and his songs chosen. Agreed gladly.", "end-of-life").
		accepted(ago(129)).allocated(ago(128), "Shona Baird").
		spoke(ago(124), contact.AtHome, 75, "Met all thirty-one pigeons by name.", "I find them a loft.").
		heard(ago(124), plan.Conversation{Matters: "I do not mind going. I mind who feeds the birds.", Strengths: "Clear, funny, loved.", Needs: []string{"end-of-life", "arts-nature-faith"}, ReadBack: true}).
		drafted(ago(115), "The hospice line, day and night.", goal("A good loft for the birds", 10, 6, doing(plan.ByWorker, "Ring the pigeon club"))).
		agreed(ago(115), "In the loft.").
		asks(ago(112), "Plans and Wishes", shared("end-of-life", "")).
		replied(ago(108), "Plans and Wishes", connection.Reply{Answer: connection.Accept, Words: "Sister Anne will call on Thursday."}).
		came(ago(100), "Plans and Wishes", connection.CameYes, 101).
		did(ago(92), 0, 0, plan.Done, plan.Wait{}).
		spoke(ago(80), contact.AtHome, 30, "The birds went on Saturday, in the vicar's car. He waved them off and slept.", "I come on Thursday.").
		died(ago(65), b.day(67), "Harold died at home with the window open. Thirty-one birds are well in Westmere. I have written to his daughter.")
}

// iryna moved away.
func (b *builder) iryna() {
	d := b.human("Iryna Koval", "she", 39, "Westmere Health Centre", "33 Temperance Street\nWestmere", "QZ4 4AA", speaks("uk", true), b.onMobile(""))
	b.life(d).by(b.from("Alder Welcome")).
		refer(ago(260), "Here with two children and her mother-in-law. Accountant. Cries when nobody looks. Agreed through our volunteer.", "asylum", "language").
		accepted(ago(258)).allocated(ago(255), "Shona Baird").
		spoke(ago(248), contact.InTown, 60, "With the interpreter. Has a folder for everything, as accountants do.", "Ukrainian Hearts on Saturday.").
		heard(ago(248), plan.Conversation{Matters: "I want to stop being grateful every minute and be ordinary.", Strengths: "Numbers. Never late. Two merry children.", Needs: []string{"asylum", "work-learning", "language"}, ReadBack: true}).
		drafted(ago(236), "Shona. The drop-in on Tuesday and Friday.", goal("Work with numbers again", 9, 6, doing(plan.ByPerson, "English for Work"))).
		agreed(ago(236), "With the interpreter, copy in Ukrainian.").
		asks(ago(234), "Ukrainian Hearts", connection.New{Kind: connection.SelfContact, Need: "asylum"}).
		came(ago(220), "Ukrainian Hearts", connection.CameYes, 222).
		settled(ago(180), "Ukrainian Hearts", connection.Completed).
		closed(ago(150), "moved", "A job in Leeds, in an office, with numbers. The plan went with her, translated.")
}

// trevor is not ready, and says so.
func (b *builder) trevor() {
	d := b.human("Trevor Yewdall", "he", 66, "Hazel Bank Surgery", "Low Farm\nSheepfold Lane\nHazel Bank", "QZ7 3AB")
	b.life(d).by(b.from("Hazel Bank Surgery")).
		refer(ago(200), "Sold the flock in spring. Says he is fine in the way that means he is not. Safe. Agreed to one call.", "wellbeing").
		accepted(ago(199)).allocated(ago(197), "Shona Baird").
		spoke(ago(190), contact.ByPhone, 12, "Asked about my car for ten minutes and about himself for two.", "One visit, to see the view.").
		contact(ago(180), contact.New{How: contact.AtHome, Outcome: contact.PersonCancelled, Note: "Rang at seven: hay."}).
		spoke(ago(172), contact.AtHome, 50, "Stood in the empty shed together. He does not want a group, a leaflet or a dog. He wants a year.", "I write in spring.").
		heard(ago(172), plan.Conversation{Matters: "Give me a year.", Strengths: "Knows himself.", Needs: []string{"wellbeing", "bereavement"}}).
		closed(ago(165), "not_ready", "Not now. Farm Minds' number is on the shed door, in his own hand.")
}

// mei was joined to somebody else by mistake, and parted again.
func (b *builder) mei() {
	d := b.human("Mei Lam", "she", 61, "Westmere Health Centre", "19 Hazel Close\nWestmere", "QZ4 1BD")
	first := b.life(d).by(b.from("Westmere Health Centre")).
		refer(ago(100), "Grieves for a sister far away. Cooks for the whole road. Agreed.", "bereavement").
		accepted(ago(98)).allocated(ago(97), "Shona Baird").
		spoke(ago(90), contact.AtHome, 60, "Fed me four times. The sister's letters are in a biscuit tin.", "I come to hear one letter.").
		heard(ago(90), plan.Conversation{Matters: "She was the only one who called me by my small name.", Strengths: "Feeds the road. Paints.", Needs: []string{"bereavement", "arts-nature-faith"}, ReadBack: true}).
		drafted(ago(75), "Shona; her neighbour Joan.", goal("Hear my small name", 9, 4)).
		spoke(ago(30), contact.AtHome, 40, "Read me the third letter. Has written one back and burnt it in the garden.", "Open Studio, with the tin.").
		asks(ago(26), "Open Studio", shared("arts-nature-faith", "")).
		replied(ago(20), "Open Studio", connection.Reply{Answer: connection.Accept, Words: "Ravi will keep the table by the window."}).
		came(ago(10), "Open Studio", connection.CameNotYet, 0)
	first.laters(3, caseload.Call, "Did the window table suit?")
	other := d
	other.Name, other.NHSNumber, other.Address, other.Postcode = "Mei Lau", b.nhs.Next(), "2 Priory Gardens\nWestmere", "QZ5 3AA"
	other.Ways = []person.Way{b.landline()}
	b.life(other).by(b.from("Westmere Pharmacy")).
		refer(ago(12), "Same birthday as one of your people, she tells me, and just as good a cook. Housebound with her hip for two months. Agreed.", "loneliness", "home-falls").
		joined(ago(11), first).parted(ago(10)).accepted(ago(9)).
		ended(ago(6), referral.Withdrawn)
}
