package pause_test

import (
	"context"
	"maps"
	"slices"
	"testing"

	"weft/internal/authz"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/org"
	"weft/internal/pause"
)

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestAWorkerAsksTheLeadIsToldAndTheAnswerComesBack(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, v := context.Background(), h.Service(t)
		lead, worker := h.Lead(t, v), h.Worker(t, v)
		pid, err := h.Pauses.Ask(ctx, worker, v.ID, "key", pause.Terms{Words: "Three in crisis this week."})
		ok(t, err)
		p, err := h.Pauses.ByID(ctx, lead, pid)
		if err != nil || p.Status != pause.Requested || p.Kind != pause.OfWorker || p.Worker != worker.ID || p.Until != h.Today().AddDays(14) {
			t.Errorf("asked for %+v: %v", p, err)
		}
		rows := h.Rows(t)
		if again, err := h.Pauses.Ask(ctx, worker, v.ID, "key", pause.Terms{}); err != nil || again != pid || !maps.Equal(rows, h.Rows(t)) {
			t.Errorf("a second click: %v", err)
		}
		if err := h.Pauses.Refuse(ctx, lead, pid, 1, " "); len(errs.FieldsOf(err)) != 1 {
			t.Errorf("no without a word: %v", err)
		}
		ok(t, h.Pauses.Refuse(ctx, lead, pid, 1, "Not now: Grace takes your next three."))
		p, err = h.Pauses.ByID(ctx, worker, pid)
		if err != nil || p.Status != pause.Refused || p.Answer != "Not now: Grace takes your next three." {
			t.Errorf("answered %+v: %v", p, err)
		}
		if told := h.Told(t); !slices.Equal(told, []string{"staff.read to staff", "staff.read to staff"}) {
			t.Errorf("told %v", told)
		}
		if err := h.Pauses.Withdraw(ctx, worker, pid, 2); errs.CodeOf(err) != "pause.is_refused" {
			t.Errorf("taken back after the answer: %v", err)
		}
	})
}

func TestWhatWasAskedForIsTakenBackOnceByWhoeverAsked(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, v := context.Background(), h.Service(t)
		worker, other := h.Worker(t, v), h.Worker(t, v)
		pid, err := h.Pauses.Ask(ctx, worker, v.ID, "", pause.Terms{})
		ok(t, err)
		if err := h.Pauses.Withdraw(ctx, other, pid, 1); errs.CodeOf(err) != "pause.not_found" {
			t.Errorf("a colleague: %v", err)
		}
		if err := h.Pauses.Withdraw(ctx, worker, pid, 7); errs.CodeOf(err) != "form.changed_meanwhile" {
			t.Errorf("a lost race: %v", err)
		}
		ok(t, h.Pauses.Withdraw(ctx, worker, pid, 1))
		if err := h.Pauses.Withdraw(ctx, worker, pid, 2); errs.CodeOf(err) != "pause.is_withdrawn" {
			t.Errorf("twice: %v", err)
		}
		if list, err := h.Pauses.List(ctx, other); err != nil || len(list) != 0 {
			t.Errorf("a colleague reads %+v: %v", list, err)
		}
	})
}

func TestNoticesTellNothingOfWhyOrWho(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, v := context.Background(), h.Service(t)
		lead, worker, o, other := h.Lead(t, v), h.Worker(t, v), h.Practice(t), h.Practice(t)
		for _, in := range []pause.Terms{
			{Kind: pause.OfPractice, Practice: o.ID, Reason: "sickness", Words: "Sam is ill.", PublicEn: "Back soon.", Exceptions: "Hospital discharge", Alternative: "Ring us."},
			{Kind: pause.OfSource, Source: "police"},
			{Kind: pause.OfWorker, Worker: worker.ID, Words: "Needs a rest."},
		} {
			_, err := h.Referrals.Pause(ctx, lead, v.ID, "", in)
			ok(t, err)
		}
		got, err := h.Pauses.Notices(ctx, []org.ServiceID{v.ID, h.Service(t).ID}, o.ID)
		want := []pause.Notice{
			{Service: v.ID, Kind: pause.OfPractice, Until: h.Today().AddDays(14), Exceptions: "Hospital discharge", Alternative: "Ring us.", En: "Back soon."},
			{Service: v.ID, Kind: pause.OfSource, Source: "police", Until: h.Today().AddDays(14)},
		}
		if err != nil || len(got) != 2 || !slices.Contains(got, want[0]) || !slices.Contains(got, want[1]) {
			t.Errorf("from the practice: %+v %v", got, err)
		}
		if got, err := h.Pauses.Notices(ctx, []org.ServiceID{v.ID}, other.ID); err != nil || len(got) != 1 {
			t.Errorf("from another practice: %+v %v", got, err)
		}
		resting, err := h.Pauses.Resting(ctx, lead, v.ID)
		if err != nil || len(resting) != 1 || resting[worker.ID] != h.Today().AddDays(14) {
			t.Errorf("resting: %v %v", resting, err)
		}
	})
}

func TestWhatAPauseCoversMustExist(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, v := context.Background(), h.Service(t)
		worker, stranger := h.Worker(t, v), h.Worker(t, h.Service(t))
		for field, in := range map[string]pause.Terms{
			"practice": {Kind: pause.OfPractice, Practice: org.ID(v.ID)},
			"until":    {Until: h.Today().AddDays(15)},
		} {
			_, err := h.Pauses.Ask(ctx, worker, v.ID, "", in)
			if f := errs.FieldsOf(err); len(f) != 1 || f[0].Name != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		_, err := h.Referrals.Pause(ctx, h.Lead(t, v), v.ID, "", pause.Terms{Kind: pause.OfWorker, Worker: stranger.ID})
		if f := errs.FieldsOf(err); len(f) != 1 || f[0].Name != "worker" {
			t.Errorf("a worker of another service: %v", err)
		}
		if _, err := h.Pauses.Ask(ctx, stranger, v.ID, "", pause.Terms{}); errs.KindOf(err) != errs.NotFound {
			t.Errorf("at another service: %v", err)
		}
	})
}

func TestTheProgramMayReadEveryPause(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, v := context.Background(), h.Service(t)
		_, err := h.Pauses.Ask(ctx, h.Worker(t, v), v.ID, "", pause.Terms{})
		ok(t, err)
		if list, err := h.Pauses.List(ctx, authz.Program()); err != nil || len(list) != 1 {
			t.Errorf("%+v %v", list, err)
		}
	})
}
