package webtest_test

import (
	"testing"

	"weft/internal/webtest"
)

func TestABrowserKeepsItsCookiesAndSendsAFormWithItsHiddenFields(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		th := s.Case(t)
		c := s.As(t, th.Worker)
		p := c.Get("/").Is(200).CameTo("/today")
		if len(p.Hops) != 1 || p.Queries() == 0 {
			t.Errorf("came by %v with %d queries", p.Hops, p.Queries())
		}
		f := p.Form("No answer from " + th.Referral.PersonName)
		if f.Method != "POST" || f.Value("idempotency_key") == "" {
			t.Errorf("the form: %+v", f)
		}
		f.Send().Is(200).CameTo("/today").Says("No answer from " + th.Referral.PersonName)
		if n := s.Rows(t)["contact"]; n != 1 {
			t.Errorf("%d contacts", n)
		}
		s.Nobody(t).Get("/today").Is(200).CameTo("/sign-in?to=%2Ftoday").Hides(th.Referral.PersonName)
	})
}

func TestTheFrontDoorAsksForAPassword(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t)
	s.SignIn(t, s.LetIn(t, th.Worker)).Get("/today").Is(200).Says(th.Referral.PersonName)
}
