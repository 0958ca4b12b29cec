package caseload_test

import (
	"context"
	"testing"
	"time"

	"weft/internal/caseload"
	"weft/internal/contact"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/journey"
)

func TestOnHoldTheDayToLookAgainIsTheOneNextDateAndTakingUpGoesBack(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		until := h.Today().AddDays(40)
		if err := h.Cases.PutOnHold(ctx, th.Worker, th.Person, caseload.Hold{Version: 1, Until: h.Today()}); errs.KindOf(err) != errs.Invalid {
			t.Errorf("until today: %v", err)
		}
		if err := h.Cases.PutOnHold(ctx, th.Worker, th.Person, caseload.Hold{Version: 9, Until: until}); errs.CodeOf(err) != "form.changed_meanwhile" {
			t.Errorf("a lost race: %v", err)
		}
		ok(t, h.Cases.PutOnHold(ctx, th.Worker, th.Person, caseload.Hold{Version: 1, Why: "In hospital for her hip.", Until: until}))
		h.Reload(t, &th)
		if c := th.Case; c.Status != caseload.OnHold || c.Next.On != until || c.Next.Kind != caseload.Check || c.HeldWhy != "In hospital for her hip." || c.HeldFrom != caseload.FirstContact {
			t.Errorf("on hold: %+v", c)
		}
		if due, err := h.Cases.List(ctx, th.Worker, caseload.Filter{Due: until.AddDays(-1)}); err != nil || len(due) != 0 {
			t.Errorf("%d are due meanwhile: %v", len(due), err)
		}
		office, err := h.Cases.ForPerson(ctx, h.SchemeAdmin(t, th.Service), th.Person)
		if err != nil || office.HeldWhy != "" {
			t.Errorf("who books reads %q: %v", office.HeldWhy, err)
		}
		if err := h.Cases.PutOnHold(ctx, th.Worker, th.Person, caseload.Hold{Version: 2}); errs.CodeOf(err) != "caseload.is_on_hold" {
			t.Errorf("twice: %v", err)
		}
		next := caseload.Next{On: h.Today().AddDays(3), Kind: caseload.Visit}
		ok(t, h.Cases.TakeUpAgain(ctx, th.Worker, th.Person, caseload.TakeUp{Version: 2, Next: next}))
		h.Reload(t, &th)
		if c := th.Case; c.Status != caseload.FirstContact || c.Next != next || c.HeldWhy != "" {
			t.Errorf("taken up: %+v", c)
		}
		if err := h.Cases.TakeUpAgain(ctx, th.Worker, th.Person, caseload.TakeUp{Version: 3}); errs.CodeOf(err) != "caseload.is_first_contact" {
			t.Errorf("taken up twice: %v", err)
		}
		past, err := h.Cases.Past(ctx, th.Worker, th.Person)
		if err != nil || len(past.Steps) != 2 || past.Steps[0].Kind != caseload.StepHeld || past.Steps[0].Words == "" || past.Steps[1].Kind != caseload.StepTakenUp {
			t.Errorf("the story has %+v: %v", past.Steps, err)
		}
	})
}

func TestSteppingDownCanBeTakenBackAndHoldingKeepsIt(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		if err := h.Cases.StepDown(ctx, th.Worker, th.Person, 1, ""); errs.CodeOf(err) != "caseload.is_first_contact" {
			t.Errorf("before a word was spoken: %v", err)
		}
		_, err := h.Contacts.Record(ctx, th.Worker, th.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke})
		ok(t, err)
		ok(t, h.Cases.StepDown(ctx, th.Worker, th.Person, 2, "Once a month from now on"))
		ok(t, h.Cases.PutOnHold(ctx, th.Worker, th.Person, caseload.Hold{Version: 3}))
		ok(t, h.Cases.TakeUpAgain(ctx, th.Worker, th.Person, caseload.TakeUp{Version: 4}))
		if h.Reload(t, &th); th.Case.Status != caseload.SteppingDown {
			t.Errorf("after the pause it is %s", th.Case.Status)
		}
		ok(t, h.Cases.TakeUpAgain(ctx, th.Worker, th.Person, caseload.TakeUp{Version: 5}))
		if h.Reload(t, &th); th.Case.Status != caseload.Active {
			t.Errorf("taken up it is %s", th.Case.Status)
		}
	})
}

func TestALevelIsChosenWithReasonsAndTheDayItWasLookedAt(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		if err := h.Cases.SetLevel(ctx, th.Worker, th.Person, 1, "enormous", ""); errs.FieldsOf(err)[0].Name != "level" {
			t.Errorf("an unknown level: %v", err)
		}
		ok(t, h.Cases.SetLevel(ctx, th.Worker, th.Person, 1, caseload.LevelHolistic, "New baby, new flat, no kin near."))
		h.Now.Advance(84 * 24 * time.Hour)
		ok(t, h.Cases.SetLevel(ctx, th.Worker, th.Person, 2, caseload.LevelLight, ""))
		if h.Reload(t, &th); th.Case.Level != caseload.LevelLight || th.Case.LevelWhy != "" || th.Case.LevelOn != h.Today() {
			t.Errorf("kept %+v", th.Case)
		}
		if past, err := h.Cases.Past(ctx, th.Worker, th.Person); err != nil || len(past.Steps) != 2 || past.Steps[0].Words != "Holistic. New baby, new flat, no kin near." {
			t.Errorf("the story has %+v: %v", past.Steps, err)
		}
	})
}

func TestWhatWasConfirmedBelongsToTheOnePlannedDate(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		visit := caseload.Next{On: h.Today(), Time: "14:00", Kind: caseload.Visit, Place: "At home", Interpreter: caseload.InterpreterRequested}
		ok(t, h.Cases.SetNext(ctx, th.Worker, th.Person, visit))
		ok(t, h.Cases.Confirm(ctx, h.SchemeAdmin(t, th.Service), th.Person, caseload.ConfirmedByText))
		ok(t, h.Cases.AskInterpreter(ctx, th.Worker, th.Person, caseload.InterpreterConfirmed))
		if err := h.Cases.AskInterpreter(ctx, th.Worker, th.Person, caseload.InterpreterCame); errs.KindOf(err) != errs.Invalid {
			t.Errorf("came before the day: %v", err)
		}
		visit.Note = "Bring the form"
		visit.Interpreter = ""
		ok(t, h.Cases.SetNext(ctx, th.Worker, th.Person, visit))
		h.Reload(t, &th)
		if n := th.Case.Next; n.Confirmed != caseload.ConfirmedByText || n.ConfirmedOn != h.Today() || n.Interpreter != caseload.InterpreterConfirmed {
			t.Errorf("with the same appointment %+v stands", n)
		}
		kid, err := h.Contacts.Record(ctx, th.Worker, th.Person, contact.New{How: contact.AtHome, Outcome: contact.CouldNotMeet, Interpreter: caseload.InterpreterCame,
			After: contact.TryAgain})
		ok(t, err)
		k, err := h.Contacts.ByID(ctx, th.Worker, th.Person, kid)
		if err != nil || k.Planned != visit.On || k.Confirmed != caseload.ConfirmedByText || k.Interpreter != caseload.InterpreterCame {
			t.Errorf("the contact says %+v: %v", k, err)
		}
		h.Reload(t, &th)
		if n := th.Case.Next; n.Confirmed != "" || n.Interpreter != "" || !n.On.After(h.Today()) || n.Kind != caseload.Visit {
			t.Errorf("the next try is %+v", n)
		}
		ok(t, h.Cases.SetNext(ctx, th.Worker, th.Person, caseload.Next{}))
		if err := h.Cases.Confirm(ctx, th.Worker, th.Person, caseload.ConfirmedByPhone); errs.CodeOf(err) != "caseload.nothing_planned" {
			t.Errorf("nothing is confirmed: %v", err)
		}
	})
}

func TestAWorkersSightEndsSixMonthsAfterClosing(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		h.CloseCase(t, &th)
		at := th.Case.Closed.AddDate(0, 6, 0)
		h.Now.Set(at.Add(-time.Minute))
		if _, err := h.Cases.ForPerson(ctx, th.Worker, th.Person); err != nil {
			t.Errorf("a minute before: %v", err)
		}
		h.Now.Set(at.Add(time.Minute))
		if _, err := h.Cases.ForPerson(ctx, th.Worker, th.Person); errs.KindOf(err) != errs.NotFound {
			t.Errorf("a minute after: %v", err)
		}
		if _, err := h.Cases.ForPerson(ctx, th.Lead, th.Person); err != nil {
			t.Errorf("the service knows them still: %v", err)
		}
	})
}

func TestOneMoreLookIsOnlyForWhoAgreedAndMakesTheCaseComplete(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, no, yes := context.Background(), h.Case(t), h.Case(t)
		h.CloseCase(t, &no)
		if _, err := h.Contacts.Look(ctx, no.Worker, no.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke}); errs.CodeOf(err) != "caseload.is_closed" {
			t.Errorf("who did not agree: %v", err)
		}
		ok(t, h.Journeys.Close(ctx, yes.Worker, yes.Person, journey.Close{Version: 1, Reason: "content", LookAgain: true}))
		h.Reload(t, &yes)
		due := yes.Case.Next.On
		if yes.Case.Status != caseload.FollowUp || due.DaysSince(h.Today()) < 89 || due.DaysSince(h.Today()) > 96 {
			t.Errorf("planned for %s", due)
		}
		none, err := h.Cases.AfterClosing(ctx, yes.Worker, due.AddDays(-1))
		then, err2 := h.Cases.AfterClosing(ctx, yes.Worker, due)
		if err != nil || err2 != nil || len(none) != 0 || len(then) != 1 {
			t.Errorf("due: %d and %d: %v %v", len(none), len(then), err, err2)
		}
		again := caseload.Next{On: due.AddDays(5), Kind: caseload.Call}
		_, err = h.Contacts.Look(ctx, yes.Worker, yes.Person, contact.New{How: contact.ByPhone, Outcome: contact.NoAnswer, Next: again})
		ok(t, err)
		if h.Reload(t, &yes); yes.Case.Status != caseload.FollowUp || yes.Case.Next.On != again.On {
			t.Errorf("after no answer: %+v", yes.Case)
		}
		_, err = h.Contacts.Look(ctx, yes.Worker, yes.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke, Next: again})
		ok(t, err)
		if h.Reload(t, &yes); yes.Case.Status != caseload.Complete || !yes.Case.Next.On.IsZero() {
			t.Errorf("after speaking: %+v", yes.Case)
		}
		if _, err := h.Contacts.Look(ctx, yes.Worker, yes.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke}); errs.CodeOf(err) != "caseload.is_complete" {
			t.Errorf("twice: %v", err)
		}
	})
}

func TestEveryStepAndLevelHasWords(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, k := range caseload.StepKinds() {
		seen[k.Words()] = true
	}
	for _, l := range caseload.Levels() {
		seen[l.Words()], seen[l.Short()] = true, true
	}
	for _, c := range caseload.Confirmations() {
		seen[c.Words()] = true
	}
	for _, i := range caseload.Interpreters() {
		seen[i.Words()] = true
	}
	if want := len(caseload.StepKinds()) + 2*len(caseload.Levels()) + len(caseload.Confirmations()) + len(caseload.Interpreters()); len(seen) != want || seen[""] {
		t.Errorf("%d different words, want %d: %v", len(seen), want, seen)
	}
}
