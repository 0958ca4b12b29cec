package waiting_test

import (
	"context"
	"maps"
	"testing"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/fixture"
	"weft/internal/waiting"
)

func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		same := []fixture.Option{fixture.At(th.Service), fixture.From(th.From), fixture.By(th.Referrer), fixture.LedBy(th.Lead)}
		list, offered, ready := waits(t, h, waiting.Placing{}, same...), waits(t, h, waiting.Placing{}, same...), h.Referral(t, append(same, fixture.Accepted())...)
		ok(t, h.Waiting.Offer(ctx, th.Lead, offered.Referral.ID, 1, th.Worker.ID, ""))
		oid := entry(t, h, offered).Offer.ID
		const triages, others = "lead triager", "other-lead other-triager"
		triage := func(do func(context.Context, *fixture.House, authz.Actor) error) fixture.Act {
			return fixture.Act{Do: do, May: triages, Absent: others}
		}
		acts := map[string]fixture.Act{
			"Start": triage(func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Waiting.Start(ctx, a, ready.Referral.ID, ready.Referral.Version, "", waiting.Placing{})
			}),
			"SetBand": triage(func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Waiting.SetBand(ctx, a, list.Referral.ID, 1, waiting.Placing{})
			}),
			"KeepContact": triage(func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Waiting.KeepContact(ctx, a, list.Referral.ID, 1, waiting.ByPhone, "")
			}),
			"Offer": triage(func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Waiting.Offer(ctx, a, list.Referral.ID, 1, th.Worker.ID, "")
			}),
			"TakeOfferBack": triage(func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Waiting.TakeOfferBack(ctx, a, offered.Referral.ID, 2)
			}),
			"List": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return fixture.Nothing(x.Waiting.List(ctx, a))
			}, Reads: true, May: triages, Absent: others},
			"ByReferral": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Waiting.ByReferral(ctx, a, list.Referral.ID)
				return err
			}, Reads: true, May: triages, Absent: others},
			"Offers": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return fixture.Nothing(x.Waiting.Offers(ctx, a))
			}, Reads: true, May: "worker", Absent: "colleague other-worker"},
			"DeclineOffer": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Waiting.DeclineOffer(ctx, a, oid, "")
			}, May: "worker", Absent: "colleague other-worker"},
			"AcceptTx": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.DB.Write(ctx, func(tx *db.Tx) error { _, err := x.Waiting.AcceptTx(ctx, tx, a, oid); return err })
			}, May: "worker", Absent: "colleague other-worker"},
		}
		maps.Copy(acts, loads(th))
		h.Try(t, h.Waiting, h.Cast(t, th), acts)
	})
}

func loads(th fixture.Thread) map[string]fixture.Act {
	led := func(reads bool, do func(context.Context, *fixture.House, authz.Actor) error) fixture.Act {
		return fixture.Act{Do: do, Reads: reads, May: "lead", Absent: "other-lead"}
	}
	return map[string]fixture.Act{
		"OwnLoad": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			_, err := x.Waiting.OwnLoad(ctx, a)
			return err
		}, Reads: true, May: "worker colleague other-worker"},
		"Loads": led(true, func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			_, err := x.Waiting.Loads(ctx, a, th.Service.ID)
			return err
		}),
		"TeamAt": led(true, func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			_, err := x.Waiting.TeamAt(ctx, a, th.Service.ID)
			return err
		}),
		"AgreeLimit": led(false, func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return x.Waiting.AgreeLimit(ctx, a, th.Service.ID, 150)
		}),
	}
}
