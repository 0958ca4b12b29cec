package call_test

import (
	"context"
	"maps"
	"slices"
	"testing"
	"time"

	"weft/internal/authz"
	"weft/internal/call"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/person"
)

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestSomebodyWhomNobodyKnowsIsNotedAndRungBack(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		in := call.New{Key: "k", Who: " A man  about damp ", Number: "01632 960123", Words: "Ring after six.", Urgent: true}
		var cid call.ID
		did, err := h.Audited(t, func() (err error) { cid, err = h.Calls.Note(ctx, th.Worker, th.Service.ID, in); return err })
		if err != nil || !slices.Equal(did, []string{"call.note"}) {
			t.Fatalf("recorded %v: %v", did, err)
		}
		before := h.Rows(t)
		if again, err := h.Calls.Note(ctx, th.Worker, th.Service.ID, in); err != nil || again != cid || !maps.Equal(before, h.Rows(t)) {
			t.Errorf("a replay made %s: %v", again, err)
		}
		ok(t, h.Calls.Take(ctx, th.Lead, cid, 1))
		if err := h.Calls.Take(ctx, th.Worker, cid, 2); errs.CodeOf(err) != "call.is_taken" {
			t.Errorf("taken twice: %v", err)
		}
		ok(t, h.Calls.PutBack(ctx, th.Worker, cid, 2))
		if err := h.Calls.Finish(ctx, th.Worker, cid, 2, "x"); errs.CodeOf(err) != "form.changed_meanwhile" {
			t.Errorf("a lost race: %v", err)
		}
		ok(t, h.Calls.Finish(ctx, th.Worker, cid, 3, "He has the number of the council."))
		got, err := h.Calls.ByID(ctx, th.Worker, cid)
		if err != nil || got.Who != "A man about damp" || got.Status != call.Done || got.Holder != th.Worker.ID || !got.Urgent {
			t.Errorf("kept %+v: %v", got, err)
		}
		if list, err := h.Calls.Open(ctx, th.Worker); err != nil || len(list) != 0 {
			t.Errorf("%d still open: %v", len(list), err)
		}
	})
}

func TestACallAboutAPersonIsReadByThoseWhoSeeThem(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		colleague := h.Worker(t, th.Service)
		cid, err := h.Calls.Note(ctx, colleague, th.Service.ID, call.New{Who: "UNIQUE", Number: "UNIQUE", Words: "UNIQUE"})
		ok(t, err)
		if err := h.Calls.Match(ctx, colleague, cid, 1, th.Person); errs.KindOf(err) != errs.NotFound {
			t.Errorf("matched to somebody whom they do not see: %v", err)
		}
		ok(t, h.Calls.Match(ctx, th.Worker, cid, 1, th.Person))
		masked, err := h.Calls.ByID(ctx, colleague, cid)
		if err != nil || masked != (call.Call{ID: cid, Service: th.Service.ID, At: masked.At, Status: call.Waiting, StatusAt: masked.StatusAt, Version: 2, Masked: true}) {
			t.Errorf("a colleague reads %+v: %v", masked, err)
		}
		if err := h.Calls.Take(ctx, colleague, cid, 2); errs.KindOf(err) != errs.NotFound {
			t.Errorf("a colleague takes it: %v", err)
		}
		if list, err := h.Calls.ForPerson(ctx, th.Worker, th.Person); err != nil || len(list) != 1 || list[0].Words != "UNIQUE" {
			t.Errorf("the worker reads %+v: %v", list, err)
		}
	})
}

func TestTheDutyWorkerStandsInUntilTomorrowIsOver(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		colleague := h.Worker(t, th.Service)
		cid, err := h.Calls.Note(ctx, th.Worker, th.Service.ID, call.New{Person: th.Person, Words: "In tears."})
		ok(t, err)
		if err := h.Calls.StandIn(ctx, colleague, cid); errs.CodeOf(err) != "call.not_on_duty" {
			t.Errorf("stood in without duty: %v", err)
		}
		ok(t, h.Calls.SetRota(ctx, th.Lead, th.Service.ID, []call.Duty{{Day: h.Today(), Account: colleague.ID}}))
		did, err := h.Audited(t, func() error { return h.Calls.StandIn(ctx, colleague, cid) })
		if err != nil || !slices.Equal(did, []string{"call.stand_in"}) {
			t.Fatalf("recorded %v: %v", did, err)
		}
		ok(t, h.Calls.StandIn(ctx, colleague, cid)) // pressing twice gives no more
		sees := func() bool {
			_, err := h.People.ByID(ctx, colleague, th.Person)
			return err == nil
		}
		if got, err := h.Calls.ByID(ctx, colleague, cid); err != nil || got.Words != "In tears." || !sees() {
			t.Errorf("the duty worker reads %+v: %v", got, err)
		}
		h.Now.Advance(48 * time.Hour)
		if sees() {
			t.Error("the sight did not end")
		}
	})
}

func TestARotaNamesLinkWorkersOfTheServiceOnDaysToCome(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		today, sid := h.Today(), th.Service.ID
		before := h.Rows(t)
		for field, days := range map[string][]call.Duty{
			"day-" + today.AddDays(-1).String():  {{Day: today.AddDays(-1), Account: th.Worker.ID}},
			"day-" + today.String():              {{Day: today, Account: th.Lead.ID}},
			"day-" + today.AddDays(400).String(): {{Day: today.AddDays(400), Account: th.Worker.ID}},
		} {
			f := errs.FieldsOf(h.Calls.SetRota(ctx, th.Lead, sid, append([]call.Duty{{Day: today.AddDays(1), Account: th.Worker.ID}}, days...)))
			if len(f) != 1 || f[0].Name != field {
				t.Errorf("%s: %v", field, f)
			}
		}
		if !maps.Equal(before, h.Rows(t)) {
			t.Error("half of a rota was written")
		}
		ok(t, h.Calls.SetRota(ctx, th.Lead, sid, []call.Duty{{Day: today, Account: th.Worker.ID}, {Day: today.AddDays(1), Account: th.Worker.ID}}))
		ok(t, h.Calls.SetRota(ctx, th.Lead, sid, []call.Duty{{Day: today.AddDays(1)}}))
		got, err := h.Calls.Rota(ctx, th.Worker, sid, today, today.AddDays(7))
		if err != nil || len(got) != 1 || got[0] != (call.Duty{Day: today, Account: th.Worker.ID}) {
			t.Errorf("the rota is %+v: %v", got, err)
		}
	})
}

func TestUrgentCallsComeFirstThenTheOldest(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		for _, in := range []call.New{{Who: "second"}, {Who: "third"}, {Who: "first", Urgent: true}} {
			_, err := h.Calls.Note(ctx, th.Worker, th.Service.ID, in)
			ok(t, err)
			h.Now.Advance(time.Minute)
		}
		list, err := h.Calls.Open(ctx, th.Lead)
		var got []string
		for _, c := range list {
			got = append(got, c.Who)
		}
		if err != nil || !slices.Equal(got, []string{"first", "second", "third"}) {
			t.Errorf("in the order %v: %v", got, err)
		}
	})
}

func TestAPersonWhoIsHiddenFromTheActorCannotBeNamed(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		stranger := h.Case(t).Person
		for _, p := range []person.ID{stranger, "00000000-0000-7000-8000-000000000000"} {
			if _, err := h.Calls.Note(ctx, th.Worker, th.Service.ID, call.New{Person: p}); errs.CodeOf(err) != "person.not_found" {
				t.Errorf("%s: %v", p, err)
			}
		}
	})
}

func TestACallIsNeverAboutSomebodyWhomItsServiceDoesNotKnow(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th, elsewhere := context.Background(), h.Case(t), h.Case(t)
		both := h.Also(t, th.Worker, authz.LinkWorker, elsewhere.Service.ID.String())
		cid, err := h.Calls.Note(ctx, both, elsewhere.Service.ID, call.New{Who: "A woman", Words: "Ring after six."})
		ok(t, err)
		if err := h.Calls.Match(ctx, both, cid, 1, th.Person); errs.KindOf(err) != errs.NotFound {
			t.Errorf("matched: %v", err)
		}
		if _, err := h.Calls.Note(ctx, both, elsewhere.Service.ID, call.New{Person: th.Person}); errs.KindOf(err) != errs.NotFound {
			t.Errorf("noted: %v", err)
		}
		if c, err := h.Calls.ByID(ctx, elsewhere.Lead, cid); err != nil || c.Masked || c.Words != "Ring after six." {
			t.Errorf("the team reads %+v: %v", c, err)
		}
	})
}
