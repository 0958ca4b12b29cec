package gap_test

import (
	"context"
	"testing"

	"weft/internal/authz"
	"weft/internal/fixture"
	"weft/internal/gap"
)

func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		if err := h.Gaps.Note(context.Background(), th.Worker, th.Person, gap.New{Need: "digital"}); err != nil {
			t.Fatal(err)
		}
		h.Try(t, h.Gaps, h.Cast(t, th), map[string]fixture.Act{
			"Note": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Gaps.Note(ctx, a, th.Person, gap.New{Need: "money"})
			}, May: "worker lead", Absent: "colleague other-worker other-lead"},
			"ForPerson": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return fixture.Nothing(x.Gaps.ForPerson(ctx, a, th.Person))
			}, Reads: true, May: "worker lead supervisor", Absent: "colleague other-worker other-lead other-supervisor"},
		}, "NoteTx")
	})
}
