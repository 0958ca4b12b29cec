package caseload_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"weft/internal/access"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/id"
	"weft/internal/journey"
	"weft/internal/person"
)

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheFirstCallIsDueWithinFiveWorkingDaysOfTheNation(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		// Tuesday 24 November 2026; St Andrew's Day, Monday 30, is a holiday in Scotland.
		h.Now.Set(time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC))
		for nation, due := range map[clock.Nation]string{clock.England: "2026-12-01", clock.Scotland: "2026-12-02"} {
			th := h.Case(t, fixture.At(h.ServiceIn(t, nation)))
			if n := th.Case.Next; n.On.String() != due || n.Kind != caseload.Call {
				t.Errorf("in %s it is due on %s", nation, n.On)
			}
		}
	})
}

func TestAPersonHasOneOpenCaseAtAService(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		fresh := h.Referral(t, fixture.At(th.Service), fixture.LedBy(th.Lead), fixture.Accepted())
		ok(t, h.Referrals.Join(ctx, th.Lead, fresh.Referral.ID, fresh.Referral.Version, th.Person))
		h.Reload(t, &fresh)
		rows := h.Rows(t)
		_, err := h.Journeys.Allocate(ctx, th.Lead, fresh.Referral.ID, fresh.Referral.Version, th.Worker.ID, "")
		if errs.KindOf(err) != errs.Conflict || errs.CodeOf(err) != "caseload.already_open" || h.Rows(t)["audit_event"] != rows["audit_event"] {
			t.Errorf("a second case: %v", err)
		}
	})
}

func TestTheNextDateIsChangedAndTakenAway(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		want := caseload.Next{On: h.Today().AddDays(7), Time: "14:30", Kind: caseload.Visit, Place: "At home", Note: "Bring the form"}
		did, err := h.Audited(t, func() error { return h.Cases.SetNext(ctx, th.Worker, th.Person, want) })
		if h.Reload(t, &th); err != nil || th.Case.Next != want || !slices.Equal(did, []string{"case.next"}) {
			t.Errorf("next is %+v, recorded %v: %v", th.Case.Next, did, err)
		}
		did, err = h.Audited(t, func() error {
			return h.Cases.SetNext(ctx, th.Worker, th.Person, caseload.Next{On: h.Today().AddDays(-1)})
		})
		if errs.KindOf(err) != errs.Invalid || len(did) != 0 {
			t.Errorf("a date in the past, recorded %v: %v", did, err)
		}
		ok(t, h.Cases.SetNext(ctx, th.Worker, th.Person, caseload.Next{}))
		if h.Reload(t, &th); th.Case.Next != (caseload.Next{}) {
			t.Errorf("still next: %+v", th.Case.Next)
		}
	})
}

func TestTheListBeginsWithWhatIsDueFirst(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, first := context.Background(), h.Case(t)
		more := func() fixture.Thread {
			return h.Case(t, fixture.At(first.Service), fixture.LedBy(first.Lead), fixture.To(first.Worker))
		}
		late, early, never := more(), more(), more()
		today := h.Today()
		for p, next := range map[person.ID]caseload.Next{
			first.Person: {On: today.AddDays(1)}, late.Person: {On: today, Time: "16:00"}, early.Person: {On: today, Time: "09:00"}, never.Person: {},
		} {
			ok(t, h.Cases.SetNext(ctx, first.Worker, p, next))
		}
		h.Case(t, fixture.At(first.Service)) // a colleague's
		check := func(name string, f caseload.Filter, want ...caseload.ID) {
			t.Helper()
			list, err := h.Cases.List(ctx, first.Worker, f)
			var got []caseload.ID
			for _, c := range list {
				got = append(got, c.ID)
			}
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%s: %v, want %v: %v", name, got, want, err)
			}
		}
		check("all", caseload.Filter{}, early.Case.ID, late.Case.ID, first.Case.ID, never.Case.ID)
		check("due", caseload.Filter{Due: today}, early.Case.ID, late.Case.ID)
		check("the newest", caseload.Filter{Sort: "opened", Limit: 1}, never.Case.ID)
		check("of one stage", caseload.Filter{Status: caseload.Active})
		check("of somebody else", caseload.Filter{Worker: first.Lead.ID})
		if all, err := h.Cases.List(ctx, first.Lead, caseload.Filter{}); err != nil || len(all) != 5 {
			t.Errorf("the lead sees %d: %v", len(all), err)
		}
		if n, err := h.Cases.Count(ctx, first.Lead, first.Service.ID); err != nil || n[first.Worker.ID] != 4 || len(n) != 2 {
			t.Errorf("the counts are %v: %v", n, err)
		}
	})
}

func TestWhoBooksAndRingsReadsNoWordsAboutTheEnd(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		ok(t, h.Journeys.Close(ctx, th.Worker, th.Person, journey.Close{Version: th.Case.Version, Reason: "content", Words: "Doing well with her sister."}))
		for role, a := range map[string]struct {
			authz.Actor
			reads bool
		}{"worker": {th.Worker, true}, "lead": {th.Lead, true}, "supervisor": {h.Supervisor(t, th.Worker), true}, "office": {h.SchemeAdmin(t, th.Service), false}} {
			c, err := h.Cases.ForPerson(ctx, a.Actor, th.Person)
			if err != nil || c.Closure != "content" || (c.ClosureWords != "") != a.reads {
				t.Errorf("%s reads %q: %v", role, c.ClosureWords, err)
			}
		}
	})
}

func TestClosingEndsCoverAndNotTheWorkersSight(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		cover := h.Worker(t, th.Service)
		h.Write(t, func(ctx context.Context, tx *db.Tx) error {
			return access.GrantTx(ctx, tx, access.Grant{Person: th.Person, Holder: cover.ID.String(), Relation: authz.ByCover,
				Service: th.Service.ID, Reason: "case.cover"})
		})
		if _, err := h.Cases.ForPerson(ctx, cover, th.Person); err != nil {
			t.Fatalf("who stands in: %v", err)
		}
		ok(t, h.Journeys.Close(ctx, cover, th.Person, journey.Close{Version: th.Case.Version, Reason: "content"}))
		if _, err := h.Cases.ForPerson(ctx, cover, th.Person); errs.KindOf(err) != errs.NotFound {
			t.Errorf("who stood in still sees it: %v", err)
		}
		if c, err := h.Cases.ForPerson(ctx, th.Worker, th.Person); err != nil || c.Open() || c.Next != (caseload.Next{}) {
			t.Errorf("their worker: %+v %v", c, err)
		}
		if err := h.Cases.SetNext(ctx, th.Worker, th.Person, caseload.Next{On: h.Today()}); errs.CodeOf(err) != "caseload.is_closed" {
			t.Errorf("booked after the end: %v", err)
		}
	})
}

func TestAStageThatDoesNotFollowChangesNothing(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		move := func(to caseload.Status) func() error {
			return func() error {
				return h.DB.Write(context.Background(), func(tx *db.Tx) error {
					return h.Cases.MoveTx(context.Background(), tx, th.Worker, th.Case, to)
				})
			}
		}
		if did, err := h.Audited(t, move(caseload.SteppingDown)); errs.CodeOf(err) != "caseload.is_first_contact" || len(did) != 0 {
			t.Errorf("recorded %v: %v", did, err)
		}
		if did, err := h.Audited(t, move(caseload.FirstContact)); err != nil || len(did) != 0 {
			t.Errorf("staying is a step: %v %v", did, err)
		}
		did, err := h.Audited(t, move(caseload.OnHold))
		if h.Reload(t, &th); err != nil || th.Case.Status != caseload.OnHold || th.Case.Version != 2 || !slices.Equal(did, []string{"case.on_hold"}) {
			t.Errorf("%s, recorded %v: %v", th.Case.Status, did, err)
		}
	})
}

func TestSomeoneElsesCaseAnswersAsOneThatIsNot(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th, other := context.Background(), h.Case(t), h.Case(t)
		for name, call := range map[string]func(person.ID) error{
			"ForPerson": func(p person.ID) error { _, err := h.Cases.ForPerson(ctx, other.Worker, p); return err },
			"SetNext":   func(p person.ID) error { return h.Cases.SetNext(ctx, other.Worker, p, caseload.Next{On: h.Today()}) },
		} {
			notYours, notThere := call(th.Person), call(id.New[person.Person]())
			if notYours == nil || notYours.Error() != notThere.Error() {
				t.Errorf("%s: %v is not %v", name, notYours, notThere)
			}
		}
	})
}
