package town

import (
	"weft/internal/caseload"
	"weft/internal/contact"
	"weft/internal/person"
	"weft/internal/plan"
)

// ofKind gives an action its kind.
func ofKind(kind plan.Kind, a plan.Action) plan.Action {
	a.Kind = kind
	return a
}

// beside notes somebody on the person's side.
func (l *life) beside(m moment, in plan.NewSupporter) *life {
	l.then(m, func() error { return l.v.Plans.KeepSupporter(l.ctx, l.worker, l.pid, in) })
	return l
}

// gave notes who got a copy of the plan.
func (l *life) gave(m moment, holder plan.Holder, who string, how plan.Way) *life {
	l.then(m, func() error {
		return l.v.Plans.Share(l.ctx, l.worker, l.pid, plan.NewCopy{Holder: holder, Who: who, How: how, Agreed: true})
	})
	return l
}

// stands says of a goal of the present plan how it stands.
func (l *life) stands(m moment, words string, to plan.GoalStatus, said string) *life {
	l.then(m, func() error {
		p, err := l.v.Plans.Current(l.ctx, l.worker, l.pid)
		if err != nil {
			return err
		}
		for _, g := range p.Goals {
			if g.Words == words {
				return l.v.Plans.MoveGoal(l.ctx, l.worker, l.pid, g.ID, g.Version, to, said)
			}
		}
		return l.must("goal "+words, false)
	})
	return l
}

// reviewed looks at the plan together; said is by the words of the goals.
func (l *life) reviewed(m moment, how string, said map[string]plan.Said) *life {
	l.then(m, func() error {
		p, err := l.v.Plans.Current(l.ctx, l.worker, l.pid)
		if err != nil {
			return err
		}
		next, err := l.v.Plans.NextReview(l.ctx, l.worker, l.pid)
		if err != nil {
			return err
		}
		in := plan.Review{Version: p.Version, Next: next, How: how, Goals: map[plan.GoalID]plan.Said{}}
		for _, g := range p.Goals {
			if s, ok := said[g.Words]; ok {
				in.Goals[g.ID] = s
			}
		}
		_, err = l.v.Plans.Review(l.ctx, l.worker, l.pid, in)
		return err
	})
	return l
}

func says(a plan.Answer, words string, sure int) plan.Said {
	return plan.Said{Answer: a, Words: words, Importance: -1, Confidence: sure}
}

// bronwen has looked at her plan twice.
func (b *builder) bronwen() {
	const chapel, bill, wall, tablet, knit, bowls, letters = "Walk up to chapel without stopping", "Know what the bill is before it comes",
		"A bedroom wall that is dry", "Learn to use the tablet", "Teach somebody to knit", "Join the bowls", "Write to my sister again"
	d := b.human("Bronwen Treharne", "she", 71, "Mill Row Surgery", "17 Tenter Street\nAldermoor", "QZ1 2AB", func(d *person.Details) { d.Language, d.Format = "cy", "audio" })
	b.life(d).by("Jo Linden").
		refer(ago(160), "Chest bad every winter and the flat is damp. Comes in to get warm. Agreed to a visit.", "housing", "food-fuel").
		accepted(ago(158)).allocated(ago(157), "Sam Okafor").
		spoke(ago(151), contact.AtHome, 60, "Keeps her coat on indoors. Black mould behind the wardrobe. Laughs easily.", "I come again in ten days.").
		heard(ago(151), plan.Conversation{Matters: "I do not want pity, I want a dry wall. And I want to get up to chapel on my own two feet.",
			Strengths: "Knits like a machine. Stubborn. Her grandson Ifan comes on Saturdays.", Needs: []string{"housing", "food-fuel", "activity"}, ReadBack: true}).
		beside(ago(140), plan.NewSupporter{Name: "Ifan, her grandson", Helps: "Shopping on Saturdays, and moves the wardrobe", Speak: plan.SpeakYes, SpeakHow: "About the flat, not about her chest"}).
		beside(ago(140), plan.NewSupporter{Name: "Mrs Lewis downstairs", Helps: "Listens for her at night"}).
		beside(ago(140), plan.NewSupporter{Name: "Her daughter in Leeds", Helps: "Rings on Sundays", Speak: plan.SpeakNo, SpeakHow: "She worries enough"}).
		drafted(ago(139), "Use the blue pump, then ring 111. Mrs Lewis has a key. Ring Sam when the council writes.",
			plan.Goal{Words: wall, Importance: 10, Confidence: 2, Helpers: "Ifan takes the pictures", Actions: []plan.Action{
				ofKind(plan.Letter, doing(plan.ByWorker, "Write a letter of support to the housing team")),
				ofKind(plan.Advocacy, doing(plan.ByWorker, "Go with her to the housing office")), ofKind(plan.OtherKind, with("Ifan", "Take pictures of the wall"))}},
			goal(bill, 8, 4, ofKind(plan.JointCall, doing(plan.ByWorker, "Ring the energy company together")), ofKind(plan.Paper, doing(plan.ByPerson, "Send back the form for the priority list")),
				ofKind(plan.Voucher, doing(plan.ByWorker, "A fuel voucher for this month")), ofKind(plan.Grant, doing(plan.ByWorker, "Ask the fuel fund for a heater"))),
			goal(chapel, 9, 3, ofKind(plan.Self, doing(plan.ByPerson, "Walk to the post box every day")), ofKind(plan.Call, doing(plan.ByWorker, "Ring the breathing class"))),
			goal(tablet, 4, 5), goal(knit, 6, 8), goal(bowls, 5, 5), goal(letters, 5, 6)).
		agreed(ago(139).at(11, 0), "At home in Welsh and English, read back.").
		gave(ago(138), plan.HeldByPerson, "Ifan reads it to her", plan.Posted).
		gave(ago(138), plan.HeldByGP, "", plan.Sent).
		did(ago(130), 1, 2, plan.Done, plan.Wait{}).
		did(ago(128), 0, 0, plan.Done, plan.Wait{}).
		did(ago(127), 0, 1, plan.WaitingOn, plan.Wait{Who: "the housing team", Reference: "HT 4471", ChaseOn: b.day(100)}).
		stands(ago(112), bowls, plan.Changed, "Too much standing about. I would sooner watch.").
		stands(ago(104), letters, plan.Partly, "One letter. It is a start.").
		reviewed(ago(90).at(14, 0), "At home, read back.", map[string]plan.Said{bill: says(plan.AnswerDone, "I know to the penny.", 9), chapel: says(plan.AnswerStuck, "The hill has got steeper.", 3),
			wall: says(plan.AnswerOK, "A man came and looked.", 5), tablet: says(plan.AnswerNotNow, "Maybe when it rains.", -1), knit: says(plan.AnswerOK, "", 9)}).
		gave(ago(90).at(15, 0), plan.HeldByPerson, "", plan.ReadOut).
		gave(ago(89), plan.HeldByCarer, "Ifan", plan.Printed).
		reviewed(ago(6).at(10, 30), "On the phone.", map[string]plan.Said{chapel: says(plan.AnswerOK, "As far as the gate, with one stop.", 7), wall: says(plan.AnswerOK, "", 6)}).
		did(ago(5), 0, 1, plan.WaitingOn, plan.Wait{Who: "the housing team", Reference: "HT 4471", ChaseOn: b.ahead(8)}).
		gave(ago(5), plan.HeldByGroup, "The breathing class", plan.Sent).
		gave(ago(5), plan.HeldByOther, "The housing officer", plan.Printed).
		laters(8, caseload.Visit, "Has the surveyor been?")
}
