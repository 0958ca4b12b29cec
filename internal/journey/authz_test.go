package journey_test

import (
	"context"
	"testing"

	"weft/internal/authz"
	"weft/internal/fixture"
	"weft/internal/journey"
	"weft/internal/waiting"
)

func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		ready := h.Referral(t, fixture.At(th.Service), fixture.From(th.From), fixture.By(th.Referrer), fixture.LedBy(th.Lead), fixture.Accepted())
		waits, ctx := h.Referral(t, fixture.At(th.Service), fixture.From(th.From), fixture.By(th.Referrer), fixture.LedBy(th.Lead), fixture.Accepted()), context.Background()
		ok(t, h.Waiting.Start(ctx, th.Lead, waits.Referral.ID, waits.Referral.Version, "", waiting.Placing{}))
		ok(t, h.Waiting.Offer(ctx, th.Lead, waits.Referral.ID, 1, th.Worker.ID, ""))
		e, err := h.Waiting.ByReferral(ctx, th.Lead, waits.Referral.ID)
		ok(t, err)
		offer := e.Offer.ID
		next := h.Worker(t, th.Service)
		h.Try(t, h.Journeys, h.Cast(t, th), map[string]fixture.Act{
			"Allocate": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Journeys.Allocate(ctx, a, ready.Referral.ID, ready.Referral.Version, th.Worker.ID, "")
				return err
			}, May: "lead triager", Absent: "other-lead other-triager"},
			"TakeOffer": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Journeys.TakeOffer(ctx, a, offer, "")
				return err
			}, May: "worker", Absent: "colleague other-worker"},
			"Close": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Journeys.Close(ctx, a, th.Person, journey.Close{Version: th.Case.Version, Reason: "content"})
			}, May: "worker lead", Absent: "colleague other-worker other-lead"},
			"HandOver": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Journeys.HandOver(ctx, a, th.Person, journey.HandOver{Version: th.Case.Version, To: next.ID})
			}, May: "worker lead", Absent: "colleague other-worker other-lead"},
			"Workers": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Journeys.Workers(ctx, a, th.Person)
				return err
			}, Reads: true, May: "worker lead", Absent: "colleague other-worker other-lead"},
			"Died": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Journeys.Died(ctx, a, th.Person, journey.Death{})
			}, May: "worker lead triager office", Absent: "colleague other-worker other-lead other-triager other-office"},
			"Holds": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Journeys.Holds(ctx, a, th.Worker.ID)
				return err
			}, Reads: true, May: "admin"},
			"Leave": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Journeys.Leave(ctx, a, th.Worker.ID, journey.Leave{})
			}, May: "admin"},
		}, "Reopen", "NotDied")
		shut := h.Case(t)
		h.CloseCase(t, &shut)
		h.Try(t, h.Journeys, h.Cast(t, shut), map[string]fixture.Act{
			"Reopen": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Journeys.Reopen(ctx, a, shut.Person, "", "")
			}, May: "worker lead", Absent: "colleague other-worker other-lead"},
		}, "Allocate", "Close", "HandOver", "Workers", "Died", "NotDied", "Holds", "Leave", "TakeOffer")
		gone := h.Case(t)
		ok(t, h.Journeys.Died(context.Background(), gone.Worker, gone.Person, journey.Death{}))
		h.Try(t, h.Journeys, h.Cast(t, gone), map[string]fixture.Act{
			"NotDied": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Journeys.NotDied(ctx, a, gone.Person, "Somebody else")
			}, May: "lead", Absent: "other-lead"},
		}, "Allocate", "Close", "HandOver", "Workers", "Died", "Reopen", "Holds", "Leave", "TakeOffer")
	})
}
