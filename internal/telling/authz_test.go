package telling_test

import (
	"context"
	"testing"

	"weft/internal/authz"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/journey"
	"weft/internal/message"
	"weft/internal/plan"
	"weft/internal/telling"
)

// strange are those who work with people, and not with this one.
const strange = "colleague other-worker other-lead"

func closing(th fixture.Thread) journey.Close {
	return journey.Close{Version: th.Case.Version, Reason: "died"}
}

func TestEveryMethodAsksEveryRole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		agreedPlan(t, h, th)
		cast := h.Cast(t, th)
		h.Box.Fail(errs.New(errs.Invalid, "mail.to"))
		h.Work(t)
		failed, err := h.Messages.Failed(ctx, th.Worker)
		ok(t, err)
		var which message.ID
		for _, m := range failed {
			if m.Letterable() {
				which = m.ID
			}
		}
		const books, not = "worker lead office", "colleague other-worker other-lead other-office"
		in := telling.New{Channel: message.ByText, Phrase: message.ThankYou}
		h.Try(t, h.Telling, cast, map[string]fixture.Act{
			"Preview": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Telling.Preview(ctx, a, th.Person, in)
				return err
			}, Reads: true, May: books, Absent: not},
			"Send": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Telling.Send(ctx, a, th.Person, in)
				return err
			}, May: books, Absent: not},
			"Instead": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				return x.Telling.Instead(ctx, a, which)
			}, May: books, Absent: not},
			"SetNext": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Telling.SetNext(ctx, a, th.Person, "", visit(24, "10:30"), true)
				return err
			}, May: books, Absent: not},
			"Share": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := x.Telling.Share(ctx, a, th.Person, plan.NewCopy{Holder: plan.HeldByPerson, How: plan.Posted})
				return err
			}, May: "worker lead", Absent: strange},
		}, "Look")
	})
}
