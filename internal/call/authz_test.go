package call_test

import (
	"context"
	"testing"

	"weft/internal/authz"
	"weft/internal/call"
	"weft/internal/errs"
	"weft/internal/fixture"
)

const (
	answers      = "worker colleague lead triager office"
	otherAnswers = "other-worker other-lead other-triager other-office"
)

func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		cast := h.Cast(t, th)
		sid, today := th.Service.ID, h.Today()
		unknown, err := h.Calls.Note(ctx, th.Lead, sid, call.New{Who: "A man about the damp"})
		ok(t, err)
		theirs, err := h.Calls.Note(ctx, th.Lead, sid, call.New{Person: th.Person})
		ok(t, err)
		taken, err := h.Calls.Note(ctx, th.Lead, sid, call.New{Who: "A woman"})
		ok(t, err)
		ok(t, h.Calls.Take(ctx, th.Lead, taken, 1))
		ok(t, h.Calls.SetRota(ctx, th.Lead, sid, []call.Duty{{Day: today, Account: cast["colleague"].ID}}))
		act := func(do func(x *fixture.House, a authz.Actor) error) fixture.Act {
			return fixture.Act{Do: func(_ context.Context, x *fixture.House, a authz.Actor) error { return do(x, a) }, May: answers, Absent: otherAnswers}
		}
		read := func(do func(x *fixture.House, a authz.Actor) error) fixture.Act {
			a := act(do)
			a.Reads = true
			return a
		}
		table := map[string]fixture.Act{
			"Note": act(func(x *fixture.House, a authz.Actor) error {
				_, err := x.Calls.Note(ctx, a, sid, call.New{Who: "Ann"})
				return err
			}),
			"Open": read(func(x *fixture.House, a authz.Actor) error { return fixture.Nothing(x.Calls.Open(ctx, a)) }),
			"ByID": read(func(x *fixture.House, a authz.Actor) error { _, err := x.Calls.ByID(ctx, a, unknown); return err }),
			"Rota": read(func(x *fixture.House, a authz.Actor) error {
				_, err := x.Calls.Rota(ctx, a, sid, today, today)
				return err
			}),
			"OnDuty": read(func(x *fixture.House, a authz.Actor) error {
				got, err := x.Calls.OnDuty(ctx, a)
				if err == nil && got[sid].IsZero() {
					return errs.New(errs.NotFound, "call.not_found")
				}
				return err
			}),
			"Take":    act(func(x *fixture.House, a authz.Actor) error { return x.Calls.Take(ctx, a, unknown, 1) }),
			"PutBack": act(func(x *fixture.House, a authz.Actor) error { return x.Calls.PutBack(ctx, a, taken, 2) }),
			"Finish":  act(func(x *fixture.House, a authz.Actor) error { return x.Calls.Finish(ctx, a, unknown, 1, "Rang back") }),
			"Match":   act(func(x *fixture.House, a authz.Actor) error { return x.Calls.Match(ctx, a, unknown, 1, "") }),
			"SetRota": {Do: func(_ context.Context, x *fixture.House, a authz.Actor) error {
				return x.Calls.SetRota(ctx, a, sid, []call.Duty{{Day: today}})
			}, May: "lead office", Absent: "other-lead other-office"},
			"StandIn": {Do: func(_ context.Context, x *fixture.House, a authz.Actor) error { return x.Calls.StandIn(ctx, a, theirs) },
				May: "colleague", Absent: otherAnswers},
			"ForPerson": {Do: func(_ context.Context, x *fixture.House, a authz.Actor) error {
				return fixture.Nothing(x.Calls.ForPerson(ctx, a, th.Person))
			}, Reads: true, May: "worker lead supervisor", Absent: "colleague other-worker other-lead other-supervisor"},
		}
		h.Try(t, h.Calls, cast, table)
	})
}
