package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"weft/internal/fixture"
	"weft/internal/webtest"
)

// until asks again and again, and returns the first answer that says wait; the test fails
// when none of so many does.
func until(t *testing.T, most int, ask func() *webtest.Page) *webtest.Page {
	t.Helper()
	for range most {
		p := ask()
		if p.Status != http.StatusTooManyRequests {
			continue
		}
		if seconds, err := strconv.Atoi(p.Header.Get("Retry-After")); err != nil || seconds < 1 {
			t.Errorf("it does not say when to try again: %v", p.Header)
		}
		return p
	}
	t.Fatalf("%d times were not too often", most)
	return nil
}

func TestSecretLinksCannotBeGuessedWithoutEndAndAnAnswerIsNotLost(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	for name, ask := range map[string]func(c *webtest.Client) *webtest.Page{
		"a referral link":     func(c *webtest.Client) *webtest.Page { return c.Get("/refer/guess") },
		"a group's link":      func(c *webtest.Client) *webtest.Page { return c.Get("/g/guess") },
		"a group's entry":     func(c *webtest.Client) *webtest.Page { return c.Get("/group/entry/guess") },
		"a link to come in":   func(c *webtest.Client) *webtest.Page { return c.Get("/reset/guess") },
		"the link of set-up":  func(c *webtest.Client) *webtest.Page { return c.Get("/setup/guess") },
		"the code of a group": func(c *webtest.Client) *webtest.Page { return c.Post("/g/guess/open", url.Values{"code": {"123456"}}) },
	} {
		t.Run(name, func(t *testing.T) {
			c := s.Nobody(t)
			c.From = "198.51.100." + strconv.Itoa(len(name)) // each from an address of its own
			p := until(t, 200, func() *webtest.Page { return ask(c) }).Says("wait")
			if strings.Contains(p.Body, "123456") {
				t.Error("the page repeats a secret")
			}
			other := s.Nobody(t)
			other.From = "203.0.113.9"
			if ask(other).Status == http.StatusTooManyRequests {
				t.Error("another address has to wait too")
			}
			c.Get("/help").Is(200) // and so has nothing else
		})
	}
	c := s.Nobody(t)
	sent := url.Values{"words": {"We moved to <the> hall & meet at \"six\""}, "idempotency_key": {"k-1"}}
	p := until(t, 200, func() *webtest.Page { return c.Post("/group/entry/guess/changed", sent) }).Says("what you sent is on this page")
	p.Form("Try again").Holds(map[string]string{"words": sent.Get("words"), "idempotency_key": "k-1"})
}

func TestPointingTheWayIsCountedByAccount(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t)
	desk := s.As(t, s.Receptionist(t, th.From))
	p := until(t, 100, func() *webtest.Page { return desk.Post("/signpost", url.Values{"need": {"loneliness"}}) })
	p.Form("Try again").Holds(map[string]string{"need": "loneliness"})
	if s.As(t, s.Receptionist(t, th.From)).Post("/signpost", url.Values{"need": {"loneliness"}}).Status == http.StatusTooManyRequests {
		t.Error("a colleague at the same desk has to wait too")
	}
}

// A passwordless flood must not lock the form away: what may be shown again is.
func TestWhoSignsInTooOftenKeepsTheAddressTheyTyped(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	c := s.Nobody(t)
	n := 0
	p := until(t, 60, func() *webtest.Page {
		n++
		return c.Get("/sign-in").Form("Sign in").Set("email", "a"+strconv.Itoa(n)+"@example.org").Set("password", "otter brick nine").Send()
	})
	p.Form("Sign in").Holds(map[string]string{"email": "a" + strconv.Itoa(n) + "@example.org", "password": ""})
	blocked := s.Nobody(t)
	blocked.From = "203.0.113.77"
	last := until(t, 10, func() *webtest.Page {
		return blocked.Post("/sign-in", url.Values{"email": {"ada@example.org"}, "password": {"wrong wrong wrong"}})
	})
	if last.Header.Get("Retry-After") != "60" { // half a minute, said in whole ones
		t.Errorf("an account that is blocked for half a minute: %s", last.Header.Get("Retry-After"))
	}
}

func TestASessionThatWasPlantedIsWorthNothingAfterSigningIn(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t)
	email := s.LetIn(t, th.Worker)
	const name = "__Host-weft_session"
	// Somebody begins a session of their own and plants its name in the victim's browser.
	thief := s.Nobody(t)
	thief.Get(s.ReferralLink(t, th.From, th.Service)) // a page that keeps something in a session
	planted := thief.Cookies()[name]
	if planted == nil {
		t.Fatal("no page begins a session before signing in; take this test out")
	}
	for what, cookie := range map[string]*http.Cookie{"a session of somebody else": planted, "an invented one": {Name: name, Value: strings.Repeat("A", 43), Path: "/"}} {
		victim := s.Nobody(t)
		victim.Cookies()[name] = cookie
		victim.Get("/sign-in").Form("Sign in").Set("email", email).Set("password", fixture.Password).Send()
		got := victim.Cookies()[name]
		if got == nil || got.Value == cookie.Value {
			t.Errorf("%s is kept when signing in: %v", what, got)
		}
		outside := s.Nobody(t)
		outside.Cookies()[name] = cookie
		outside.Get("/people/" + th.Person.String()).Hides(th.Referral.PersonName)
	}
}

func TestCookiesAreBoundToTheSite(t *testing.T) {
	t.Parallel()
	for base, name := range map[string]string{"https://weft.example.org": "__Host-weft_session", "https://weft.example.org/care": "__Secure-weft_session",
		"http://127.0.0.1:8080": "weft_session"} {
		s := webtest.OnSQLite(t, webtest.At(base))
		th := s.Case(t)
		c := s.As(t, th.Worker)
		secure := strings.HasPrefix(base, "https:")
		k := c.Cookies()[name]
		if k == nil || !k.HttpOnly || k.Secure != secure || k.SameSite != http.SameSiteLaxMode || k.Domain != "" || k.Path != s.Path("/") {
			t.Errorf("%s: %+v of %v", base, k, c.Cookies())
		}
		out := c.Send(c.Request("POST", s.Path("/sign-out"), nil))
		if told := c.Cookies()["weft_out"]; told == nil || told.Secure != secure || told.Path != s.Path("/") || told.SameSite != http.SameSiteLaxMode {
			t.Errorf("%s: %+v", base, told)
		}
		if clear := out.Header.Get("Clear-Site-Data"); !strings.Contains(clear, `"cache"`) || !strings.Contains(clear, `"storage"`) || out.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: signing out says %v", base, out.Header)
		}
	}
}
