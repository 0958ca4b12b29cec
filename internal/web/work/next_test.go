package work_test

import (
	"testing"

	"weft/internal/fixture"
	"weft/internal/journey"
	"weft/internal/message"
	"weft/internal/person"
	"weft/internal/webtest"
)

func TestTheNextDateIsToldOnlyWithATickThatSafeContactHides(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := newScene(t, s)
		f := sc.c.Get(sc.at+"/next").Is(200).Form("Keep").Date("next_on", "30", "11", "2026").Set("next_time", "14.30").Set("next_kind", "visit")
		before := len(s.Outbox(t))
		f.Send().Is(200).CameTo(sc.at).Says("Kept: ").Hides("They are told")
		if len(s.Outbox(t)) != before {
			t.Error("told without the tick")
		}
		f = sc.c.Get(sc.at+"/next").Form("Keep").Set("tell", "yes").Set("next_time", "")
		f.Send().Is(422).Asks("next_time").Form("Keep").Holds(map[string]string{"tell": "yes"})
		f.Set("next_time", "15.00").Send().Is(200).CameTo(sc.at).Says("They are told.")
		if m := s.Outbox(t)[0]; m.Phrase != message.AppointmentChanged || m.Person != sc.Person.String() {
			t.Errorf("queued %+v", m)
		}
		careful := newScene(t, s, fixture.Who(func(d *person.Details) { d.SafeContact = true }))
		careful.c.Get(careful.at + "/next").Is(200).Hides("Tell them the day")
	})
}

func TestTheCheckInIsTickedOnTheOneMoreLook(t *testing.T) {
	t.Parallel()
	sc := newScene(t, webtest.OnSQLite(t))
	if err := sc.Journeys.Close(t.Context(), sc.Worker, sc.Person, journey.Close{Version: 1, Reason: "content", LookAgain: true}); err != nil {
		t.Fatal(err)
	}
	sc.c.Get(sc.at+"/follow-up").Is(200).Form("Save").Set("outcome", "no_answer").Set("tell", "yes").Send().Is(200)
	if m := sc.Outbox(t)[0]; m.Phrase != message.CheckIn {
		t.Errorf("queued %+v", m)
	}
}
