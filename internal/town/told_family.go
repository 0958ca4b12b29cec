package town

import (
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/consent"
	"weft/internal/contact"
	"weft/internal/family"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/referral"
)

// families are the people round some of those who were told before, and two lives more.
func (b *builder) families() {
	b.arthursFamily()
	b.connie()
	b.ellis()
	b.kin("Dilys Penhallow", 34, family.New{Name: "Megan Doyle", Relation: "neighbour", Words: "next door, has my key", Phone: "01632 960133", Emergency: true,
		Mention: family.MentionSafe}, "practical", "Lifts, and whether I have got home.")
	b.kin("Gloria Reid", 30, family.New{Name: "Pat Illingworth", Relation: "friend", Words: "we worked at the mill"}, "", "")
	b.kin("Hyacinth Palmer", 250, family.New{Words: "the new girl, who sings", Relation: "paid_carer", Mention: family.MentionSafe}, "practical", "When she comes.")
	b.kin("Harold Sugden", 90, family.New{Name: "Jean Sugden", Relation: "relative", Words: "my niece in Ripley", Authority: "lpa_health", NextOfKin: true,
		Evidence: "The stamped copy, at his kitchen table.", Mention: family.MentionSafe}, "emergency", "")
	b.kin("Winston Barnett", 12, family.New{Name: "Marcia Barnett", Relation: "relative", Words: "his sister", Authority: "appointee", Evidence: "The letter from the benefits office."}, "", "")
	b.kin("Mei Lam", 60, family.New{Name: "Kevin Lam", Relation: "child", Authority: "lpa_money", Mention: family.MentionSafe}, "", "")
	b.kin("Trevor Yewdall", 190, family.New{Words: "the man who buys the lambs", Relation: "other", Mention: family.MentionNot}, "", "")
	b.another("Callum Birtwistle", 2, "Piotr is kind, but he knows my dad and it ties my tongue.", "")
	b.another("Mei Lam", 20, "Would like somebody who speaks Cantonese, if there is one.", family.Arranged)
	b.another("Patience Ofori", 33, "", family.TalkedOver)
	b.about("Nargis Hussain", 48, func(l *life) error {
		return l.v.Family.KeepWish(l.ctx, l.worker, l.pid, 0, family.Wish{Gender: "A woman", Language: "Urdu", Place: "Not at home"})
	})
}

// about lets something happen to somebody told before, so many days before today.
func (b *builder) about(name string, days int, do func(l *life) error) {
	for _, l := range b.lives {
		if l.who.Name == name && !l.known {
			b.event(b.time(b.day(days), 16*60+10), name, func() error { return do(l) })
			return
		}
	}
}

// kin is somebody round a person, and what the person said about speaking with them.
func (b *builder) kin(name string, days int, in family.New, speak, about string) {
	b.about(name, days, func(l *life) error {
		rid, err := l.v.Family.Add(l.ctx, l.worker, l.pid, in)
		if err != nil || speak == "" {
			return err
		}
		return l.v.Family.Agree(l.ctx, l.worker, l.pid, rid, family.Agreement{Answer: consent.Yes, Speak: speak, About: about, How: "spoken"})
	})
}

// another is an asking for another worker, and what came of it.
func (b *builder) another(name string, days int, reason string, to family.Status) {
	b.about(name, days, func(l *life) error {
		return l.v.Family.AskChange(l.ctx, l.actors["Beth Lowry"], l.pid, "", reason)
	})
	if to == "" {
		return
	}
	b.about(name, days-4, func(l *life) error {
		lead := l.actors["Ruth Calder"]
		c, err := l.v.Family.ChangeOf(l.ctx, lead, l.pid)
		if err != nil {
			return err
		}
		return l.v.Family.SettleChange(l.ctx, lead, c.ID, c.Version, to, "Rang and listened.")
	})
}

// arthursFamily is a wife who looks after him, and a son whose court order ran out.
func (b *builder) arthursFamily() {
	b.about("Arthur Nuttall", 77, func(l *life) error {
		if err := l.v.Family.KeepCaring(l.ctx, l.worker, l.pid, 0, family.Caring{CaredFor: true}); err != nil {
			return err
		}
		_, err := l.v.Family.Add(l.ctx, l.worker, l.pid, family.New{Name: "Neil Nuttall", Relation: "child", Authority: "deputy", Mention: family.MentionSafe,
			Evidence: "The court order, sealed, for three years.", Until: b.day(30)})
		return err
	})
	b.kin("Arthur Nuttall", 76, family.New{Name: "Connie Nuttall", Relation: "partner", Cares: true, NextOfKin: true, Emergency: true, Phone: "01632 960247",
		Mention: family.MentionSafe}, "anything", "Connie, with the nurse: he nods when she speaks.")
}

// connie looks after Arthur and has a plan of her own, with a worker of her own.
func (b *builder) connie() {
	d := person.Details{Name: "Connie Nuttall", Pronouns: "she", Born: b.born(79, 122), Language: "en",
		Ways: []person.Way{{Kind: person.Phone, Value: "01632 960247", Note: "Evenings, when he sleeps", MayCall: true}}}
	l := b.life(d)
	l.then(ago(44).at(17, 20), func() error {
		return l.offered("Arthur Nuttall", "I have not sat down to a hot dinner since Easter. One evening a week that is mine.")
	})
	l.accepted(ago(43)).allocated(ago(42), "Grace Adeyemi")
	l.then(ago(40).at(18, 40), func() error {
		return l.v.Family.KeepCaring(l.ctx, l.worker, l.pid, 0, family.Caring{Cares: true, Hours: "Day and night"})
	})
	l.spoke(ago(40).at(18, 45), contact.ByPhone, 40, "Talked in the hall while he slept. Used to dance. Asked that her visits are hers, not about him.", "We meet at the café, she and I.").
		heard(ago(33), plan.Conversation{Matters: "I am a wife first and a nurse second, and lately it is only the second. I would like to dance once more before my knees go.",
			Strengths: "Sixty years of ballroom. Organises everybody.", Needs: []string{"caring", "activity"}, ReadBack: true}).
		drafted(ago(33), "Grace. Carers' line. Her sister.", goal("One evening a week that is mine", 10, 5, doing(plan.ByWorker, "Ask who sits with Arthur on Thursdays"))).
		agreed(ago(33), "Over tea, read back.").
		laters(7, caseload.Call, "How was Thursday?")
}

// offered is a plan of their own for somebody round a person whom we know.
func (l *life) offered(whose, reason string) error {
	for _, o := range l.lives {
		if o.who.Name != whose {
			continue
		}
		list, err := l.v.Family.Of(l.ctx, o.worker, o.pid)
		if err != nil {
			return err
		}
		for _, r := range list {
			if r.Name != l.who.Name {
				continue
			}
			if err := l.v.Family.Offer(l.ctx, o.worker, o.pid, r.ID, family.Offer{Service: l.Service, Source: "self", Came: referral.ByVisit, Who: l.who,
				Reason: reason, Agreed: true, Both: family.Both{Person: consent.Yes, Other: consent.Yes}}); err != nil {
				return err
			}
		}
	}
	waiting, err := l.v.Referrals.List(l.ctx, l.actors["Ruth Calder"], referral.Filter{Limit: 1000})
	for _, r := range waiting {
		if r.PersonName == l.who.Name {
			l.rid = r.ID
		}
	}
	return err
}

// ellis is sixteen, looks after two small brothers, and says who may know.
func (b *builder) ellis() {
	d := b.human("Ellis Brearley", "they", 16, "Fellside Practice", "3 Bobbin Court\nWeaver's Fold\nAldermoor", "QZ1 3AB", b.onMobile("Text after school"))
	l := b.life(d).by("Dr Helen Marsh").
		refer(ago(26), "Sixteen, tired, two small brothers to get to school. Would like something that is only theirs. Came alone and agreed.", "caring", "activity").
		accepted(ago(25))
	l.then(ago(25).at(11, 30), func() error {
		lead := l.actors["Ruth Calder"]
		r, err := l.v.Referrals.ByID(l.ctx, lead, l.rid)
		if err != nil {
			return err
		}
		return l.v.Family.KeepWish(l.ctx, lead, r.Person, 0, family.Wish{Place: "The library, not school", Times: "After four"})
	})
	l.allocated(ago(24), "Grace Adeyemi").
		spoke(ago(21).at(16, 15), contact.InTown, 35, "Came on the bus with a skateboard. Knows exactly who may be told, and made me write it down.", "A text on Thursdays, nothing by post.")
	l.then(ago(21).at(16, 55), func() error { return l.whoMayKnow(b.day(21)) })
	l.laters(5, caseload.Call, "Text first: is Saturday still on?")
}

// whoMayKnow is what a young person said, and a decision that they may decide alone.
func (l *life) whoMayKnow(day clock.Date) error {
	f := l.v.Family
	if err := f.KeepYoung(l.ctx, l.worker, l.pid, 0, family.Young{Responsibility: "Dawn Brearley, mother", School: "Aldermoor High",
		MayKnow: "Mum, and Auntie Jo", MayNot: "School. Mum's boyfriend."}); err != nil {
		return err
	}
	if err := f.Decide(l.ctx, l.worker, l.pid, family.Competence{On: day, Decider: "Grace Adeyemi, with Dr Helen Marsh", About: "Joining a club and having a plan",
		Words: "Ellis understands what it is, what could go wrong and what else there is, and says it in their own words. They may decide this alone."}); err != nil {
		return err
	}
	if err := f.KeepCaring(l.ctx, l.worker, l.pid, 0, family.Caring{Cares: true, Young: true, Hours: "Mornings and most evenings"}); err != nil {
		return err
	}
	_, err := f.Add(l.ctx, l.worker, l.pid, family.New{Name: "Dawn Brearley", Relation: "parent", Authority: "parental", Evidence: "Told by Ellis and Dr Marsh.",
		NextOfKin: true, Mention: family.MentionSafe})
	return err
}
