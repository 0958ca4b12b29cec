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
		first := saved(t, h, th, plan.New{Goals: []plan.Goal{goal("Walk to the beach")}})
		ok(t, h.Plans.Agree(ctx, th.Worker, th.Person, first.Version, ""))
		stands, _ := h.Plans.Current(ctx, th.Worker, th.Person)
		ok(t, h.Plans.KeepSupporter(ctx, th.Worker, th.Person, plan.NewSupporter{Name: "Megan"}))
		ok(t, h.Plans.Share(ctx, th.Worker, th.Person, plan.NewCopy{Holder: plan.HeldByPerson, How: plan.Printed}))
		p := saved(t, h, th, plan.New{Version: stands.Version, Goals: []plan.Goal{goal("Walk to the shop")}})
		other := h.Case(t, fixture.At(th.Service), fixture.LedBy(th.Lead), fixture.To(th.Worker)) // whose newest plan is agreed
		due := saved(t, h, other, plan.New{Goals: []plan.Goal{goal("Sing")}})
		ok(t, h.Plans.Agree(ctx, th.Worker, other.Person, due.Version, ""))
		acts := readings(th)
		for name, act := range changes(th, other, stands.Goals[0].ID, p) {
			acts[name] = act
		}
		h.Try(t, h.Plans, h.Cast(t, th), acts, "BringTx", "ShareTx")
	})
}

// changes are the methods that write. other is a person whose newest plan is agreed;
// gid is a goal of the plan that stands, and p the draft after it.
func changes(th, other fixture.Thread, gid plan.GoalID, p plan.Plan) map[string]fixture.Act {
	return map[string]fixture.Act{
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
			return x.Plans.MoveAction(ctx, a, th.Person, p.Goals[0].Actions[0].ID, 1, plan.Done, plan.Wait{})
		}, May: works, Absent: otherWorks},
		"MoveGoal": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return x.Plans.MoveGoal(ctx, a, th.Person, gid, 2, plan.Met, "")
		}, May: works, Absent: otherWorks},
		"Review": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			_, err := x.Plans.Review(ctx, a, other.Person, plan.Review{Version: 2})
			return err
		}, May: works, Absent: otherWorks},
		"KeepSupporter": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return x.Plans.KeepSupporter(ctx, a, th.Person, plan.NewSupporter{Name: "Joan"})
		}, May: works, Absent: otherWorks},
		"Share": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return x.Plans.Share(ctx, a, th.Person, plan.NewCopy{Holder: plan.HeldByPerson, How: plan.Posted})
		}, May: works, Absent: otherWorks},
	}
}

func readings(th fixture.Thread) map[string]fixture.Act {
	return map[string]fixture.Act{
		"Supporters": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return fixture.Nothing(x.Plans.Supporters(ctx, a, th.Person))
		}, Reads: true, May: reads, Absent: otherReads},
		"Copies": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return fixture.Nothing(x.Plans.Copies(ctx, a, th.Person))
		}, Reads: true, May: reads, Absent: otherReads},
		"Versions": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return fixture.Nothing(x.Plans.Versions(ctx, a, th.Person))
		}, Reads: true, May: reads, Absent: otherReads},
		"NextReview": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			_, err := x.Plans.NextReview(ctx, a, th.Person)
			return err
		}, Reads: true, May: reads, Absent: otherReads},
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
	}
}
