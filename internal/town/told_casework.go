package town

import (
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/contact"
	"weft/internal/journey"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/register"
)

// casework are the lives that show every state of a case and of a contact.
func (b *builder) casework() {
	for _, tell := range []func(){b.onPause, b.steppingDown, b.lookedAfter, b.complete, b.comesBackSoon, b.backAgain, b.handedOn, b.triedThrice,
		b.wrongPerson, b.interpreted, b.onBehalf, b.aliveAfterAll, b.sessions} {
		tell()
	}
}

// begun is somebody met and listened to, so many days ago.
func (b *builder) begun(d person.Details, from, worker string, days int, reason, said, strengths, need string) *life {
	return b.life(d).by(b.from(from)).
		refer(ago(days), reason, need).accepted(ago(days-1)).allocated(ago(days-2), worker).
		contact(ago(days-8), contact.New{How: contact.AtHome, Outcome: contact.Spoke, Purpose: contact.First, Minutes: 50, Travel: 15, Note: reason, Agreed: "I come again."}).
		heard(ago(days-8), plan.Conversation{Matters: said, Strengths: strengths, Needs: []string{need}, ReadBack: true})
}

// onPause is in hospital: nobody is reminded of her before Christmas is over.
func (b *builder) onPause() {
	d := b.human("Olwen Tranter", "she", 78, "Mill Row Surgery", "12 Tenter Street\nAldermoor", "QZ1 2AB")
	l := b.begun(d, "Mill Row Surgery", "Dafydd Rees", 70, "Fell twice in the yard and has not been out since. Would like to walk to the chapel again. Agreed.",
		"I want to walk to chapel on my own two feet.", "Stubborn, and proud of it.", "home-falls").
		level(ago(62), caseload.LevelMedium, "Falls, and a daughter in Spain who rings every night.")
	l.then(ago(9).at(15, 30), func() error {
		c, err := l.v.Cases.ForPerson(l.ctx, l.worker, l.pid)
		if err != nil {
			return err
		}
		return l.v.Cases.PutOnHold(l.ctx, l.worker, l.pid, caseload.Hold{Version: c.Version, Why: "New hip on Tuesday, then six weeks with her sister in Ludlow.", Until: b.ahead(38)})
	})
}

// steppingDown meets once a month now.
func (b *builder) steppingDown() {
	d := b.human("Cyril Hargreaves", "he", 71, "Brook Street Medical Centre", "8 Beech Avenue\nAldermoor", "QZ2 3AD")
	l := b.begun(d, "Brook Street Medical Centre", "Grace Adeyemi", 150, "Lost his licence and with it his bowls. Says he is a parcel now. Agreed.",
		"I drove a bus for thirty years and now I wait for one.", "Knows every road. Patient.", "transport").
		level(ago(140), caseload.LevelHolistic, "Licence, legs and money, all in one year.").
		drafted(ago(128), "Ring Grace.", goal("Bowls on a Thursday", 9, 8, doing(plan.ByOther, "A lift from Ron"))).agreed(ago(128), "On the bowling green.")
	l.then(ago(120).at(10, 0), func() error {
		c, err := l.v.Cases.ForPerson(l.ctx, l.worker, l.pid)
		if err != nil {
			return err
		}
		return l.v.Cases.PutOnHold(l.ctx, l.worker, l.pid, caseload.Hold{Version: c.Version, Why: "A fortnight with his brother in Hull."})
	})
	l.then(ago(100).at(10, 0), func() error {
		c, err := l.v.Cases.ForPerson(l.ctx, l.worker, l.pid)
		if err != nil {
			return err
		}
		return l.v.Cases.TakeUpAgain(l.ctx, l.worker, l.pid, caseload.TakeUp{Version: c.Version})
	})
	l.contact(ago(90), contact.New{How: contact.InTown, Outcome: contact.Spoke, Purpose: contact.Accompanied, Minutes: 90, Travel: 20, Place: "The bowling green",
		Others: "Ron from the club", Note: "Went along the first time. Ron will fetch him from now on.", Agreed: "Ron on Thursdays."}).
		contact(ago(60), contact.New{How: contact.ByPhone, Outcome: contact.Spoke, Purpose: contact.Review, Minutes: 25, Note: "Won a tin of biscuits and did not share it."})
	l.then(ago(30).at(11, 0), func() error {
		c, err := l.v.Cases.ForPerson(l.ctx, l.worker, l.pid)
		if err != nil {
			return err
		}
		return l.v.Cases.StepDown(l.ctx, l.worker, l.pid, c.Version, "Once a month now. Ron and the club are there for him.")
	})
	l.level(ago(30), caseload.LevelLight, "Ron fetches him.").laters(9, caseload.Call, "Last calls: how does it go without me?")
}

// shutting is a closing that ends well; look says whether one more call was agreed.
func (l *life) shutting(m moment, words string, look bool) *life {
	l.shut = true
	l.contact(m, contact.New{How: contact.AtHome, Outcome: contact.Spoke, Purpose: contact.Exit, Minutes: 40, Note: words, Agreed: "The number stays on the fridge."})
	l.then(m, func() error {
		c, err := l.v.Cases.ForPerson(l.ctx, l.worker, l.pid)
		if err != nil {
			return err
		}
		return l.v.Journey.Close(l.ctx, l.worker, l.pid, journey.Close{Version: c.Version, Reason: "goals_met", Words: words, TellPerson: true, TellReferrer: true, LookAgain: look})
	})
	return l
}

// lookedAfter agreed to one more call, which is due today.
func (b *builder) lookedAfter() {
	d := b.human("Nesta Gwilym", "she", 69, "Fellside Practice", "21 Alder Grove\nAldermoor", "QZ2 1BD")
	b.begun(d, "Fellside Practice", "Sam Okafor", 210, "Retired head teacher who has not spoken to anybody under sixty for a year. Agreed.",
		"I miss being asked things.", "Reads aloud like an actress.", "loneliness").
		shutting(ago(95), "Reads to Year Two every Friday.", true)
}

// complete was looked at once more.
func (b *builder) complete() {
	d := b.human("Bertie Nuttall", "he", 66, "Station Road Practice", "2 Railway Cottages\nWestmere", "QZ4 2AB")
	l := b.begun(d, "Station Road Practice", "Piotr Zielny", 300, "Night porter all his life, cannot sleep at night and has nobody to sit up with. Agreed.",
		"I would like a day that begins in the morning.", "Wide awake when others need him.", "wellbeing").
		shutting(ago(190), "Opens the community café at seven, four days a week.", true)
	l.then(ago(97).at(10, 0), func() error {
		_, err := l.v.Contacts.Look(l.ctx, l.worker, l.pid, contact.New{How: contact.ByPhone, Outcome: contact.Spoke, Minutes: 10,
			Note: "Still at the café. Sleeps at night like other people."})
		return err
	})
}

// comesBackSoon finished four months ago and rang this morning: she can be opened again.
func (b *builder) comesBackSoon() {
	d := b.human("Winifred Calloway", "she", 73, "Fellside Practice", "6 Mill Row\nAldermoor", "QZ1 1AA")
	b.begun(d, "Fellside Practice", "Sam Okafor", 240, "Widowed, capable, and finds the evenings long. Would like people and no fuss. Agreed.",
		"The evenings go on for a week.", "Plays bridge for blood.", "bereavement").
		drafted(ago(215), "Ring Sam.", goal("Cards on a Wednesday", 8, 8, doing(plan.ByPerson, "Ring the bridge club"))).agreed(ago(215), "At her table.").
		shutting(ago(122), "Bridge on Wednesdays, and a grandson who comes for his tea.", false)
}

// backAgain was opened again after two months.
func (b *builder) backAgain() {
	d := b.human("Desmond Achebe", "he", 62, "The Quays Practice", "5 Maltings Close\nAldermoor", "QZ3 1BA", b.onMobile(""))
	l := b.begun(d, "The Quays Practice", "Dafydd Rees", 200, "Back from a year at sea to an empty flat. Agreed to a call.",
		"I know every harbour and nobody on my stairs.", "Cooks for a crew.", "loneliness").
		shutting(ago(85), "Cooks at the Thursday Table. “I have a crew again.”", false)
	l.shut = false
	l.then(ago(15).at(9, 40), func() error { return l.v.Journey.Reopen(l.ctx, l.worker, l.pid, "", l.worker.ID) })
	l.contact(ago(12), contact.New{How: contact.ByPhone, Outcome: contact.Spoke, Purpose: contact.Continuing, Minutes: 20,
		Note: "The Table has closed for repairs and the stairs are quiet again. Nothing needed telling twice.", Agreed: "We look for another kitchen."}).
		laters(3, caseload.Call, "Another kitchen: the hub, or the chapel?")
}

// handedOn went from Shona to Amina, who keeps the joint meeting.
func (b *builder) handedOn() {
	d := b.human("Elspeth Rowntree", "she", 57, "Carr Lane Surgery", "3 Smithy Brow\nCarr Green", "QZ6 2AB")
	l := b.begun(d, "Carr Lane Surgery", "Shona Baird", 90, "Gave up work to nurse her mother; the mother has died and the work has gone. Agreed.",
		"I was needed and now I am free, and it is horrible.", "Organises anything.", "bereavement").
		level(ago(80), caseload.LevelHolistic, "Her mother, her work and her house, all in one spring.")
	l.then(ago(4).at(14, 0), func() error {
		c, err := l.v.Cases.ForPerson(l.ctx, l.worker, l.pid)
		if err != nil {
			return err
		}
		next := l.actors["Amina Yusuf"]
		err = l.v.Journey.HandOver(l.ctx, l.worker, l.pid, journey.HandOver{Version: c.Version, To: next.ID, TellPerson: true,
			Words: "She has moved to Westmere, so she is nearer to you. Ask about the choir, not about the house. Tea, no milk.",
			Meet:  caseload.Next{On: b.ahead(5), Time: "11:00", Kind: caseload.Meeting, Place: "Chapel Street hub", Note: "Hand-over, together"}})
		l.worker = next
		return err
	})
	l.worker = b.actors["Shona Baird"]
	l.then(ago(2), func() error { return l.v.Cases.Confirm(l.ctx, l.worker, l.pid, caseload.ConfirmedByText) })
}

// triedThrice has not answered three tries by two means in two weeks and a day.
func (b *builder) triedThrice() {
	d := b.human("Kelvin Ogden", "he", 51, "St Oswin's Surgery", "40 Lock Lane\nAldermoor", "QZ3 2AA", b.onMobile("After six"))
	b.life(d).by(b.from("St Oswin's Surgery")).
		refer(ago(30), "Back trouble, off work since spring, would like something to get up for. Agreed.", "work-learning").
		accepted(ago(28)).allocated(ago(26), "Amina Yusuf").
		noAnswer(ago(19).at(18, 10)).
		contact(ago(11), contact.New{How: contact.ByText, Outcome: contact.Sent, Note: "Who I am, and that I ring on Thursday."}).
		noAnswer(ago(2).at(18, 20)).
		laters(1, caseload.Check, "Three tries by two means: close kindly, or try once more?")
}

// wrongPerson: a visit to Gwenda was written into the story of Glenda.
func (b *builder) wrongPerson() {
	right := b.begun(b.human("Gwenda Purcell", "she", 74, "Mill Row Surgery", "14 Dyehouse Lane\nAldermoor", "QZ1 4BA"), "Mill Row Surgery", "Sam Okafor", 50,
		"Sold her piano when she moved and regrets it. Agreed.", "My fingers still play on the table.", "Has perfect pitch.", "arts-nature-faith")
	right.laters(8, caseload.Call, "Has the school answered about its piano?")
	l := b.begun(b.human("Glenda Purvis", "she", 70, "Mill Row Surgery", "4 Dyehouse Lane\nAldermoor", "QZ1 4BA"), "Mill Row Surgery", "Sam Okafor", 48,
		"Moved to be near her son, who has moved away. Agreed.", "I know the bus driver and the cat.", "Talks to anybody.", "loneliness")
	var wrong contact.ID
	l.then(ago(6).at(16, 0), func() (err error) {
		wrong, err = l.v.Contacts.Record(l.ctx, l.worker, l.pid, contact.New{How: contact.AtHome, Outcome: contact.Spoke, Minutes: 35,
			Note: "Played a scale on the table top. The school has an old upright that nobody uses."})
		return err
	})
	l.then(ago(6).at(16, 30), func() error {
		return l.v.Contacts.Correct(l.ctx, l.worker, l.pid, wrong, contact.Correction{Version: 1, Why: "It was a waltz",
			Note: "Played a waltz on the table top. The school has an old upright that nobody uses.", Agreed: "I ask the school."})
	})
	l.then(ago(5).at(9, 10), func() error { return l.v.Contacts.Move(l.ctx, l.worker, l.pid, wrong, 2, right.pid) })
	l.then(ago(5).at(9, 20), func() error {
		k, err := l.v.Contacts.Record(l.ctx, l.worker, l.pid, contact.New{How: contact.ByPhone, Outcome: contact.NoAnswer})
		if err != nil {
			return err
		}
		return l.v.Contacts.StrikeOut(l.ctx, l.worker, l.pid, k, 1, "Rang Gwenda again by mistake")
	})
	// A visit that stands with the wrong one still, for whoever wants to move it.
	l.contact(ago(1).at(17, 0), contact.New{How: contact.AtHome, Outcome: contact.Spoke, Minutes: 40, Note: "The school says yes: Tuesdays after four, and a key."}).
		laters(4, caseload.Visit, "Walk to the bus together")
}

// interpreted meets with an interpreter, who came once and failed once.
func (b *builder) interpreted() {
	d := b.human("Amira Saleh", "she", 33, "Westmere Health Centre", "9 Mere View\nWestmere", "QZ4 1BA", speaks("ar", true), b.onMobile("Mornings"))
	l := b.begun(d, "Westmere Health Centre", "Amina Yusuf", 45, "Two small ones, a new country and a letter a day from somebody. Agreed.",
		"I want to read my own post.", "Learns by ear, fast.", "language").
		contact(ago(25), contact.New{How: contact.AtHome, Outcome: contact.Spoke, Minutes: 60, Interpreter: caseload.InterpreterCame, Note: "Eleven letters, nine of them adverts.", Agreed: "We sort the other two."}).
		contact(ago(11), contact.New{How: contact.AtPractice, Outcome: contact.CouldNotMeet, Interpreter: caseload.InterpreterFailed, After: contact.TryAgain,
			Note: "The interpreter was sent to another practice. We said hello and laughed."})
	l.next(caseload.Next{On: b.ahead(2), Time: "10:15", Kind: caseload.Visit, Place: "At home", Note: "The other two letters", Interpreter: caseload.InterpreterRequested})
	l.then(l.lately(), func() error { return l.v.Cases.Confirm(l.ctx, l.worker, l.pid, caseload.ConfirmedByPhone) })
	d = b.human("Lucjan Mazur", "he", 60, "Station Road Practice", "11 Larkfield Crescent\nWestmere", "QZ5 1BB", speaks("pl", true))
	m := b.begun(d, "Station Road Practice", "Piotr Zielny", 35, "Crane driver, deaf in one ear now, sits in his van. Agreed.", "Up there I could hear everything.", "Steady hands.", "wellbeing")
	m.next(caseload.Next{On: b.ahead(3), Time: "14:00", Kind: caseload.Meeting, Place: "The library", Note: "Look at the model railway", Interpreter: caseload.InterpreterRequested})
	m.then(m.lately(), func() error { return m.v.Cases.AskInterpreter(m.ctx, m.worker, m.pid, caseload.InterpreterConfirmed) })
	m.then(m.lately(), func() error { return m.v.Cases.Confirm(m.ctx, m.worker, m.pid, caseload.ConfirmedByHelper) })
}

// onBehalf is work for somebody who is not there, and waiting with them.
func (b *builder) onBehalf() {
	d := b.human("Marlene Stott", "she", 64, "The Quays Practice", "Flat 2, Loom House\nWharf Street\nAldermoor", "QZ3 1AB")
	l := b.begun(d, "The Quays Practice", "Grace Adeyemi", 60, "Damp to the ceiling and a landlord who does not answer. Chest bad. Agreed.",
		"I want to hang a picture without it going green.", "Writes everything down.", "housing").
		level(ago(50), caseload.LevelSignpost, "Wanted the right address and a push.").
		contact(ago(40), contact.New{How: contact.ByPhone, Outcome: contact.Spoke, Purpose: contact.OnBehalf, Minutes: 45, Others: "Housing office, Mr Thwaite", Note: "They will send somebody within ten days. Reference HX 20."}).
		contact(ago(28), contact.New{How: contact.InTown, Outcome: contact.Worked, Purpose: contact.Holding, Minutes: 70, Travel: 25, Place: "The housing office", Note: "Sat with her until her number came up."}).
		contact(ago(12), contact.New{How: contact.AtPractice, Outcome: contact.Worked, Purpose: contact.MDT, Minutes: 15, Others: "Dr Marsh, the nurse, Mr Thwaite", Note: "The nurse writes to housing about her chest."})
	l.next(caseload.Next{On: b.ahead(6), Kind: caseload.Visit, Time: "11:00", Place: "At home", Note: "Is the wall dry?"})
	l.then(l.lately(), func() error { return l.v.Cases.Confirm(l.ctx, l.worker, l.pid, caseload.ConfirmedInPerson) })
	l.then(l.lately(), func() error {
		return l.v.Contacts.Reflect(l.ctx, l.worker, "", "I was angrier than she was. Why? Ask in supervision.")
	})
}

// aliveAfterAll was taken for her sister, who died.
func (b *builder) aliveAfterAll() {
	d := b.human("Enid Lumley", "she", 90, "Fellside Practice", "2 Alder Grove\nAldermoor", "QZ2 1BD")
	l := b.begun(d, "Fellside Practice", "Dafydd Rees", 55, "Ninety, twin, lives for the telephone. Agreed.", "Elsie and I have never been a day without a word.", "Laughs in two voices.", "loneliness")
	l.laters(5, caseload.Call, "How is she without Elsie?")
	l.then(ago(12).at(9, 0), func() error {
		return l.v.Journey.Died(l.ctx, l.worker, l.pid, journey.Death{Words: "The paper has the notice."})
	})
	l.then(ago(12).at(11, 30), func() error {
		return l.v.Journey.NotDied(l.ctx, l.actors["Ruth Calder"], l.pid, "It was her twin, Elsie. Enid rang us herself.")
	})
	l.contact(ago(11), contact.New{How: contact.ByPhone, Outcome: contact.Spoke, Note: "“They have buried the wrong one on paper, love.”"})
}

// sessions are registers of each kind, by Sam and Piotr.
func (b *builder) sessions() {
	b.register(ago(10).at(15, 0), "Sam Okafor", register.GroupSession, "Chapel Street hub", "Soup and talking, for the first time. Eleven round one table.", 5, 4)
	b.register(ago(3).at(12, 0), "Sam Okafor", register.DropIn, "The library", "Quiet. Two forms filled in, one jigsaw finished.", 9, 2)
	b.register(ago(8).at(9, 0), "Piotr Zielny", register.MDT, "Station Road Practice", "Monthly meeting with the nurse and the housing officer.", 0, 3)
	b.register(ago(6).at(14, 0), "Piotr Zielny", register.JointVisit, "", "With the occupational therapist.", 0, 1)
}

// register is a session with some of the worker's people; the last of them did not come.
func (b *builder) register(m moment, worker string, k register.Kind, place, note string, others, named int) {
	b.event(b.time(b.day(m.days), m.minute), worker, func() error {
		a := b.actors[worker]
		cases, err := b.v.Cases.List(b.ctx, a, caseload.Filter{Worker: a.ID, Sort: "opened"})
		if err != nil {
			return err
		}
		in := register.New{Kind: k, Place: place, Note: note, Minutes: 60, Others: others}
		for _, c := range cases {
			if c.Status == caseload.FirstContact || len(in.Lines) == named {
				continue
			}
			came := register.Yes
			if len(in.Lines) == named-1 && named > 1 {
				came = register.No
			}
			in.Lines = append(in.Lines, register.Line{Person: c.Person, Came: came})
		}
		_, err = b.v.Registers.Record(b.ctx, a, in)
		return err
	})
}

// level keeps how much support somebody wants.
func (l *life) level(m moment, to caseload.Level, why string) *life {
	l.then(m, func() error {
		c, err := l.v.Cases.ForPerson(l.ctx, l.worker, l.pid)
		if err != nil {
			return err
		}
		return l.v.Cases.SetLevel(l.ctx, l.worker, l.pid, c.Version, to, why)
	})
	return l
}

// died records a death; on is how many days ago it was.
func (l *life) died(m moment, on clock.Date, words string) *life {
	l.shut = true
	l.then(m, func() error {
		return l.v.Journey.Died(l.ctx, l.worker, l.pid, journey.Death{On: on, Words: words})
	})
	return l
}
