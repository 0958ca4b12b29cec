package public_test

import (
	"testing"

	"weft/internal/authz"
	"weft/internal/webtest"
)

func TestTheFrontDoorOffersHelpWithoutAnAccount(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	v := s.Service(t)
	c := s.Nobody(t)
	p := c.Get("/").Is(200).CameTo("/").Says("999", "111", "116 123")
	if p.Has("meta[name=robots]") {
		t.Error("the front door asks not to be found")
	}
	p.Follow("Ask for help").Is(200).Says(v.Name, v.Phone, v.Hours, "Samaritans")
	for _, page := range []string{"/privacy", "/accessibility", "/help", "/directory"} {
		c.Get(page).Is(200).Says("Sign in").Hides("Sign out")
	}
	if len(c.Cookies()) != 0 {
		t.Errorf("who only reads gets cookies: %v", c.Cookies())
	}
}

func TestEveryRoleLandsOnAPageThatAnswers(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t)
	for role, a := range s.Cast(t, th) {
		if a.Kind != authz.Account {
			continue
		}
		p := s.As(t, a).Get("/").Is(200)
		if p.Address == "/" {
			t.Errorf("%s lands on the public's page", role)
		}
		if n := len(p.All("header nav a")); n == 0 || n > 5 {
			t.Errorf("%s has %d links in the header", role, n)
		}
		for _, href := range p.Attrs("header nav a", "href") {
			s.As(t, a).Get(href).Is(200)
		}
		if !p.Has("footer a[href='/help']") {
			t.Errorf("%s has no help at the foot", role)
		}
	}
}
