package journey_test

import (
	"testing"

	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/gap"
	"weft/internal/journey"
	"weft/internal/plan"
	"weft/internal/vocabulary"
)

// What a service added is taken by every use case from its day, and what it retired is
// taken no more but still read.
func TestEveryUseCaseTakesWhatIsInForceAtItsService(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th, today := t.Context(), h.Case(t), h.Today()
		at := th.Service.ID.String()
		add := func(n vocabulary.Name, en string) string {
			t.Helper()
			code, err := h.Lists.Add(ctx, th.Lead, vocabulary.Input{List: n, Service: at, En: en, Cy: en, Starts: today})
			ok(t, err)
			return code
		}
		need, source := add(vocabulary.NeedList, "Warm rooms"), add(vocabulary.SourceList, "Food bank")
		decline, closure := add(vocabulary.DeclineList, "We are paused"), add(vocabulary.ClosureList, "Course is over")

		in := h.Form(th.Service, th.From)
		in.Source, in.Needs = source, []string{need}
		rid, err := h.Referrals.Create(ctx, th.Referrer, in)
		ok(t, err)
		elsewhere := h.Form(h.Service(t), th.From)
		elsewhere.Needs = []string{need}
		if _, err := h.Referrals.Create(ctx, th.Referrer, elsewhere); len(errs.FieldsOf(err)) != 1 {
			t.Errorf("another service takes the need: %v", err)
		}
		if err := h.Referrals.Decline(ctx, th.Lead, rid, 1, "nonsense", "Ring us"); len(errs.FieldsOf(err)) != 1 {
			t.Errorf("a reason that is none: %v", err)
		}
		ok(t, h.Referrals.Decline(ctx, th.Lead, rid, 1, decline, "Ring us in May"))
		ok(t, h.Plans.Listen(ctx, th.Worker, th.Person, 0, plan.Conversation{Needs: []string{need}}))
		ok(t, h.Gaps.Note(ctx, th.Worker, th.Person, gap.New{Need: need}))

		ok(t, h.Lists.Retire(ctx, th.Lead, vocabulary.Input{List: vocabulary.NeedList, Code: need, Service: at, Starts: today, Version: 1}))
		if err := h.Gaps.Note(ctx, th.Worker, th.Person, gap.New{Need: need}); len(errs.FieldsOf(err)) != 1 {
			t.Errorf("a retired need is taken: %v", err)
		}
		ok(t, h.Plans.Listen(ctx, th.Worker, th.Person, 1, plan.Conversation{Needs: []string{need}, Matters: "Roses"})) // it was ticked before
		h.Reload(t, &th)
		ok(t, h.Journeys.Close(ctx, th.Worker, th.Person, journey.Close{Version: th.Case.Version, Reason: closure}))
	})
}
