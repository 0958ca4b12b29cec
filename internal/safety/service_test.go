package safety_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/internal/access"
	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/id"
	"weft/internal/message"
	"weft/internal/safety"
)

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// raised is a concern with the service's one lead.
func raised(t *testing.T, h *fixture.House) (fixture.Thread, authz.Actor, safety.Concern) {
	t.Helper()
	ctx, th := context.Background(), h.Case(t)
	lead := h.SafeguardingLead(t, th.Service)
	_, err := h.Safety.Raise(ctx, th.Worker, th.Person, th.Service.ID, safety.New{Words: "Bruises.", DangerNow: true, Child: true, Told: "The council"})
	ok(t, err)
	mine, err := h.Safety.List(ctx, lead)
	ok(t, err)
	return th, lead, mine[0]
}

func TestRaisingNamesTheLeadAndTellsThemWithoutAWord(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		lead := h.Account(t, h.SafeguardingLead(t, th.Service))
		in := safety.New{Key: "key", Words: "UNIQUE-WORDS about a neighbour.", Told: "UNIQUE-WORDS"}
		did, err := h.Audited(t, func() error {
			got, err := h.Safety.Raise(ctx, th.Worker, th.Person, th.Service.ID, in)
			if got.Name != lead.Name {
				t.Errorf("the lead is %q", got.Name)
			}
			return err
		})
		if err != nil || !slices.Equal(did, []string{"message.queue", "concern.raise"}) {
			t.Errorf("recorded %v: %v", did, err)
		}
		m := h.Outbox(t)[0]
		if m.Phrase != message.StaffRead || m.Address != lead.Email || m.About != "" || strings.Contains(m.Subject+m.Body, "UNIQUE") {
			t.Errorf("told %+v", m)
		}
		rows := h.Rows(t)
		if again, err := h.Safety.Raise(ctx, th.Worker, th.Person, th.Service.ID, in); err != nil || again.Name != lead.Name || !maps.Equal(rows, h.Rows(t)) {
			t.Errorf("a replay: %v", err)
		}
	})
}

func TestAConcernAboutSomebodyWhoIsNotOnRecordSaysWhoAndGivesNoSight(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		lead := h.SafeguardingLead(t, th.Service)
		before := h.Rows(t)
		for field, in := range map[string]safety.New{"about": {Words: "Bruises."}, "words": {About: "A boy"}} {
			_, err := h.Safety.RaiseAbout(ctx, th.Worker, th.Service.ID, in)
			if f := errs.FieldsOf(err); len(f) != 1 || f[0].Name != field {
				t.Errorf("without %s: %v", field, err)
			}
		}
		if !maps.Equal(before, h.Rows(t)) {
			t.Error("something was written")
		}
		_, err := h.Safety.RaiseAbout(ctx, th.Worker, th.Service.ID, safety.New{About: " A boy at  the bus stop ", Words: "Bruises."})
		ok(t, err)
		list, err := h.Safety.List(ctx, lead)
		if err != nil || len(list) != 1 || list[0].About != "A boy at the bus stop" || !list[0].Person.IsZero() {
			t.Fatalf("listed %+v: %v", list, err)
		}
		if err := h.Safety.Decide(ctx, lead, list[0].ID, 1, safety.Referred, "The council knows."); err != nil {
			t.Errorf("decided: %v", err)
		}
		if other := h.SafeguardingLead(t, th.Service); one(h, other, list[0].ID) == nil || h.Rows(t)["access_grant"] != before["access_grant"] {
			t.Error("another lead reads it, or somebody got sight of a person")
		}
	})
}

func TestAServiceWithoutALeadSaysWhomToRing(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		rows := h.Rows(t)
		_, err := h.Safety.Raise(context.Background(), th.Worker, th.Person, th.Service.ID, safety.New{Words: "Bruises."})
		if errs.KindOf(err) != errs.Conflict || errs.CodeOf(err) != "safety.no_lead" || !maps.Equal(rows, h.Rows(t)) {
			t.Errorf("raised with nobody: %v", err)
		}
	})
}

func TestAConcernGoesOnlyToAServiceThatKnowsThePerson(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th, elsewhere := context.Background(), h.Case(t), h.Service(t)
		stranger := h.SafeguardingLead(t, elsewhere)
		_, err := h.Safety.Raise(ctx, th.Worker, th.Person, elsewhere.ID, safety.New{Words: "Bruises."})
		if errs.KindOf(err) != errs.NotFound {
			t.Errorf("raised at another service: %v", err)
		}
		if _, err := h.People.ByID(ctx, stranger, th.Person); errs.KindOf(err) != errs.NotFound {
			t.Errorf("its lead sees them: %v", err)
		}
	})
}

func TestOnlyTheNamedLeadReadsAConcern(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		th, lead, c := raised(t, h)
		second := h.SafeguardingLead(t, th.Service)
		// Even one who sees the person through a concern of their own.
		h.Write(t, func(ctx context.Context, tx *db.Tx) error {
			return access.GrantTx(ctx, tx, access.Grant{Person: th.Person, Holder: second.ID.String(), Relation: authz.BySafeguarding,
				Service: th.Service.ID, Reason: "concern.raise"})
		})
		notYours, notThere := one(h, second, c.ID), one(h, second, id.New[safety.Concern]())
		if notYours == nil || notYours.Error() != notThere.Error() {
			t.Errorf("another lead: %v is not %v", notYours, notThere)
		}
		if list, err := h.Safety.List(ctx, second); err != nil || len(list) != 0 {
			t.Errorf("another lead lists %d: %v", len(list), err)
		}
		if err := h.Safety.Decide(ctx, second, c.ID, 1, safety.NoMore, "Nothing."); errs.KindOf(err) != errs.NotFound {
			t.Errorf("another lead decides: %v", err)
		}
		got, err := h.Safety.ByID(ctx, lead, c.ID)
		if err != nil || got.Words != "Bruises." || !got.DangerNow || !got.Child || got.Told != "The council" || got.RaisedBy != th.Worker.ID {
			t.Errorf("the named lead reads %+v: %v", got, err)
		}
		if _, err := h.Referrals.ByID(ctx, lead, th.Referral.ID); errs.KindOf(err) != errs.Forbidden {
			t.Errorf("the lead reads what is not theirs: %v", err)
		}
	})
}

func one(h *fixture.House, a authz.Actor, cid safety.ID) error {
	_, err := h.Safety.ByID(context.Background(), a, cid)
	return err
}

func TestEveryDecisionIsKept(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		_, lead, c := raised(t, h)
		did, err := h.Audited(t, func() error { return h.Safety.Decide(ctx, lead, c.ID, 1, safety.Watching, "We ask again on Monday.") })
		if err != nil || !slices.Equal(did, []string{"concern.decide"}) {
			t.Fatalf("recorded %v: %v", did, err)
		}
		h.Now.Advance(time.Hour)
		ok(t, h.Safety.Decide(ctx, lead, c.ID, 2, safety.Referred, "The council knows."))
		h.Now.Advance(time.Hour)
		ok(t, h.Safety.Decide(ctx, lead, c.ID, 3, safety.Closed, "They moved to safety."))
		got, err := h.Safety.ByID(ctx, lead, c.ID)
		ok(t, err)
		var words []string
		for _, d := range got.Decisions {
			words = append(words, string(d.Status)+": "+d.Words)
		}
		want := []string{"monitor: We ask again on Monday.", "referred: The council knows.", "closed: They moved to safety."}
		if !slices.Equal(words, want) || got.Decision != "The council knows." || got.Outcome != "They moved to safety." || got.Status != safety.Closed {
			t.Errorf("kept %v in %+v", words, got)
		}
	})
}

func TestAStepThatDoesNotFollowAndALostRaceChangeNothing(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		_, lead, c := raised(t, h)
		rows := h.Rows(t)
		for name, try := range map[string]struct {
			to      safety.Status
			version int64
			words   string
			code    string
		}{
			"closed at once": {safety.Closed, 1, "Done.", "safety.is_raised"},
			"nonsense":       {"forgotten", 1, "Done.", "safety.is_raised"},
			"no reason":      {safety.NoMore, 1, "  ", "form.invalid"},
			"a lost race":    {safety.NoMore, 0, "Done.", "form.changed_meanwhile"},
		} {
			if err := h.Safety.Decide(ctx, lead, c.ID, try.version, try.to, try.words); errs.CodeOf(err) != try.code {
				t.Errorf("%s: %v", name, err)
			}
		}
		if !maps.Equal(rows, h.Rows(t)) {
			t.Error("something was written")
		}
		if got, _ := h.Safety.ByID(ctx, lead, c.ID); got.Status != safety.Raised || got.Version != 1 {
			t.Errorf("stands as %+v", got)
		}
	})
}

func TestWhatIsNewComesFirst(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		th, lead, done := raised(t, h)
		ok(t, h.Safety.Decide(ctx, lead, done.ID, 1, safety.NoMore, "Nothing."))
		_, err := h.Safety.Raise(ctx, th.Worker, th.Person, th.Service.ID, safety.New{Words: "Again."})
		ok(t, err)
		if list, err := h.Safety.List(ctx, lead); err != nil || len(list) != 2 || list[0].Words != "Again." {
			t.Errorf("listed %+v: %v", list, err)
		}
	})
}
