package register_test

import (
	"context"
	"testing"

	"weft/internal/authz"
	"weft/internal/fixture"
	"weft/internal/register"
)

func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		_, err := h.Registers.Record(context.Background(), th.Worker, register.New{Kind: register.DropIn, Others: 3})
		ok(t, err)
		h.Try(t, h.Registers, h.Cast(t, th), map[string]fixture.Act{
			"Record": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Registers.Record(ctx, a, register.New{Kind: register.DropIn, Lines: []register.Line{{Person: th.Person, Came: register.Yes}}})
				return err
			}, May: "worker lead", Absent: "colleague other-worker other-lead"},
			"Mine": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return fixture.Nothing(x.Registers.Mine(ctx, a))
			}, Reads: true, May: "worker", Absent: "lead colleague other-worker other-lead"},
		})
	})
}
