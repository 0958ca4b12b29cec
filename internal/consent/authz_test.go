package consent_test

import (
	"context"
	"testing"

	"weft/internal/authz"
	"weft/internal/consent"
	"weft/internal/fixture"
)

func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		may, absent := "worker lead triager office", "colleague other-worker other-lead other-triager other-office"
		h.Try(t, h.Consents, h.Cast(t, th), map[string]fixture.Act{
			"Record": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Consents.Record(ctx, a, x.People, th.Person, yes(consent.ToPractice))
			}, May: may, Absent: absent},
			"History": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return fixture.Nothing(x.Consents.History(ctx, a, x.People, th.Person))
			}, Reads: true, May: may, Absent: absent},
		}, "RecordTx", "HoldsTx", "AnswersTx", "AboutTx")
	})
}
