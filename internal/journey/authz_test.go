package journey_test

import (
	"context"
	"testing"

	"weft/internal/authz"
	"weft/internal/fixture"
	"weft/internal/journey"
)

func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		ready := h.Referral(t, fixture.At(th.Service), fixture.From(th.From), fixture.By(th.Referrer), fixture.LedBy(th.Lead), fixture.Accepted())
		h.Try(t, h.Journeys, h.Cast(t, th), map[string]fixture.Act{
			"Allocate": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Journeys.Allocate(ctx, a, ready.Referral.ID, ready.Referral.Version, th.Worker.ID, "")
				return err
			}, May: "lead triager", Absent: "other-lead other-triager"},
			"Close": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Journeys.Close(ctx, a, th.Person, journey.Close{Version: th.Case.Version, Reason: "content"})
			}, May: "worker lead", Absent: "colleague other-worker other-lead"},
			"Holds": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Journeys.Holds(ctx, a, th.Worker.ID)
				return err
			}, Reads: true, May: "admin"},
			"Leave": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Journeys.Leave(ctx, a, th.Worker.ID, journey.Leave{})
			}, May: "admin"},
		})
	})
}
