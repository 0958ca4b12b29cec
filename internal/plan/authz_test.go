package plan_test

import (
	"context"
	"testing"

	"weft/internal/authz"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/plan"
)

const (
	works      = "worker lead"
	otherWorks = "colleague other-worker other-lead"
	reads      = "worker lead supervisor"
	otherReads = "colleague other-worker other-lead other-supervisor"
)

func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		ok(t, h.Plans.Listen(ctx, th.Worker, th.Person, 0, plan.Conversation{Matters: "My garden."}))
		p := saved(t, h, th, plan.New{Goals: []plan.Goal{goal("Walk to the shop")}})
		h.Try(t, h.Plans, h.Cast(t, th), map[string]fixture.Act{
			"Listen": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Plans.Listen(ctx, a, th.Person, 1, plan.Conversation{Matters: "My garden and my dog."})
			}, May: works, Absent: otherWorks},
			"Save": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Plans.Save(ctx, a, th.Person, plan.New{Version: p.Version, Goals: []plan.Goal{goal("Swim")}})
				return err
			}, May: works, Absent: otherWorks},
			"Agree": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Plans.Agree(ctx, a, th.Person, p.Version, "together")
			}, May: works, Absent: otherWorks},
			"MoveAction": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Plans.MoveAction(ctx, a, th.Person, p.Goals[0].Actions[0].ID, plan.Done, plan.Wait{})
			}, May: works, Absent: otherWorks},
			"Heard": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				c, err := x.Plans.Heard(ctx, a, th.Person)
				if err == nil && c.Matters == "" {
					return errs.New(errs.NotFound, "plan.not_found")
				}
				return err
			}, Reads: true, May: reads, Absent: otherReads},
			"Current": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Plans.Current(ctx, a, th.Person)
				return err
			}, Reads: true, May: reads, Absent: otherReads},
			"All": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return fixture.Nothing(x.Plans.All(ctx, a, th.Person))
			}, Reads: true, May: reads, Absent: otherReads},
		}, "BringTx")
	})
}
