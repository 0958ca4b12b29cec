package team_test

import (
	"slices"
	"testing"

	"weft/internal/fixture"
	"weft/internal/org"
	"weft/internal/pause"
	"weft/internal/person"
	"weft/internal/referral"
	"weft/internal/webtest"
)

func named(name string) fixture.Option {
	return fixture.Who(func(d *person.Details) { d.Name = name })
}

// A16: Team, Pause, Confirm.
func TestALeadPausesReferralsInThreeSteps(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		th := s.Referral(t)
		c := s.As(t, th.Lead)
		home := c.Get("/referrals").Is(200)
		steps := 0
		step := func(p *webtest.Page) *webtest.Page { steps++; return p.Is(200) }
		p := step(home.Follow("Team"))
		p = step(p.Follow("Pause referrals"))
		var done *webtest.Page
		events, _ := s.Audited(t, func() error { done = step(p.Form("Confirm the pause").Send()); return nil })
		done.CameTo("/team/pause").Says("New referrals are paused", "All new referrals", "In force")
		if steps != 3 || !slices.Contains(events, "pause.begin") {
			t.Errorf("%d steps, recorded %v", steps, events)
		}
		s.As(t, th.Referrer).Get("/refer").Is(200).Says("New referrals to "+th.Service.Name+" are paused, until", "We keep what you send", "People may always ask us themselves")
	})
}

// A16: a worker asks in two steps, and hears the answer.
func TestAWorkerAsksForAPauseInTwoStepsAndTheLeadAnswers(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		th := s.Case(t)
		c := s.As(t, th.Worker)
		today := c.Get("/today").Is(200)
		steps := 0
		step := func(p *webtest.Page) *webtest.Page { steps++; return p.Is(200) }
		p := step(today.Follow("Ask for a pause"))
		p = step(p.Form("Ask").Set("words", "Three in crisis.").Send())
		if steps != 2 {
			t.Errorf("%d steps", steps)
		}
		at := p.Says("You have asked for a pause", "New people for", "Asked for", "Three in crisis.").Address
		lead := s.As(t, th.Lead)
		q := lead.Get("/team").Is(200).Says("Asked for")
		q = lead.Get(at).Is(200).Says("Shall we pause?")
		q.Form("Answer “not now”").Send().Is(422).Asks("answer")
		q.Form("Agree to the pause").Date("until", "1", "1", "2030").Send().Is(422).Asks("until").Form("Agree to the pause").Holds(map[string]string{"until-year": "2030"})
		q.Form("Agree to the pause").Send().Is(200).CameTo(at).Says("In force")
		p.Press("Take it back").Is(409).Says("the pause is now in force")
		ready := s.Referral(t, fixture.At(th.Service), fixture.LedBy(th.Lead), fixture.Accepted())
		lead.Get("/referrals/" + ready.Referral.ID.String()).Is(200).Says("Takes nobody new until")
		s.As(t, th.Referrer).Get("/refer").Is(200).Hides("paused")
	})
}

func TestWhatIsHeldStandsInItsOwnSectionIsReadAndGoesOn(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		ctx, th := t.Context(), s.Referral(t, named("Alun Before"))
		pid, err := s.Referrals.Pause(ctx, th.Lead, th.Service.ID, "", pause.Terms{Kind: pause.OfService, PublicEn: "Two of us are on leave.", Exceptions: "Home from hospital", Alternative: "Ring Millbeck."})
		if err != nil {
			t.Fatal(err)
		}
		ref := s.As(t, th.Referrer)
		ref.Get("/refer").Is(200).Says("Two of us are on leave.", "Home from hospital", "Ring Millbeck.")
		f := ref.Get("/refer").Form("Send referral").Set("name", "Berta Held").Set("reach", "01632 960 111").Set("reason", "Company").Set("agreed", "yes").Date("born", "1", "2", "1950")
		f.Send().Is(200).CameTo("/my-referrals").Says("kept while new referrals are paused", "Berta Held").
			Follow("Berta Held").Is(200).Says("New referrals are paused just now", "Yours is kept")
		lead := s.As(t, th.Lead)
		p := lead.Get("/referrals").Is(200).Says("Held while referrals are paused", "Not read yet", "Nothing is lost")
		p = p.Follow("Berta Held").Is(200).Says("Is it safe to wait?")
		p = p.Press("I have read it: it can wait").Is(200).Says("It has been read for safety")
		lead.Get("/referrals").Hides("Not read yet")
		look := lead.Get("/team/pause/" + pid.String()).Is(200)
		look.Form("Save").Set("outcome", "partial").Set("exceptions", "").Send().Is(422).Asks("exceptions")
		look.Form("Save").Set("outcome", "end").Send().Is(200).Says("Ended")
		look.Form("Save").Set("outcome", "extend").Set("words", "One more week").Send().Is(409).Says("the pause has ended")
		p.Press("Let it in now").Is(409).Says("Being read")
		lead.Get("/referrals").Is(200).Hides("Held while").Says("Berta Held")
		if list, err := s.Referrals.List(ctx, th.Lead, referral.Filter{Statuses: []referral.Status{referral.InTriage}}); err != nil || len(list) != 1 {
			t.Errorf("%+v %v", list, err)
		}
	})
}

func TestAPausePageOfAnotherServiceAnswersAsOneThatIsNot(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th, there := s.Referral(t), s.Referral(t)
	pid, err := s.Referrals.Pause(t.Context(), th.Lead, th.Service.ID, "", pause.Terms{Kind: pause.OfService, Words: "Sam is ill"})
	if err != nil {
		t.Fatal(err)
	}
	s.As(t, there.Lead).Get("/team/pause/" + pid.String()).Is(404).Hides("Sam is ill")
	s.As(t, there.Lead).Get("/team/pause").Is(200).Hides("All new referrals")
	if n, err := s.Pauses.Notices(t.Context(), []org.ServiceID{there.Service.ID}, ""); err != nil || len(n) != 0 {
		t.Errorf("%+v %v", n, err)
	}
}

func TestAReferrerTakesAReferralBackOnItsPage(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Referral(t)
	c := s.As(t, th.Referrer)
	p := c.Get("/my-referrals/" + th.Referral.ID.String()).Is(200)
	p.Form("Take it back").Set("end_words", "I meant her sister").Send().Is(200).Says("Taken back", "This referral was taken back before we began").Hides("I meant her sister")
	s.As(t, th.Lead).Get("/referrals/"+th.Referral.ID.String()).Is(200).Says("The referrer took it back", "I meant her sister")
	police := s.Referral(t, fixture.FromA("police"))
	s.As(t, police.Referrer).Get("/my-referrals/" + police.Referral.ID.String()).Is(200).Hides("Take it back")
}
