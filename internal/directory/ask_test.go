package directory_test

import (
	"context"
	"regexp"
	"testing"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/directory"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/message"
)

// asked is a house with one group whose registered contact is known, and one without.
func asked(t *testing.T, h *fixture.House) (*directory.Asker, directory.ID, func() []string) {
	t.Helper()
	ctx := context.Background()
	h.Service(t)
	gid, err := h.Groups.Create(ctx, authz.Program(), directory.New{Name: "Choir", Needs: []string{"loneliness"}, Live: true,
		Arrangement: directory.Arrangement{ContactEmail: "choir@example.org"}})
	if err == nil {
		_, err = h.Groups.Create(ctx, authz.Program(), directory.New{Name: "Nobody's", Needs: []string{"loneliness"}, Live: true})
	}
	if err != nil {
		t.Fatal(err)
	}
	return directory.NewAsker(h.Groups, h.Messages, fixture.Base), gid, func() (tokens []string) {
		for _, m := range h.Outbox(t) {
			if m.Phrase == message.EntryAsk {
				tokens = append(tokens, regexp.MustCompile(`/group/entry/([A-Z2-7]+)`).FindStringSubmatch(m.Body)[1])
			}
		}
		return tokens
	}
}

func TestAGroupIsAskedOnceInNinetyDays(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		k, gid, written := asked(t, h)
		days := func(n int) { h.Now.Advance(time.Duration(n) * 24 * time.Hour) }
		ask := func(want int, when string) {
			t.Helper()
			if err := k.AskGroups(ctx); err != nil || len(written()) != want {
				t.Errorf("%s: %d written, %v", when, len(written()), err)
			}
		}
		if err := h.Groups.Confirm(ctx, authz.Program(), gid, ""); err != nil {
			t.Fatal(err)
		}
		days(89)
		ask(0, "after 89 days")
		days(1)
		ask(1, "after 90 days")
		ask(1, "at once again")
		days(89)
		ask(1, "89 days after the question")
		days(1)
		ask(2, "90 days after the question")
	})
}

func TestAGroupConfirmsItsEntryByItsLink(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		k, gid, written := asked(t, h)
		if err := k.AskGroups(ctx); err != nil {
			t.Fatal(err)
		}
		token := written()[0]
		before := h.Rows(t)
		if q, err := k.PageFor(ctx, token); err != nil || q.Entry != gid || q.Name != "Choir" {
			t.Errorf("asks %+v: %v", q, err)
		}
		for table, n := range h.Rows(t) {
			if before[table] != n {
				t.Errorf("looking wrote to %s", table)
			}
		}
		if err := k.Changed(ctx, token, " "); errs.KindOf(err) != errs.Invalid {
			t.Errorf("changed, without a word: %v", err)
		}
		if err := k.StillRight(ctx, token); err != nil {
			t.Fatal(err)
		}
		e, err := h.Groups.ByID(ctx, authz.Nobody(), gid)
		if err != nil || e.Freshness != directory.Fresh || e.Checked != h.Today() {
			t.Errorf("checked %s: %v", e.Checked, err)
		}
		for _, err := range []error{k.StillRight(ctx, token), k.Changed(ctx, token, "No"), k.StillRight(ctx, "NONE")} {
			if errs.CodeOf(err) != "directory.ask_ended" {
				t.Errorf("a link that has ended: %v", err)
			}
		}
		if q, err := h.Groups.LastAsk(ctx, authz.Program(), gid); err != nil || !q.Still || q.Answered.IsZero() {
			t.Errorf("kept %+v: %v", q, err)
		}
	})
}

func TestWhatHasChangedIsReadAndChangesNothingByItself(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		k, gid, written := asked(t, h)
		if err := k.AskGroups(ctx); err != nil {
			t.Fatal(err)
		}
		if err := k.Changed(ctx, written()[0], "We meet on Fridays now."); err != nil {
			t.Fatal(err)
		}
		q, err := h.Groups.LastAsk(ctx, authz.Program(), gid)
		e, eerr := h.Groups.ByID(ctx, authz.Nobody(), gid)
		if err != nil || eerr != nil || q.Still || q.Words != "We meet on Fridays now." || !e.Checked.IsZero() {
			t.Errorf("kept %+v, checked %s: %v", q, e.Checked, err)
		}
	})
}

func TestALinkThatIsTooOldAsksNothing(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		k, _, written := asked(t, h)
		if err := k.AskGroups(context.Background()); err != nil {
			t.Fatal(err)
		}
		h.Now.Advance(15 * 24 * time.Hour)
		if err := k.StillRight(context.Background(), written()[0]); errs.CodeOf(err) != "directory.ask_ended" {
			t.Errorf("after 15 days: %v", err)
		}
	})
}

func TestTheSameFormTwiceIsOneTipAndOneConfirmation(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		_, gid, _ := asked(t, h)
		a := authz.Program()
		one, err := h.Groups.Tip(ctx, a, gid, "Side door", "tip")
		two, again := h.Groups.Tip(ctx, a, gid, "Side door", "tip")
		if err != nil || again != nil || one != two {
			t.Errorf("two tips: %s and %s, %v %v", one, two, err, again)
		}
		before := h.Rows(t)["audit_event"]
		for range 2 {
			for _, err := range []error{h.Groups.Confirm(ctx, a, gid, "right"), h.Groups.SetFull(ctx, a, gid, clock.Date{}, "full"), h.Groups.Reopen(ctx, a, gid, "room")} {
				if err != nil {
					t.Error(err)
				}
			}
		}
		if n := h.Rows(t)["audit_event"] - before; n != 3 {
			t.Errorf("%d recorded", n)
		}
	})
}
