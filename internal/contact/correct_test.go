package contact_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/internal/caseload"
	"weft/internal/contact"
	"weft/internal/due"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/id"
	"weft/internal/person"
)

// pair is one worker with two people, and an entry of the first.
func pair(t *testing.T, h *fixture.House, in contact.New) (one, two fixture.Thread, kid contact.ID) {
	t.Helper()
	one = h.Case(t)
	two = h.Case(t, fixture.At(one.Service), fixture.LedBy(one.Lead), fixture.To(one.Worker))
	kid, err := h.Contacts.Record(context.Background(), one.Worker, one.Person, in)
	ok(t, err)
	return one, two, kid
}

func TestACorrectionKeepsWhatStoodThereBefore(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		th, _, kid := pair(t, h, contact.New{How: contact.ByPhone, Outcome: contact.Spoke, Note: "Her brother", Agreed: "I ring"})
		did, err := h.Audited(t, func() error {
			return h.Contacts.Correct(ctx, th.Lead, th.Person, kid, contact.Correction{Version: 1, Note: "Her sister", Agreed: "I ring", Why: "Misheard"})
		})
		if err != nil || !slices.Equal(did, []string{"contact.correct"}) {
			t.Fatalf("recorded %v: %v", did, err)
		}
		if err := h.Contacts.Correct(ctx, th.Worker, th.Person, kid, contact.Correction{Version: 1, Note: "Her aunt"}); errs.CodeOf(err) != "form.changed_meanwhile" {
			t.Errorf("a lost race: %v", err)
		}
		k, err := h.Contacts.ByID(ctx, th.Worker, th.Person, kid)
		log, err2 := h.Contacts.Changes(ctx, th.Worker, th.Person)
		if err != nil || err2 != nil || k.Note != "Her sister" || k.Version != 2 || len(log) != 1 || log[0].Note != "Her brother" || log[0].By != th.Lead.ID ||
			log[0].Kind != contact.Corrected || log[0].Why != "Misheard" {
			t.Errorf("it is %q, before %+v: %v %v", k.Note, log, err, err2)
		}
	})
}

func TestWhatIsStruckOutCountsNoMoreAndSaysWhy(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		th, other, kid := pair(t, h, contact.New{How: contact.ByPhone, Outcome: contact.NoAnswer})
		if err := h.Contacts.StrikeOut(ctx, th.Worker, th.Person, kid, 1, " "); errs.FieldsOf(err)[0].Name != "why" {
			t.Errorf("without a reason: %v", err)
		}
		ok(t, h.Contacts.StrikeOut(ctx, th.Worker, th.Person, kid, 1, "Rang the wrong number"))
		if tries, _, err := h.Contacts.Tried(ctx, th.Worker, th.Person); err != nil || tries.Count != 0 {
			t.Errorf("it counts still: %+v %v", tries, err)
		}
		rows := h.Rows(t)
		for name, err := range map[string]error{
			"struck twice": h.Contacts.StrikeOut(ctx, th.Worker, th.Person, kid, 2, "Again"),
			"corrected":    h.Contacts.Correct(ctx, th.Worker, th.Person, kid, contact.Correction{Version: 2}),
			"moved":        h.Contacts.Move(ctx, th.Worker, th.Person, kid, 2, other.Person),
		} {
			if errs.CodeOf(err) != "contact.is_struck" {
				t.Errorf("%s: %v", name, err)
			}
		}
		if !maps.Equal(rows, h.Rows(t)) {
			t.Error("something was written")
		}
	})
}

func TestANoteWrittenToTheWrongPersonMovesWithEveryWordOfIt(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		wrong, right, kid := pair(t, h, contact.New{How: contact.AtHome, Outcome: contact.Spoke, Note: "SECRET of another", Agreed: "Ring Monday"})
		ok(t, h.Contacts.Correct(ctx, wrong.Worker, wrong.Person, kid, contact.Correction{Version: 1, Note: "SECRET still", Agreed: "Ring Monday"}))
		did, err := h.Audited(t, func() error { return h.Contacts.Move(ctx, wrong.Worker, wrong.Person, kid, 2, right.Person) })
		if err != nil || !slices.Equal(did, []string{"case.engaging", "message.queue", "contact.move", "contact.move"}) {
			t.Fatalf("recorded %v: %v", did, err)
		}
		left, err := h.Contacts.ForPerson(ctx, wrong.Worker, wrong.Person)
		ok(t, err)
		log, err := h.Contacts.Changes(ctx, wrong.Worker, wrong.Person)
		if err != nil || len(left) != 0 || len(log) != 1 || log[0].Kind != contact.MovedAway || log[0].Note+log[0].Agreed+log[0].Why != "" {
			t.Errorf("with the wrong one stays %+v, %+v: %v", left, log, err)
		}
		if _, err := h.Contacts.ByID(ctx, wrong.Worker, wrong.Person, kid); errs.KindOf(err) != errs.NotFound {
			t.Errorf("it is still to be read there: %v", err)
		}
		there, err := h.Contacts.ForPerson(ctx, right.Worker, right.Person)
		ok(t, err)
		log, err = h.Contacts.Changes(ctx, right.Worker, right.Person)
		if err != nil || len(there) != 1 || there[0].Note != "SECRET still" || len(log) != 2 || log[0].Note != "SECRET of another" || log[1].Kind != contact.MovedHere {
			t.Errorf("with the right one stands %+v, %+v: %v", there, log, err)
		}
		if h.Reload(t, &right); right.Case.Status != caseload.Engaging {
			t.Errorf("the right one's case is at %s", right.Case.Status)
		}
	})
}

func TestANoteMovesOnlyWithinTheReachOfWhoMovesIt(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		one, _, kid := pair(t, h, contact.New{How: contact.ByPhone, Outcome: contact.Spoke})
		stranger := h.Case(t)
		rows := h.Rows(t)
		notYours := h.Contacts.Move(ctx, one.Worker, one.Person, kid, 1, stranger.Person)
		notThere := h.Contacts.Move(ctx, one.Worker, one.Person, kid, 1, id.New[person.Person]())
		if notYours == nil || notYours.Error() != notThere.Error() {
			t.Errorf("%v is not %v", notYours, notThere)
		}
		if err := h.Contacts.Move(ctx, one.Worker, one.Person, kid, 1, one.Person); errs.CodeOf(err) != "contact.same_person" {
			t.Errorf("to themself: %v", err)
		}
		if !maps.Equal(rows, h.Rows(t)) {
			t.Error("something was written")
		}
	})
}

func TestAReflectionIsReadByItsWriterOnlyAndStandsInNoStory(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		_, err := h.Contacts.Record(ctx, th.Worker, th.Person, contact.New{How: contact.AtHome, Outcome: contact.Spoke, Note: "A visit.", Reflection: "I was close to tears."})
		ok(t, err)
		own, err := h.Contacts.Reflections(ctx, th.Worker)
		if err != nil || len(own) != 1 || own[0].Words != "I was close to tears." {
			t.Fatalf("the writer reads %+v: %v", own, err)
		}
		all, err := h.Contacts.ForPerson(ctx, th.Worker, th.Person)
		ok(t, err)
		for _, k := range all {
			if strings.Contains(k.Note+k.Agreed+k.Hidden, "tears") {
				t.Error("it stands in the story")
			}
		}
		if theirs, err := h.Contacts.Reflections(ctx, th.Lead); err != nil || len(theirs) != 0 {
			t.Errorf("the lead reads %+v: %v", theirs, err)
		}
		if err := h.Contacts.Reflect(ctx, th.Worker, "", "  "); errs.KindOf(err) != errs.Invalid {
			t.Errorf("without words: %v", err)
		}
		ok(t, h.Contacts.Forget(ctx, th.Worker, "", own[0].ID))
		if own, _ := h.Contacts.Reflections(ctx, th.Worker); len(own) != 0 {
			t.Error("it is still there")
		}
	})
}

func TestWorkForSomebodyReachesNobodyAndCountsInTheWeek(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		for _, in := range []contact.New{
			{How: contact.ByPhone, Outcome: contact.Spoke, Purpose: contact.OnBehalf, Minutes: 30, Others: "Housing office"},
			{How: contact.ByText, Outcome: contact.Sent, Minutes: 2},
			{How: contact.AtPractice, Outcome: contact.Worked, Purpose: contact.Holding, Minutes: 60, Travel: 20, Place: "The bank"},
		} {
			_, err := h.Contacts.Record(ctx, th.Worker, th.Person, in)
			ok(t, err)
		}
		if h.Reload(t, &th); th.Case.Status != caseload.FirstContact {
			t.Errorf("speaking with the housing office took the case to %s", th.Case.Status)
		}
		tries, _, err := h.Contacts.Tried(ctx, th.Worker, th.Person)
		if err != nil || tries.Count != 1 {
			t.Errorf("tries: %+v %v", tries, err)
		}
	})
}

func TestTwoMissesCloseNothingAndTheNextStepIsChosen(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		for i, c := range []struct {
			after contact.After
			moves bool
		}{{contact.TryAgain, true}, {contact.AnotherMeans, true}, {contact.Worried, false}, {"", false}} {
			h.Reload(t, &th)
			before := th.Case.Next
			_, err := h.Contacts.Record(ctx, th.Worker, th.Person, contact.New{How: contact.AtHome, Outcome: contact.CouldNotMeet, After: c.after})
			ok(t, err)
			h.Reload(t, &th)
			if n := th.Case.Next; (n != before) != c.moves || c.moves && (!n.On.After(h.Today()) || n.Note != c.after.Words()) || !th.Case.Open() {
				t.Errorf("%d, after %q next is %+v of %+v", i, c.after, n, th.Case.Status)
			}
			h.Now.Advance(time.Hour)
		}
		_, err := h.Contacts.Record(ctx, th.Worker, th.Person, contact.New{How: contact.AtHome, Outcome: contact.CouldNotMeet, After: "close"})
		if errs.FieldsOf(err)[0].Name != "after" {
			t.Errorf("closing is no next step: %v", err)
		}
	})
}

func TestALetterGoesOnlyToASafeAddress(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		letter := contact.New{How: contact.ByLetter, Outcome: contact.Sent}
		for name, c := range map[string]struct {
			who  func(*person.Details)
			sent bool
		}{"plain": {func(*person.Details) {}, true}, "safe contact": {func(d *person.Details) { d.SafeContact = true }, false},
			"hidden address": {func(d *person.Details) { d.HiddenAddress = true }, false}} {
			th := h.Case(t, fixture.Who(c.who))
			_, err := h.Contacts.Record(context.Background(), th.Worker, th.Person, letter)
			if (err == nil) != c.sent || !c.sent && errs.FieldsOf(err)[0].Code != "contact.letter_not_safe" {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestWhatIsMissingBeforeACaseMayCloseAsLost(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		tries contact.Tries
		one   bool
		want  contact.Missing
	}{
		"all":           {contact.Tries{}, false, contact.Missing{Tries: 3, Means: true, Wait: 14 * 24 * time.Hour}},
		"one try":       {contact.Tries{Count: 1, Means: 1, First: now.AddDate(0, 0, -4)}, false, contact.Missing{Tries: 2, Means: true, Wait: 10 * 24 * time.Hour}},
		"one safe way":  {contact.Tries{Count: 3, Means: 1, First: now.AddDate(0, 0, -13)}, true, contact.Missing{Wait: 24 * time.Hour}},
		"other means":   {contact.Tries{Count: 4, Means: 1, First: now.AddDate(0, 0, -30)}, false, contact.Missing{Means: true}},
		"nothing":       {contact.Tries{Count: 3, Means: 2, First: now.AddDate(0, 0, -14)}, false, contact.Missing{}},
		"nothing, once": {contact.Tries{Count: 5, Means: 1, First: now.AddDate(0, 0, -40)}, true, contact.Missing{}},
	} {
		if got := c.tries.Missing(due.Rules{}, c.one, now); got != c.want || got.Nothing() != (c.want == contact.Missing{}) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
