package family_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/consent"
	"weft/internal/errs"
	"weft/internal/family"
	"weft/internal/fixture"
	"weft/internal/id"
	"weft/internal/message"
	"weft/internal/person"
	"weft/internal/referral"
)

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// offer is a plan of their own for somebody, at the service of a thread.
func offer(h *fixture.House, th fixture.Thread) family.Offer {
	who := h.Details()
	return family.Offer{Service: th.Service.ID, Source: "self", Came: referral.ByPhone, Who: who, Reason: "I am worn out.", Agreed: true}
}

// round adds somebody round the person of a thread.
func round(t *testing.T, h *fixture.House, th fixture.Thread, in family.New) family.RelatedID {
	t.Helper()
	rid, err := h.Family.Add(context.Background(), th.Worker, th.Person, in)
	ok(t, err)
	return rid
}

func TestSomebodyIsAddedOnceChangedAndEndedAndTheLineStays(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		in := family.New{Key: "key", Name: " Gwen  Parry ", Relation: "partner", Phone: "01632 960118", Cares: true, NextOfKin: true, Mention: family.MentionSafe}
		did, err := h.Audited(t, func() error { _, err := h.Family.Add(ctx, th.Worker, th.Person, in); return err })
		if err != nil || !slices.Equal(did, []string{"family.add"}) {
			t.Fatalf("recorded %v: %v", did, err)
		}
		rows := h.Rows(t)
		rid := round(t, h, th, in)
		if !maps.Equal(rows, h.Rows(t)) {
			t.Error("a second click adds another")
		}
		r, err := h.Family.ByID(ctx, th.Worker, th.Person, rid)
		if err != nil || r.Name != "Gwen Parry" || r.Phone != "01632 960118" || !r.Cares || !r.NextOfKin || r.Emergency {
			t.Errorf("kept %+v: %v", r, err)
		}
		ok(t, h.Family.Change(ctx, th.Lead, th.Person, rid, 1, family.New{Name: "Gwen Parry", Relation: "friend"}))
		if err := h.Family.Change(ctx, th.Worker, th.Person, rid, 1, family.New{Name: "Gwen"}); errs.CodeOf(err) != "form.changed_meanwhile" {
			t.Errorf("a lost race: %v", err)
		}
		ok(t, h.Family.End(ctx, th.Worker, th.Person, rid, 2, "They fell out"))
		list, err := h.Family.Of(ctx, th.Worker, th.Person)
		if err != nil || len(list) != 1 || list[0].Ended != h.Today() || list[0].Why != "They fell out" || list[0].Relation != "friend" {
			t.Errorf("after the end: %+v %v", list, err)
		}
		for name, step := range map[string]error{
			"change": h.Family.Change(ctx, th.Worker, th.Person, rid, 3, family.New{Name: "Gwen"}),
			"end":    h.Family.End(ctx, th.Worker, th.Person, rid, 3, ""),
			"agree":  h.Family.Agree(ctx, th.Worker, th.Person, rid, family.Agreement{Answer: consent.Yes, Speak: "anything"}),
			"offer":  h.Family.Offer(ctx, th.Worker, th.Person, rid, offer(h, th)),
			"link":   h.Family.Link(ctx, th.Worker, th.Person, rid, th.Person, "", family.Both{}),
		} {
			if errs.CodeOf(step) != "family.related_ended" {
				t.Errorf("%s after the end: %v", name, step)
			}
		}
	})
}

func TestNothingButANameOrWordsIsRequiredAndWhatIsGivenMustFit(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		round(t, h, th, family.New{Words: "the lady next door"})
		for field, in := range map[string]family.New{
			"name":      {},
			"relation":  {Name: "Gwen", Relation: "boss"},
			"mention":   {Name: "Gwen", Mention: "perhaps"},
			"phone":     {Name: "Gwen", Phone: "next door"},
			"email":     {Name: "Gwen", Email: "gwen"},
			"authority": {Name: "Gwen", Evidence: "Saw the letter"},
			"evidence":  {Name: "Gwen", Authority: "deputy", Evidence: strings.Repeat("x", 1001)},
			"words":     {Name: "Gwen", Words: strings.Repeat("x", 201)},
		} {
			_, err := h.Family.Add(ctx, th.Worker, th.Person, in)
			if f := errs.FieldsOf(err); len(f) != 1 || f[0].Name != field {
				t.Errorf("%s: %v", field, err)
			}
		}
	})
}

func TestAnAgreementToSpeakIsAConsentAndTakingItBackEndsIt(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		rid := round(t, h, th, family.New{Name: "Gwen"})
		stands := func() family.Related {
			r, err := h.Family.ByID(ctx, th.Worker, th.Person, rid)
			ok(t, err)
			return r
		}
		if stands().MaySpeak() {
			t.Error("nobody was asked and we may speak")
		}
		yes := family.Agreement{Key: "k", Answer: consent.Yes, Speak: "practical", About: "The lifts on Tuesday", How: "spoken"}
		did, err := h.Audited(t, func() error { return h.Family.Agree(ctx, th.Worker, th.Person, rid, yes) })
		if err != nil || !slices.Equal(did, []string{"consent.yes"}) {
			t.Errorf("recorded %v: %v", did, err)
		}
		ok(t, h.Family.Agree(ctx, th.Worker, th.Person, rid, yes))
		if r := stands(); !r.MaySpeak() || r.Speak != "practical" || r.About != "The lifts on Tuesday" {
			t.Errorf("agreed: %+v", r)
		}
		history, err := h.Consents.History(ctx, th.Worker, h.People, th.Person)
		if err != nil || history[0].Scope != consent.ToRelated || history[0].Target != rid.String() || len(history) != 3 && len(history) != 2 {
			t.Errorf("in the record of consent: %+v %v", history, err)
		}
		h.Now.Advance(60e9)
		ok(t, h.Family.Agree(ctx, th.Worker, th.Person, rid, family.Agreement{Answer: consent.Withdrawn}))
		if stands().MaySpeak() {
			t.Error("taken back, and we may speak")
		}
		for field, in := range map[string]family.Agreement{"answer": {}, "speak": {Answer: consent.Yes}, "about": {Answer: consent.No, About: strings.Repeat("x", 1001)}} {
			if f := errs.FieldsOf(h.Family.Agree(ctx, th.Worker, th.Person, rid, in)); len(f) != 1 || f[0].Name != field {
				t.Errorf("%s: %v", field, f)
			}
		}
	})
}

func TestACarersPlanIsTheirOwnAndNeitherRecordLeaksIntoTheOther(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		th := h.Case(t, fixture.Asking(func(n *referral.New) {
			n.Reason, n.Person.Address, n.Person.Risk = "UNIQUE-HIS", "UNIQUE-HIS Row", "UNIQUE-HIS dog"
		}))
		rid := round(t, h, th, family.New{Name: "Gwen", Relation: "partner", Cares: true, Words: "UNIQUE-HIS wife"})
		in := offer(h, th)
		in.Key, in.Reason, in.Both = "key", "UNIQUE-HERS", family.Both{Person: consent.Yes, Other: consent.Yes}
		did, err := h.Audited(t, func() error { return h.Family.Offer(ctx, th.Worker, th.Person, rid, in) })
		if err != nil || !slices.Contains(did, "family.offer") || !slices.Contains(did, "referral.create") || !slices.Contains(did, "family.link") {
			t.Fatalf("recorded %v: %v", did, err)
		}
		rows := h.Rows(t)
		ok(t, h.Family.Offer(ctx, th.Worker, th.Person, rid, in))
		if !maps.Equal(rows, h.Rows(t)) {
			t.Error("a second click refers her twice")
		}
		list, err := h.Referrals.List(ctx, th.Lead, referral.Filter{})
		if err != nil || len(list) != 1 {
			t.Fatalf("%d referrals wait: %v", len(list), err)
		}
		hers := list[0]
		card, err := h.People.ByID(ctx, th.Lead, hers.Person)
		ok(t, err)
		if hers.Reason != "UNIQUE-HERS" || hers.Source != "self" || hers.ReferrerName != "" || card.Risk != "" || strings.Contains(card.Address, "UNIQUE-HIS") {
			t.Errorf("her referral: %+v, %+v", hers, card)
		}
		if _, err := h.People.ByID(ctx, th.Worker, hers.Person); errs.KindOf(err) != errs.NotFound {
			t.Errorf("his worker sees her: %v", err)
		}
		if links, err := h.Family.Links(ctx, th.Worker, th.Person); err != nil || len(links) != 0 {
			t.Errorf("his worker, who does not see her, learns %v: %v", links, err)
		}
		his, err := h.Family.Links(ctx, th.Lead, th.Person)
		if err != nil || len(his) != 1 || !his[0].CaredFor || his[0].Cares {
			t.Errorf("on his record, to the lead: %+v %v", his, err)
		}
		her, err := h.Family.Links(ctx, th.Lead, hers.Person)
		if err != nil || len(her) != 1 || her[0].CaredFor || !her[0].Cares {
			t.Errorf("on her record, to the lead: %+v %v", her, err)
		}
		ok(t, h.Family.Unlink(ctx, th.Lead, hers.Person, her[0].ID, "k"))
		if his, _ := h.Family.Links(ctx, th.Lead, th.Person); len(his) != 0 {
			t.Error("a link that ended still stands")
		}
		ok(t, h.Family.Unlink(ctx, th.Lead, hers.Person, her[0].ID, "k"))
		if err := h.Family.Unlink(ctx, th.Lead, hers.Person, her[0].ID, ""); errs.KindOf(err) != errs.NotFound {
			t.Errorf("ended twice: %v", err)
		}
	})
}

// pair is two people of one service, linked.
func pair(t *testing.T, h *fixture.House, both family.Both, change func(d *person.Details)) (his, her fixture.Thread) {
	t.Helper()
	his = h.Case(t, fixture.Who(change))
	her = h.Case(t, fixture.At(his.Service), fixture.LedBy(his.Lead))
	rid := round(t, h, his, family.New{Name: "Gwen", Cares: true})
	ok(t, h.Family.Link(context.Background(), his.Lead, his.Person, rid, her.Person, "", both))
	return his, her
}

func TestALinkIsToldOnlyAsFarAsEachAgreed(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		for name, c := range map[string]struct {
			both       family.Both
			onHis, how bool
			onHers     bool
		}{
			"nobody was asked": {family.Both{}, false, false, false},
			"only he agreed":   {family.Both{Person: consent.Yes, Other: consent.No}, false, false, true},
			"only she agreed":  {family.Both{Person: consent.No, Other: consent.Yes}, true, false, false},
			"both agreed":      {family.Both{Person: consent.Yes, Other: consent.Yes}, true, true, true},
		} {
			his, her := pair(t, h, c.both, func(*person.Details) {})
			on, err := h.Family.Links(ctx, his.Lead, his.Person)
			ok(t, err)
			off, err := h.Family.Links(ctx, his.Lead, her.Person)
			ok(t, err)
			if (len(on) == 1) != c.onHis || (len(off) == 1) != c.onHers || len(on) == 1 && on[0].CaredFor != c.how {
				t.Errorf("%s: on his %+v, on hers %+v", name, on, off)
			}
			for _, a := range []authz.Actor{his.Worker, her.Worker} {
				if l, _ := h.Family.Links(ctx, a, his.Person); len(l) != 0 {
					t.Errorf("%s: a worker of one of them sees %v", name, l)
				}
			}
		}
	})
}

func TestWhereContactMustBeSafeOnlyWhoSeesBothWholeSeesTheLink(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		yes := family.Both{Person: consent.Yes, Other: consent.Yes}
		for name, change := range map[string]func(d *person.Details){
			"safe contact":   func(d *person.Details) { d.SafeContact = true },
			"hidden address": func(d *person.Details) { d.HiddenAddress = true },
			"restricted":     func(d *person.Details) { d.Restricted = true },
			"plain":          func(*person.Details) {},
		} {
			his, her := pair(t, h, yes, change)
			office := h.SchemeAdmin(t, his.Service)
			for _, p := range []person.ID{his.Person, her.Person} {
				l, err := h.Family.Links(ctx, office, p)
				ok(t, err)
				if (len(l) == 1) != (name == "plain") {
					t.Errorf("%s: the office sees %v", name, l)
				}
				if l, err = h.Family.Links(ctx, his.Lead, p); err != nil || len(l) != 1 {
					t.Errorf("%s: the lead sees %v: %v", name, l, err)
				}
			}
		}
	})
}

func TestLinkingNeedsBothWithinReachAndTwoPeople(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th, stranger := context.Background(), h.Case(t), h.Case(t)
		rid := round(t, h, th, family.New{Name: "Gwen"})
		rows := h.Rows(t)
		yours := h.Family.Link(ctx, th.Lead, th.Person, rid, stranger.Person, "", family.Both{})
		there := h.Family.Link(ctx, th.Lead, th.Person, rid, id.New[person.Person](), "", family.Both{})
		if yours == nil || errs.KindOf(yours) != errs.NotFound || yours.Error() != there.Error() {
			t.Errorf("somebody out of reach: %v is not %v", yours, there)
		}
		if err := h.Family.Link(ctx, th.Lead, th.Person, rid, th.Person, "", family.Both{}); errs.FieldsOf(err)[0].Code != "family.link_self" {
			t.Errorf("with themself: %v", err)
		}
		if err := h.Family.Link(ctx, stranger.Lead, stranger.Person, rid, stranger.Person, "", family.Both{}); errs.KindOf(err) != errs.NotFound {
			t.Errorf("somebody round another: %v", err)
		}
		if !maps.Equal(rows, h.Rows(t)) {
			t.Error("something was written")
		}
	})
}

func TestYoungIsByBirthDateOrBecauseItWasSaid(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, today := context.Background(), h.Today()
		birthday := clock.Date{Year: today.Year - 18, Month: today.Month, Day: today.Day}
		for name, c := range map[string]struct {
			born        clock.Date
			about, said bool
			want        bool
		}{
			"a day before eighteen":   {birthday.AddDays(1), false, false, true},
			"on the birthday":         {birthday, false, false, false},
			"on the birthday, said":   {birthday, false, true, false},
			"about twenty, said":      {clock.Date{Year: today.Year - 20, Month: 7, Day: 1}, true, true, true},
			"about twenty, not said":  {clock.Date{Year: today.Year - 20, Month: 7, Day: 1}, true, false, false},
			"about sixteen, not said": {clock.Date{Year: today.Year - 16, Month: 7, Day: 1}, true, false, true},
		} {
			th := h.Case(t, fixture.Who(func(d *person.Details) { d.Born, d.BornAbout = c.born, c.about }))
			ok(t, h.Family.KeepYoung(ctx, th.Worker, th.Person, 0, family.Young{Said: c.said, School: "Aldermoor High"}))
			y, err := h.Family.Young(ctx, th.Worker, th.Person)
			ok(t, err)
			b, err := h.Family.Brief(ctx, th.Worker, th.Person)
			ok(t, err)
			if y.Under18 != c.want || b.Under18 != c.want || y.School != "Aldermoor High" {
				t.Errorf("%s: %+v %+v", name, y, b)
			}
		}
	})
}

func TestACompetenceDecisionIsAddedAndNeedsOneOfThree(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		if f := errs.FieldsOf(h.Family.Decide(ctx, th.Worker, th.Person, family.Competence{})); len(f) != 1 || f[0].Name != "words" {
			t.Errorf("nothing said: %v", f)
		}
		if f := errs.FieldsOf(h.Family.Decide(ctx, th.Worker, th.Person, family.Competence{Words: "x", On: h.Today().AddDays(1)})); len(f) != 1 || f[0].Name != "on" {
			t.Errorf("tomorrow: %v", f)
		}
		one := family.Competence{Key: "k", On: h.Today(), Decider: "Dr Marsh", About: "Joining a group", Words: "She understands and may decide."}
		ok(t, h.Family.Decide(ctx, th.Worker, th.Person, one))
		ok(t, h.Family.Decide(ctx, th.Worker, th.Person, one))
		h.Now.Advance(60e9)
		ok(t, h.Family.Decide(ctx, th.Worker, th.Person, family.Competence{About: "Telling her mother"}))
		y, err := h.Family.Young(ctx, th.Worker, th.Person)
		if err != nil || len(y.Decisions) != 2 || y.Decisions[0].About != "Telling her mother" || y.Decisions[1].Decider != "Dr Marsh" || y.Decisions[1].On != h.Today() {
			t.Errorf("kept %+v: %v", y.Decisions, err)
		}
	})
}

func TestWhatIsKeptOfCaringAndWishesIsNotLostToARace(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		ok(t, h.Family.KeepCaring(ctx, th.Worker, th.Person, 0, family.Caring{Cares: true, Hours: "Most nights", Young: true}))
		ok(t, h.Family.KeepWish(ctx, th.Worker, th.Person, 0, family.Wish{Gender: "A woman", Avoid: "My cousin Bryn"}))
		ok(t, h.Family.KeepYoung(ctx, th.Worker, th.Person, 0, family.Young{MayNot: "Her stepfather"}))
		for name, err := range map[string]error{
			"caring, first again": h.Family.KeepCaring(ctx, th.Lead, th.Person, 0, family.Caring{}),
			"caring, stale":       h.Family.KeepCaring(ctx, th.Lead, th.Person, 7, family.Caring{}),
			"wish":                h.Family.KeepWish(ctx, th.Lead, th.Person, 0, family.Wish{}),
			"young":               h.Family.KeepYoung(ctx, th.Lead, th.Person, 2, family.Young{}),
		} {
			if errs.CodeOf(err) != "form.changed_meanwhile" {
				t.Errorf("%s: %v", name, err)
			}
		}
		v, err := h.Family.Caring(ctx, th.Worker, th.Person)
		if err != nil || !v.Cares || v.Hours != "Most nights" || v.Version != 1 {
			t.Errorf("caring %+v: %v", v, err)
		}
		b, err := h.Family.Brief(ctx, th.Worker, th.Person)
		if err != nil || !b.Cares || !b.YoungCarer {
			t.Errorf("brief %+v: %v", b, err)
		}
		ok(t, h.Family.KeepCaring(ctx, th.Worker, th.Person, 1, family.Caring{CaredFor: true}))
		if b, err = h.Family.Brief(ctx, th.Worker, th.Person); err != nil || b.Cares || b.YoungCarer {
			t.Errorf("brief afterwards %+v: %v", b, err)
		}
		w, err := h.Family.Wish(ctx, th.Lead, th.Person)
		if err != nil || w.Avoid != "My cousin Bryn" || w.Empty() {
			t.Errorf("wish %+v: %v", w, err)
		}
	})
}

func TestWhatWasWrittenBeforeTwoRecordsWereJoinedStays(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		again := h.Referral(t, fixture.At(th.Service), fixture.LedBy(th.Lead))
		_, err := h.Family.Add(ctx, th.Lead, again.Person, family.New{Name: "Gwen"})
		ok(t, err)
		ok(t, h.Family.KeepWish(ctx, th.Lead, again.Person, 0, family.Wish{Gender: "A woman"}))
		ok(t, h.Referrals.Join(ctx, th.Lead, again.Referral.ID, again.Referral.Version, th.Person))
		list, err := h.Family.Of(ctx, th.Worker, th.Person)
		if err != nil || len(list) != 1 || list[0].Name != "Gwen" {
			t.Errorf("round them now: %+v %v", list, err)
		}
		w, err := h.Family.Wish(ctx, th.Worker, th.Person)
		ok(t, err)
		ok(t, h.Family.KeepWish(ctx, th.Worker, th.Person, w.Version, family.Wish{Gender: "A woman", Times: "Mornings"}))
		if w, err = h.Family.Wish(ctx, th.Worker, th.Person); err != nil || w.Times != "Mornings" || w.Gender != "A woman" {
			t.Errorf("the wish: %+v %v", w, err)
		}
	})
}

func TestOfARestrictedRecordTheOfficeReadsNothingAndChangesNothing(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		th := h.Case(t, fixture.Who(func(d *person.Details) { d.Restricted, d.Born = true, h.Today().AddDays(-6000) }))
		rid := round(t, h, th, family.New{Name: "Gwen"})
		ok(t, h.Family.KeepWish(ctx, th.Worker, th.Person, 0, family.Wish{Avoid: "Bryn"}))
		office := h.SchemeAdmin(t, th.Service)
		list, err := h.Family.Of(ctx, office, th.Person)
		w, werr := h.Family.Wish(ctx, office, th.Person)
		y, yerr := h.Family.Young(ctx, office, th.Person)
		b, berr := h.Family.Brief(ctx, office, th.Person)
		if err != nil || werr != nil || yerr != nil || berr != nil || len(list) != 0 || !w.Empty() || y.Under18 || b.Under18 {
			t.Errorf("the office reads %v %v %v %v", list, w, y, b)
		}
		if _, err := h.Family.ByID(ctx, office, th.Person, rid); errs.KindOf(err) != errs.NotFound {
			t.Errorf("one of them: %v", err)
		}
		if _, err := h.Family.Add(ctx, office, th.Person, family.New{Name: "Huw"}); errs.CodeOf(err) != "person.masked" {
			t.Errorf("adds: %v", err)
		}
	})
}

func TestAskingForAnotherWorkerReachesTheLeadWithoutAWordOfIt(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		office := h.SchemeAdmin(t, th.Service)
		did, err := h.Audited(t, func() error { return h.Family.AskChange(ctx, office, th.Person, "k", "UNIQUE-REASON") })
		if err != nil || !slices.Equal(did, []string{"message.queue", "family.change_ask"}) {
			t.Fatalf("recorded %v: %v", did, err)
		}
		m := h.Outbox(t)[0]
		if m.Phrase != message.StaffRead || m.Address != h.Account(t, th.Lead).Email || strings.Contains(m.Subject+m.Body, "UNIQUE") || strings.Contains(m.Body, th.Referral.PersonName) {
			t.Errorf("told %+v", m)
		}
		ok(t, h.Family.AskChange(ctx, office, th.Person, "k", "UNIQUE-REASON"))
		if err := h.Family.AskChange(ctx, th.Worker, th.Person, "", ""); errs.CodeOf(err) != "family.is_asked" {
			t.Errorf("asked twice: %v", err)
		}
		for name, c := range map[string]struct {
			a     authz.Actor
			reads bool
		}{"the worker": {th.Worker, false}, "the lead": {th.Lead, true}, "who wrote it down": {office, true}, "the supervisor": {h.Supervisor(t, th.Worker), false}} {
			v, err := h.Family.ChangeOf(ctx, c.a, th.Person)
			if err != nil || v.Status != family.Asked || (v.Reason != "") != c.reads {
				t.Errorf("%s reads %+v: %v", name, v, err)
			}
		}
		list, err := h.Family.Changes(ctx, th.Lead)
		if err != nil || len(list) != 1 || list[0].Worker != th.Worker.ID {
			t.Fatalf("the lead's list: %+v %v", list, err)
		}
		which := list[0].ID
		if f := errs.FieldsOf(h.Family.SettleChange(ctx, th.Lead, which, 1, "forgotten", "")); len(f) != 1 || f[0].Name != "to" {
			t.Errorf("nonsense: %v", f)
		}
		if err := h.Family.SettleChange(ctx, th.Lead, which, 9, family.Arranged, ""); errs.CodeOf(err) != "form.changed_meanwhile" {
			t.Errorf("a lost race: %v", err)
		}
		ok(t, h.Family.SettleChange(ctx, th.Lead, which, 1, family.TalkedOver, "They stay."))
		for _, to := range []family.Status{family.Arranged, family.TalkedOver} {
			if err := h.Family.SettleChange(ctx, th.Lead, which, 2, to, ""); errs.CodeOf(err) != "family.is_talked_over" {
				t.Errorf("settled twice, %s: %v", to, err)
			}
		}
		ok(t, h.Family.AskChange(ctx, th.Worker, th.Person, "", ""))
		h.CloseCase(t, &th)
		if err := h.Family.AskChange(ctx, th.Worker, th.Person, "", ""); errs.CodeOf(err) != "caseload.is_closed" {
			t.Errorf("without an open case: %v", err)
		}
	})
}

func TestWhoHasLookedSaysRolesAndPlacesAndNoNames(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		look := func(a authz.Actor) { ok(t, h.Audit.Looked(ctx, a, th.Person.String())) }
		safeguarding := h.Cast(t, th)["safeguarding"]
		start := h.Now.Now()
		look(th.Worker)
		look(safeguarding)
		look(h.Admin(t))              // nothing opens the record to an administrator
		look(h.Worker(t, th.Service)) // nor to a colleague
		h.Now.Advance(20 * 60e9)
		look(th.Worker)
		look(h.Supervisor(t, th.Worker))
		h.Now.Advance(48 * 3600e9)
		look(h.SchemeAdmin(t, th.Service))
		got, err := h.Family.Looked(ctx, th.Worker, th.Person)
		ok(t, err)
		first, last := clock.DateOf(start, h.Zone), h.Today()
		want := []family.Look{{On: last, Role: "role.scheme_administrator", Place: th.Service.Name, Times: 1},
			{On: first, Role: "role.gp_supervisor", Place: th.Service.Name, Times: 1}, {On: first, Role: "role.link_worker", Place: th.Service.Name, Times: 2}}
		key := func(a, b family.Look) int { return strings.Compare(b.On.String()+b.Role, a.On.String()+a.Role) }
		slices.SortFunc(got, key)
		slices.SortFunc(want, key)
		if !slices.Equal(got, want) {
			t.Errorf("looked: %+v", got)
		}
	})
}
