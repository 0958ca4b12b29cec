package vocabulary_test

import (
	"context"
	"testing"

	"weft/internal/authz"
	"weft/internal/fixture"
	"weft/internal/vocabulary"
)

func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th, today := h.Case(t), h.Today()
		cast, at := h.Cast(t, th), th.Service.ID.String()
		in := warm(today.AddDays(1))
		in.Service = at
		code, err := h.Lists.Add(t.Context(), th.Lead, in)
		ok(t, err)
		cid := book(t, h.Lists).History(vocabulary.NeedList, code, at)[0].ID
		entry := vocabulary.Input{List: vocabulary.NeedList, Code: code, Service: at, En: "Warmth", Cy: "Cynhesrwydd", Starts: today.AddDays(2), Version: 1}
		ok(t, h.Lists.Reword(t.Context(), th.Lead, vocabulary.Input{List: vocabulary.NeedList, Code: "money", Service: at, En: "Bills", Cy: "Biliau", Starts: today}))
		edit := func(do func(ctx context.Context, x *fixture.House, a authz.Actor) error) fixture.Act {
			return fixture.Act{Do: do, May: "lead admin"}
		}
		h.Try(t, h.Lists, cast, map[string]fixture.Act{
			"Add": edit(func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				other := in
				other.En, other.Cy = "Cool rooms", "Ystafelloedd oer"
				_, err := x.Lists.Add(ctx, a, other)
				return err
			}),
			"Reword": edit(func(ctx context.Context, x *fixture.House, a authz.Actor) error { return x.Lists.Reword(ctx, a, entry) }),
			"Retire": edit(func(ctx context.Context, x *fixture.House, a authz.Actor) error { return x.Lists.Retire(ctx, a, entry) }),
			"PutBack": edit(func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Lists.PutBack(ctx, a, vocabulary.Input{List: vocabulary.NeedList, Code: "money", Service: at, Starts: today, Version: 1})
			}),
			"TakeBack": edit(func(ctx context.Context, x *fixture.House, a authz.Actor) error { return x.Lists.TakeBack(ctx, a, cid) }),
		}, "Book", "Welsh") // words stand on public pages
	})
}
