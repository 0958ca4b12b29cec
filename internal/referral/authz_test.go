package referral_test

import (
	"context"
	"testing"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/fixture"
	"weft/internal/pause"
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

// waiting is what the acts need: a case and referrals in several states.
type waiting struct {
	th                          fixture.Thread
	fresh, ready, asked, joined referral.Referral
	held                        referral.Referral
	wanted, running             pause.ID
}

func prepare(t *testing.T, h *fixture.House) waiting {
	t.Helper()
	ctx, w := context.Background(), waiting{th: h.Case(t)}
	more := func(opts ...fixture.Option) referral.Referral {
		return h.Referral(t, append(opts, fixture.At(w.th.Service), fixture.From(w.th.From), fixture.By(w.th.Referrer), fixture.LedBy(w.th.Lead))...).Referral
	}
	w.fresh, w.ready, w.asked, w.joined = more(), more(fixture.Accepted()), more(), more()
	ok(t, h.Referrals.Ask(ctx, w.th.Lead, w.asked.ID, 1, "Which day suits them?"))
	ok(t, h.Referrals.Join(ctx, w.th.Lead, w.joined.ID, 1, w.th.Person))
	var err error
	w.wanted, err = h.Pauses.Ask(ctx, w.th.Worker, w.th.Service.ID, "", pause.Terms{})
	ok(t, err)
	w.running, err = h.Referrals.Pause(ctx, w.th.Lead, w.th.Service.ID, "", pause.Terms{Kind: pause.OfPractice, Practice: w.th.From.ID})
	ok(t, err)
	w.held = more()
	return w
}

func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		w := prepare(t, h)
		acts := decisions(w)
		for name, act := range comingIn(h, w) {
			acts[name] = act
		}
		for name, act := range gates(w) {
			acts[name] = act
		}
		for name, act := range reading(w) {
			acts[name] = act
		}
		h.Try(t, h.Referrals, h.Cast(t, w.th), acts, "Validate", "TellReferrerTx", "TellStepTx", "PausesDue", "TakeTx", "EnterTx", "DiedTx", "NotDiedTx", "AskTx", "CheckAskedTx", "OfferedTx")
	})
}

func comingIn(h *fixture.House, w waiting) map[string]fixture.Act {
	form := h.Form(w.th.Service, w.th.From)
	byPhone := form
	byPhone.Came = referral.ByPhone
	return map[string]fixture.Act{
		"Create": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			_, err := x.Referrals.Create(ctx, a, form)
			return err
		}, May: refers},
		"Enter": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			_, err := x.Referrals.Enter(ctx, a, byPhone)
			return err
		}, May: "worker colleague lead triager office"},
		"Reply": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return x.Referrals.Reply(ctx, a, w.asked.ID, "Any Monday.")
		}, May: sent, Absent: otherSent},
	}
}

func gates(w waiting) map[string]fixture.Act {
	return map[string]fixture.Act{
		"Pause": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			_, err := x.Referrals.Pause(ctx, a, w.th.Service.ID, "", pause.Terms{Kind: pause.OfService})
			return err
		}, May: "lead", Absent: "other-lead supervisor other-supervisor"},
		"AgreeToPause": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return x.Referrals.AgreeToPause(ctx, a, w.wanted, 1, pause.Terms{})
		}, May: "lead supervisor", Absent: "other-lead other-supervisor"},
		"LookAtPause": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return x.Referrals.LookAtPause(ctx, a, w.running, 1, pause.Look{Outcome: pause.Extend})
		}, May: "lead", Absent: "other-lead supervisor other-supervisor"},
		"LetIn": triage(func(x *fixture.House, a authz.Actor) error {
			return x.Referrals.LetIn(context.Background(), a, w.held.ID, 1)
		}),
		"Withdraw": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return x.Referrals.Withdraw(ctx, a, w.fresh.ID, "")
		}, May: sent, Absent: otherSent},
	}
}

func reading(w waiting) map[string]fixture.Act {
	return map[string]fixture.Act{
		"ByID": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			_, err := x.Referrals.ByID(ctx, a, w.th.Referral.ID)
			return err
		}, Reads: true, May: reads, Absent: otherReads},
		"ForPerson": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return fixture.Nothing(x.Referrals.ForPerson(ctx, a, w.th.Person))
		}, Reads: true, May: reads, Absent: otherReads},
		"List": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return fixture.Nothing(x.Referrals.List(ctx, a, referral.Filter{}))
		}, Reads: true, May: triages, Absent: otherTriages},
		"AlikeTo": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			_, err := x.Referrals.AlikeTo(ctx, a, w.fresh.ID)
			return err
		}, Reads: true, May: triages, Absent: otherTriages},
		"Mine": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			return fixture.Nothing(x.Referrals.Mine(ctx, a))
		}, Reads: true, May: sent, Absent: otherSent},
		"MineByID": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
			_, err := x.Referrals.MineByID(ctx, a, w.fresh.ID)
			return err
		}, Reads: true, May: sent, Absent: otherSent},
	}
}

func decisions(w waiting) map[string]fixture.Act {
	ctx, of := context.Background(), w.fresh.ID
	return map[string]fixture.Act{
		"Read":   triage(func(x *fixture.House, a authz.Actor) error { return x.Referrals.Read(ctx, a, of, 1) }),
		"Accept": triage(func(x *fixture.House, a authz.Actor) error { return x.Referrals.Accept(ctx, a, of, 1) }),
		"Ask":    triage(func(x *fixture.House, a authz.Actor) error { return x.Referrals.Ask(ctx, a, of, 1, "Which day?") }),
		"Answered": triage(func(x *fixture.House, a authz.Actor) error {
			return x.Referrals.Answered(ctx, a, w.asked.ID, 2, "Any.")
		}),
		"End": triage(func(x *fixture.House, a authz.Actor) error {
			return x.Referrals.End(ctx, a, of, 1, referral.Ending{To: referral.Withdrawn, By: referral.ByPerson})
		}),
		"Join": triage(func(x *fixture.House, a authz.Actor) error { return x.Referrals.Join(ctx, a, of, 1, w.th.Person) }),
		"Part": triage(func(x *fixture.House, a authz.Actor) error { return x.Referrals.Part(ctx, a, w.joined.ID, 2) }),
		"Decline": triage(func(x *fixture.House, a authz.Actor) error {
			return x.Referrals.Decline(ctx, a, of, 1, "out_of_area", "The service in the next town.")
		}),
		"AllocateTx": triage(func(x *fixture.House, a authz.Actor) error {
			return x.DB.Write(ctx, func(tx *db.Tx) error {
				_, err := x.Referrals.AllocateTx(ctx, tx, a, w.ready.ID, w.ready.Version)
				return err
			})
		}),
	}
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
