package town

import (
	"weft/internal/caseload"
	"weft/internal/connection"
	"weft/internal/contact"
	"weft/internal/plan"
	"weft/internal/referral"
	"weft/internal/town/story"
)

// jordan's referral asks for a human's eye at once.
func (b *builder) jordan() {
	d := b.human("Jordan Ashworth", "they", 26, "Fellside Practice", "Flat 6, Bobbin Court\nWeaver's Fold\nAldermoor", "QZ1 3AB", b.onMobile("Texts first"))
	b.life(d).by("Dr Helen Marsh").referred(ago(0).at(8, 40), referral.New{TellReferrer: true, Urgent: true, Needs: []string{"wellbeing", "loneliness"},
		Reason: "Came in last night after a bad week and spoke of suicide. Seen by me and by the crisis team: safe today, next seen on Monday. " +
			"What is missing is people. Jordan would like you to ring, today if you can, and knows you are no emergency service."})
}

// pearl's referrer has been asked something and has not answered yet.
func (b *builder) pearl() {
	d := b.human("Pearl Campbell", "she", 72, "Mill Row Surgery", "30 Dyehouse Lane\nAldermoor", "QZ1 4BA")
	b.life(d).by("Priya Nair").
		refer(ago(4), "Asks every week whether there is a club. Sometimes her son answers the phone and says she is out when she is not.", "loneliness").
		read(ago(3).at(9, 20)).
		askedMore(ago(3).at(9, 35), "Thank you. Is there a time when Pearl herself answers, and is she happy for her son to know that we ring?")
}

// wayne was sent to somebody who can help today.
func (b *builder) wayne() {
	d := b.human("Wayne Garside", "he", 45, "Brook Street Medical Centre", "", "", b.onMobile(""))
	b.life(d).by("Gary Thwaite").
		refer(ago(18), "Eviction on the 30th. Needs a roof, not a chat, but he asked me to try everybody.", "housing", "homelessness").
		read(ago(18).at(16, 0)).
		declined(ago(17).at(9, 15), "other_service_fits", "Housing Rights Alder can stop or delay this and has kept a place for him at ten today: Advice House, Market Place. We would gladly see him after.")
}

// sheila said that she had not agreed.
func (b *builder) sheila() {
	d := b.human("Sheila Oldroyd", "she", 76, "Fellside Practice", "9 Cemetery Road\nAldermoor", "QZ2 3AB")
	b.life(d).by("Jo Linden").
		refer(ago(33), "Her daughter would like her to join something.", "loneliness").
		askedMore(ago(32), "Would Sheila like it herself?").
		toldMore(ago(30), "I asked her. She says no thank you, she has her wireless and her feud with next door.").
		declined(ago(30), "did_not_agree", "She has our number on a card, for when the feud is over.")
}

// comeBack are five people who were referred again after their case had closed: the
// second record was joined to the first and a new case opened.
func (b *builder) comeBack() {
	workers := []string{"Grace Adeyemi", "Dafydd Rees", "Amina Yusuf", "Piotr Zielny", "Shona Baird"}
	names := []string{"Elwyn Meredith", "Joan Threlfall", "Tariq Mahmood", "Halina Sikora", "Stanley Widdop"}
	said := []string{"Wife in hospital", "Fell out with the choir", "Shop has closed", "Daughter went home to Poznań", "Dog has died"}
	keys := []string{"burnt out", "choir", "retired driver", "new flat", "lost the habit"}
	for i, name := range names {
		practice := practices()[(i*2+1)%9]
		s := story.ByKey(keys[i]).For(story.Life{Name: name, Pronouns: []string{"he", "she"}[i%2], Late: "Pat", Kin: "sister", Far: "Hull", Street: "Brook Street", Day: "Monday"})
		d := b.human(name, []string{"he", "she"}[i%2], 58+i*5, practice, "", "")
		first := b.life(d).by(b.from(practice)).
			refer(ago(280+i*9), s.Reason, s.Needs[0]).accepted(ago(278+i*9)).allocated(ago(277+i*9), workers[i]).
			spoke(ago(270+i*9), s.How, 30, s.First, s.Agreed).
			heard(ago(270+i*9), plan.Conversation{Matters: s.Matters, Strengths: s.Strengths, Needs: s.Needs, ReadBack: true}).
			drafted(ago(255+i*9), s.Worse, s.Goals...).agreed(ago(255+i*9), "By phone.").
			closed(ago(200+i*9), "content", s.Closing)
		again := d
		again.NHSNumber = ""
		b.life(again).by(b.from(practices()[(i*2+1)%9])).
			refer(ago(20+i), said[i]+" and would like to start again. Says you helped last year.", s.Needs[0]).
			joined(ago(19+i), first).accepted(ago(18+i)).allocated(ago(17+i), workers[i]).
			spoke(ago(12+i), contact.ByPhone, 25, said[i]+". Picked up where we left off; nothing needed telling twice.", "We read the old plan together next week.").
			heard(ago(12+i), plan.Conversation{Matters: s.Matters, Strengths: s.Strengths, Needs: s.Needs}).
			laters(2+i, caseload.Call, "Read the old plan together")
	}
}

// takenForAnother is referred again while a case is open: the referrer hears that it is
// in hand.
func (b *builder) takenForAnother() {
	d := b.human("Kath Ramsbottom", "she", 68, "Station Road Practice", "4 Bluebell Way\nWestmere", "QZ5 2AA")
	first := b.life(d).by(b.from("Station Road Practice")).
		refer(ago(70), "Cares for three grandchildren in the week and nobody for herself. Agreed.", "family").
		accepted(ago(69)).allocated(ago(68), "Piotr Zielny").
		spoke(ago(60), contact.AtHome, 45, "Nap time lasted eleven minutes. She used all of them.", "Grandparents Again, with the pram.").
		heard(ago(60), plan.Conversation{Matters: "I love the bones of them. I would also like to finish a sentence.", Strengths: "Army wife: moves, feeds, sings.", Needs: []string{"family", "loneliness"}, ReadBack: true}).
		drafted(ago(48), "Piotr; her sister.", goal("Finish a sentence once a week", 8, 7, doing(plan.ByPerson, "Second Thursday"))).
		agreed(ago(48), "During a nap.")
	first.laters(6, caseload.Call, "At ten past one, when they nap")
	again := d
	again.NHSNumber = ""
	b.life(again).by(b.from("Aldermoor High School")).
		refer(ago(28), "Grandmother of two of ours. Looks tired at the gate. Said she would not mind a call.", "family").
		joined(ago(27), first).
		declined(ago(27), "already_supported", "Thank you for thinking of her. Grandparents Again meets on the second Thursday and needs no letter from anybody.")
}

// twice came in two ways in one week: the second referral was a duplicate.
func (b *builder) twice() {
	d := b.human("Norman Pilling", "he", 80, "Carr Lane Surgery", "8 Ginnel End\nCarr Green", "QZ6 3AA")
	first := b.life(d).by(b.from("Carr Lane Surgery")).
		refer(ago(41), "Wife in a home since August. Visits daily, eats in the car. Agreed to a call.", "loneliness", "food-fuel").
		accepted(ago(40))
	again := d
	again.NHSNumber = ""
	b.life(again).by(b.from("Priory Lodge")).
		refer(ago(39), "Husband of one of our residents. Sits in the car park with a sandwich. He would not mind a call.", "loneliness").
		joined(ago(38), first).
		ended(ago(38), referral.Duplicate)
	first.allocated(ago(37), "Shona Baird").
		spoke(ago(33), contact.InTown, 40, "In the car, with the heater on. Fifty-four years married. She knows him on good days.", "Thursday Table is on his way home.").
		heard(ago(33), plan.Conversation{Matters: "I do not want to be cheered up. I want a hot dinner that is not in my lap.", Strengths: "Faithful. Drives. Never missed a day.", Needs: []string{"loneliness", "food-fuel", "caring"}, ReadBack: true}).
		drafted(ago(22), "Shona; the home's night sister.", goal("Eat at a table twice a week", 8, 7, doing(plan.ByWorker, "Ask whether he can come late"))).
		agreed(ago(22), "In the car.").
		asks(ago(20), "Thursday Table", shared("food-fuel", "Norman may be ten minutes late; he comes from visiting.")).
		replied(ago(16), "Thursday Table", connection.Reply{Answer: connection.Accept, Words: "His dinner will be under a plate."}).
		came(ago(6), "Thursday Table", connection.CameYes, 9).
		laters(6, caseload.Call, "After visiting, about five")
}
