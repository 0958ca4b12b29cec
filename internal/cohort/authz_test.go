package cohort_test

import (
	"context"
	"testing"

	"weft/internal/authz"
	"weft/internal/cohort"
	"weft/internal/fixture"
)

func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		cast := h.Cast(t, th)
		k, o := listed(t, h, th.Lead, list(th.Service.ID, th.From.ID))
		const own, others = "lead office receptionist clinician", "other-lead other-office other-receptionist"
		h.Try(t, h.Cohorts, cast, map[string]fixture.Act{
			"List": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return fixture.Nothing(x.Cohorts.List(ctx, a))
			}, Reads: true, May: own, Absent: others},
			"ByID": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, _, err := x.Cohorts.ByID(ctx, a, k)
				return err
			}, Reads: true, May: own, Absent: others},
			"Answered": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Cohorts.Answered(ctx, a, cohort.Answer{Offer: o[0].ID, Version: 1, To: cohort.SaidYes})
				return err
			}, May: own, Absent: others},
			"Add": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				in := list(th.Service.ID, th.From.ID)
				in.Lines[0].Name, in.Lines[0].NHSNumber = "Somebody Else", ""
				_, err := x.Cohorts.Add(ctx, a, in)
				return err
			}, May: own},
		}, "Sweep")
	})
}
