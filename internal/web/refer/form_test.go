package refer_test

import (
	"strings"
	"testing"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/org"
	"weft/internal/webtest"
)

func TestADeviceWithTheLinkRefersAndSeesItUnderMyReferrals(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := set(t, s, "practice")
		c := s.Nobody(t)
		p := c.Get(sc.link).Is(200).CameTo("/refer")
		p.Says("You are referring from "+sc.from.Name, "Not an emergency service", "999", "Date of birth")
		var sent *webtest.Page
		actions, _ := s.Audited(t, func() error { sent = right(p.Form("Send referral")).Send(); return nil })
		sent.Is(200).CameTo("/my-referrals").Says("Thank you", "Dilys Pryce")
		for _, want := range []string{"account.enrol", "person.create", "referral.create", "consent.yes"} {
			if !strings.Contains(strings.Join(actions, " "), want) {
				t.Errorf("%s is not recorded: %v", want, actions)
			}
		}
		// The device is remembered: who refers is not asked again, in a browser without the link.
		again := c.Get("/refer").Is(200)
		if again.Has("[name=referrer_name]") {
			t.Error("the name is asked a second time on this device")
		}
		again.Form("Send referral").Set("name", "Alun Morgan").Date("born", "", "", "1950").Set("reach", "alun@example.org").
			Set("reason", "Not sure yet").Set("agreed", "yes").Send().Is(200).CameTo("/my-referrals").Says("Dilys Pryce", "Alun Morgan")
	})
}

func TestEverythingThatIsMissingIsSaidAtOnceAndWhatWasTypedStays(t *testing.T) {
	t.Parallel()
	sc := set(t, webtest.OnSQLite(t), "practice")
	c := sc.Nobody(t)
	before := sc.Rows(t)
	p := c.Get(sc.link).Form("Send referral").Send().Is(422)
	p.Asks("name", "born", "reach", "reason", "agreed", "referrer_name", "referrer_email")
	if !strings.HasPrefix(p.Title(), "Error:") {
		t.Errorf("the title does not say so first: %q", p.Title())
	}
	for field := range p.Problems() {
		if !p.Has("[id='"+field+"'], [name='"+field+"-day'], [name='"+field+"']") || !p.Has("#"+field+"-error") {
			t.Errorf("the problem of %s leads to no field, or is not said beside it", field)
		}
	}
	typed := map[string]string{"name": "Siân <b>O’Brien</b>", "born-day": "31", "born-month": "2", "born-year": "2020", "reach": "Tuesdays at the café",
		"reach_note": "Not before ten", "reason": "A\nlonger \"story\" & more", "language": "cy", "format": "easy", "access_note": "Hearing aid",
		"risk": "A dog", "postcode": "QZ1 1AA", "nhs_number": "999 000 0000", "referrer_name": "Nurse Ellwood", "referrer_email": "e@example.org", "may_leave": "yes", "urgent": "yes", "tell": "yes", "source": "practice_nurse"}
	f := p.Form("Send referral")
	for name, v := range typed {
		f.Set(name, v)
	}
	f.Send().Is(422).Asks("born", "nhs_number", "agreed").Form("Send referral").Holds(typed)
	after := sc.Rows(t)
	for table, n := range after {
		if table != "session" && n != before[table] {
			t.Errorf("%s went from %d to %d rows", table, before[table], n)
		}
	}
}

func TestEachWrongAnswerIsNamedWithWhatToDo(t *testing.T) {
	t.Parallel()
	sc := set(t, webtest.OnSQLite(t), "practice")
	c := sc.Nobody(t)
	for _, w := range []struct{ what, field, value, says string }{
		{"an NHS number", "nhs_number", "999 000 0000", "leave it out"},
		{"a postcode", "postcode", "NOT 1", "postcode"},
		{"a telephone number", "reach", "01632 96", "area code"},
		{"an e-mail address", "reach", "dilys@example", "name@example.org"},
		{"a referrer's address", "referrer_email", "lowe(at)example.org", "name@example.org"},
		{"a year", "born-year", "49", "1949"},
		{"a month", "born-month", "Mxy", "day, month and year"},
		{"a day in the future", "born-year", "2090", "future"},
		{"a long reason", "reason", strings.Repeat("a ", 3000), "4000"},
	} {
		field := strings.TrimSuffix(strings.TrimSuffix(w.field, "-year"), "-month")
		f := right(c.Get(sc.link).Form("Send referral")).Set(w.field, w.value)
		p := f.Send().Is(422).Asks(field)
		if !strings.Contains(p.Problems()[field], w.says) {
			t.Errorf("%s: %q does not tell what to do (%q)", w.what, p.Problems()[field], w.says)
		}
		if got := p.Form("Send referral").Value(w.field); got != w.value {
			t.Errorf("%s: %q stands in the field", w.what, got)
		}
	}
	if n := sc.Rows(t)["referral"]; n != 0 {
		t.Errorf("%d referrals were kept", n)
	}
	p := right(c.Get(sc.link).Form("Send referral")).Date("born", "31", "2", "2020").Send().Is(422).Asks("born")
	if !strings.Contains(p.Problems()["born"], "date that exists") {
		t.Errorf("31 2 2020: %s", p.Problems()["born"])
	}
	right(c.Get(sc.link).Form("Send referral")).Date("born", "3", "may", "1949").Send().Is(200).CameTo("/my-referrals")
}

func TestTheYearAloneIsEnoughAndSaidAsAbout(t *testing.T) {
	t.Parallel()
	sc := set(t, webtest.OnSQLite(t), "practice")
	right(sc.Nobody(t).Get(sc.link).Form("Send referral")).Date("born", "", "", "1948").Send().Is(200)
	lead := sc.As(t, sc.Lead(t, sc.service))
	lead.Get("/referrals").Follow("Dilys Pryce").Is(200).Says("about 1948").Hides("1 July")
}

func TestMarkupIsShownAsText(t *testing.T) {
	t.Parallel()
	sc := set(t, webtest.OnSQLite(t), "practice")
	c := sc.Nobody(t)
	evil := `<script>alert("x")</script> & <b>bold</b> "quoted"`
	f := right(c.Get(sc.link).Form("Send referral")).Set("reason", evil).Set("name", `Ann <i>Example</i>`)
	p := f.Send().Is(200).Follow("Ann <i>Example</i>").Is(200).Says(evil)
	if strings.Contains(p.Body, "<b>bold") || strings.Contains(p.Body, "<i>Example") || strings.Contains(p.Body, "<script>alert") {
		t.Error("markup reached the page as markup")
	}
	sc.As(t, sc.Lead(t, sc.service)).Get("/referrals").Follow("Ann <i>Example</i>").Says(evil)
}

func TestAFormLargerThanWeTakeIsRefusedWithASentence(t *testing.T) {
	t.Parallel()
	sc := set(t, webtest.OnSQLite(t), "practice")
	c := sc.Nobody(t)
	f := right(c.Get(sc.link).Form("Send referral")).Set("reason", strings.Repeat("long ", 2<<20))
	before := sc.Rows(t)["audit_event"]
	f.Send().Is(413).Says("more than we can take", "1 MB")
	after := sc.Rows(t)
	if after["referral"]+after["person"]+after["account"] != 0 || after["audit_event"] != before {
		t.Errorf("something was kept: %v", after)
	}
}

func TestADoubleSubmitMakesOneReferral(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := set(t, s, "practice")
		first := s.Nobody(t)
		f := right(first.Get(sc.link).Form("Send referral"))
		impatient := first.Copy() // the second click leaves with the cookies of the first
		f.Send().Is(200).CameTo("/my-referrals").Says("Dilys Pryce")
		f.By(impatient).Send().Is(200).CameTo("/my-referrals").Says("Dilys Pryce")
		known := first.Get("/refer").Form("Send referral").Set("name", "Alun Morgan").Date("born", "", "", "1950").Set("reach", "alun@example.org").
			Set("reason", "Company").Set("agreed", "yes")
		known.Send().Is(200)
		known.Send().Is(200).CameTo("/my-referrals")
		rows := s.Rows(t)
		if rows["referral"] != 2 || rows["person"] != 2 || rows["message"] < 2 {
			t.Errorf("%d referrals of %d people, %d messages", rows["referral"], rows["person"], rows["message"])
		}
	})
}

func TestTheAnswerNeverHintsAtARecord(t *testing.T) {
	t.Parallel()
	sc := set(t, webtest.OnSQLite(t), "practice")
	fresh := right(sc.Nobody(t).Get(sc.link).Form("Send referral")).Set("nhs_number", "999 000 0018").Send().Is(200)
	second := right(sc.Nobody(t).Get(sc.link).Form("Send referral")).Set("nhs_number", "999 000 0018").Send().Is(200)
	if a, b := strings.Join(fresh.Texts("main"), ""), strings.Join(second.Texts("main"), ""); a != b {
		t.Errorf("somebody known is answered otherwise:\n%s\n%s", a, b)
	}
	second.Hides("already", "known", "duplicate", "same person")
}

func TestTheWaitIsShownFromTenPeopleOn(t *testing.T) {
	t.Parallel()
	sc := set(t, webtest.OnSQLite(t), "practice")
	c := sc.Nobody(t)
	sc.Now.Advance(-30 * 24 * time.Hour)
	worker, lead := sc.Worker(t, sc.service), sc.Lead(t, sc.service)
	sc.Now.Advance(30 * 24 * time.Hour)
	for range 9 {
		sc.spokenAfter(t, worker, lead, 7)
	}
	c.Get(sc.link).Says("We cannot say yet").Hides("First conversation in about", "9 people")
	sc.spokenAfter(t, worker, lead, 21)
	c.Get(sc.link).Says("First conversation in about 7 days.", "last 10 people waited between 7 and 7 days").Hides("We cannot say yet")
}

func TestALinkThatIsUnknownOrHasEndedOpensNothing(t *testing.T) {
	t.Parallel()
	sc := set(t, webtest.OnSQLite(t), "practice")
	device := sc.Nobody(t)
	device.Get(sc.link).Is(200)
	next := sc.ReferralLink(t, sc.from, sc.service) // ends the first
	for _, dead := range []string{"/refer/NOSUCHLINK", sc.link} {
		c := sc.Nobody(t)
		c.Get(dead).Is(404).Says("no longer in use", "ring them").Hides(sc.from.Name)
		c.Get("/refer").CameTo("/sign-in?to=%2Frefer")
	}
	device.Get("/refer").CameTo("/sign-in?to=%2Frefer")
	device.Get(next).Is(200).Says(sc.from.Name)
}

func TestASourceThatMayNotReferTodayIsToldWhoMay(t *testing.T) {
	t.Parallel()
	sc := set(t, webtest.OnSQLite(t), "housing")
	if err := sc.Orgs.SetPolicy(t.Context(), authz.Program(), sc.service.ID, []org.Policy{{Source: "gp", Starts: clock.Date{Year: 2019, Month: 4, Day: 1}}}); err != nil {
		t.Fatal(err)
	}
	p := right(sc.Nobody(t).Get(sc.link).Form("Send referral")).Send().Is(409)
	p.Says("cannot take referrals from this kind of referrer", "GP practice can refer them").Hides("ask for help themself")
	p.Form("Send referral").Holds(map[string]string{"name": "Dilys Pryce", "reason": "Lonely since she moved."})
	if rows := sc.Rows(t); rows["referral"]+rows["account"] != 0 {
		t.Errorf("%d referrals and %d accounts were kept", rows["referral"], rows["account"])
	}
}

func TestStaffWhoReferFromTheirOwnRoleAreNotAskedWhoTheyAre(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	v, o := s.Service(t), s.Practice(t)
	if err := s.Orgs.Join(t.Context(), authz.Program(), v.ID, o.ID); err != nil {
		t.Fatal(err)
	}
	c := s.As(t, s.Clinician(t, o))
	p := c.Get("/refer").Is(200).Says("You are referring from " + o.Name)
	if p.Has("[name=referrer_name]") || p.Has("select[name=service]") {
		t.Error("what the role says already is asked")
	}
	p.Form("Send referral").Set("name", "Kofi Asante").Date("born", "1", "2", "1960").Set("reach", "kofi@example.org").Set("reason", "Company").
		Set("agreed", "yes").Set("source", "practice_pharmacist").Send().Is(200)
	th := s.As(t, s.Lead(t, v)).Get("/referrals").Follow("Kofi Asante")
	th.Says("Pharmacist in the practice, " + o.Name).Is(200)
}
