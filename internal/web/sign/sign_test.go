package sign_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/fixture"
	"weft/internal/webtest"
)

func try(c *webtest.Client, email, password string) *webtest.Page {
	return c.Get("/sign-in").Form("Sign in").Set("email", email).Set("password", password).Send()
}

func TestAWrongPasswordAndAnUnknownAddressAreAnsweredAlike(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	email := s.LetIn(t, s.Worker(t, s.Service(t)))
	c := s.Nobody(t)
	wrong := try(c, email, "not my password").Is(401)
	unknown := try(c, "nobody@example.org", "not my password").Is(401)
	wrong.Says("do not belong together").Asks("email").Form("Sign in").Holds(map[string]string{"email": email, "password": ""})
	if a, b := strings.ReplaceAll(wrong.Body, email, ""), strings.ReplaceAll(unknown.Body, "nobody@example.org", ""); a != b {
		t.Errorf("the answers differ:\n%s\n%s", a, b)
	}
	if !strings.HasPrefix(wrong.Title(), "Error:") {
		t.Errorf("the title is %q", wrong.Title())
	}
	try(c, strings.ToUpper(email), fixture.Password).Is(200).CameTo("/today")
}

func TestTooManyTriesRestAndTheRightPasswordWaitsToo(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	email := s.LetIn(t, s.Worker(t, s.Service(t)))
	c := s.Nobody(t)
	for range 5 {
		try(c, email, "not my password").Is(401)
	}
	try(c, email, fixture.Password).Is(429).Says("rests for 1 minute")
	s.Now.Advance(time.Minute)
	try(c, email, fixture.Password).Is(200).CameTo("/today")
}

func TestOneAddressCannotTryWithoutEnd(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	c := s.Nobody(t)
	f := c.Get("/sign-in").Form("Sign in").Set("password", strings.Repeat("x", 200)) // too long to be hashed as one
	var last *webtest.Page
	for range 31 {
		last = c.Post(f.Action, url.Values{"email": {""}, "password": {""}})
	}
	last.Is(429)
	other := s.Nobody(t)
	other.From = "198.51.100.7"
	other.Post(f.Action, url.Values{"email": {"a@example.org"}, "password": {"x"}}).Is(401)
}

func TestOpeningAOneTimeLinkChangesNothingAndItOpensOnce(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		worker := s.Worker(t, s.Service(t))
		l, err := s.Accounts.IssueLink(t.Context(), authz.Program(), worker.ID, account.Setup)
		if err != nil {
			t.Fatal(err)
		}
		before := s.Rows(t)
		for range 3 {
			s.Nobody(t).Get("/setup/"+l.Token).Is(200).Says("Choose a password", s.Account(t, worker).Email)
		}
		for table, n := range s.Rows(t) {
			if n != before[table] {
				t.Errorf("a mail scanner wrote to %s", table)
			}
		}
		c := s.Nobody(t)
		f := c.Get("/setup/"+l.Token).Form("Go on").Set("password", "short")
		f.Send().Is(422).Asks("password").Says("at least 12 characters")
		f.Set("password", "heron lamp seven").Send().Is(200).CameTo("/today")
		s.Nobody(t).Get("/setup/" + l.Token).Is(404).Says("used or has ended")
		f.By(s.Nobody(t)).Send().Is(404)
	})
}

func TestAResetLinkLastsAnHour(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	worker := s.Worker(t, s.Service(t))
	s.LetIn(t, worker)
	l, err := s.Accounts.IssueLink(t.Context(), authz.Program(), worker.ID, account.Reset)
	if err != nil {
		t.Fatal(err)
	}
	s.Nobody(t).Get("/reset/" + l.Token).Is(200)
	s.Now.Advance(61 * time.Minute)
	s.Nobody(t).Get("/reset/" + l.Token).Is(404)
}

func TestAChangedPasswordSignsOutEverywhereElse(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		worker := s.Worker(t, s.Service(t))
		email := s.LetIn(t, worker)
		here, there, still := s.SignIn(t, email), s.As(t, worker), s.As(t, worker)
		f := here.Get("/account").Is(200).Form("Change password")
		f.Set("current", "wrong one entirely").Set("password", "otter brick nine").Send().Is(422).Asks("current")
		there.Get("/today").Is(200)
		f.Set("current", fixture.Password).Send().Is(200).CameTo("/account").Says("signed out everywhere else")
		here.Get("/today").Is(200).CameTo("/today")
		there.Get("/today").CameTo("/sign-in?to=%2Ftoday")
		still.Post("/people/019aa000-0000-7000-8000-000000000000/no-answer", nil).Is(401)
		try(s.Nobody(t), email, fixture.Password).Is(401)
		try(s.Nobody(t), email, "otter brick nine").Is(200)
	})
}

func TestAClosedAccountIsOutAtOnce(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	worker := s.Worker(t, s.Service(t))
	email := s.LetIn(t, worker)
	c := s.As(t, worker)
	c.Get("/today").Is(200)
	s.Gone(t, worker)
	c.Get("/today").CameTo("/sign-in?to=%2Ftoday")
	try(s.Nobody(t), email, fixture.Password).Is(401).Says("do not belong together")
}

func TestARoleThatEndedEndsOnTheNextPage(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t)
	c := s.As(t, th.Worker)
	c.Get("/people/" + th.Person.String()).Is(200)
	for _, r := range s.Account(t, th.Worker).Roles {
		if err := s.Accounts.EndRole(t.Context(), authz.Program(), th.Worker.ID, r.ID); err != nil {
			t.Fatal(err)
		}
	}
	c.Get("/people/" + th.Person.String()).Is(403).Hides(th.Referral.PersonName)
	c.Get("/people").Is(403)
}

func TestAnUnusedComputerLocksAndAReferrersDeviceDoesNot(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t)
	email := s.LetIn(t, th.Worker)
	c, device := s.SignIn(t, email), s.As(t, th.Referrer)
	s.Now.Advance(webtest.LockAfter - time.Minute)
	c.Get("/today").Is(200).CameTo("/today")
	s.Now.Advance(webtest.LockAfter + time.Minute)
	c.Get("/people/" + th.Person.String()).CameTo("/sign-in?to=%2Fpeople%2F" + th.Person.String()).Hides(th.Referral.PersonName)
	in := c.Get("/sign-in?to=/people/"+th.Person.String()).Form("Sign in").Set("email", email).Set("password", fixture.Password).Send()
	in.Is(200).CameTo("/people/" + th.Person.String()).Says(th.Referral.PersonName)
	s.Now.Advance(100 * 24 * time.Hour)
	device.Get("/my-referrals").Is(200).Says(th.Referral.PersonName)
	s.Now.Advance(100 * 24 * time.Hour) // it was used meanwhile, so it is still known
	device.Get("/my-referrals").Is(200).Says(th.Referral.PersonName)
	s.Now.Advance(200 * 24 * time.Hour)
	device.Get("/my-referrals").CameTo("/sign-in?to=%2Fmy-referrals")
}

func TestSigningInGoesOnlyToAPathOfOurs(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	email := s.LetIn(t, s.Worker(t, s.Service(t)))
	for to, lands := range map[string]string{
		"/people": "/people", "//evil.example": "/today", "https://evil.example/people": "/today", `/\evil.example`: "/today", `\\evil.example`: "/today", "/%5cevil.example": "/today", "/%09/evil.example": "/today",
		"javascript:alert(1)": "/today", "/%2f/evil.example": "/today", "": "/today", "people": "/today", "/./people": "/people", "/people?stage=x#y": "/people",
	} {
		c := s.Nobody(t)
		f := c.Get("/sign-in?to="+url.QueryEscape(to)).Is(200).Form("Sign in").Set("email", email).Set("password", fixture.Password)
		p := f.Send()
		if !strings.HasPrefix(p.Address, lands) {
			t.Errorf("to=%q lands on %s", to, p.Address)
		}
		f.Values.Set("to", to) // not as the page wrote it
		if p := f.By(s.Nobody(t)).Send(); !strings.HasPrefix(p.Address, lands) {
			t.Errorf("a forged to=%q lands on %s", to, p.Address)
		}
	}
}

func TestSigningOutForgetsWhatTheBrowserKept(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t)
	c := s.As(t, th.Worker)
	before := c.Copy()
	res := c.Send(c.Request("POST", "/sign-out", nil))
	if res.Status != 303 || !strings.Contains(res.Header.Get("Clear-Site-Data"), "cache") {
		t.Errorf("signing out answers %d with %v", res.Status, res.Header)
	}
	if k := c.Cookies()["weft_out"]; k == nil || k.Value != "1" {
		t.Error("the script is not told that this browser signed out")
	}
	c.Get("/people/" + th.Person.String()).CameTo("/sign-in?to=%2Fpeople%2F" + th.Person.String())
	before.Get("/people/" + th.Person.String()).CameTo("/sign-in?to=%2Fpeople%2F" + th.Person.String()).Hides(th.Referral.PersonName)
}

func TestTheFirstAdministratorIsMadeByTheSetUpLinkOnce(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		l, err := s.Accounts.SetupLink(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		c := s.Nobody(t)
		f := c.Get("/setup/" + l.Token).Is(200).Says("first administrator").Form("Go on")
		f.Send().Is(422).Asks("name", "email", "password")
		f.Set("name", "Ada Example").Set("email", "ada@example.org").Set("password", "otter brick nine").Send().Is(200).CameTo("/admin").Says("Set-up")
		s.Nobody(t).Get("/setup/" + l.Token).Is(404)
	})
}
