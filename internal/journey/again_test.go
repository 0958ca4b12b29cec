package journey_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/contact"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/journey"
	"weft/internal/plan"
	"weft/internal/referral"
)

func TestOpeningAgainIsANewEpisodeOfTheSameStory(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		_, err := h.Contacts.Record(ctx, th.Worker, th.Person, contact.New{How: contact.AtHome, Outcome: contact.Spoke, Note: "The first story."})
		ok(t, err)
		_, err = h.Plans.Save(ctx, th.Worker, th.Person, plan.New{Goals: []plan.Goal{{Words: "Sing again"}}})
		ok(t, err)
		h.CloseCase(t, &th)
		first := th.Case
		h.Now.Set(first.Closed.AddDate(0, 4, 0))
		did, err := h.Audited(t, func() error { return h.Journeys.Reopen(ctx, th.Worker, th.Person, "key", "") })
		if err != nil || !slices.Equal(did, []string{"case.reopened"}) {
			t.Fatalf("recorded %v: %v", did, err)
		}
		ok(t, h.Journeys.Reopen(ctx, th.Worker, th.Person, "key", ""))
		h.Reload(t, &th)
		if c := th.Case; c.ID == first.ID || c.Reopens != first.ID || c.Status != caseload.FirstContact || c.Worker != th.Worker.ID || c.Next.On.IsZero() {
			t.Errorf("the new episode is %+v", c)
		}
		past, err := h.Cases.Past(ctx, th.Worker, th.Person)
		if err != nil || len(past.Episodes) != 2 || past.Episodes[0].Closure != "content" {
			t.Errorf("the story has %+v: %v", past.Episodes, err)
		}
		contacts, err := h.Contacts.ForPerson(ctx, th.Worker, th.Person)
		current, err2 := h.Plans.Current(ctx, th.Worker, th.Person)
		if err != nil || err2 != nil || len(contacts) != 1 || current.Goals[0].Words != "Sing again" {
			t.Errorf("of the earlier story %+v and %+v are left: %v %v", contacts, current, err, err2)
		}
		if err := h.Journeys.Reopen(ctx, th.Worker, th.Person, "", ""); errs.CodeOf(err) != "caseload.is_first_contact" {
			t.Errorf("an open case: %v", err)
		}
	})
}

func TestAfterSixMonthsANewReferralIsTheWay(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		h.CloseCase(t, &th)
		h.Now.Set(th.Case.Closed.AddDate(0, 6, 1))
		rows := h.Rows(t)
		if err := h.Journeys.Reopen(ctx, th.Lead, th.Person, "", ""); errs.CodeOf(err) != "caseload.too_late_to_reopen" || !maps.Equal(rows, h.Rows(t)) {
			t.Errorf("after six months and a day: %v", err)
		}
		h.Now.Set(th.Case.Closed.AddDate(0, 6, 0))
		other := h.Worker(t, th.Service)
		ok(t, h.Journeys.Reopen(ctx, th.Lead, th.Person, "", other.ID))
		if _, err := h.Cases.ForPerson(ctx, other, th.Person); err != nil {
			t.Errorf("whoever was named: %v", err)
		}
		if _, err := h.Cases.ForPerson(ctx, th.Worker, th.Person); errs.KindOf(err) != errs.NotFound {
			t.Errorf("who worked with them before: %v", err)
		}
	})
}

func TestAHandOverEndsOneSightWithTheBeginningOfTheOther(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		next, stranger := h.Worker(t, th.Service), h.Worker(t, h.Service(t))
		meet := caseload.Next{On: h.Today().AddDays(4), Time: "10:00", Kind: caseload.Meeting, Note: "The three of us"}
		in := journey.HandOver{Key: "key", Version: 1, To: next.ID, Words: "Ring after two; the dog is called Bess.", Meet: meet, TellPerson: true}
		for name, c := range map[string]struct {
			to   authz.AccountID
			code string
		}{"nobody": {"", "form.invalid"}, "another service's": {stranger.ID, "form.invalid"}, "the same": {th.Worker.ID, "caseload.same_worker"}} {
			bad := in
			bad.Key, bad.To = "", c.to
			if err := h.Journeys.HandOver(ctx, th.Worker, th.Person, bad); errs.CodeOf(err) != c.code {
				t.Errorf("to %s: %v", name, err)
			}
		}
		before := len(h.Told(t))
		did, err := h.Audited(t, func() error { return h.Journeys.HandOver(ctx, th.Worker, th.Person, in) })
		if err != nil || !slices.Equal(did, []string{"case.hand_over", "message.queue"}) {
			t.Fatalf("recorded %v: %v", did, err)
		}
		if told := h.Told(t)[before:]; !slices.Equal(told, []string{"case.new_worker to person"}) {
			t.Errorf("told %v", told)
		}
		if name, _, _ := strings.Cut(h.Account(t, next).Name, " "); !strings.Contains(h.Outbox(t)[0].Body, name) {
			t.Errorf("the message says %s", h.Outbox(t)[0].Body)
		}
		if _, err := h.Cases.ForPerson(ctx, th.Worker, th.Person); errs.KindOf(err) != errs.NotFound {
			t.Errorf("the one before sees them still: %v", err)
		}
		c, err := h.Cases.ForPerson(ctx, next, th.Person)
		past, err2 := h.Cases.Past(ctx, next, th.Person)
		if err != nil || err2 != nil || c.Worker != next.ID || c.Next.On != meet.On || len(past.HandOvers) != 1 || past.HandOvers[0].Words != in.Words ||
			past.HandOvers[0].From != th.Worker.ID {
			t.Errorf("the next one has %+v, %+v: %v %v", c, past.HandOvers, err, err2)
		}
		in.Key = "another"
		if err := h.Journeys.HandOver(ctx, th.Lead, th.Person, in); errs.CodeOf(err) != "caseload.same_worker" {
			t.Errorf("again: %v", err)
		}
		in.To = th.Worker.ID
		if err := h.Journeys.HandOver(ctx, th.Lead, th.Person, in); errs.CodeOf(err) != "form.changed_meanwhile" {
			t.Errorf("from an old page: %v", err)
		}
	})
}

func TestADeathEndsEverythingInOneGoAndAMistakeIsPutRight(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		_, err := h.Contacts.Record(ctx, th.Worker, th.Person, contact.New{How: contact.AtHome, Outcome: contact.Spoke,
			Next: caseload.Next{On: h.Today().AddDays(2), Kind: caseload.Visit}})
		ok(t, err)
		open := h.Referral(t, fixture.At(th.Service), fixture.LedBy(th.Lead))
		ok(t, h.Referrals.Join(ctx, th.Lead, open.Referral.ID, open.Referral.Version, th.Person))
		h.Reload(t, &th)
		before := th.Case
		if err := h.Journeys.Died(ctx, th.Worker, th.Person, journey.Death{On: h.Today().AddDays(1)}); errs.FieldsOf(err)[0].Name != "on" {
			t.Errorf("tomorrow: %v", err)
		}
		waiting := len(h.Told(t))
		ok(t, h.Journeys.Died(ctx, h.SchemeAdmin(t, th.Service), th.Person, journey.Death{Key: "k", Words: "At home, in the night."}))
		h.Reload(t, &th)
		h.Reload(t, &open)
		if c := th.Case; c.Open() || c.Closure != "died" || !c.Next.On.IsZero() || open.Referral.Status != referral.Died || len(h.Told(t)) != waiting {
			t.Errorf("after the death: %+v, the referral %s, told %v", c, open.Referral.Status, h.Told(t)[waiting:])
		}
		if err := h.Journeys.Died(ctx, th.Worker, th.Person, journey.Death{}); errs.CodeOf(err) != "person.died_already" {
			t.Errorf("twice: %v", err)
		}
		if err := h.Journeys.Reopen(ctx, th.Worker, th.Person, "", ""); errs.CodeOf(err) != "journey.has_died" {
			t.Errorf("opened again: %v", err)
		}
		if err := h.Journeys.NotDied(ctx, th.Lead, th.Person, ""); errs.FieldsOf(err)[0].Name != "why" {
			t.Errorf("without a reason: %v", err)
		}
		ok(t, h.Journeys.NotDied(ctx, th.Lead, th.Person, "Her sister, of the same name"))
		h.Reload(t, &th)
		h.Reload(t, &open)
		if c := th.Case; !c.Open() || c.Status != before.Status || c.Next != before.Next || open.Referral.Status != referral.Submitted {
			t.Errorf("put right: %+v, the referral %s", c, open.Referral.Status)
		}
		log, err := h.People.Deaths(ctx, th.Worker, th.Person)
		if err != nil || len(log) != 1 || log[0].Mistaken.IsZero() || log[0].Why == "" {
			t.Errorf("the history says %+v: %v", log, err)
		}
		if err := h.Journeys.NotDied(ctx, th.Lead, th.Person, "Again"); errs.CodeOf(err) != "person.is_alive" {
			t.Errorf("put right twice: %v", err)
		}
	})
}

func TestNobodyLooksOnceMoreAfterADeath(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		ok(t, h.Journeys.Close(ctx, th.Worker, th.Person, journey.Close{Version: 1, Reason: "content", LookAgain: true}))
		ok(t, h.Journeys.Died(ctx, th.Worker, th.Person, journey.Death{}))
		if due, err := h.Cases.AfterClosing(ctx, th.Worker, h.Today().AddDays(400)); err != nil || len(due) != 0 {
			t.Errorf("%d are asked about: %v", len(due), err)
		}
	})
}
