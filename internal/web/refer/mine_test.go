package refer_test

import (
	"slices"
	"strings"
	"testing"

	"weft/internal/contact"
	"weft/internal/fixture"
	"weft/internal/journey"
	"weft/internal/referral"
	"weft/internal/webtest"
)

// private is what stands in the case and no referrer may see.
func private() []string {
	return []string{"A private note", "Private strengths", "sing again", "lonel", "Lonel"}
}

func TestAReferrerSeesAsMuchAsTheirKindMayAndThePersonAgreedTo(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	every := []string{"Received", "Accepted", "We have spoken", "We have met", "Connected", "Finished"}
	for _, c := range []struct {
		kind   string
		agreed bool
		steps  []string
	}{
		{"practice", false, every},
		{"vcse", false, []string{"Received", "Accepted", "Finished"}},
		{"police", false, []string{"Received"}},
		{"police", true, every},
	} {
		th := s.Case(t, fixture.FromA(c.kind), fixture.Asking(func(in *referral.New) { in.TellReferrer = c.agreed }))
		scene{Site: s}.spoke(t, th, contact.AtHome)
		if err := s.Journeys.Close(t.Context(), th.Worker, th.Person, journey.Close{Version: latest(t, s, th), Reason: "goals_met", Words: "A private note"}); err != nil {
			t.Fatal(err)
		}
		list := s.As(t, th.Referrer).Get("/my-referrals").Is(200).Says(th.Referral.PersonName).Hides(private()...)
		p := list.Follow(th.Referral.PersonName).Is(200).Says(th.Referral.Reason).Hides(private()...).Hides("/people/")
		if got := p.Texts("main dt"); !slices.Equal(got, c.steps) {
			t.Errorf("%s, agreed %v: sees %v, want %v", c.kind, c.agreed, got, c.steps)
		}
		if limited := strings.Contains(p.Text(), "You see only these steps"); limited == (len(c.steps) == len(every)) {
			t.Errorf("%s: told that steps are missing: %v", c.kind, limited)
		}
		copied := p.TextOf("#gp-record")
		if !strings.Contains(copied, "20 November 2026") || strings.Contains(copied, "Finished") != slices.Contains(c.steps, "Finished") {
			t.Errorf("%s copies for the GP record: %q", c.kind, copied)
		}
	}
}

// latest is the version of the case after what happened to it.
func latest(t *testing.T, s *webtest.Site, th fixture.Thread) int64 {
	t.Helper()
	s.Reload(t, &th)
	return th.Case.Version
}

func TestAReceptionistSeesThePracticesReferralsAndNobodyElses(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	practice := s.Practice(t)
	own, other := s.Referral(t, fixture.From(practice)), s.Referral(t)
	desk := s.As(t, s.Receptionist(t, practice))
	desk.Get("/my-referrals").Is(200).Says(own.Referral.PersonName).Hides(other.Referral.PersonName)
	absent := desk.Get("/my-referrals/" + other.Referral.ID.String()).Is(404).Hides(other.Referral.PersonName)
	nobody := desk.Get("/my-referrals/019aa000-0000-7000-8000-000000000000").Is(404)
	if webtest.Alike(absent) != webtest.Alike(nobody) {
		t.Errorf("another practice's referral answers otherwise than one that does not exist:\n%s\n%s", webtest.Alike(absent), webtest.Alike(nobody))
	}
	s.As(t, s.Referrer(t, practice)).Get("/my-referrals").Is(200).Says("You have not referred anyone yet").Hides(own.Referral.PersonName)
}

func TestTheReferrerAnswersWhatTriageAsks(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Referral(t)
	if err := s.Referrals.Ask(t.Context(), th.Lead, th.Referral.ID, th.Referral.Version, "Who else lives there?"); err != nil {
		t.Fatal(err)
	}
	at := "/my-referrals/" + th.Referral.ID.String()
	c := s.As(t, th.Referrer)
	f := c.Get(at).Is(200).Says("We have a question for you: Who else lives there?").Form("Send the answer")
	f.Send().Is(422).Asks("answer")
	f.Set("answer", "Her <b>son</b>.").Send().Is(200).CameTo(at).Says("Your answer has reached us").Hides("Who else lives there?")
	f.Send().Is(409).Says("does not fit")
	s.As(t, th.Lead).Get("/referrals/" + th.Referral.ID.String()).Is(200).Says("Her <b>son</b>.")
}

func TestADeclinedReferralSaysWhyAndWhatMayHelpInstead(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Referral(t)
	if err := s.Referrals.Decline(t.Context(), th.Lead, th.Referral.ID, th.Referral.Version, "out_of_area", "Ring the service at Millbeck."); err != nil {
		t.Fatal(err)
	}
	s.As(t, th.Referrer).Get("/my-referrals/"+th.Referral.ID.String()).Is(200).Says("We could not take this on", "What may help instead: Ring the service at Millbeck.")
	police := s.Referral(t, fixture.FromA("police"))
	if err := s.Referrals.Decline(t.Context(), police.Lead, police.Referral.ID, police.Referral.Version, "out_of_area", "Ring the service at Millbeck."); err != nil {
		t.Fatal(err)
	}
	s.As(t, police.Referrer).Get("/my-referrals/"+police.Referral.ID.String()).Is(200).Hides("Millbeck", "could not take")
}
