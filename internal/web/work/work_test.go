package work_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"weft/internal/caseload"
	"weft/internal/contact"
	"weft/internal/fixture"
	"weft/internal/person"
	"weft/internal/webtest"
)

// scene is a worker in the browser and one person.
type scene struct {
	*webtest.Site
	fixture.Thread
	c  *webtest.Client
	at string
}

func newScene(t *testing.T, s *webtest.Site, opts ...fixture.Option) scene {
	t.Helper()
	sc := scene{Site: s, Thread: s.Case(t, append(opts, fixture.Who(func(d *person.Details) { d.Name = "Mererid Lloyd" }))...)}
	sc.c, sc.at = s.As(t, sc.Worker), "/people/"+sc.Person.String()
	return sc
}

func TestNoAnswerIsOneStepAndCanBeTakenBack(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := newScene(t, s)
		s.Now.Advance(7 * 24 * time.Hour) // the first contact is due
		var p *webtest.Page
		events, _ := s.Audited(t, func() error {
			p = sc.c.Get("/today").Is(200).Press("No answer from Mererid Lloyd")
			return nil
		})
		p.Is(200).CameTo("/today").Says("No answer from Mererid Lloyd. Next try")
		if !slices.Contains(events, "contact.record") || !slices.Contains(events, "case.next") {
			t.Errorf("recorded: %v", events)
		}
		next := sc.next(t)
		p.Press("Take back the last “no answer”").Is(200).CameTo("/today").Says("Taken back.")
		if after := sc.next(t); after.On == next.On {
			t.Errorf("the next date is still %s", after.On)
		}
		sc.c.Get(sc.at).Says("Taken back: no answer")
		sc.c.Get("/today").Hides("Take back the last")
		// Too late: the undo of a page that stood open for long is refused.
		late := sc.c.Get("/today").Press("No answer from Mererid Lloyd").Form("Take back the last “no answer”")
		s.Now.Advance(16 * time.Minute)
		late.Send().Is(409).Says("older than 15 minutes")
	})
}

func (sc scene) next(t *testing.T) caseload.Next {
	t.Helper()
	sc.Reload(t, &sc.Thread)
	return sc.Case.Next
}

func TestAFullContactTakesFourStepsAndOneNote(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := newScene(t, s)
		f := sc.c.Get(sc.at + "/contact/new").Is(200).Form("Save")
		f.Holds(map[string]string{"how": "phone", "outcome": "spoke", "next": "keep"})
		p := f.Set("how", "home").Set("note", "Would like\ncompany <3").Set("agreed", "I ring the choir").Set("next", "week").Send().Is(200).CameTo(sc.at)
		p.Says("Contact with Mererid Lloyd recorded", "Would like company <3", "What we agreed: I ring the choir", "27 November")
		told := s.Told(t)
		if !slices.ContainsFunc(told, func(s string) bool { return strings.Contains(s, "contact") || strings.Contains(s, "spoken") }) {
			t.Errorf("the practice is not told that they spoke: %v", told)
		}
		text := p.Follow(p.Texts("a.weft-small")[0]).Is(200).Says("Copy for the GP record")
		if copied := text.TextOf("#gp-record"); !strings.Contains(copied, "20 November 2026") || strings.Contains(copied, "company <3") {
			t.Errorf("the text for the GP record: %q", copied)
		}
		text.Press("I have copied it").Is(200).CameTo(sc.at).Says("Copied for the GP record")
	})
}

func TestAContactThatCannotBeKeptNamesItsFieldsAndKeepsTheNote(t *testing.T) {
	t.Parallel()
	sc := newScene(t, webtest.OnSQLite(t))
	f := sc.c.Get(sc.at+"/contact/new").Form("Save").Set("note", "Private words").Set("minutes", "ten").Set("next", "date").Set("hide", "yes").Set("next_time", "25:99")
	p := f.Send().Is(422).Asks("minutes", "next_on", "hide_why").Form("Save").Holds(map[string]string{"note": "Private words", "minutes": "ten", "next": "date", "hide": "yes"})
	p.Set("minutes", "10").Date("next_on", "1", "1", "2020").Set("hide_why", "About her son").Send().Is(422)
	p.Date("next_on", "30", "11", "2026").Send().Is(422).Asks("next_time")
	p.Set("next_time", "14.30").Send().Is(200).Says("30 November, 14.30")
	if sc.Rows(t)["contact"] != 1 {
		t.Error("not one contact was kept")
	}
}

func TestTheNoteOfAContactSurvivesALockedComputerWithoutScripts(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	sc := newScene(t, s)
	email := s.LetIn(t, sc.Worker)
	c := s.SignIn(t, email)
	f := c.Get(sc.at+"/contact/new").Form("Save").Set("note", "Half an hour of typing").Set("how", "home")
	s.Now.Advance(webtest.LockAfter + time.Minute)
	p := f.Send().Is(200).Says("This computer locked", "What you typed is kept").Hides("Mererid", "Half an hour")
	if s.Rows(t)["contact"] != 0 {
		t.Error("a locked computer wrote a contact")
	}
	back := p.Form("Sign in").Set("email", email).Set("password", fixture.Password).Send().Is(200).CameTo(sc.at + "/contact/new")
	back.Form("Save").Holds(map[string]string{"note": "Half an hour of typing", "how": "home"}).Send().Is(200).Says("Half an hour of typing")
	c.Get(sc.at + "/contact/new").Form("Save").Holds(map[string]string{"note": ""})
}

func TestClosingTellsWhoeverIsToBeToldAndSaysTheDoorStaysOpen(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := newScene(t, s)
		p := sc.c.Get(sc.at + "/close").Is(200)
		f := p.Form("Close").Holds(map[string]string{"tell_person": "yes", "tell_referrer": "yes"})
		f.Send().Is(422).Asks("reason")
		f.Set("reason", "lost_contact").Send().Is(409).Says("three tries, by two means, over two weeks")
		f.Set("reason", "no_provision").Send().Is(422).Asks("need")
		before := s.Rows(t)
		f.Set("need", "money").Set("words", "Nothing near <her>").Send().Is(200).CameTo(sc.at).Says("can come back any time", "Closed", "Nothing near <her>")
		after := s.Rows(t)
		if after["unmet_need"] != before["unmet_need"]+1 || after["message"] <= before["message"] {
			t.Errorf("%d gaps and %d messages more", after["unmet_need"]-before["unmet_need"], after["message"]-before["message"])
		}
		f.Send().Is(200) // once more is the same
		if s.Rows(t)["message"] != after["message"] {
			t.Error("closing twice told everybody twice")
		}
		page := sc.c.Get(sc.at).Hides(sc.at+"/contact/new", sc.at+"/close")
		if strings.Contains(page.Text(), "Next 2") {
			t.Error("a closed case still has a next date")
		}
		sc.c.Get(sc.at + "/contact/new").Form("Save").Send().Is(409).Says("closed")
	})
}

func TestClosingWhatSomebodyElseWorksOnSaysSo(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	sc := newScene(t, s)
	f := sc.c.Get(sc.at+"/close").Form("Close").Set("reason", "goals_met").Set("words", "All well")
	if _, err := s.Contacts.Record(t.Context(), sc.Lead, sc.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke, Note: "Not well at all"}); err != nil {
		t.Fatal(err)
	}
	p := f.Send().Is(409).Says("Someone else worked with this person", "the case is still open")
	p.Form("Close").Holds(map[string]string{"reason": "goals_met", "words": "All well"}).Send().Is(200).Says("can come back any time")
}
