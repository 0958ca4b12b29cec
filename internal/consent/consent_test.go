package consent_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/internal/consent"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/id"
)

func yes(s consent.Scope) consent.New {
	return consent.New{Scope: s, Ground: consent.Agreed, Answer: consent.Yes, How: "spoken"}
}

// holds asks whether sharing is covered now.
func holds(t *testing.T, h *fixture.House, th fixture.Thread, s consent.Scope, target string) (covered bool) {
	t.Helper()
	h.Write(t, func(ctx context.Context, tx *db.Tx) (err error) {
		covered, err = h.Consents.HoldsTx(ctx, tx, th.Person, s, target)
		return err
	})
	return covered
}

func record(t *testing.T, h *fixture.House, th fixture.Thread, in consent.New) {
	t.Helper()
	if err := h.Consents.Record(context.Background(), th.Worker, h.People, th.Person, in); err != nil {
		t.Fatal(err)
	}
}

func TestTheNewestAnswerHoldsAndTheOlderOnesStay(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		if holds(t, h, th, consent.ToPractice, "") {
			t.Error("it holds though nobody was asked")
		}
		for _, c := range []struct {
			answer consent.Answer
			holds  bool
		}{{consent.No, false}, {consent.Yes, true}, {consent.Withdrawn, false}, {consent.Yes, true}} {
			in := yes(consent.ToPractice)
			in.Answer = c.answer
			did, err := h.Audited(t, func() error { return h.Consents.Record(context.Background(), th.Worker, h.People, th.Person, in) })
			if err != nil || !slices.Equal(did, []string{"consent." + string(c.answer)}) || holds(t, h, th, consent.ToPractice, "") != c.holds {
				t.Errorf("after %s, recorded %v: %v", c.answer, did, err)
			}
			h.Now.Advance(time.Second)
		}
		all, err := h.Consents.History(context.Background(), th.Worker, h.People, th.Person)
		if err != nil || len(all) != 5 || all[0].Answer != consent.Yes || all[1].Answer != consent.Withdrawn || all[0].By != th.Worker.ID {
			t.Errorf("the history is %+v: %v", all, err)
		}
	})
}

func TestAnAnswerAboutOneGroupIsNotAboutAnother(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		one, two := id.New[int]().String(), id.New[int]().String()
		in := yes(consent.ToGroup)
		in.Target = one
		record(t, h, th, in)
		if !holds(t, h, th, consent.ToGroup, one) || holds(t, h, th, consent.ToGroup, two) || holds(t, h, th, consent.ToPractice, "") {
			t.Error("an answer counts for what was not asked")
		}
	})
}

func TestAnAnswerAboutEveryoneCountsForEachAndTheNewestWins(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th, other := h.Case(t), h.Case(t)
		one, two := id.New[int]().String(), id.New[int]().String()
		answers := func() map[string]consent.Answer {
			var out map[string]consent.Answer
			h.Write(t, func(ctx context.Context, tx *db.Tx) (err error) {
				out, err = h.Consents.AnswersTx(ctx, tx, consent.ToReferrer, []consent.Asked{{Person: th.Person, Target: one}, {Person: other.Person, Target: two}})
				return err
			})
			return out
		}
		if got := answers(); len(got) != 0 {
			t.Errorf("answered before anybody asked: %v", got)
		}
		in := yes(consent.ToReferrer)
		in.Target = one
		record(t, h, th, in)
		if got := answers(); !maps.Equal(got, map[string]consent.Answer{one: consent.Yes}) {
			t.Errorf("about one: %v", got)
		}
		h.Now.Advance(time.Second)
		record(t, h, th, consent.New{Scope: consent.ToReferrer, Ground: consent.Agreed, Answer: consent.Withdrawn})
		if got := answers(); !maps.Equal(got, map[string]consent.Answer{one: consent.Withdrawn}) {
			t.Errorf("about all: %v", got)
		}
	})
}

func TestSharingWithoutAgreementNeedsAReasonInWords(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		rows := h.Rows(t)
		for name, c := range map[string]struct {
			change func(*consent.New)
			field  string
		}{
			"best interests": {func(n *consent.New) { n.Ground = consent.BestInterests }, "basis_words"},
			"a duty":         {func(n *consent.New) { n.Ground, n.Words = consent.LegalDuty, " \n" }, "basis_words"},
			"no ground":      {func(n *consent.New) { n.Ground = "" }, "basis"},
			"no answer":      {func(n *consent.New) { n.Answer = "" }, "agreed"},
			"no scope":       {func(n *consent.New) { n.Scope = "everything" }, "scope"},
			"no target":      {func(n *consent.New) { n.Target = "the group" }, "scope"},
			"too long":       {func(n *consent.New) { n.Words = strings.Repeat("a", 2001) }, "basis_words"},
		} {
			in := yes(consent.ToGroup)
			c.change(&in)
			err := h.Consents.Record(context.Background(), th.Worker, h.People, th.Person, in)
			if f := errs.FieldsOf(err); len(f) != 1 || f[0].Name != c.field {
				t.Errorf("%s: %v", name, err)
			}
		}
		if !maps.Equal(rows, h.Rows(t)) {
			t.Error("something was written")
		}
		record(t, h, th, consent.New{Scope: consent.ToGroup, Ground: consent.LegalDuty, Answer: consent.Yes, Words: "A child is in danger."})
		if !holds(t, h, th, consent.ToGroup, "") {
			t.Error("a duty does not cover it")
		}
	})
}

func TestWhatIsSaidOfAJoinedRecordIsKeptWithTheOneItLeadsTo(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, old := context.Background(), h.Case(t)
		fresh := h.Referral(t, fixture.At(old.Service), fixture.LedBy(old.Lead))
		if err := h.Referrals.Join(ctx, old.Lead, fresh.Referral.ID, 1, old.Person); err != nil {
			t.Fatal(err)
		}
		if err := h.Consents.Record(ctx, old.Lead, h.People, fresh.Person, yes(consent.ToPractice)); err != nil {
			t.Fatal(err)
		}
		if !holds(t, h, old, consent.ToPractice, "") {
			t.Error("it went to the record that leads elsewhere")
		}
	})
}
