package telling_test

import (
	"context"
	"strings"
	"testing"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/contact"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/journey"
	"weft/internal/message"
	"weft/internal/person"
	"weft/internal/plan"
)

func emailed(d *person.Details) {
	d.Ways = append(d.Ways, person.Way{Kind: person.Email, Value: "wren@example.org", MayText: true, MayLeave: true})
}

func safe(d *person.Details) { emailed(d); d.SafeContact = true }

// toThem are the phrases that went to the person since there were so many messages.
func toThem(t *testing.T, h *fixture.House, th fixture.Thread, since int) []message.Message {
	t.Helper()
	var out []message.Message
	all := h.Outbox(t)
	for _, m := range all[:len(all)-since] {
		if m.Person == th.Person.String() {
			out = append(out, m)
		}
	}
	return out
}

func visit(day int, time string) caseload.Next {
	return caseload.Next{On: clock.Date{Year: 2026, Month: 11, Day: day}, Time: time, Kind: caseload.Visit, Place: "Food bank", Note: "The debt letter"}
}

func TestADateIsToldOnlyWhenItWasTickedAndSaysWhetherItIsNew(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t, fixture.Who(emailed))
		before := len(h.Outbox(t))
		told, err := h.Telling.SetNext(ctx, th.Worker, th.Person, "a", visit(24, "10:30"), false)
		ok(t, err)
		if told || len(h.Outbox(t)) != before {
			t.Error("they were told without the tick")
		}
		for i, c := range []struct {
			n    caseload.Next
			want message.Phrase
		}{{visit(24, "10:30"), message.AppointmentConfirmed}, {visit(25, "10:30"), message.AppointmentChanged}, {visit(25, "14:00"), message.AppointmentChanged}} {
			before := len(h.Outbox(t))
			key := string(rune('b' + i))
			for range 2 { // the same form twice
				told, err := h.Telling.SetNext(ctx, th.Worker, th.Person, key, c.n, true)
				ok(t, err)
				if !told {
					t.Errorf("%d: they are not told", i)
				}
			}
			got := toThem(t, h, th, before)
			if len(got) != 1 || got[0].Phrase != c.want || got[0].Channel != message.ByEmail {
				t.Fatalf("%d: %+v", i, got)
			}
			if b := got[0].Body; !strings.Contains(b, "November at") || strings.Contains(b, "debt") || strings.Contains(b, "Food bank") {
				t.Errorf("%d says %q", i, b)
			}
		}
	})
}

func TestADateWithoutATimeAndACheckAreNotTold(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t, fixture.Who(emailed))
		check := visit(24, "10:00")
		check.Kind = caseload.Check
		for field, n := range map[string]caseload.Next{"next_time": visit(24, ""), "next_kind": check} {
			before := h.Rows(t)
			_, err := h.Telling.SetNext(ctx, th.Worker, th.Person, "", n, true)
			if f := errs.FieldsOf(err); len(f) != 1 || f[0].Name != field {
				t.Errorf("%s: %v", field, err)
			}
			if h.Rows(t)["message"] != before["message"] {
				t.Errorf("%s: something was sent", field)
			}
		}
		c, err := h.Cases.ForPerson(ctx, th.Worker, th.Person)
		ok(t, err)
		if c.Next != th.Case.Next {
			t.Errorf("the date was kept all the same: %+v", c.Next)
		}
	})
}

func TestWhereContactMustBeSafeNoMomentWritesAnything(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t, fixture.Who(safe))
		agreedPlan(t, h, th)
		before := len(h.Outbox(t))
		if told, err := h.Telling.SetNext(ctx, th.Worker, th.Person, "", visit(24, "10:30"), true); told || err != nil {
			t.Errorf("a date: %v, %v", told, err)
		}
		for _, how := range []plan.Way{plan.Posted, plan.Sent} {
			if told, err := h.Telling.Share(ctx, th.Worker, th.Person, plan.NewCopy{Holder: plan.HeldByPerson, How: how}); told || err != nil {
				t.Errorf("a copy, %s: %v, %v", how, told, err)
			}
		}
		followUp(t, h, &th)
		if told, err := h.Telling.Look(ctx, th.Worker, th.Person, contact.New{How: contact.ByPhone, Outcome: contact.NoAnswer}, true); told || err != nil {
			t.Errorf("one more look: %v, %v", told, err)
		}
		if got := toThem(t, h, th, before); len(got) != 0 {
			t.Errorf("written: %+v", got)
		}
	})
}

func agreedPlan(t *testing.T, h *fixture.House, th fixture.Thread) {
	t.Helper()
	ctx := context.Background()
	_, err := h.Plans.Save(ctx, th.Worker, th.Person, plan.New{Goals: []plan.Goal{{Words: "Sing again", Importance: -1, Confidence: -1}}})
	ok(t, err)
	p, err := h.Plans.Current(ctx, th.Worker, th.Person)
	ok(t, err)
	ok(t, h.Plans.Agree(ctx, th.Worker, th.Person, p.Version, "together"))
}

// followUp closes the case; they agreed to one more look.
func followUp(t *testing.T, h *fixture.House, th *fixture.Thread) {
	t.Helper()
	h.Reload(t, th)
	ok(t, h.Journeys.Close(context.Background(), th.Worker, th.Person, journey.Close{Version: th.Case.Version, Reason: "content", LookAgain: true}))
}

func TestTheCheckInGoesWhenTheOneMoreLookDidNotReachThem(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t, fixture.Who(welsh))
		followUp(t, h, &th)
		before := len(h.Outbox(t))
		h.Undone(t, func(x *fixture.House) {
			if told, err := x.Telling.Look(ctx, th.Worker, th.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke}, true); told || err != nil {
				t.Errorf("they were reached: %v, %v", told, err)
			}
		})
		h.Undone(t, func(x *fixture.House) {
			if told, err := x.Telling.Look(ctx, th.Worker, th.Person, contact.New{How: contact.ByPhone, Outcome: contact.NoAnswer}, false); told || err != nil {
				t.Errorf("nobody ticked it: %v, %v", told, err)
			}
		})
		told, err := h.Telling.Look(ctx, th.Worker, th.Person, contact.New{How: contact.ByPhone, Outcome: contact.NoAnswer}, true)
		ok(t, err)
		got := toThem(t, h, th, before)
		if !told || len(got) != 1 || got[0].Phrase != message.CheckIn || got[0].Channel != message.ByEmail || got[0].Lang != "cy" {
			t.Errorf("told %v: %+v", told, got)
		}
	})
}

func TestACopyOfThePlanThatIsPostedOrMailedHasWordsBesideIt(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t, fixture.Who(welsh), fixture.Who(emailed))
		agreedPlan(t, h, th)
		for how, want := range map[plan.Way]message.Channel{plan.Posted: message.ByLetter, plan.Sent: message.ByEmail, plan.ReadOut: "", plan.Printed: ""} {
			before := len(h.Outbox(t))
			told, err := h.Telling.Share(ctx, th.Worker, th.Person, plan.NewCopy{Holder: plan.HeldByPerson, How: how})
			ok(t, err)
			got := toThem(t, h, th, before)
			if told != (want != "") || len(got) > 1 || told && (len(got) != 1 || got[0].Phrase != message.PlanCopy || got[0].Channel != want || strings.Contains(got[0].Body, "Sing")) {
				t.Errorf("%s: %v, %+v", how, told, got)
			}
		}
		before := len(h.Outbox(t))
		if told, err := h.Telling.Share(ctx, th.Worker, th.Person, plan.NewCopy{Holder: plan.HeldByGP, How: plan.Posted, Agreed: true}); told || err != nil || len(h.Outbox(t)) != before {
			t.Errorf("the copy of somebody else: %v, %v", told, err)
		}
	})
}

func TestTheLookAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		followUp(t, h, &th)
		h.Try(t, h.Telling, h.Cast(t, th), map[string]fixture.Act{
			"Look": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Telling.Look(ctx, a, th.Person, contact.New{How: contact.ByPhone, Outcome: contact.NoAnswer}, true)
				return err
			}, May: "worker lead", Absent: strange},
		}, "Preview", "Send", "Instead", "SetNext", "Share")
	})
}
