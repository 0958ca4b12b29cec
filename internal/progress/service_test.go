package progress_test

import (
	"context"
	"testing"
	"time"

	"weft/internal/authz"
	"weft/internal/contact"
	"weft/internal/fixture"
	"weft/internal/journey"
	"weft/internal/org"
	"weft/internal/progress"
	"weft/internal/referral"
)

func steps(t *testing.T, h *fixture.House, rid referral.ID) progress.Steps {
	t.Helper()
	got, err := progress.NewService(h.DB, h.Zone).Of(t.Context(), []referral.ID{rid})
	if err != nil {
		t.Fatal(err)
	}
	return got[rid]
}

func speak(t *testing.T, h *fixture.House, th fixture.Thread, how contact.How) contact.ID {
	t.Helper()
	cid, err := h.Contacts.Record(t.Context(), th.Worker, th.Person, contact.New{How: how, Outcome: contact.Spoke})
	if err != nil {
		t.Fatal(err)
	}
	return cid
}

func TestEachStepIsReachedWhenItHappened(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Referral(t)
		if got := steps(t, h, th.Referral.ID); got.Received != h.Today() || !got.Accepted.IsZero() || !got.Spoken.IsZero() || !got.Closed.IsZero() {
			t.Errorf("after sending: %+v", got)
		}
		accepted := h.Referral(t, fixture.Accepted())
		if got := steps(t, h, accepted.Referral.ID); got.Accepted.IsZero() || !got.Closed.IsZero() {
			t.Errorf("after accepting: %+v", got)
		}
		open := h.Case(t)
		if _, err := h.Contacts.Record(t.Context(), open.Worker, open.Person, contact.New{How: contact.ByPhone, Outcome: contact.NoAnswer}); err != nil {
			t.Fatal(err)
		}
		if got := steps(t, h, open.Referral.ID); got.Accepted.IsZero() || !got.Spoken.IsZero() {
			t.Errorf("after nobody answered: %+v", got)
		}
		speak(t, h, open, contact.ByPhone)
		if got := steps(t, h, open.Referral.ID); got.Spoken.IsZero() || !got.Met.IsZero() {
			t.Errorf("after a call: %+v", got)
		}
		h.Now.Advance(time.Hour)
		speak(t, h, open, contact.AtHome)
		got := steps(t, h, open.Referral.ID)
		if got.Met.Sub(got.Spoken) != time.Hour {
			t.Errorf("after a visit: %+v", got)
		}
		h.Reload(t, &open)
		if err := h.Journeys.Close(t.Context(), open.Worker, open.Person, journey.Close{Version: open.Case.Version, Reason: "goals_met"}); err != nil {
			t.Fatal(err)
		}
		if got := steps(t, h, open.Referral.ID); got.Closed.IsZero() {
			t.Errorf("after closing: %+v", got)
		}
	})
}

func TestAContactThatWasTakenBackIsNoStep(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		cid := speak(t, h, th, contact.AtHome)
		if err := h.Contacts.Undo(t.Context(), th.Worker, th.Person, cid); err != nil {
			t.Fatal(err)
		}
		if got := steps(t, h, th.Referral.ID); !got.Spoken.IsZero() || !got.Met.IsZero() {
			t.Errorf("taken back: %+v", got)
		}
	})
}

func TestASecondReferralOfTheSamePersonFollowsTheFirst(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		speak(t, h, th, contact.ByPhone)
		second := h.Referral(t, fixture.At(th.Service), fixture.LedBy(th.Lead))
		ctx, r := t.Context(), second.Referral
		for _, step := range []func() error{
			func() error { return h.Referrals.Join(ctx, th.Lead, r.ID, r.Version, th.Person) },
			func() error {
				return h.Referrals.End(ctx, th.Lead, r.ID, r.Version, referral.Ending{To: referral.Duplicate})
			},
		} {
			if err := step(); err != nil {
				t.Fatal(err)
			}
			var err error
			if r, err = h.Referrals.ByID(ctx, authz.Program(), r.ID); err != nil {
				t.Fatal(err)
			}
		}
		first, follower := steps(t, h, th.Referral.ID), steps(t, h, r.ID)
		if follower.Spoken.IsZero() || follower.Spoken != first.Spoken || follower.Received != second.Referral.Received {
			t.Errorf("the second says %+v, the first %+v", follower, first)
		}
	})
}

func TestTheWaitCountsTheFirstWordsOfTheLastThreeMonthsAtOneService(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		today := h.Now.Now()
		h.Now.Set(today.AddDate(0, -8, 0))
		v, o := h.Service(t), h.Practice(t)
		lead, worker := h.Lead(t, v), h.Worker(t, v)
		s := progress.NewService(h.DB, h.Zone)
		spoken := func(at org.Service, ago, after int) {
			h.Now.Set(today.AddDate(0, 0, -ago-after))
			th := h.Case(t, fixture.At(at), fixture.From(o), fixture.LedBy(lead), fixture.To(worker))
			h.Now.Set(today.AddDate(0, 0, -ago))
			speak(t, h, th, contact.ByPhone)
			h.Now.Set(today)
			speak(t, h, th, contact.ByPhone) // a second conversation counts no more
		}
		spoken(v, 120, 90) // too long ago
		for i := range 9 {
			spoken(v, 10, i+1)
		}
		if w, err := s.WaitAt(context.Background(), v.ID); err != nil || w.Known || w.People != 9 {
			t.Errorf("nine people: %+v %v", w, err)
		}
		spoken(v, 1, 30)
		w, err := s.WaitAt(context.Background(), v.ID)
		if want := (progress.Wait{Known: true, Median: 5, Low: 1, High: 9, People: 10}); err != nil || w != want {
			t.Errorf("ten people: %+v %v, want %+v", w, err, want)
		}
		if other, err := s.WaitAt(context.Background(), h.Service(t).ID); err != nil || other.Known || other.People != 0 {
			t.Errorf("another service: %+v %v", other, err)
		}
	})
}
