package pause_test

import (
	"context"
	"testing"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/fixture"
	"weft/internal/pause"
)

func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		asked, err := h.Pauses.Ask(ctx, th.Worker, th.Service.ID, "", pause.Terms{})
		ok(t, err)
		running, err := h.Referrals.Pause(ctx, th.Lead, th.Service.ID, "", pause.Terms{Kind: pause.OfWorker, Worker: th.Worker.ID})
		ok(t, err)
		const decides, others = "lead supervisor", "other-lead other-supervisor"
		joined := func(do func(context.Context, *fixture.House, *db.Tx, authz.Actor) error) func(context.Context, *fixture.House, authz.Actor) error {
			return func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.DB.Write(ctx, func(tx *db.Tx) error { return do(ctx, x, tx, a) })
			}
		}
		h.Try(t, h.Pauses, h.Cast(t, th), map[string]fixture.Act{
			"Ask": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Pauses.Ask(ctx, a, th.Service.ID, "", pause.Terms{Kind: pause.OfService})
				return err
			}, May: "worker colleague lead", Absent: "other-worker other-lead"},
			"Withdraw": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Pauses.Withdraw(ctx, a, asked, 1)
			}, May: "worker", Absent: "colleague lead other-worker other-lead"},
			"Refuse": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Pauses.Refuse(ctx, a, asked, 1, "Not now.")
			}, May: decides, Absent: others},
			"ByID": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Pauses.ByID(ctx, a, asked)
				return err
			}, Reads: true, May: "worker " + decides, Absent: "colleague triager office other-worker other-triager other-office " + others},
			"List": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return fixture.Nothing(x.Pauses.List(ctx, a))
			}, Reads: true, May: "worker " + decides, Absent: "colleague triager office other-worker other-triager other-office " + others},
			"Resting": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Pauses.Resting(ctx, a, th.Service.ID)
				return err
			}, Reads: true, May: "lead triager", Absent: "other-lead other-triager"},
			"BeginTx": {Do: joined(func(ctx context.Context, x *fixture.House, tx *db.Tx, a authz.Actor) error {
				_, err := x.Pauses.BeginTx(ctx, tx, a, th.Service.ID, pause.Terms{Kind: pause.OfService})
				return err
			}), May: "lead", Absent: "supervisor " + others},
			"AgreeTx": {Do: joined(func(ctx context.Context, x *fixture.House, tx *db.Tx, a authz.Actor) error {
				_, err := x.Pauses.AgreeTx(ctx, tx, a, asked, 1, pause.Terms{})
				return err
			}), May: decides, Absent: others},
			"LookTx": {Do: joined(func(ctx context.Context, x *fixture.House, tx *db.Tx, a authz.Actor) error {
				_, err := x.Pauses.LookTx(ctx, tx, a, running, 1, pause.Look{Outcome: pause.End})
				return err
			}), May: decides, Absent: others},
		}, "Notices", "InForceTx", "DueTx", "FallDueTx")
	})
}
