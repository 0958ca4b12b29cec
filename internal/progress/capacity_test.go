package progress_test

import (
	"testing"
	"time"

	"weft/internal/fixture"
	"weft/internal/pause"
	"weft/internal/progress"
)

// A16, B15: days paused and referrals held are evidence of room, never of a worker.
func TestCapacityCountsDaysPausedAndReferralsHeldAndNoWorker(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := t.Context(), h.Case(t)
		s := progress.NewService(h.DB, h.Zone)
		first := h.Today()
		begin := func(in pause.Terms) pause.ID {
			t.Helper()
			pid, err := h.Referrals.Pause(ctx, th.Lead, th.Service.ID, "", in)
			if err != nil {
				t.Fatal(err)
			}
			return pid
		}
		begin(pause.Terms{Kind: pause.OfWorker, Worker: th.Worker.ID})
		h.Now.Advance(2 * 24 * time.Hour)
		pid := begin(pause.Terms{Kind: pause.OfService})
		begin(pause.Terms{Kind: pause.OfSource, Source: "gp"}) // the same days count once
		h.Referral(t, fixture.At(th.Service), fixture.LedBy(th.Lead))
		h.Referral(t, fixture.At(th.Service), fixture.LedBy(th.Lead), fixture.FromA("police"))
		h.Now.Advance(24 * time.Hour)
		if err := h.Referrals.LookAtPause(ctx, th.Lead, pid, 1, pause.Look{Outcome: pause.End}); err != nil {
			t.Fatal(err)
		}
		got, err := s.CapacityAt(ctx, th.Service.ID, first, h.Today())
		if want := (progress.Capacity{Days: 4, Paused: 2, Held: 2, Still: 1}); err != nil || got != want {
			t.Errorf("%+v %v, want %+v", got, err, want)
		}
		if got, err := s.CapacityAt(ctx, th.Service.ID, first, first.AddDays(1)); err != nil || got.Paused != 0 || got.Held != 0 {
			t.Errorf("before: %+v %v", got, err)
		}
		if got, err := s.CapacityAt(ctx, h.Service(t).ID, first, h.Today()); err != nil || got.Paused != 0 || got.Held != 0 {
			t.Errorf("another service: %+v %v", got, err)
		}
	})
}
