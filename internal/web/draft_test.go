package web_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"weft/internal/fixture"
	"weft/internal/webtest"
)

// saved types into the form of a page and lets the script keep it.
func saved(t *testing.T, c *webtest.Client, page, field, words string) {
	t.Helper()
	p := c.Get(page).Is(200)
	to := p.Attr("main form[data-autosave]", "data-autosave")
	f := p.FormOf(p.All("main form[data-autosave]")[0]).Set(field, words)
	c.Send(c.Request("POST", to, f.Values)).Is(204)
}

// written are the forms that are kept while they are written, and a field of each.
func written(w town) map[string]string {
	at := "/people/" + w.Person.String()
	return map[string]string{at + "/contact/new": "note", at + "/conversation": "matters", at + "/plan/edit": "goal0", at + "/close": "words", at + "/concern": "words",
		at + "/details/edit": "access_note", "/referrals/new": "reason", "/refer": "reason", "/concern/new": "words", "/directory/new": "description",
		w.fill("/directory/<group>/edit"): "description", at + "/connect/" + w.names["group"]: "words"}
}

func TestWhatIsTypedIsKeptUntilItIsSent(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		w := newTown(t, s)
		for page, field := range written(w) {
			c, colleague := w.As(t, w.Worker), w.As(t, w.Lead)
			saved(t, c, page, field, "Half a <sentence>\nand more")
			p := c.Get(page).Is(200)
			if got := p.FormOf(p.All("main form[data-autosave]")[0]).Value(field); got != "Half a <sentence>\nand more" {
				t.Errorf("%s shows %q in %s", page, got, field)
			}
			c.Get("/today").Is(200).Says("Kept since")
			if other := colleague.Get(page); strings.Contains(other.Body, "Half a") {
				t.Errorf("%s shows one account's draft to another", page)
			}
			out := w.As(t, w.Worker)
			out.Post("/sign-out", nil)
			again := w.As(t, w.Worker).Get(page)
			if !strings.HasPrefix(again.FormOf(again.All("main form[data-autosave]")[0]).Value(field), "Half a <sentence>") {
				t.Errorf("%s lost the draft with the sign-out", page)
			}
			f := p.FormOf(p.All("main form[data-autosave]")[0])
			if f.Value("idempotency_key") == "" {
				t.Errorf("%s: the form that shows a draft has no key", page)
			}
			c.Post("/draft/discard", url.Values{"form": {page}}).Is(200)
			if again := c.Get(page); strings.Contains(again.Text(), "Half a") {
				t.Errorf("%s: the draft is still there after starting afresh", page)
			}
		}
	})
}

func TestADraftGoesWhenItsFormIsSent(t *testing.T) {
	t.Parallel()
	w := newTown(t, webtest.OnSQLite(t))
	c, at := w.As(t, w.Worker), "/people/"+w.Person.String()
	for page, send := range map[string]func(f *webtest.Form) *webtest.Form{
		at + "/contact/new":  func(f *webtest.Form) *webtest.Form { return f },
		at + "/conversation": func(f *webtest.Form) *webtest.Form { return f },
		at + "/concern":      func(f *webtest.Form) *webtest.Form { return f.Set("words", "Bruises") },
		at + "/details/edit": func(f *webtest.Form) *webtest.Form { return f },
		"/concern/new":       func(f *webtest.Form) *webtest.Form { return f.Set("about", "A child").Set("words", "Bruises") },
		at + "/close":        func(f *webtest.Form) *webtest.Form { return f.Set("reason", "goals_met") },
	} {
		field := written(w)[page]
		saved(t, c, page, field, "Half a sentence")
		p := c.Get(page)
		send(p.FormOf(p.All("main form[data-autosave]")[0])).Send().Is(200)
		if n := w.Rows(t)["draft"]; n != 0 {
			t.Errorf("%s left %d drafts behind", page, n)
		}
		if page == at+"/close" {
			break
		}
		if again := c.Get(page); strings.Contains(again.TextOf("main form"), "Half a sentence") && page != at+"/conversation" && page != at+"/details/edit" {
			t.Errorf("%s still shows what was sent", page)
		}
	}
}

func TestADraftOfAReferralStaysWhileTheAnswersAreWrong(t *testing.T) {
	t.Parallel()
	w := newTown(t, webtest.OnSQLite(t))
	c := w.As(t, w.Referrer)
	saved(t, c, "/refer", "reason", "Would like company")
	p := c.Get("/refer").Says("It was kept for you")
	p.Form("Send referral").Send().Is(422)
	c.Get("/refer").Form("Send referral").Holds(map[string]string{"reason": "Would like company"})
	c.Get("/refer").Press("Start afresh").Is(200).CameTo("/refer").Form("Send referral").Holds(map[string]string{"reason": ""})
}

func TestAutosaveNeedsAnAccountAndRefusesWhatIsTooLarge(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t)
	page := "/people/" + th.Person.String() + "/contact/new"
	s.Nobody(t).Post("/draft?form="+page, url.Values{"note": {"x"}}).Is(401)
	email := s.LetIn(t, th.Worker)
	c := s.SignIn(t, email)
	c.Post("/draft?form="+page, url.Values{"note": {strings.Repeat("x", 300_000)}}).Is(413)
	c.Post("/draft?form="+page, url.Values{"note": {"first"}}).Is(204)
	s.Now.Advance(webtest.LockAfter + time.Minute)
	c.Post("/draft?form="+page, url.Values{"note": {"second"}}).Is(401)
	in := c.Get("/sign-in").Form("Sign in").Set("email", email).Set("password", fixture.Password).Send().Is(200)
	in.Follow("Contact, " + th.Referral.PersonName).Is(200).CameTo(page).Form("Save").Holds(map[string]string{"note": "first"})
}

func TestADraftLeadsOnlyToAPathOfOurs(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	c := s.As(t, s.Worker(t, s.Service(t)))
	for _, form := range []string{"//evil.example/x", "https://evil.example", `/\evil.example`, ""} {
		c.Post("/draft?form="+url.QueryEscape(form), url.Values{"note": {"x"}})
	}
	p := c.Get("/today").Is(200)
	for _, href := range p.Attrs("a", "href") {
		if !strings.HasPrefix(href, "/") || strings.HasPrefix(href, "//") || strings.HasPrefix(href, `/\`) {
			if href != "#main" {
				t.Errorf("a draft leads to %s", href)
			}
		}
	}
}
