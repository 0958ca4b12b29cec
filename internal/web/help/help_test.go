package help_test

import (
	"strings"
	"testing"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/referral"
	"weft/internal/webtest"
)

// begin answers the first two questions for a mother.
func begin(t *testing.T, c *webtest.Client) *webtest.Page {
	t.Helper()
	return answer(t, c.Get("/help").Is(200).Follow("Start now").Is(200))
}

func answer(t *testing.T, p *webtest.Page) *webtest.Page {
	t.Helper()
	p = p.Form("Continue").Set("for", "other").Set("helper_name", "Megan Pryce").Set("helper_is", "daughter").Set("agreed", "yes").Send().CameTo("/help/name")
	return p.Form("Continue").Set("name", "Dilys Pryce").Date("born", "3", "5", "1949").Send().CameTo("/help/reach")
}

func finish(t *testing.T, p *webtest.Page) *webtest.Page {
	t.Helper()
	p = p.Form("Continue").Set("helper", "Ring my daughter Megan, 07700 900123").Set("safe", "no").Send().CameTo("/help/about")
	p = p.Form("Continue").Set("words", "Lonely <b>since</b> Dad died.").Set("needs", "loneliness").Send().CameTo("/help/talk")
	p = p.Form("Continue").Set("language", "cy").Set("format", "large").Send().CameTo("/help/place")
	p = p.Form("Continue").Set("postcode", "qz1 1aa").Send().CameTo("/help/more")
	return p.Form("Continue").Send().CameTo("/help/check")
}

func TestSomebodyAsksForTheirMotherAndTheTeamReadsIt(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		v := s.Service(t)
		lead, c := s.Lead(t, v), s.Nobody(t)
		p := finish(t, begin(t, c))
		p.Says("Dilys Pryce", "3 May 1949", "Megan Pryce, daughter", "Lonely <b>since</b> Dad died.", "Company and loneliness", "Large print letters", v.Name)
		var sent *webtest.Page
		actions, _ := s.Audited(t, func() error { sent = p.Press("Send"); return nil })
		sent.Is(200).CameTo("/help/sent").Says("Thank you", "Your reference is", v.Phone, "within 5 working days", "cannot say yet", "Ask them how it goes").
			Hides("Dilys", "Megan", "Lonely")
		if !strings.Contains(strings.Join(actions, " "), "referral.create") {
			t.Errorf("recorded %v", actions)
		}
		list, err := s.Referrals.List(t.Context(), lead, referral.Filter{})
		if err != nil || len(list) != 1 || list[0].Source != "family" || list[0].ReferrerName != "Megan Pryce, daughter" {
			t.Fatalf("%+v: %v", list, err)
		}
		card, err := s.People.ByID(t.Context(), lead, list[0].Person)
		if err != nil || card.Name != "Dilys Pryce" || !card.SafeContact || card.Language != "cy" || card.Format != "large" || card.Postcode != "QZ1 1AA" {
			t.Errorf("%+v: %v", card, err)
		}
		sent.Says(referral.Reference(list[0].ID))
		c.Get("/help/check").CameTo("/help")
		for name := range c.Cookies() {
			if name == "weft_help" {
				t.Error("the browser still holds the request")
			}
		}
		// "Safe contact only": nothing goes out by itself.
		if told := s.Told(t); len(told) != 0 {
			t.Errorf("told %v", told)
		}
	})
}

func TestTheNumbersForAnEmergencyComeFirstOnEveryPage(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	s.Service(t)
	c := s.Nobody(t)
	begin(t, c)
	for _, path := range []string{"/help", "/help/who", "/help/name", "/help/reach", "/help/about", "/help/talk", "/help/place", "/help/more", "/help/check", "/help/back", "/help/save"} {
		for _, lang := range []string{"", "?lang=cy"} {
			p := c.Get(path + lang).Is(200)
			text := p.TextOf("body")
			if crisis, heading := strings.Index(text, "999"), strings.Index(text, p.TextOf("h1")); crisis < 0 || heading < crisis {
				t.Errorf("%s: the numbers do not come first", path)
			}
			p.Says("111", "116 123", "Monday to Friday, 9 to 5")
			if !p.Has("a[href='/help/leave']") || !p.Has("main h1") {
				t.Errorf("%s has no way out or no heading", path)
			}
		}
	}
	c.Get("/help/who").Says("Somebody reads what you send by Monday 23 November")
	left := c.Peek("/help/leave")
	if left.Status != 303 || !strings.HasPrefix(left.Header.Get("Location"), "https://") {
		t.Errorf("leaving answers %d to %q", left.Status, left.Header.Get("Location"))
	}
	c.Get("/help/name").CameTo("/help").Hides("Dilys")
}

func TestAnswersStandInNoAddressAndNoCookie(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	s.Service(t)
	c := s.Nobody(t)
	p := begin(t, c)
	for _, place := range append(p.Hops, p.Address) {
		if strings.Contains(place, "Dilys") || strings.Contains(place, "1949") {
			t.Errorf("the address %s", place)
		}
	}
	for name, k := range c.Cookies() {
		if strings.Contains(k.Value, "Dilys") || strings.Contains(k.Value, "Megan") {
			t.Errorf("the cookie %s holds %s", name, k.Value)
		}
		if name == "weft_help" && (!k.HttpOnly || !k.Secure || k.Path != "/help" || !k.Expires.IsZero()) {
			t.Errorf("%+v", k)
		}
	}
	if s.Nobody(t).Get("/help/reach").Address != "/help" {
		t.Error("another browser sees the questions of this one")
	}
}

func TestAWrongAnswerIsNamedAndWhatWasTypedStays(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	s.Service(t)
	c := s.Nobody(t)
	c.Get("/help/who").Press("Continue").Is(422).Asks("for")
	f := c.Get("/help/who").Form("Continue").Set("for", "other").Set("helper_is", "a <i>neighbour</i>")
	f.Send().Is(422).Asks("helper_name", "agreed").Form("Continue").Holds(map[string]string{"for": "other", "helper_is": "a <i>neighbour</i>"})
	for _, w := range []struct{ page, field, at, value, says string }{
		{"name", "name", "name", "", "name"},
		{"name", "born", "born-year", "20490", "day, month and year"},
		{"name", "age", "age", "old", "0 and 120"},
		{"reach", "safe", "", "", "does no harm"},
		{"reach", "phone", "phone", "01632 96", "area code"},
		{"reach", "email", "email", "dilys@example", "name@example.org"},
		{"about", "words", "words", "", "not sure"},
		{"place", "postcode", "postcode", "NOT 1", "postcode"},
		{"more", "more", "more", strings.Repeat("a ", 2000), "1000"},
	} {
		c = s.Nobody(t)
		begin(t, c)
		f := c.Get("/help/" + w.page).Form("Continue")
		if w.at == "age" {
			f.Date("born", "", "", "")
		}
		if w.page == "reach" {
			f.Set("spot", "Day centre")
			if w.at != "" {
				f.Set("safe", "yes")
			}
		}
		if w.at != "" {
			f.Set(w.at, w.value)
		}
		p := f.Send().Is(422).Asks(w.field)
		if !strings.Contains(p.Problems()[w.field], w.says) {
			t.Errorf("%s: %q does not tell what to do", w.at, p.Problems()[w.field])
		}
		if !strings.HasPrefix(p.Title(), "Error:") {
			t.Errorf("%s: %q", w.at, p.Title())
		}
		if w.at == "" {
			continue
		}
		p.Form("Continue").Holds(map[string]string{w.at: w.value})
		c.Get("/help/" + w.page).Form("Continue").Holds(map[string]string{w.at: w.value})
	}
	p := c.Get("/help/check").Form("Send").Send().Is(422)
	if len(p.Problems()) == 0 {
		t.Error("it was sent as it was")
	}
	if n := s.Rows(t)["referral"]; n != 0 {
		t.Errorf("%d referrals", n)
	}
}

func TestSavedAndOpenedInAnotherBrowserWithCodeAndName(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		v := s.Service(t)
		c := s.Nobody(t)
		p := begin(t, c)
		saved := p.Form("Save and come back later").Set("safe", "yes").Set("spot", "Day centre, half typed").Send().Is(200)
		code := saved.TextOf(".weft-code")
		saved.Says("Write down this code", "Dilys Pryce", "birth date works too", "4 December", "forgotten your answers")
		if len(code) != 9 {
			t.Fatalf("the code is %q", code)
		}
		c.Get("/help/reach").CameTo("/help").Hides("Dilys")
		other := s.Nobody(t)
		other.Get("/help").Follow("I have a code to come back with").Form("Open my answers").Set("code", code).Set("proof_name", "Megan").Send().
			Is(422).Asks("code").Form("Open my answers").Holds(map[string]string{"code": code, "proof_name": "Megan"})
		p = other.Get("/help/back").Form("Open my answers").Set("code", strings.ToLower(code)).Date("born", "3", "5", "1949").Send().Is(200).CameTo("/help/about")
		other.Get("/help/reach").Form("Continue").Holds(map[string]string{"spot": "Day centre, half typed"})
		p.Form("Continue").Set("words", "Company").Send().CameTo("/help/talk").Form("Continue").Send().CameTo("/help/place").
			Form("Continue").Send().CameTo("/help/more").Form("Continue").Send().CameTo("/help/check").Press("Send").CameTo("/help/sent").Says(v.Name)
		s.Nobody(t).Get("/help/back").Form("Open my answers").Set("code", code).Set("proof_name", "Dilys Pryce").Send().Is(422).Asks("code")
	})
}

func TestWithoutANameOneIsAskedBeforeTheCode(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	s.Service(t)
	c := s.Nobody(t)
	p := c.Get("/help/who").Form("Save and come back later").Set("for", "me").Send().CameTo("/help/save")
	p.Press("Continue").Is(422).Asks("save_name")
	code := c.Get("/help/save").Form("Continue").Set("save_name", "Alun").Send().Is(200).TextOf(".weft-code")
	s.Nobody(t).Get("/help/back").Form("Open my answers").Set("code", code).Set("proof_name", "alun").Send().CameTo("/help/name")
}

func TestTheLanguageChangesAndTheAnswersStay(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	s.Service(t)
	c := s.Nobody(t)
	p := begin(t, c).Form("Cymraeg").Set("safe", "times").Set("times", "Mornings").Set("phone", "01632 9").Send().Is(200).CameTo("/help/reach?lang=cy")
	p.Says("Sut gallwn ni gael gafael arnyn nhw?", "Ymlaen", "Neidio i’r prif gynnwys").Hides("Continue", "Skip to", "(optional)")
	if p.Attr("html", "lang") != "cy" {
		t.Error("the page does not say that it is in Welsh")
	}
	p.Form("Ymlaen").Holds(map[string]string{"phone": "01632 9"})
	p = p.Press("Ymlaen").Is(422).Asks("phone").Says("Mae problem", "Nid yw hwn yn edrych fel rhif ffôn")
	if !strings.HasPrefix(p.Title(), "Gwall: ") {
		t.Errorf("the title is %q", p.Title())
	}
	p.Form("Ymlaen").Set("phone", "01632 960 118").Send().CameTo("/help/about?lang=cy").Says("Cwmni ac unigrwydd")
	c.Get("/help/check?lang=cy").Says("Gwiriwch eich atebion", "3 Mai 1949", "Heb ei ateb").Follow("English").CameTo("/help/check?lang=en").Says("Check your answers")
}

func TestAWelshPageSaysTheHoursInWelshWhenTheyAreWritten(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	svc := s.Service(t)
	admin, c := s.As(t, s.Admin(t)), s.Nobody(t)
	c.Get("/help?lang=en").Says("Monday to Friday, 9 to 5", "Ring 999. Ill and not sure")
	c.Get("/help?lang=cy").Says("Monday to Friday, 9 to 5", "Ffoniwch 999. Yn sâl a ddim")
	at := "/admin/services/" + svc.ID.String()
	admin.Get(at).Form("Keep").Set("hours_cy", "Llun i Gwener, 9 tan 5").Set("about_cy", "Rydym yn gwrando.").Send().Is(200).
		Form("Keep").Holds(map[string]string{"hours_cy": "Llun i Gwener, 9 tan 5"})
	c.Get("/help?lang=cy").Says("Llun i Gwener, 9 tan 5", "Rydym yn gwrando.").Hides("Monday to Friday")
	c.Get("/help?lang=en").Hides("Llun i Gwener", "Rydym yn gwrando.")
}

func TestEveryQuestionIsAskedInWelshToo(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	for _, prefix := range []string{"help.", "request.", "signpost."} {
		for _, k := range s.Words.Keys("en", prefix) {
			if !s.Words.Has("cy", k) {
				t.Errorf("%s has no Welsh", k)
			}
		}
	}
}

func TestAServiceIsChosenByThePracticeOrAskedWhenSeveralFit(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	one, two := s.Service(t), s.Service(t)
	practice := s.Practice(t)
	if err := s.Orgs.Join(t.Context(), authz.Program(), two.ID, practice.ID); err != nil {
		t.Fatal(err)
	}
	c := s.Nobody(t)
	begin(t, c)
	p := c.Get("/help/place")
	if p.Has("[name=service]") {
		t.Error("the service is asked before anything is known")
	}
	p = p.Press("Continue").Is(422).Asks("service").Says(one.Name, two.Name)
	p.Form("Continue").Set("service", one.ID.String()).Send().CameTo("/help/more")
	c.Get("/help/check").Says(one.Name)
	c.Get("/help/place").Form("Continue").Set("practice", practice.ID.String()).Send().CameTo("/help/more")
	c.Get("/help/check").Says(two.Name, practice.Name).Hides(one.Name)
}

func TestAboutHowOldIsEnoughAndTheChangeLinkLeadsBackToTheCheck(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	v := s.Service(t)
	c := s.Nobody(t)
	finish(t, begin(t, c))
	p := c.Get("/help/name?change=1").Form("Continue").Date("born", "", "", "").Set("age", "77").Send().CameTo("/help/check")
	p.Says("about 77").Press("Send").CameTo("/help/sent")
	list, err := s.Referrals.List(t.Context(), s.Lead(t, v), referral.Filter{})
	if err != nil || len(list) != 1 {
		t.Fatal(err)
	}
	card, err := s.People.ByID(t.Context(), s.Lead(t, v), list[0].Person)
	if err != nil || card.Age != 77 || !card.BornAbout || card.Born != (clock.Date{Year: 1949, Month: time.January, Day: 1}) {
		t.Errorf("%+v: %v", card, err)
	}
}

func TestWhoeverStartsAgainFindsNothingOfTheOneBefore(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	s.Service(t)
	c := s.Nobody(t)
	begin(t, c)
	p := c.Get("/help").Says("Go on where you stopped").Press("Start again").CameTo("/help/who").Hides("Megan")
	if n := s.Rows(t)["help_request"]; n != 0 || p.Form("Continue").Value("for") != "" {
		t.Errorf("%d requests stay", n)
	}
}

func TestManyTriesFromOneAddressHaveToWait(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	s.Service(t)
	c := s.Nobody(t)
	last := 0
	for range 40 {
		p := c.Get("/help/back").Form("Open my answers").Set("code", "nonsense").Set("proof_name", "Dilys").Send()
		if last = p.Status; last == 429 {
			p.Says("wait a minute").Form("Open my answers").Holds(map[string]string{"code": "nonsense"})
			break
		}
	}
	if last != 429 {
		t.Error("nobody has to wait")
	}
}

func TestTheFrontDoorSaysWhatALinkWorkerDoesAndDoesNotDo(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	c := s.Nobody(t)
	c.Get("/help").Says("No service has given its telephone number").Hides("Start now")
	c.Get("/help/who").CameTo("/help")
	v := s.Service(t)
	c.Get("/help").Says("What a link worker does", "What a link worker does not do", "nobody judges you", v.Phone, v.Hours)
	s.As(t, s.Worker(t, v)).Get("/help").Says("Help with Weft", "Start now")
}
