package work_test

import (
	"strings"
	"testing"

	"weft/internal/fixture"
	"weft/internal/message"
	"weft/internal/webtest"
)

const worried = "Worried about someone's safety?"

func TestAConcernIsTwoActionsAwayFromAnyPage(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := newScene(t, s)
		lead := s.SafeguardingLead(t, sc.Service)
		waiting := s.Referral(t, fixture.At(sc.Service), fixture.LedBy(sc.Lead))
		n := 0
		for _, page := range []string{sc.at, sc.at + "/details", sc.at + "/contact/new", sc.at + "/plan", sc.at + "/close"} {
			f := sc.c.Get(page).Follow(worried).Is(200).Says("In danger now? Ring 999", "Mererid Lloyd").Form("Pass it on")
			f.Set("words", "Bruises <b>on</b> her arm").Send().Is(200).CameTo(sc.at).Says("Passed on to "+s.Account(t, lead).Name, "ring 999")
			n++
		}
		for _, page := range []string{"/today", "/people", "/help", "/account"} {
			f := sc.c.Get(page).Follow(worried).Is(200).Form("Pass it on")
			f.Set("about", "The neighbour's child").Set("words", "Crying at night").Set("child", "yes").Send().Is(200).Says("Passed on to")
			n++
		}
		triager := s.As(t, s.Triager(t, sc.Service))
		triager.Get("/referrals/"+waiting.Referral.ID.String()).Follow(worried).Is(200).Says(waiting.Referral.PersonName).Form("Pass it on").
			Set("words", "Not eating").Send().Is(200).Says("Passed on to")
		n++
		s.As(t, s.Supervisor(t, sc.Worker)).Get("/people").Follow(worried).Form("Pass it on").Set("about", "Mererid").Set("words", "Not eating").Send().Is(200).Says("Passed on to")
		n++
		if got := s.Rows(t)["concern"]; got != n {
			t.Errorf("%d concerns were kept of %d", got, n)
		}
	})
}

func TestOnlyTheLeadReadsAConcernAndItShowsNowhereElse(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	sc := newScene(t, s)
	lead := s.SafeguardingLead(t, sc.Service)
	events, _ := s.Audited(t, func() error {
		sc.c.Get(sc.at+"/concern").Form("Pass it on").Set("words", "Bruises on her arm").Set("danger", "yes").Send().Is(200)
		return nil
	})
	if !strings.Contains(strings.Join(events, " "), "concern.raise") {
		t.Errorf("recorded: %v", events)
	}
	for _, page := range []string{sc.at, sc.at + "/sharing", sc.at + "/details", "/today", "/people"} {
		sc.c.Get(page).Is(200).Hides("Bruises")
		s.As(t, sc.Lead).Get(page).Is(200).Hides("Bruises", "oncern about Mererid")
	}
	admin := s.As(t, s.Admin(t))
	admin.Get("/audit").Is(200).Hides("Bruises", "Mererid")
	for _, m := range s.Outbox(t) {
		if m.Audience == message.ToStaff && strings.Contains(m.Body+m.Subject, "Mererid") || strings.Contains(m.Body, "Bruises") {
			t.Errorf("an e-mail tells too much: %s %s", m.Subject, m.Body)
		}
	}
	c := s.As(t, lead)
	p := c.Get("/concerns").Is(200).Says("Mererid Lloyd", "Danger now").Follow("Mererid Lloyd").Is(200).Says("Bruises on her arm", "in danger now", s.Account(t, sc.Worker).Name)
	f := p.Form("Keep the decision")
	f.Send().Is(422)
	f.Set("to", "referred").Send().Is(422).Asks("decision")
	f.Set("decision", "Rang the council <b>now</b>").Send().Is(200).CameTo("/concerns").Says("Your decision is kept")
	f.Send().Is(409).Says("Rang the council <b>now</b>")
	s.As(t, s.SafeguardingLead(t, s.Service(t))).Get("/concerns").Is(200).Hides("Mererid")
}

func TestWithoutALeadTheFormSaysWhomToRingAndKeepsTheWords(t *testing.T) {
	t.Parallel()
	sc := newScene(t, webtest.OnSQLite(t))
	p := sc.c.Get(sc.at+"/concern").Form("Pass it on").Set("words", "Bruises on her arm").Send().Is(409)
	p.Says("no safeguarding lead", "council's safeguarding team").Form("Pass it on").Holds(map[string]string{"words": "Bruises on her arm"})
}
