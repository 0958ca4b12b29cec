package town

import (
	"time"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/pause"
	"weft/internal/referral"
	"weft/internal/waiting"
)

// gates are the pauses of the scheme and those who were held or waited: one practice is
// paused today, everything else is open.
func (b *builder) gates() {
	b.pauses()
	b.held()
	b.onTheList()
}

// pauses are seven, one in each state.
func (b *builder) pauses() {
	ruth := func() authz.Actor { return b.actors["Ruth Calder"] }
	begin := func(m moment, in pause.Terms, then ...func(pid pause.ID)) { // then keeps the id
		b.event(b.time(b.day(m.days), m.minute), "a pause", func() error {
			pid, err := b.v.Referrals.Pause(b.ctx, ruth(), b.Service, "", in)
			for _, f := range then {
				f(pid)
			}
			return err
		})
	}
	// Carr Lane sends everybody whom it met in the flu clinic.
	begin(ago(1).at(8, 30), pause.Terms{Kind: pause.OfPractice, Practice: b.orgs["Carr Lane Surgery"], Reason: "capacity", Words: "Thirty in one week from the flu clinic. We see them in order.",
		Until: b.today.AddDays(9), Exceptions: "Home from hospital with nobody there.",
		PublicEn:    "Carr Lane has sent us many people at once, and we want to see each of them well. You can still refer. We keep what you send and read it within one working day.",
		PublicCy:    "Mae Carr Lane wedi anfon llawer o bobl atom ar unwaith, ac rydym am weld pob un yn dda. Gallwch atgyfeirio o hyd. Rydym yn cadw’r hyn a anfonwch ac yn ei ddarllen o fewn un diwrnod gwaith.",
		Alternative: "Thursday Table needs no letter. People may always ring us themselves."})
	// The fire service found forty lonely people in a week of visits; that is over.
	var fire pause.ID
	begin(ago(62).at(9, 10), pause.Terms{Kind: pause.OfSource, Source: "fire", Words: "Forty home visits in one week."}, func(pid pause.ID) { fire = pid })
	b.event(b.time(b.day(54), 9*60+40), "a pause", func() error {
		return b.v.Referrals.LookAtPause(b.ctx, ruth(), fire, 1, pause.Look{Outcome: pause.End, Words: "All of them have been rung."})
	})
	// Dafydd is back on half days, longer than he thought.
	var dafydd pause.ID
	begin(ago(12).at(10, 0), pause.Terms{Kind: pause.OfWorker, Worker: b.actors["Dafydd Rees"].ID, Reason: "sickness", Words: "Half days after an operation."}, func(pid pause.ID) { dafydd = pid })
	b.event(b.time(b.day(2), 9*60+20), "a pause", func() error {
		return b.v.Referrals.LookAtPause(b.ctx, ruth(), dafydd, 1, pause.Look{Outcome: pause.Extend, Words: "Another week of half days."})
	})
	b.asked(ago(0).at(8, 5), "Piotr Zielny", pause.Terms{Reason: "capacity", Words: "Four hard weeks with three families. I would like to do them well."}, nil)
	b.asked(ago(6).at(9, 0), "Amina Yusuf", pause.Terms{Reason: "leave", Words: "Two weeks in Lahore.", Starts: b.today.AddDays(12)}, func(pid pause.ID) error {
		return b.v.Referrals.AgreeToPause(b.ctx, ruth(), pid, 1, pause.Terms{})
	})
	b.asked(ago(40).at(9, 0), "Grace Adeyemi", pause.Terms{Kind: pause.OfService, Words: "The phones do not stop."}, func(pid pause.ID) error {
		return b.v.Pauses.Refuse(b.ctx, ruth(), pid, 1, "Thank you for saying so. Beth answers the phones from Monday, and I take your next three. If that is not enough, ask me again on Friday.")
	})
	b.asked(ago(80).at(9, 0), "Shona Baird", pause.Terms{Reason: "handover"}, func(pid pause.ID) error {
		return b.v.Pauses.Withdraw(b.ctx, b.actors["Shona Baird"], pid, 1)
	})
}

// asked is a worker asking for a pause, and the answer some minutes later.
func (b *builder) asked(m moment, worker string, in pause.Terms, answer func(pid pause.ID) error) {
	var asked pause.ID
	at := b.time(b.day(m.days), m.minute)
	b.event(at, "a pause", func() (err error) {
		asked, err = b.v.Pauses.Ask(b.ctx, b.actors[worker], b.Service, "", in)
		return err
	})
	if answer != nil {
		b.event(at.Add(45*time.Minute), "a pause", func() error { return answer(asked) })
	}
}

// held are three people whom Carr Lane sent while it is paused: one is read, one is not,
// one could not wait.
func (b *builder) held() {
	from := b.from("Carr Lane Surgery")
	b.life(b.human("Enid Bramley", "she", 79, "Carr Lane Surgery", "17 Sexton Street\nCarr Green", "QZ6 2AA")).by(from).
		refer(ago(1).at(10, 20), "Came for her jab and stayed an hour. Lives for the cat. She would like a call, no hurry.", "loneliness").
		read(ago(1).at(15, 5))
	b.life(b.human("Clive Ormerod", "he", 67, "Carr Lane Surgery", "2 Pond Lane\nCarr Green", "QZ6 2BA", b.onMobile(""))).by(from).
		refer(ago(0).at(8, 20), "Stopped driving in August and has not been further than the gate. Agreed.", "transport", "loneliness")
	b.life(b.human("Sylvia Tattersall", "she", 83, "Carr Lane Surgery", "5 Ginnel End\nCarr Green", "QZ6 3AA")).by(from).
		refer(ago(1).at(11, 5), "Home from hospital since yesterday, and her sister is away until Friday. Agreed.", "home-falls", "food-fuel").
		letIn(ago(1).at(11, 50))
}

// letIn takes somebody held into triage while the pause goes on.
func (l *life) letIn(m moment) *life {
	return l.triage(m, func(a authz.Actor, version int64) error { return l.v.Referrals.LetIn(l.ctx, a, l.rid, version) })
}

// waits puts somebody on the waiting list.
func (l *life) waits(m moment, in waiting.Placing) *life {
	return l.triage(m, func(a authz.Actor, version int64) error {
		return l.v.Waiting.Start(l.ctx, a, l.rid, version, "", in)
	})
}

// listed is one change of somebody's place on the waiting list, as it stands.
func (l *life) listed(m moment, change func(lead authz.Actor, e waiting.Entry) error) *life {
	l.then(m, func() error {
		lead := l.actors["Ruth Calder"]
		e, err := l.v.Waiting.ByReferral(l.ctx, lead, l.rid)
		if err != nil {
			return err
		}
		return change(lead, e)
	})
	return l
}

func (l *life) inTouch(m moment, how waiting.How, words string) *life {
	return l.listed(m, func(a authz.Actor, e waiting.Entry) error {
		return l.v.Waiting.KeepContact(l.ctx, a, l.rid, e.Version, how, words)
	})
}

func (l *life) offeredTo(m moment, worker, note string) *life {
	return l.listed(m, func(a authz.Actor, e waiting.Entry) error {
		return l.v.Waiting.Offer(l.ctx, a, l.rid, e.Version, l.actors[worker].ID, note)
	})
}

// notNow is the worker saying that they cannot.
func (l *life) notNow(m moment, worker, words string) *life {
	return l.listed(m, func(_ authz.Actor, e waiting.Entry) error {
		return l.v.Waiting.DeclineOffer(l.ctx, l.actors[worker], e.Offer.ID, words)
	})
}

// takenOn is the worker saying yes.
func (l *life) takenOn(m moment, worker string) *life {
	l.worker = l.actors[worker]
	return l.listed(m, func(_ authz.Actor, e waiting.Entry) (err error) {
		l.pid, err = l.v.Journey.TakeOffer(l.ctx, l.worker, e.Offer.ID, "")
		return err
	})
}

// onTheList are those who wait, or waited.
func (b *builder) onTheList() {
	b.life(b.human("Muriel Haigh", "she", 81, "St Oswin's Surgery", "12 Weir Terrace\nAldermoor", "QZ2 2BA")).by(b.from("St Oswin's Surgery")).
		refer(ago(47), "Was a dancer. Sits by the window since her hip. Would like to hear a band again.", "loneliness", "activity").
		accepted(ago(46)).waits(ago(46), waiting.Placing{Band: waiting.InTurn}).
		inTouch(ago(18), waiting.ByPhone, "Glad of the call. The tea dance at the Mechanics' is on her calendar; her niece drives.")
	b.life(b.human("Abdi Warsame", "he", 52, "The Quays Practice", "Flat 2, Wharf House\nAldermoor", "QZ3 2AA", speaks("so", true), b.onMobile("After two"))).by(b.from("Alder Welcome")).
		refer(ago(25), "Works nights, sleeps badly, knows nobody. Has asked twice before and was lost twice.", "loneliness", "language").
		accepted(ago(24)).waits(ago(24), waiting.Placing{Band: waiting.Sooner, Why: waiting.Equity, Words: "We lost him twice, for want of an interpreter."}).
		offeredTo(ago(20), "Grace Adeyemi", "Nights: afternoons suit him best.").
		notNow(ago(19), "Grace Adeyemi", "My afternoons are full until the 1st. Sam has one.").
		offeredTo(ago(0).at(8, 15), "Sam Okafor", "Works nights, so afternoons suit him. An interpreter is booked for any call after two.")
	b.life(b.human("Kelly-Ann Birtles", "she", 31, "Brook Street Medical Centre", "40 Brook Street\nAldermoor", "QZ1 2AA", b.onMobile("Text first"))).by(b.from("Brook Street Medical Centre")).
		refer(ago(30), "New baby, no mother of her own, cries in the car. Safe. Seen by the health visitor.", "parenting", "wellbeing").
		accepted(ago(29)).waits(ago(29), waiting.Placing{Band: waiting.First, Why: waiting.Risk, Words: "Alone with a baby of nine weeks."}).
		offeredTo(ago(29), "Shona Baird", "Could you see her this week?").takenOn(ago(28), "Shona Baird").
		laters(3, caseload.Call, "Text first, then ring")
	b.life(b.human("Raymond Duckett", "he", 73, "Mill Row Surgery", "8 Dyehouse Lane\nAldermoor", "QZ1 4AB")).by(b.from("Mill Row Surgery")).
		refer(ago(70), "Widower. Wanted to talk to somebody, then thought better of it, then wanted to.", "bereavement").
		accepted(ago(69)).waits(ago(69), waiting.Placing{}).
		inTouch(ago(41), waiting.ByMessage, "").
		ended(ago(33), referral.Withdrawn)
	b.life(b.human("Betty Shackleton", "she", 77, "Hazel Bank Surgery", "Hill Top\nHazel Bank", "QZ7 2AA")).by(b.from("Hazel Bank Surgery")).
		refer(ago(90), "Nobody answers at any hour; the farm is up for sale.", "loneliness").
		accepted(ago(89)).waits(ago(88), waiting.Placing{}).
		ended(ago(61), referral.UnableToContact)
}
