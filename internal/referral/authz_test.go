package referral_test

import (
	"context"
	"testing"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/fixture"
	"weft/internal/referral"
)

const (
	triages      = "lead triager"
	otherTriages = "other-lead other-triager"
	reads        = "worker lead triager supervisor"
	otherReads   = "colleague other-worker other-lead other-triager other-supervisor"
	sent         = "referrer receptionist"
	otherSent    = "fellow-referrer other-receptionist clinician supervisor other-supervisor"
	refers       = "worker colleague lead triager office supervisor other-worker other-lead other-triager other-office other-supervisor " +
		"referrer fellow-referrer receptionist other-receptionist clinician"
)

func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		same := []fixture.Option{fixture.At(th.Service), fixture.From(th.From), fixture.By(th.Referrer), fixture.LedBy(th.Lead)}
		fresh, ready, asked, joined := h.Referral(t, same...), h.Referral(t, append(same, fixture.Accepted())...), h.Referral(t, same...), h.Referral(t, same...)
		ctx := context.Background()
		ok(t, h.Referrals.Ask(ctx, th.Lead, asked.Referral.ID, 1, "Which day suits them?"))
		ok(t, h.Referrals.Join(ctx, th.Lead, joined.Referral.ID, 1, th.Person))
		form := h.Form(th.Service, th.From)
		byPhone := form
		byPhone.Came = referral.ByPhone
		of := fresh.Referral.ID
		h.Try(t, h.Referrals, h.Cast(t, th), map[string]fixture.Act{
			"Create": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Referrals.Create(ctx, a, form)
				return err
			}, May: refers},
			"Enter": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Referrals.Enter(ctx, a, byPhone)
				return err
			}, May: "worker colleague lead triager office"},
			"ByID": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Referrals.ByID(ctx, a, th.Referral.ID)
				return err
			}, May: reads, Absent: otherReads},
			"ForPerson": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return fixture.Nothing(x.Referrals.ForPerson(ctx, a, th.Person))
			}, May: reads, Absent: otherReads},
			"List": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return fixture.Nothing(x.Referrals.List(ctx, a, referral.Filter{}))
			}, May: triages, Absent: otherTriages},
			"AlikeTo": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Referrals.AlikeTo(ctx, a, of)
				return err
			}, May: triages, Absent: otherTriages},
			"Mine": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return fixture.Nothing(x.Referrals.Mine(ctx, a))
			}, May: sent, Absent: otherSent},
			"MineByID": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Referrals.MineByID(ctx, a, of)
				return err
			}, May: sent, Absent: otherSent},
			"Reply": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Referrals.Reply(ctx, a, asked.Referral.ID, "Any Monday.")
			}, May: sent, Absent: otherSent},
			"Read":   triage(func(x *fixture.House, a authz.Actor) error { return x.Referrals.Read(ctx, a, of, 1) }),
			"Accept": triage(func(x *fixture.House, a authz.Actor) error { return x.Referrals.Accept(ctx, a, of, 1) }),
			"Ask":    triage(func(x *fixture.House, a authz.Actor) error { return x.Referrals.Ask(ctx, a, of, 1, "Which day?") }),
			"Answered": triage(func(x *fixture.House, a authz.Actor) error {
				return x.Referrals.Answered(ctx, a, asked.Referral.ID, 2, "Any.")
			}),
			"End":  triage(func(x *fixture.House, a authz.Actor) error { return x.Referrals.End(ctx, a, of, 1, referral.Withdrawn) }),
			"Join": triage(func(x *fixture.House, a authz.Actor) error { return x.Referrals.Join(ctx, a, of, 1, th.Person) }),
			"Part": triage(func(x *fixture.House, a authz.Actor) error { return x.Referrals.Part(ctx, a, joined.Referral.ID, 2) }),
			"Decline": triage(func(x *fixture.House, a authz.Actor) error {
				return x.Referrals.Decline(ctx, a, of, 1, "out_of_area", "The service in the next town.")
			}),
			"AllocateTx": triage(func(x *fixture.House, a authz.Actor) error {
				return x.DB.Write(ctx, func(tx *db.Tx) error {
					_, err := x.Referrals.AllocateTx(ctx, tx, a, ready.Referral.ID, ready.Referral.Version)
					return err
				})
			}),
		}, "Validate", "TellReferrerTx", "TellStepTx")
	})
}

// triage is an act of those who decide on referrals.
func triage(do func(*fixture.House, authz.Actor) error) fixture.Act {
	return fixture.Act{Do: func(_ context.Context, x *fixture.House, a authz.Actor) error { return do(x, a) },
		May: triages, Absent: otherTriages}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
