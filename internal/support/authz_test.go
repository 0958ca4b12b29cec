package support_test

import (
	"context"
	"testing"

	"weft/internal/authz"
	"weft/internal/fixture"
	"weft/internal/support"
)

func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := told(t, h)
		l := one(t, h, th, support.New{Facts: []string{"since"}, Agreed: true})
		const works, reads = "worker lead", "worker lead supervisor"
		const strange, strangers = "colleague other-worker other-lead", "colleague other-worker other-lead other-supervisor"
		in := support.New{Sentence: "I have seen the stairs.", Agreed: true}
		h.Try(t, h.Support, h.Cast(t, th), map[string]fixture.Act{
			"Preview": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Support.Preview(ctx, a, th.Person, in)
				return err
			}, Reads: true, May: works, Absent: strange},
			"Make": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Support.Make(ctx, a, th.Person, in)
				return err
			}, May: works, Absent: strange},
			"ForPerson": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return fixture.Nothing(x.Support.ForPerson(ctx, a, th.Person))
			}, Reads: true, May: reads, Absent: strangers},
			"ByID": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Support.ByID(ctx, a, th.Person, l.ID)
				return err
			}, Reads: true, May: reads, Absent: strangers},
			"TakeBack": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Support.TakeBack(ctx, a, th.Person, l.ID)
			}, May: works, Absent: strange},
		})
	})
}
