package contact_test

import (
	"context"
	"maps"
	"slices"
	"testing"
	"time"

	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/contact"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/plan"
)

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheFirstTalkTakesTheCaseOnAndTellsTheReferrerOnce(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		before := len(h.Told(t))
		did, err := h.Audited(t, func() error {
			_, err := h.Contacts.Record(ctx, th.Worker, th.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke, Minutes: 20,
				Note: "Misses her sister.", Agreed: "I ring on Monday."})
			return err
		})
		h.Reload(t, &th)
		if err != nil || th.Case.Status != caseload.Engaging || !slices.Equal(did, []string{"case.engaging", "message.queue", "contact.record"}) {
			t.Fatalf("%s, recorded %v: %v", th.Case.Status, did, err)
		}
		_, err = h.Contacts.Record(ctx, th.Worker, th.Person, contact.New{How: contact.AtHome, Outcome: contact.Spoke})
		ok(t, err)
		if told := h.Told(t)[before:]; !slices.Equal(told, []string{"case.spoken to referrer"}) {
			t.Errorf("told %v", told)
		}
		all, err := h.Contacts.ForPerson(ctx, th.Worker, th.Person)
		if err != nil || len(all) != 2 || all[1].Note != "Misses her sister." || all[1].Minutes != 20 || all[1].By != th.Worker.ID {
			t.Errorf("kept %+v: %v", all, err)
		}
	})
}

// A conversation kept before the first call moves the case on by itself.
func TestTheReferrerHearsOfTheFirstTalkWhateverWasKeptBefore(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		ok(t, h.Plans.Listen(ctx, th.Worker, th.Person, 0, plan.Conversation{Matters: "My garden."}))
		_, err := h.Contacts.Record(ctx, th.Worker, th.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke})
		ok(t, err)
		if told := h.Told(t); told[len(told)-1] != "case.spoken to referrer" {
			t.Errorf("told %v", told)
		}
	})
}

func TestATryMovesNothingAndTellsNobody(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		told := len(h.Told(t))
		for _, o := range contact.Outcomes() {
			if o.Reached() {
				continue
			}
			_, err := h.Contacts.Record(context.Background(), th.Worker, th.Person, contact.New{How: contact.ByPhone, Outcome: o})
			ok(t, err)
		}
		if h.Reload(t, &th); th.Case.Status != caseload.FirstContact || len(h.Told(t)) != told {
			t.Errorf("%s, told %v", th.Case.Status, h.Told(t))
		}
	})
}

func TestNoAnswerIsOneStepAndSetsTheNextWorkingDay(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		// The Friday before St Andrew's Day, late enough to be tomorrow elsewhere.
		h.Now.Set(time.Date(2026, 11, 27, 16, 0, 0, 0, time.UTC))
		for nation, want := range map[clock.Nation][2]string{
			clock.England: {"2026-11-30", "2026-12-02"}, clock.Scotland: {"2026-12-01", "2026-12-03"},
		} {
			th := h.Case(t, fixture.At(h.ServiceIn(t, nation)))
			for try, day := range want {
				_, next, err := h.Contacts.NoAnswer(ctx, th.Worker, th.Person, "")
				h.Reload(t, &th)
				if err != nil || next.String() != day || th.Case.Next.On != next || th.Case.Next.Kind != caseload.Call {
					t.Errorf("%s, try %d: %s, %+v: %v", nation, try+1, next, th.Case.Next, err)
				}
			}
		}
	})
}

func TestAReplayIsOneContactAndTheSameDay(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		first, day, err := h.Contacts.NoAnswer(ctx, th.Worker, th.Person, "key")
		ok(t, err)
		rows := h.Rows(t)
		again, same, err := h.Contacts.NoAnswer(ctx, th.Worker, th.Person, "key")
		if err != nil || again != first || same != day || !maps.Equal(rows, h.Rows(t)) {
			t.Errorf("a replay names %s on %s, first %s on %s: %v", again, same, first, day, err)
		}
		in := contact.New{Key: "another", How: contact.ByPhone, Outcome: contact.Spoke}
		one, err := h.Contacts.Record(ctx, th.Worker, th.Person, in)
		ok(t, err)
		if two, err := h.Contacts.Record(ctx, th.Worker, th.Person, in); err != nil || two != one {
			t.Errorf("%s and %s: %v", one, two, err)
		}
	})
}

func TestAWrongContactIsNotKept(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		rows := h.Rows(t)
		for name, in := range map[string]contact.New{
			"no outcome":            {How: contact.ByPhone},
			"a next date in past":   {How: contact.ByPhone, Outcome: contact.Spoke, Next: caseload.Next{On: h.Today().AddDays(-1)}},
			"a next date far ahead": {How: contact.ByPhone, Outcome: contact.Spoke, Next: caseload.Next{On: h.Today().AddDays(900)}},
		} {
			if _, err := h.Contacts.Record(context.Background(), th.Worker, th.Person, in); errs.KindOf(err) != errs.Invalid {
				t.Errorf("%s: %v", name, err)
			}
		}
		if !maps.Equal(rows, h.Rows(t)) {
			t.Error("something was written")
		}
	})
}

func TestUndoStrikesAndPutsTheNextDateBackEvenWhereItHasPassed(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		overdue := th.Case.Next
		h.Now.Advance(20 * 24 * time.Hour) // the first call is long overdue
		kid, _, err := h.Contacts.NoAnswer(ctx, th.Worker, th.Person, "")
		ok(t, err)
		did, err := h.Audited(t, func() error { return h.Contacts.Undo(ctx, th.Worker, th.Person, kid) })
		h.Reload(t, &th)
		if err != nil || th.Case.Next != overdue || !slices.Equal(did, []string{"case.next", "contact.undo"}) {
			t.Errorf("next is %+v, was %+v, recorded %v: %v", th.Case.Next, overdue, did, err)
		}
		all, err := h.Contacts.ForPerson(ctx, th.Worker, th.Person)
		if err != nil || len(all) != 1 || all[0].Struck.IsZero() {
			t.Errorf("kept %+v: %v", all, err)
		}
		if err := h.Contacts.Undo(ctx, th.Worker, th.Person, kid); errs.CodeOf(err) != "contact.too_late_to_undo" {
			t.Errorf("undone twice: %v", err)
		}
	})
}

func TestUndoPutsNoDateBackToo(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		ok(t, h.Cases.SetNext(ctx, th.Worker, th.Person, caseload.Next{}))
		kid, _, err := h.Contacts.NoAnswer(ctx, th.Worker, th.Person, "")
		ok(t, err)
		ok(t, h.Contacts.Undo(ctx, th.Worker, th.Person, kid))
		if h.Reload(t, &th); th.Case.Next != (caseload.Next{}) {
			t.Errorf("next is %+v", th.Case.Next)
		}
	})
}

func TestUndoLeavesWhatCameAfter(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		kid, _, err := h.Contacts.NoAnswer(ctx, th.Worker, th.Person, "")
		ok(t, err)
		since := caseload.Next{On: h.Today().AddDays(9), Kind: caseload.Visit}
		ok(t, h.Cases.SetNext(ctx, th.Lead, th.Person, since))
		ok(t, h.Contacts.Undo(ctx, th.Worker, th.Person, kid))
		if h.Reload(t, &th); th.Case.Next != since {
			t.Errorf("next is %+v", th.Case.Next)
		}
	})
}

func TestOnlyWhoWroteItUndoesItAndNotForLong(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		kid, _, err := h.Contacts.NoAnswer(ctx, th.Worker, th.Person, "")
		ok(t, err)
		if err := h.Contacts.Undo(ctx, th.Lead, th.Person, kid); errs.KindOf(err) != errs.Conflict {
			t.Errorf("somebody else: %v", err)
		}
		h.Now.Advance(15*time.Minute + time.Second)
		if err := h.Contacts.Undo(ctx, th.Worker, th.Person, kid); errs.KindOf(err) != errs.Conflict {
			t.Errorf("too late: %v", err)
		}
		other := h.Case(t, fixture.To(th.Worker), fixture.At(th.Service), fixture.LedBy(th.Lead))
		if err := h.Contacts.MarkCopied(ctx, th.Worker, other.Person, kid); errs.CodeOf(err) != "contact.not_found" {
			t.Errorf("a contact of somebody else: %v", err)
		}
	})
}

func TestACopyForTheGPRecordIsMarkedAndFoundAgainInALaterEpisode(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		kid, err := h.Contacts.Record(ctx, th.Worker, th.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke})
		ok(t, err)
		h.Again(t, &th)
		did, err := h.Audited(t, func() error { return h.Contacts.MarkCopied(ctx, th.Worker, th.Person, kid) })
		if err != nil || !slices.Equal(did, []string{"contact.copied"}) {
			t.Errorf("recorded %v: %v", did, err)
		}
		if k, err := h.Contacts.ByID(ctx, th.Worker, th.Person, kid); err != nil || !k.Copied.Equal(h.Now.Now()) {
			t.Errorf("%+v: %v", k, err)
		}
	})
}

func TestTheListKnowsTheLastContactThatStands(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		for _, in := range []contact.New{
			{How: contact.AtHome, Outcome: contact.Spoke, At: h.Now.Now().Add(-time.Hour), Note: "FREE", Agreed: "TEXT", Hidden: "why"},
			{How: contact.ByText, Outcome: contact.Sent, At: h.Now.Now().Add(-2 * time.Hour)},
		} {
			_, err := h.Contacts.Record(ctx, th.Worker, th.Person, in)
			ok(t, err)
		}
		last := func(when string, at time.Time, outcome contact.Outcome, spoken int) {
			t.Helper()
			list, err := h.Cases.List(ctx, h.SchemeAdmin(t, th.Service), caseload.Filter{})
			if err != nil || len(list) != 1 || !list[0].LastContact.Equal(at) || list[0].LastOutcome != string(outcome) || list[0].Spoken != spoken {
				t.Errorf("%s: %+v: %v", when, list, err)
			}
		}
		last("two", h.Now.Now().Add(-time.Hour), contact.Spoke, 1)
		struck, _, err := h.Contacts.NoAnswer(ctx, th.Worker, th.Person, "")
		ok(t, err)
		last("a try since", h.Now.Now(), contact.NoAnswer, 1)
		ok(t, h.Contacts.Undo(ctx, th.Worker, th.Person, struck))
		last("taken back", h.Now.Now().Add(-time.Hour), contact.Spoke, 1)
		all, err := h.Contacts.ForPerson(ctx, th.Worker, th.Person)
		ok(t, err)
		for _, k := range all {
			if k.Struck.IsZero() {
				ok(t, h.Contacts.StrikeOut(ctx, th.Worker, th.Person, k.ID, k.Version, "Not theirs"))
			}
		}
		last("none is left", time.Time{}, "", 0)
	})
}

func TestAClosedCaseTakesNoContact(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		h.CloseCase(t, &th)
		if _, _, err := h.Contacts.NoAnswer(ctx, th.Worker, th.Person, ""); errs.CodeOf(err) != "caseload.is_closed" {
			t.Errorf("a try: %v", err)
		}
	})
}
