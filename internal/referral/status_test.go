package referral_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"weft/internal/consent"
	"weft/internal/db"
	"weft/internal/fixture"
	"weft/internal/message"
	"weft/internal/referral"
)

func TestAReferrerSeesWhatTheySentAndAReceptionistWhatTheirPracticeSent(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, practice, service := context.Background(), h.Practice(t), h.Service(t)
		one := h.Referral(t, fixture.At(service), fixture.From(practice))
		two := h.Referral(t, fixture.At(service), fixture.From(practice))
		h.Referral(t, fixture.At(service))
		desk, elsewhere := h.Receptionist(t, practice), h.Receptionist(t, h.Practice(t))
		if got, err := h.Referrals.Mine(ctx, one.Referrer); err != nil || !slices.Equal(idsOf(got), []referral.ID{one.Referral.ID}) {
			t.Errorf("a referrer sees %v: %v", idsOf(got), err)
		}
		if got, err := h.Referrals.Mine(ctx, desk); err != nil || !slices.Equal(idsOf(got), []referral.ID{two.Referral.ID, one.Referral.ID}) {
			t.Errorf("a receptionist sees %v: %v", idsOf(got), err)
		}
		if got, err := h.Referrals.Mine(ctx, elsewhere); err != nil || len(got) != 0 {
			t.Errorf("another practice sees %v: %v", idsOf(got), err)
		}
	})
}

func idsOf(sent []referral.Sent) []referral.ID {
	var out []referral.ID
	for _, s := range sent {
		out = append(out, s.ID)
	}
	return out
}

func TestHoweverManyReferralsTheyAreReadInFewStatements(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Referral(t)
		for range 5 {
			h.Referral(t, fixture.At(th.Service), fixture.From(th.From), fixture.By(th.Referrer), fixture.LedBy(th.Lead))
		}
		ctx, trace := db.WithTrace(context.Background())
		if got, err := h.Referrals.Mine(ctx, th.Referrer); err != nil || len(got) != 6 || trace.Queries() > 3 {
			t.Errorf("%d referrals in %d statements: %v", len(got), trace.Queries(), err)
		}
		ctx, trace = db.WithTrace(context.Background())
		if got, err := h.Referrals.List(ctx, th.Lead, referral.Filter{}); err != nil || len(got) != 6 || trace.Queries() != 1 {
			t.Errorf("%d referrals in %d statements: %v", len(got), trace.Queries(), err)
		}
	})
}

// 3.0: NHS referrers every step, others until it closes, four kinds only that it came.
func TestAReferrerIsToldNoMoreThanTheyMayKnow(t *testing.T) {
	received, accepted := "referral.received to referrer", "referral.accepted to referrer"
	spoken, finished := "case.spoken to referrer", "case.finished to referrer"
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		for kind, want := range map[string][]string{
			"practice": {received, accepted, spoken, finished}, "vcse": {received, accepted, finished}, "police": {received}, "job_centre": {received},
		} {
			h.Undone(t, func(x *fixture.House) {
				told := lifeOf(t, x, kind, "")
				if !slices.Equal(told, want) {
					t.Errorf("%s is told %v", kind, told)
				}
			})
		}
	})
}

func TestThePersonsWordDecidesWhatAReferrerIsTold(t *testing.T) {
	received, accepted := "referral.received to referrer", "referral.accepted to referrer"
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		h.Undone(t, func(x *fixture.House) {
			if told := lifeOf(t, x, "police", consent.Yes); len(told) != 4 {
				t.Errorf("the police are told %v though the person agreed to all", told)
			}
		})
		h.Undone(t, func(x *fixture.House) {
			if told := lifeOf(t, x, "practice", consent.No); !slices.Equal(told, []string{received, accepted}) {
				t.Errorf("a practice is told %v though the person said no after it was accepted", told)
			}
		})
	})
}

// lifeOf takes a referral of a kind of organisation to the end of its case and
// returns what its sender was told. The person says something about it meanwhile.
func lifeOf(t *testing.T, x *fixture.House, kind string, said consent.Answer) []string {
	t.Helper()
	ctx := context.Background()
	th := x.Case(t, fixture.FromA(kind), fixture.Asking(func(in *referral.New) { in.TellReferrer = said == consent.Yes }))
	if said == consent.No {
		ok(t, x.Consents.Record(ctx, th.Worker, x.People, th.Person, consent.New{Scope: consent.ToReferrer, Ground: consent.Agreed, Answer: said}))
	}
	x.Write(t, func(ctx context.Context, tx *db.Tx) error {
		for _, step := range []message.Phrase{message.CaseSpoken, message.CaseFinished} {
			if err := x.Referrals.TellStepTx(ctx, tx, th.Worker, th.Referral.ID, step); err != nil {
				return err
			}
		}
		return nil
	})
	var out []string
	for _, m := range x.Told(t) {
		if len(m) > 9 && m[len(m)-8:] == "referrer" {
			out = append(out, m)
		}
	}
	return out
}

func TestWhoMaySeeOnlyThatItCameSeesNoDecision(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		for kind, hidden := range map[string]bool{"police": true, "vcse": false, "practice": false} {
			th := h.Referral(t, fixture.FromA(kind))
			ok(t, h.Referrals.Decline(ctx, th.Lead, th.Referral.ID, 1, "did_not_agree", "They can ring us any time."))
			m, err := h.Referrals.MineByID(ctx, th.Referrer, th.Referral.ID)
			ok(t, err)
			if seen := m.DeclineCode != "" || m.Alternative != "" || m.Status != referral.Submitted; seen == hidden {
				t.Errorf("%s sees %s %q", kind, m.Status, m.DeclineCode)
			}
		}
	})
}

func TestThePracticeIsToldOnlyWhenThePersonAgreedAndContactIsNotToBeSafe(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		practice := h.Practice(t)
		for i, c := range []struct {
			answer consent.Answer
			safe   bool
			told   bool
		}{{"", false, false}, {consent.No, false, false}, {consent.Yes, false, true}, {consent.Yes, true, false}} {
			h.Undone(t, func(x *fixture.House) {
				th := x.Case(t, fixture.FromA("vcse"), fixture.Asking(func(in *referral.New) {
					in.Person.Practice, in.Person.SafeContact = practice.ID.String(), c.safe
				}))
				if c.answer != "" {
					ok(t, x.Consents.Record(context.Background(), th.Worker, x.People, th.Person,
						consent.New{Scope: consent.ToPractice, Ground: consent.Agreed, Answer: c.answer}))
				}
				x.Write(t, func(ctx context.Context, tx *db.Tx) error {
					return x.Referrals.TellStepTx(ctx, tx, th.Worker, th.Referral.ID, message.CaseSpoken)
				})
				if told := slices.Contains(x.Told(t), "case.spoken to practice"); told != c.told {
					t.Errorf("%d: the practice is told: %v %s", i, told, fmt.Sprint(c))
				}
			})
		}
	})
}
