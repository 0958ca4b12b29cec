package work_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"weft/internal/caseload"
	"weft/internal/contact"
	"weft/internal/fixture"
	"weft/internal/journey"
	"weft/internal/person"
	"weft/internal/webtest"
)

func TestAPauseSaysUntilWhenAndIsTakenUpAgain(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := newScene(t, s)
		f := sc.c.Get(sc.at).Follow("Put on hold").Is(200).Form("Put on hold").Set("why", "A new <hip>").Date("until", "1", "1", "2020")
		f.Send().Is(422).Asks("until").Form("Put on hold").Holds(map[string]string{"why": "A new <hip>"}).Date("until", "4", "1", "2027").Send().Is(200).CameTo(sc.at).
			Says("Put on hold", "A new <hip>", "On hold, look again", "4 January").Hides("Put on hold</a>")
		sc.c.Get("/today").Hides("Mererid Lloyd")
		s.As(t, s.SchemeAdmin(t, sc.Service)).Get(sc.at).Hides("A new <hip>")
		sc.c.Get(sc.at).Follow("Take up again").Form("Take up again").Set("next", "tomorrow").Send().Is(200).Says("Taken up again", "tomorrow")
	})
}

func TestHowMuchSupportIsOneTapAndReasonsInWords(t *testing.T) {
	t.Parallel()
	sc := newScene(t, webtest.OnSQLite(t))
	f := sc.c.Get(sc.at + "/level").Is(200).Form("Keep")
	f.Send().Is(422).Asks("level")
	f.Set("level", "holistic").Set("why", "A new baby").Send().Is(200).CameTo(sc.at).Says("Holistic. A new baby", "Support")
	sc.c.Get(sc.at + "/level").Form("Keep").Holds(map[string]string{"level": "holistic", "why": "A new baby"})
	f.Set("level", "light").Send().Is(409) // from the page as it was before
}

func TestAHandOverLeavesTheOneBeforeWithNothing(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := newScene(t, s)
		next := s.Worker(t, sc.Service)
		f := sc.c.Get(sc.at + "/hand-over").Is(200).Form("Hand over").Holds(map[string]string{"tell_person": "yes"})
		f.Set("words", "The dog is called Bess").Send().Is(422).Asks("worker").Form("Hand over").Holds(map[string]string{"words": "The dog is called Bess"})
		f.Set("worker", next.ID.String()).Date("next_on", "30", "11", "2026").Set("next_time", "10:00").Send().Is(200).CameTo("/people").Says("Handed over").Hides("Mererid")
		sc.c.Get(sc.at).Is(404)
		s.As(t, next).Get(sc.at).Is(200).Says("Handed over from", "The dog is called Bess", "30 November, 10.00")
		if told := s.Told(t); told[len(told)-1] != "case.new_worker to person" {
			t.Errorf("told %v", told)
		}
	})
}

func TestOpeningAgainOrTheWayOfANewReferral(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	sc := newScene(t, s)
	if _, err := s.Contacts.Record(t.Context(), sc.Worker, sc.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke, Note: "The first story"}); err != nil {
		t.Fatal(err)
	}
	s.CloseCase(t, &sc.Thread)
	s.Now.Set(sc.Case.Closed.AddDate(0, 4, 0))
	sc.c = s.As(t, sc.Worker)
	sc.c.Get(sc.at).Follow("Open again").Is(200).Says("the whole earlier story").Press("Open again").Is(200).CameTo(sc.at).
		Says("Opened again", "The first story", "Closed: They are content", "Record contact")
	s.Reload(t, &sc.Thread)
	s.CloseCase(t, &sc.Thread)
	s.Now.Set(sc.Case.Closed.AddDate(0, 6, 2))
	p := s.As(t, sc.Lead).Get(sc.at + "/reopen").Is(200).Says("A new referral is the way now")
	p.Follow("Enter a new referral").Is(200).CameTo("/referrals/new")
}

func TestADeathIsQuietAndTheLeadCanPutAMistakeRight(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := newScene(t, s)
		p := sc.c.Get(sc.at+"/died").Is(200).Form("Record the death").Set("words", "At home").Date("on", "18", "11", "2026").Send().Is(200).CameTo(sc.at)
		p.Says("Mererid died", "18 November 2026", "At home", "Has died").Hides("Open again", "Record contact")
		sc.c.Get("/today").Hides("Mererid")
		sc.c.Get(sc.at + "/details").Hides("recorded by mistake")
		sc.c.Get(sc.at + "/not-died").Is(403)
		f := s.As(t, sc.Lead).Get(sc.at + "/details").Follow("The death was recorded by mistake").Form("Put it right")
		f.Send().Is(422).Asks("why")
		f.Set("why", "Her twin").Send().Is(200).Says("A death was recorded by mistake", "Her twin", "Record contact").Hides("Has died")
	})
}

func TestTheClosingPageSaysWhatIsStillMissing(t *testing.T) {
	t.Parallel()
	sc := newScene(t, webtest.OnSQLite(t), fixture.Who(func(d *person.Details) { d.Name, d.HiddenAddress = "Mererid Lloyd", true }))
	sc.c.Get(sc.at + "/close").Hides("Before it may close")
	for range 2 {
		if _, _, err := sc.Contacts.NoAnswer(t.Context(), sc.Worker, sc.Person, ""); err != nil {
			t.Fatal(err)
		}
	}
	p := sc.c.Get(sc.at+"/close").Says("Before it may close", "2 so far, 1 more", "every try was by the same means", "enough has passed on 4 December", "No letter: no address is safe")
	p.Form("Close").Set("reason", "lost_contact").Send().Is(409)
	sc.Now.Advance(15 * 24 * time.Hour)
	sc.c = sc.As(t, sc.Worker)
	f := sc.c.Get(sc.at+"/contact/new").Form("Save").Set("how", "letter").Set("outcome", "sent")
	f.Send().Is(422).Asks("how")
	f.Set("how", "text").Send().Is(200)
	sc.c.Get(sc.at+"/close").Hides("Before it may close").Form("Close").Set("reason", "lost_contact").Send().Is(200).Says("Closed: We lost contact")
}

func TestOneMoreLookStandsOnTodayWhenItIsDue(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	sc := newScene(t, s)
	sc.c.Get(sc.at+"/close").Form("Close").Holds(map[string]string{"look_again": ""}).Set("reason", "goals_met").Set("look_again", "yes").Send().Is(200).Says("One more look")
	sc.c.Get("/today").Hides("Mererid")
	s.Now.Advance(97 * 24 * time.Hour)
	sc.c = s.As(t, sc.Worker)
	p := sc.c.Get("/today").Says("Mererid Lloyd", "They agreed to one more call").Follow("Record one more look at Mererid Lloyd")
	p.Form("Save").Set("note", "Still singing").Send().Is(200).Says("Complete", "Still singing")
	sc.c.Get("/today").Hides("Mererid")
}

func TestAfterTheyDidNotMeetTheNextStepIsChosen(t *testing.T) {
	t.Parallel()
	sc := newScene(t, webtest.OnSQLite(t))
	f := sc.c.Get(sc.at+"/contact/new").Form("Save").Set("how", "home").Set("outcome", "could_not_meet").Set("after", "again").Set("purpose", "review").Set("travel", "20").Set("place", "The park gate")
	f.Send().Is(200).CameTo(sc.at).Says("We did not meet", "Review. The park gate.")
	if n := sc.next(t); n.Note != "Try again" {
		t.Errorf("next is %+v", n)
	}
	sc.c.Get(sc.at+"/contact/new").Form("Save").Set("outcome", "no_answer").Set("after", "worried").Send().Is(200).CameTo(sc.at + "/concern")
}

func TestThePlannedMeetingIsConfirmedAndHasItsInterpreter(t *testing.T) {
	t.Parallel()
	sc := newScene(t, webtest.OnSQLite(t), fixture.Who(func(d *person.Details) { d.Name, d.Interpreter, d.Language = "Mererid Lloyd", true, "pl" }))
	if err := sc.Cases.SetNext(t.Context(), sc.Worker, sc.Person, caseload.Next{On: sc.Today(), Time: "14:00", Kind: caseload.Visit}); err != nil {
		t.Fatal(err)
	}
	sc.c.Get("/today").Says("No interpreter asked for yet")
	sc.c.Get(sc.at+"/next").Form("They will be there").Set("how", "text").Send().Is(200).Says("Confirmed.", "visit, confirmed")
	sc.c.Get(sc.at + "/next").Press("Is coming the interpreter").Is(200)
	sc.c.Get("/today").Says("Confirmed by text. Interpreter is coming")
	sc.c.Get(sc.at+"/contact/new").Form("Save").Set("how", "home").Set("interpreter", "failed").Send().Is(200).Says("Interpreter did not come. Had been confirmed by text")
}

func TestAnEntryIsCorrectedAndShowsItsHistory(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := newScene(t, s)
		sc.c.Get(sc.at+"/contact/new").Form("Save").Set("note", "Her brother").Set("reflection", "I was tired").Send().Is(200).Hides("I was tired")
		sc.c.Get("/reflections").Is(200).Says("I was tired")
		s.As(t, sc.Lead).Get("/reflections").Hides("I was tired")
		link := sc.c.Get(sc.at).Attrs("a[href*='/contact/'][href$='/edit']", "href")[0]
		f := sc.c.Get(link).Form("Keep the correction").Holds(map[string]string{"note": "Her brother"}).Set("note", "Her sister").Set("why", "Misheard")
		other := s.As(t, sc.Lead).Get(link).Form("Keep the correction").Set("note", "Her aunt")
		f.Send().Is(200).CameTo(sc.at).Says("Her sister", "Corrected today", "Misheard").Hides("Her brother")
		other.Send().Is(409).Says("What someone else kept meanwhile", "Her sister").Form("Keep the correction").Holds(map[string]string{"note": "Her aunt"})
		sc.c.Get(link).Says("What stood there before", "Her brother")
		g := sc.c.Get(link).Form("Strike out")
		g.Send().Is(422).Asks("strike_why")
		g.Set("strike_why", "Another Mererid").Send().Is(200).Says("Taken back", "Struck out today", "Another Mererid").Hides("Her sister")
	})
}

func TestANoteIsMovedToTheRightPersonWithoutAWordLeft(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	sc := newScene(t, s)
	right := s.Case(t, fixture.At(sc.Service), fixture.LedBy(sc.Lead), fixture.To(sc.Worker), fixture.Who(func(d *person.Details) { d.Name = "Nia Gwilym" }))
	s.Case(t, fixture.Who(func(d *person.Details) { d.Name = "Nia Stranger" }))
	sc.c.Get(sc.at+"/contact/new").Form("Save").Set("note", "About the piano").Send().Is(200)
	link := strings.TrimSuffix(sc.c.Get(sc.at).Attrs("a[href*='/contact/'][href$='/edit']", "href")[0], "/edit") + "/move"
	sc.c.Get(link).Form("Look for them").Set("q", "Nobody").Send().Is(200).Says("Nobody fits")
	p := sc.c.Get(link).Form("Look for them").Set("q", "Nia").Send().Is(200).Says("Nia Gwilym").Hides("Nia Stranger")
	p.Form("Move it").Send().Is(422).Asks("to")
	f := p.Form("Move it").Set("to", right.Person.String())
	events, _ := s.Audited(t, func() error {
		f.Send().Is(200).CameTo("/people/"+right.Person.String()).Says("About the piano", "Moved here from another record today").Hides("Mererid")
		return nil
	})
	if !slices.Contains(events, "contact.move") {
		t.Errorf("recorded %v", events)
	}
	sc.c.Get(sc.at).Says("An entry was moved away", "was about somebody else").Hides("piano", "Gwilym")
}

func TestARegisterWritesEveryStoryAndLosesNothingThatWasTyped(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := newScene(t, s)
		more := s.Case(t, fixture.At(sc.Service), fixture.LedBy(sc.Lead), fixture.To(sc.Worker))
		s.Case(t, fixture.At(sc.Service), fixture.Who(func(d *person.Details) { d.Name = "Not Mine" }))
		p := sc.c.Get("/register/new").Is(200).Says("Mererid Lloyd").Hides("Not Mine")
		f := p.Form("Save the register").Set("note", "We made soup").Set("came-"+sc.Person.String(), "yes").Set("line-"+sc.Person.String(), "Brought leeks").
			Set("came-"+more.Person.String(), "no").Set("others", "4")
		f.Send().Is(422).Asks("kind").Form("Save the register").Holds(map[string]string{"note": "We made soup", "others": "4", "came-" + sc.Person.String(): "yes",
			"line-" + sc.Person.String(): "Brought leeks"})
		f.Set("kind", "group_session").Send().Is(200).CameTo("/today").Says("The register is kept")
		sc.c.Get(sc.at).Says("We made soup", "Brought leeks", "Group session")
		sc.c.Get("/people/" + more.Person.String()).Says("We did not meet").Hides("leeks")
		sc.c.Get("/register/new").Says("1 of your people came, 1 did not, 4 others were there")
	})
}

func TestALeadOfManyChoosesWhosePeopleStandOnTheRegister(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t, fixture.Who(func(d *person.Details) { d.Name = "Mererid Lloyd" }))
	second := s.Worker(t, th.Service)
	for range 60 {
		s.Case(t, fixture.At(th.Service), fixture.LedBy(th.Lead), fixture.To(second), fixture.Who(func(d *person.Details) { d.Name = "One Of Sixty" }))
	}
	lead := s.As(t, th.Lead)
	p := lead.Get("/register/new").Is(200).Says("Choose above whose people were there").Hides("Mererid Lloyd", "One Of Sixty")
	p = p.Form("Show their people").Set("worker", th.Worker.ID.String()).Send().Is(200).Says("Mererid Lloyd").Hides("One Of Sixty")
	f := p.Form("Save the register").Set("kind", "group_session").Set("came-"+th.Person.String(), "yes")
	f.Set("worker", "").Send().Is(200).CameTo("/people").Says("The register is kept") // as from a form that was opened before they were too many
	lead.Get("/register/new").Says("1 of your people came")
}

func TestAClosedCaseOffersOneMoreLookOnlyToWhoAgreed(t *testing.T) {
	t.Parallel()
	sc := newScene(t, webtest.OnSQLite(t))
	if err := sc.Journeys.Close(t.Context(), sc.Worker, sc.Person, journey.Close{Version: 1, Reason: "content"}); err != nil {
		t.Fatal(err)
	}
	sc.c.Get(sc.at).Hides("One more look")
	sc.c.Get(sc.at + "/follow-up").Form("Save").Send().Is(409)
}
