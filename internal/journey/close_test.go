package journey_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/internal/consent"
	"weft/internal/contact"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/journey"
	"weft/internal/message"
	"weft/internal/person"
	"weft/internal/referral"
	"weft/internal/vocabulary"
)

// closed closes a case with everybody told and returns what was said.
func closed(t *testing.T, x *fixture.House, th fixture.Thread, in journey.Close) ([]string, error) {
	t.Helper()
	before := len(x.Told(t))
	in.Version, in.TellPerson, in.TellReferrer = th.Case.Version, true, true
	err := x.Journeys.Close(context.Background(), th.Worker, th.Person, in)
	return x.Told(t)[before:], err
}

func TestEachReasonClosesAndTellsWhoeverIsToBeTold(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		for _, reason := range vocabulary.ClosureReasons() {
			if reason.Code == "lost_contact" {
				continue // has rules of its own
			}
			h.Undone(t, func(x *fixture.House) {
				told, err := closed(t, x, th, journey.Close{Reason: reason.Code, Words: "As agreed.", Need: "transport"})
				want := []string{"case.finished to person", "case.finished to referrer"}
				if reason.Code == "died" {
					want = nil
				}
				if err != nil || !slices.Equal(told, want) {
					t.Errorf("%s: told %v: %v", reason.Code, told, err)
				}
				c, err := x.Cases.ForPerson(context.Background(), th.Worker, th.Person)
				if err != nil || c.Open() || c.Closure != reason.Code || c.ClosureWords != "As agreed." || !c.Next.On.IsZero() {
					t.Errorf("%s: %+v %v", reason.Code, c, err)
				}
				if gaps := x.Rows(t)["unmet_need"]; (gaps == 1) != (reason.Code == "no_provision") {
					t.Errorf("%s leaves %d gaps", reason.Code, gaps)
				}
			})
		}
	})
}

func TestClosingIsAuditedAndAReplayClosesOnce(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		in := journey.Close{Key: "key", Version: th.Case.Version, Reason: "no_provision", Need: "money", TellPerson: true, TellReferrer: true}
		did, err := h.Audited(t, func() error { return h.Journeys.Close(ctx, th.Worker, th.Person, in) })
		if err != nil || !slices.Equal(did, []string{"gap.note", "case.close", "message.queue", "message.queue"}) {
			t.Fatalf("recorded %v: %v", did, err)
		}
		rows := h.Rows(t)
		if err := h.Journeys.Close(ctx, th.Worker, th.Person, in); err != nil || !maps.Equal(rows, h.Rows(t)) {
			t.Errorf("a replay: %v", err)
		}
		in.Key = "another"
		if err := h.Journeys.Close(ctx, th.Worker, th.Person, in); errs.CodeOf(err) != "caseload.is_closed" || !maps.Equal(rows, h.Rows(t)) {
			t.Errorf("closed twice: %v", err)
		}
	})
}

func TestWhatCannotBeClosedIsRefusedAndChangesNothing(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		rows := h.Rows(t)
		for name, c := range map[string]struct {
			in   journey.Close
			code string
		}{
			"no reason":         {journey.Close{Version: 1}, "form.invalid"},
			"a reason":          {journey.Close{Version: 1, Reason: "bored"}, "form.invalid"},
			"a need is missing": {journey.Close{Version: 1, Reason: "no_provision"}, "form.invalid"},
			"too many words":    {journey.Close{Version: 1, Reason: "content", Words: strings.Repeat("a", 4001)}, "form.invalid"},
			"a lost race":       {journey.Close{Version: 7, Reason: "no_provision", Need: "money"}, "form.changed_meanwhile"},
			"lost too soon":     {journey.Close{Version: 1, Reason: "lost_contact"}, "journey.lost_contact_too_soon"},
		} {
			if err := h.Journeys.Close(context.Background(), th.Worker, th.Person, c.in); errs.CodeOf(err) != c.code {
				t.Errorf("%s: %v", name, err)
			}
		}
		if !maps.Equal(rows, h.Rows(t)) {
			t.Error("something was written")
		}
	})
}

// tries makes three tries over two weeks by these means.
func tries(t *testing.T, h *fixture.House, th fixture.Thread, how ...contact.How) {
	t.Helper()
	for i, m := range how {
		if i > 0 {
			h.Now.Advance(7 * 24 * time.Hour)
		}
		_, err := h.Contacts.Record(context.Background(), th.Worker, th.Person, contact.New{How: m, Outcome: contact.NoAnswer})
		ok(t, err)
	}
}

func TestLostContactNeedsEnoughTriesAndEndsWithAKindLetter(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		phone, letter := contact.ByPhone, contact.ByLetter
		oneMeans := func(d *person.Details) { d.Ways, d.SafeContact = d.Ways[:1], true; d.Ways[0].MayText = false }
		for name, c := range map[string]struct {
			who  func(*person.Details)
			how  []contact.How
			lost bool
		}{
			"by two means":            {func(*person.Details) {}, []contact.How{phone, letter, phone}, true},
			"by one of several":       {func(*person.Details) {}, []contact.How{phone, phone, phone}, false},
			"twice":                   {func(*person.Details) {}, []contact.How{phone, letter}, false},
			"by the only safe one":    {oneMeans, []contact.How{phone, phone, phone}, true},
			"twice by the only one":   {oneMeans, []contact.How{phone, phone}, false},
			"no address and no phone": {func(d *person.Details) { d.Ways, d.Address = d.Ways[1:], "" }, []contact.How{contact.ByEmail, contact.ByEmail, contact.ByEmail}, true},
		} {
			th := h.Case(t, fixture.Who(c.who))
			tries(t, h, th, c.how...)
			told, err := closed(t, h, th, journey.Close{Reason: "lost_contact"})
			if (err == nil) != c.lost || !c.lost && errs.CodeOf(err) != "journey.lost_contact_too_soon" {
				t.Errorf("%s: %v", name, err)
			}
			if kind := slices.Contains(told, "person.kind_letter to person"); c.lost && !kind && name != "by the only safe one" || !c.lost && len(told) != 0 {
				t.Errorf("%s: told %v", name, told)
			}
		}
	})
}

func TestACaseClosesAsLostThoughItsWorkerHasLeft(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		tries(t, h, th, contact.ByPhone, contact.ByLetter, contact.ByPhone)
		name, _, _ := strings.Cut(h.Account(t, th.Worker).Name, " ")
		h.Gone(t, th.Worker)
		ok(t, h.Journeys.Close(ctx, th.Lead, th.Person, journey.Close{Version: th.Case.Version, Reason: "lost_contact", TellPerson: true}))
		if m := h.Outbox(t)[0]; m.Phrase != message.KindLetter || !strings.Contains(m.Body, name) {
			t.Errorf("the letter says %s", m.Body)
		}
	})
}

func TestADeathIsRecordedTellsNobodyAndStopsEveryMessage(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		told, err := closed(t, h, th, journey.Close{Reason: "died"})
		if err != nil || len(told) != 0 {
			t.Fatalf("told %v: %v", told, err)
		}
		stopped := 0
		for _, m := range h.Outbox(t) {
			if m.Person == th.Person.String() {
				stopped++
				if m.State != message.Stopped {
					t.Errorf("%s is %s", m.Phrase, m.State)
				}
			}
		}
		if c, err := h.People.ByID(ctx, th.Worker, th.Person); err != nil || c.Died != h.Today() || stopped == 0 {
			t.Errorf("died %s, %d stopped: %v", c.Died, stopped, err)
		}
	})
}

func TestNobodyIsToldBeyondWhatIsTickedAndAgreed(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		practice := h.Practice(t)
		atPractice := fixture.Who(func(d *person.Details) { d.Practice = practice.ID.String() })
		toThem, toReferrer, toPractice := "case.finished to person", "case.finished to referrer", "case.finished to practice"
		for name, c := range map[string]struct {
			opts   []fixture.Option
			agreed consent.Scope
			no     consent.Scope
			want   []string
			tick   [2]bool
		}{
			"all":                    {want: []string{toThem, toReferrer}, tick: [2]bool{true, true}},
			"nobody":                 {tick: [2]bool{false, false}},
			"the person":             {want: []string{toThem}, tick: [2]bool{true, false}},
			"the practice agreed":    {opts: []fixture.Option{atPractice}, agreed: consent.ToPractice, want: []string{toThem, toReferrer, toPractice}, tick: [2]bool{true, true}},
			"the practice not asked": {opts: []fixture.Option{atPractice}, want: []string{toThem, toReferrer}, tick: [2]bool{true, true}},
			"the police":             {opts: []fixture.Option{fixture.FromA("police")}, want: []string{toThem}, tick: [2]bool{true, true}},
			"the police, agreed":     {opts: []fixture.Option{fixture.FromA("police")}, agreed: consent.ToReferrer, want: []string{toThem, toReferrer}, tick: [2]bool{true, true}},
			"a practice, declined":   {no: consent.ToReferrer, want: []string{toThem}, tick: [2]bool{true, true}},
			"safe contact": {opts: []fixture.Option{fixture.Who(func(d *person.Details) { d.SafeContact = true })}, want: []string{toReferrer},
				tick: [2]bool{true, true}},
		} {
			h.Undone(t, func(x *fixture.House) {
				ctx, th := context.Background(), x.Case(t, c.opts...)
				for scope, answer := range map[consent.Scope]consent.Answer{c.agreed: consent.Yes, c.no: consent.No} {
					if scope != "" {
						ok(t, x.Consents.Record(ctx, th.Worker, x.People, th.Person, consent.New{Scope: scope, Ground: consent.Agreed, Answer: answer}))
					}
				}
				before := len(x.Told(t))
				ok(t, x.Journeys.Close(ctx, th.Worker, th.Person, journey.Close{Version: th.Case.Version, Reason: "content", TellPerson: c.tick[0], TellReferrer: c.tick[1]}))
				if told := x.Told(t)[before:]; !slices.Equal(told, c.want) {
					t.Errorf("%s: told %v", name, told)
				}
			})
		}
	})
}

func TestAClosedPersonMayComeBackToANewCase(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		first := th.Case.ID
		h.Now.Advance(time.Hour)
		h.Again(t, &th)
		if th.Case.ID == first || !th.Case.Open() || th.Referral.Status != referral.Allocated {
			t.Errorf("the second episode is %+v", th.Case)
		}
	})
}
