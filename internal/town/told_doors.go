package town

import (
	"regexp"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/connection"
	"weft/internal/contact"
	"weft/internal/message"
	"weft/internal/plan"
)

// doors are people on their way to a group: one thinks, one has chosen, one was held
// back by nearly everything, and three groups were asked whether they came.
func (b *builder) doors() {
	b.event(b.time(b.day(9), 7*60+20), "whether they came", func() error { return b.v.Connections.AskCame(b.ctx) })
	b.event(b.time(b.day(9), 7*60+40), "is it still right", func() error { return b.v.Asker.AskGroups(b.ctx) })
	b.maud()
	b.idris()
	b.rosalind()
	b.wilf()
	b.stillRight()
}

// maud thinks about two groups; to a third she said no.
func (b *builder) maud() {
	d := b.human("Maud Iveson", "she", 77, "Fellside Practice", "3 Weir Cottages\nAldermoor", "QZ2 3AB")
	b.life(d).by("Jo Linden").
		refer(ago(30), "Sold the corner shop in June. Misses everybody and says so. Agreed.", "loneliness").
		accepted(ago(29)).allocated(ago(28), "Grace Adeyemi").
		spoke(ago(21), contact.AtHome, 50, "Knows what half the town eats. Counts the change in the biscuit tin out of habit.", "I bring three groups on a card. She thinks until I come again.").
		heard(ago(21), plan.Conversation{Matters: "I had two hundred good mornings a day. Now I have the postman.", Strengths: "Remembers names. Adds up in her head.", Needs: []string{"loneliness"}, ReadBack: true}).
		drafted(ago(12), "Grace; her niece Carol.", goal("Twenty good mornings a week", 9, 6, doing(plan.ByPerson, "Read the card with Carol"))).
		agreed(ago(12), "At her table.").
		suggests(ago(12), "Thursday Table", "She would know what everybody likes.").
		suggests(ago(12), "Sewing and Talking", "Two streets away.").
		suggests(ago(12), "Allotment Mornings", "").
		saysNo(ago(5), "Allotment Mornings", "not_for_me", "Potatoes come in bags.").
		laters(3, caseload.Call, "Which of the two, if any")
}

// idris has chosen; the group is asked when his daughter is back.
func (b *builder) idris() {
	d := b.human("Idris Maddock", "he", 70, "Mill Row Surgery", "11 Mill Row\nAldermoor", "QZ1 1AA")
	b.life(d).by("Priya Nair").
		refer(ago(26), "Retired from the buses. Tea for one since March. Agreed.", "loneliness", "food-fuel").
		accepted(ago(25)).allocated(ago(24), "Dafydd Rees").
		spoke(ago(17), contact.InTown, 40, "Still looks at his watch at ten past.", "Two dinners to choose from.").
		heard(ago(17), plan.Conversation{Matters: "I would like to be expected somewhere at a time.", Strengths: "Never late in thirty-one years.", Needs: []string{"loneliness", "food-fuel"}, ReadBack: true}).
		drafted(ago(9), "Dafydd; his daughter Non.", goal("Be expected somewhere at a time", 9, 8, doing(plan.ByPerson, "Tell Non"))).
		agreed(ago(9), "In the café at the bus station.").
		suggests(ago(9), "Thursday Table", "").
		suggests(ago(9), "Allotment Mornings", "A Saturday, and outdoors.").
		chooses(ago(2), "Thursday Table").
		laters(4, caseload.Call, "Ask them once Non is back")
}

// rosalind had nearly everything in the way, and went.
func (b *builder) rosalind() {
	const table = "Thursday Table"
	d := b.human("Rosalind Akers", "she", 39, "Brook Street Medical Centre", "40 Victoria Terrace\nAldermoor", "QZ2 2AB", b.onMobile("School hours"))
	l := b.life(d).by("Gary Thwaite").
		refer(ago(70), "Two small ones, no car, new to the town. Agreed.", "loneliness", "family").
		accepted(ago(69)).allocated(ago(68), "Amina Yusuf").
		spoke(ago(61), contact.ByPhone, 25, "Would come anywhere, once somebody says how.", "We go through it one by one.").
		heard(ago(61), plan.Conversation{Matters: "I want to eat something that I have not cut up for somebody else.", Strengths: "Cheerful. Plans like a general.", Needs: []string{"loneliness", "family"}, ReadBack: true}).
		drafted(ago(50), "Amina; her neighbour Megan.", goal("One dinner a week with grown-ups", 9, 5, doing(plan.ByWorker, "Ask who could drive"))).
		agreed(ago(50), "By phone, while the little one slept.").
		asks(ago(40), table, shared("loneliness", "Rosalind brings two children under five."))
	for i, way := range [][2]string{{"transport", "Megan drives on Thursdays."}, {"childcare", "The table has a corner with bricks."}, {"cost", "Pay as you can; she peels carrots."},
		{"time", "They keep a plate until half past one."}, {"confidence", "Amina goes along the first time."}, {"access", "The pram goes in by the yard."},
		{"language", "She signs a little with her eldest; Joan does too."}, {"digital", "They ring; nothing is online."}, {"stigma", "It is a dinner, and nobody asks why."}} {
		l.hindered(ago(38-i/3), table, way[0], way[1])
	}
	l.replied(ago(30), table, connection.Reply{Answer: connection.Accept, Words: "Bring them both. There is a high chair."}).
		outOfTheWay(ago(24), table, "transport").
		came(ago(20), table, connection.CameYes, 22).
		laters(8, caseload.Call, "Is Thursday still good?")
}

// wilf and two others agreed that the group is asked whether they came.
func (b *builder) wilf() {
	tell := func(name, he, worker, matters string, years int, said connection.Came) {
		const plot = "Allotment Mornings"
		d := b.human(name, he, years, "St Oswin's Surgery", "19 Lock Lane\nAldermoor", "QZ3 2AA")
		b.life(d).by("Dr Helen Marsh").
			refer(ago(60), "Would like to be outdoors with company. Agreed.", "activity", "loneliness").
			accepted(ago(59)).allocated(ago(58), worker).
			spoke(ago(50), contact.OnAWalk, 35, "Round the basin and back.", "I ask at the plots.").
			heard(ago(50), plan.Conversation{Matters: matters, Strengths: "Good hands.", Needs: []string{"activity"}, ReadBack: true}).
			drafted(ago(42), "The worker; a neighbour.", goal("Outdoors with others once a week", 8, 7, doing(plan.ByWorker, "Ask at the plots"))).
			agreed(ago(42), "On the towpath.").
			asks(ago(30), plot, shared("activity", "Has tools.")).
			replied(ago(25), plot, connection.Reply{Answer: connection.Accept, Words: "Any Saturday from half past nine.", ComeOn: b.day(13)}).
			saidCame(ago(7), plot, said).
			laters(5, caseload.Call, "How was the allotment?")
	}
	tell("Wilf Hebden", "he", "Piotr Zielny", "I talk to the kettle. I would rather dig.", 71, connection.CameYes)
	tell("Beryl Cropper", "she", "Shona Baird", "My roses won at Westmere once.", 68, connection.CameNotYet)
	tell("Denzil Pratt", "he", "Grace Adeyemi", "Something that needs me on a Saturday.", 63, connection.CameNo)
}

// stillRight are two groups that answered whether their entry is right.
func (b *builder) stillRight() {
	answer := func(n int, with func(token string) error) {
		b.event(b.time(b.day(6), 18*60+n), "is it still right", func() error {
			list, err := b.v.Messages.Outbox(b.ctx, authz.Program(), message.Filter{Limit: 500})
			if err != nil {
				return err
			}
			for _, m := range list {
				if m.Phrase == message.EntryAsk {
					if n--; n < 0 {
						return with(regexp.MustCompile(`/group/entry/([A-Z2-7]+)`).FindStringSubmatch(m.Body)[1])
					}
				}
			}
			return nil
		})
	}
	answer(0, func(token string) error { return b.v.Asker.StillRight(b.ctx, token) })
	answer(1, func(token string) error {
		return b.v.Asker.Changed(b.ctx, token, "We meet an hour later in winter, because of the frost on the steps.")
	})
}

// suggests puts a group aside for the person to think about.
func (l *life) suggests(m moment, group, why string) *life {
	l.then(m, func() (err error) {
		if err := l.must("group "+group, !l.groups[group].IsZero()); err != nil {
			return err
		}
		l.asked[group], err = l.v.Connections.Suggest(l.ctx, l.worker, l.pid, connection.Suggestion{Group: l.groups[group], Need: "loneliness", Why: why})
		return err
	})
	return l
}

func (l *life) chooses(m moment, group string) *life {
	return l.step(m, group, func(c connection.Connection) error {
		return l.v.Connections.Choose(l.ctx, l.worker, l.pid, c.ID, c.Version, "")
	})
}

func (l *life) saysNo(m moment, group, why, words string) *life {
	return l.step(m, group, func(c connection.Connection) error {
		return l.v.Connections.NotChosen(l.ctx, l.worker, l.pid, c.ID, c.Version, "", why, words)
	})
}

// hindered notes what stands in the way and what is done about it.
func (l *life) hindered(m moment, group, code, words string) *life {
	return l.step(m, group, func(c connection.Connection) error {
		return l.v.Connections.KeepBarrier(l.ctx, l.worker, l.pid, c.ID, c.Version, "", connection.Barrier{Code: code, Words: words})
	})
}

func (l *life) outOfTheWay(m moment, group, code string) *life {
	return l.step(m, group, func(c connection.Connection) error {
		return l.v.Connections.BarrierGone(l.ctx, l.worker, l.pid, c.ID, c.Version, "", code)
	})
}

// saidCame lets a group say through its link whether somebody came.
func (l *life) saidCame(m moment, group string, came connection.Came) *life {
	return l.step(m, group, func(c connection.Connection) error {
		list, err := l.v.Messages.ForPerson(l.ctx, authz.Program(), l.pid.String(), 50)
		if err != nil {
			return err
		}
		token := ""
		for _, m := range list {
			if m.Phrase == message.ConnectionCame && token == "" {
				token = regexp.MustCompile(`/g/([A-Z2-7]+)`).FindStringSubmatch(m.Body)[1]
			}
		}
		if err := l.must("question whether "+l.first+" came", token != ""); err != nil {
			return err
		}
		proof, err := l.proof(token)
		if err != nil {
			return err
		}
		in := connection.Visit{Came: came}
		if came == connection.CameYes {
			in.On = l.day(13)
		}
		return l.v.Connections.AnswerCame(l.ctx, token, proof, in)
	})
}

// proof types the code that a group was sent.
func (l *life) proof(token string) (string, error) {
	if err := l.v.Connections.SendCode(l.ctx, token); err != nil {
		return "", err
	}
	code, err := l.code()
	if err != nil {
		return "", err
	}
	return l.v.Connections.Open(l.ctx, token, code)
}
