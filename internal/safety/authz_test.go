package safety_test

import (
	"context"
	"testing"

	"weft/internal/authz"
	"weft/internal/fixture"
	"weft/internal/safety"
)

func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		cast := h.Cast(t, th)
		mine, err := h.Safety.List(context.Background(), cast["safeguarding"])
		ok(t, err)
		cid := mine[0].ID
		h.Try(t, h.Safety, cast, map[string]fixture.Act{
			"Raise": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Safety.Raise(ctx, a, th.Person, th.Service.ID, safety.New{Words: "He is afraid to go home."})
				return err
			}, May: "worker lead triager office supervisor safeguarding",
				Absent: "colleague other-worker other-lead other-triager other-office other-supervisor other-safeguarding"},
			"RaiseAbout": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Safety.RaiseAbout(ctx, a, th.Service.ID, safety.New{About: "A boy at the bus stop", Words: "He is afraid to go home."})
				return err
			}, May: "worker lead triager office supervisor safeguarding " +
				"colleague other-worker other-lead other-triager other-office other-supervisor other-safeguarding"},
			"List": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return fixture.Nothing(x.Safety.List(ctx, a))
			}, Reads: true, May: "safeguarding", Absent: "other-safeguarding"},
			"ByID": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Safety.ByID(ctx, a, cid)
				return err
			}, Reads: true, May: "safeguarding", Absent: "other-safeguarding"},
			"Decide": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Safety.Decide(ctx, a, cid, 1, safety.Referred, "The council knows.")
			}, May: "safeguarding", Absent: "other-safeguarding"},
		}, "LedByTx", "LeadsForTx", "SucceedTx")
	})
}
