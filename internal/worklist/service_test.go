package worklist_test

import (
	"context"
	"testing"
	"time"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/contact"
	"weft/internal/due"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/worklist"
)

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// lines are a worker's, by the name of the person.
func lines(t *testing.T, h *fixture.House, a authz.Actor, worker authz.AccountID) map[person.ID]worklist.Line {
	t.Helper()
	ctx := context.Background()
	cases, err := h.Cases.List(ctx, a, caseload.Filter{Worker: worker})
	ok(t, err)
	list, err := worklist.NewService(h.DB, h.Zone).Of(ctx, a, worker, cases)
	ok(t, err)
	out := map[person.ID]worklist.Line{}
	for _, l := range list {
		if _, twice := out[l.Case.Person]; twice {
			t.Errorf("%s stands twice", l.Case.Person)
		}
		out[l.Case.Person] = l
	}
	return out
}

func kinds(l worklist.Line) (out string) {
	for _, i := range l.With {
		out += string(i.Kind) + " "
	}
	return out
}

func TestEachPersonStandsOnceWithWhatIsDue(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		_, err := h.Contacts.Record(ctx, th.Worker, th.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke})
		ok(t, err)
		soon := h.Today().AddDays(3)
		_, err = h.Plans.Save(ctx, th.Worker, th.Person, plan.New{Goals: []plan.Goal{{Words: "Sing", Actions: []plan.Action{
			{Words: "Ask the choir", Owner: plan.ByWorker, Due: soon}, {Words: "Buy shoes", Owner: plan.ByPerson, Due: soon}}}}})
		ok(t, err)
		ok(t, h.Plans.Agree(ctx, th.Worker, th.Person, 1, ""))
		ok(t, h.Cases.SetNext(ctx, th.Worker, th.Person, caseload.Next{On: h.Today().AddDays(40), Kind: caseload.Call}))
		held := h.Case(t, fixture.At(th.Service), fixture.LedBy(th.Lead), fixture.To(th.Worker))
		ok(t, h.Cases.PutOnHold(ctx, held.Worker, held.Person, caseload.Hold{Version: 1}))
		got := lines(t, h, th.Worker, th.Worker.ID)
		if l := got[th.Person]; l.On != soon || l.Planned || kinds(l) != "promise " || l.With[0].Words != "Ask the choir" {
			t.Errorf("what was promised: on %s with %q: %+v", l.On, kinds(l), l.With)
		}
		if l, there := got[held.Person]; there && len(l.With) > 0 {
			t.Errorf("a case on hold nags: %+v", l)
		}
		h.Now.Advance(8 * 24 * time.Hour)
		if l := lines(t, h, th.Worker, th.Worker.ID)[th.Person]; l.On != h.Today() || kinds(l) != "promise share " {
			t.Errorf("eight days later: on %s with %q", l.On, kinds(l))
		}
		ok(t, h.Plans.Share(ctx, th.Worker, th.Person, plan.NewCopy{Holder: plan.HeldByPerson, How: plan.Printed}))
		if l := lines(t, h, th.Worker, th.Worker.ID)[th.Person]; kinds(l) != "promise " {
			t.Errorf("with the plan in their hands: %q", kinds(l))
		}
	})
}

func TestAChangedRuleOfTheServiceMovesTheDay(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		_, err := h.Contacts.Record(ctx, th.Worker, th.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke})
		ok(t, err)
		ok(t, h.Due.Change(ctx, th.Lead, due.Input{Code: due.LevelReview, Service: th.Service.ID, Amount: 1, Unit: due.Weeks, Starts: h.Today()}))
		ok(t, h.Cases.SetNext(ctx, th.Worker, th.Person, caseload.Next{On: h.Today().AddDays(9), Kind: caseload.Call}))
		if l := lines(t, h, th.Worker, th.Worker.ID)[th.Person]; kinds(l) != "level " {
			t.Errorf("after a week: %q", kinds(l))
		}
	})
}

func TestOnlyWhoReadsTheCaseIsToldWhatIsDue(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		cases, err := h.Cases.List(ctx, th.Worker, caseload.Filter{})
		ok(t, err)
		s := worklist.NewService(h.DB, h.Zone)
		if _, err := s.Of(ctx, h.SchemeAdmin(t, th.Service), th.Worker.ID, cases); errs.KindOf(err) != errs.Forbidden {
			t.Errorf("the office reads it: %v", err)
		}
		_, err = h.Contacts.Record(ctx, th.Worker, th.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke})
		ok(t, err)
		_, err = h.Plans.Save(ctx, th.Worker, th.Person, plan.New{Goals: []plan.Goal{{Words: "Sing", Actions: []plan.Action{{Words: "UNIQUE", Owner: plan.ByWorker, Due: h.Today()}}}}})
		ok(t, err)
		ok(t, h.Plans.Agree(ctx, th.Worker, th.Person, 1, ""))
		list, err := s.Of(ctx, h.Worker(t, th.Service), th.Worker.ID, cases)
		ok(t, err)
		for _, l := range list {
			for _, i := range l.With {
				if i.Words != "" {
					t.Errorf("a colleague reads %q", i.Words)
				}
			}
		}
	})
}
