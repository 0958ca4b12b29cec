package gap_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"weft/internal/authz"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/gap"
)

func TestNothingSuitableIsNotedInOneStepAndOnce(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		in := gap.New{Key: "key", Need: "transport", Words: " No bus after six.\r\n"}
		did, err := h.Audited(t, func() error { return h.Gaps.Note(ctx, th.Worker, th.Person, in) })
		if err != nil || !slices.Equal(did, []string{"gap.note"}) {
			t.Fatalf("recorded %v: %v", did, err)
		}
		rows := h.Rows(t)
		if err := h.Gaps.Note(ctx, th.Worker, th.Person, in); err != nil || !maps.Equal(rows, h.Rows(t)) {
			t.Errorf("a replay: %v", err)
		}
		noted, err := h.Gaps.ForPerson(ctx, th.Worker, th.Person)
		if err != nil || len(noted) != 1 {
			t.Fatalf("%d noted: %v", len(noted), err)
		}
		if u := noted[0]; u.Need != "transport" || u.Words != "No bus after six." || u.Case != th.Case.ID || u.Status != gap.Noted || u.By != th.Worker.ID {
			t.Errorf("noted %+v", u)
		}
	})
}

func TestAGapNeedsANeedOfTheList(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		rows := h.Rows(t)
		for field, in := range map[string]gap.New{"need": {Words: "A boat."}, "words": {Need: "money", Words: strings.Repeat("a", 2001)}} {
			err := h.Gaps.Note(context.Background(), th.Worker, th.Person, in)
			if f := errs.FieldsOf(err); len(f) != 1 || f[0].Name != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		if !maps.Equal(rows, h.Rows(t)) {
			t.Error("something was written")
		}
	})
}

func TestAnotherServiceThatKnowsThePersonReadsNoGapOfOurs(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th, elsewhere := context.Background(), h.Case(t), h.Service(t)
		if err := h.Gaps.Note(ctx, th.Worker, th.Person, gap.New{Need: "digital"}); err != nil {
			t.Fatal(err)
		}
		both := h.Also(t, th.Lead, authz.TeamLead, elsewhere.ID.String())
		fresh := h.Referral(t, fixture.At(elsewhere), fixture.LedBy(both))
		if err := h.Referrals.Join(ctx, both, fresh.Referral.ID, 1, th.Person); err != nil {
			t.Fatal(err)
		}
		there := h.Lead(t, elsewhere)
		if noted, err := h.Gaps.ForPerson(ctx, there, th.Person); err != nil || len(noted) != 0 {
			t.Errorf("they read %d: %v", len(noted), err)
		}
		if noted, err := h.Gaps.ForPerson(ctx, both, th.Person); err != nil || len(noted) != 1 {
			t.Errorf("we read %d: %v", len(noted), err)
		}
	})
}
