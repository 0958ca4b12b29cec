package due_test

import (
	"context"
	"testing"

	"weft/internal/authz"
	"weft/internal/due"
	"weft/internal/fixture"
)

func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		in := due.Input{Code: due.FirstTry, Service: th.Service.ID, Amount: 3, Unit: due.WorkingDays, Starts: h.Today()}
		ok(t, h.Due.Change(t.Context(), th.Lead, in))
		in.Version = 1
		b, err := h.Due.Book(t.Context())
		ok(t, err)
		cid := b.History(due.FirstTry, th.Service.ID)[0].ID
		h.Try(t, h.Due, h.Cast(t, th), map[string]fixture.Act{
			"Change":   {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error { return x.Due.Change(ctx, a, in) }, May: "lead admin"},
			"PutBack":  {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error { return x.Due.PutBack(ctx, a, in) }, May: "lead admin"},
			"TakeBack": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error { return x.Due.TakeBack(ctx, a, cid) }, May: "lead admin"},
		}, "Book") // how soon things are done is no secret
	})
}
