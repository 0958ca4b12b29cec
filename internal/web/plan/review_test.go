package plan_test

import (
	"strings"
	"testing"
	"time"

	"weft/internal/caseload"
	"weft/internal/fixture"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/webtest"
)

// agreed gives the person a plan with these goals.
func (sc scene) agreed(t *testing.T, goals ...string) plan.Plan {
	t.Helper()
	in := plan.New{Worse: "Ring her sister"}
	for _, g := range goals {
		in.Goals = append(in.Goals, plan.Goal{Words: g, Importance: 8, Confidence: 4, Helpers: "Megan", Actions: []plan.Action{{Words: "Ring about " + g, Owner: plan.ByWorker, Kind: plan.Advocacy}}})
	}
	if _, err := sc.Plans.Save(t.Context(), sc.Worker, sc.Person, in); err != nil {
		t.Fatal(err)
	}
	if err := sc.Plans.Agree(t.Context(), sc.Worker, sc.Person, 1, "at home"); err != nil {
		t.Fatal(err)
	}
	return sc.now(t)
}

func (sc scene) now(t *testing.T) plan.Plan {
	t.Helper()
	p, err := sc.Plans.Current(t.Context(), sc.Worker, sc.Person)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestReviewingAPlanTakesThreeStepsAndOneForEachGoal(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := newScene(t, s)
		p := sc.agreed(t, "Walk", "Swim", "Sing", "Knit")
		s.Now.Advance(40 * 24 * time.Hour)
		sc.c = s.As(t, sc.Worker)
		steps := 1 // from the person to the review
		page := sc.c.Get(sc.at).Follow("Look at the plan together").Is(200).CameTo(sc.at+"/review").Says("“Walk”", "Ring her sister")
		f := page.Form("Save, they agree").Holds(map[string]string{"next-day": "24", "next-month": "3", "next-year": "2027"})
		for i, a := range []string{"done", "ok", "stuck", "not_now"} {
			f.Set("goal-"+p.Goals[i].ID.String(), a)
			steps++
		}
		f.Date("next", "10", "2", "2027")
		steps++
		f.Set("goal-"+p.Goals[2].ID.String()+"-words", "No <breath>").Set("goal-"+p.Goals[1].ID.String()+"-confidence", "7")
		events, _ := s.Audited(t, func() error { page = f.Send(); return nil })
		steps++
		if steps != 3+len(p.Goals) {
			t.Errorf("%d steps", steps)
		}
		page.Is(200).CameTo(sc.at+"/plan").Says("You looked at the plan together", "Wednesday 10 February", "Stuck", "No <breath>", "No longer matters", "More sure than in November")
		if got := strings.Join(events, " "); !strings.Contains(got, "plan.review") {
			t.Errorf("recorded %s", got)
		}
		versions := page.Follow("Every version of the plan, and what changed").Is(200).Says("Version 2", "Version 1", "Done: “Walk”.", "Stuck: “Sing”.", "No longer matters: “Knit”.",
			"More sure about “Swim”.", "To be looked at again on Wednesday 10 February.", "Agreed by Mererid", "at home", "The first plan.")
		versions.Follow("Read it: Version 1, 20 November 2026").Is(200).Says("Knit", "Ring her sister", "Reviewed, a newer one stands").Hides("No <breath>")
		f.Send().Is(200) // once more is the same
		if n := sc.now(t).Number; n != 2 {
			t.Errorf("number %d", n)
		}
	})
}

func TestAReviewThatDoesNotFitIsNamedKindlyAndKeepsWhatWasSaid(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	sc := newScene(t, s)
	sc.c.Get(sc.at + "/review").Is(200).Says("There is no plan to look back at yet").Hides("Save, they agree")
	if _, err := sc.Plans.Save(t.Context(), sc.Worker, sc.Person, plan.New{Goals: []plan.Goal{{Words: "Walk"}}}); err != nil {
		t.Fatal(err)
	}
	sc.c.Get(sc.at + "/review").Is(200).Says("The plan is a draft so far")
	if err := sc.Plans.Agree(t.Context(), sc.Worker, sc.Person, 1, ""); err != nil {
		t.Fatal(err)
	}
	name := "goal-" + sc.now(t).Goals[0].ID.String()
	f := sc.c.Get(sc.at+"/review").Form("Save, they agree").Set(name, "stuck").Set(name+"-words", "Half said").Date("next", "1", "1", "2020")
	f = f.Send().Is(422).Asks("next").Says("must come after the day on which you talked").Form("Save, they agree").
		Holds(map[string]string{name: "stuck", name + "-words": "Half said", "next-year": "2020"})
	f.Date("next", "31", "2", "2027").Send().Is(422).Asks("next")
	f.Date("next", "", "", "").Date("on", "30", "11", "2026").Send().Is(422).Asks("on").Says("still to come")
	slow := f.Date("on", "", "", "")
	s.As(t, sc.Lead).Get(sc.at+"/plan/edit").Form("Keep the draft").Set("worse", "Ring me").Send().Is(200)
	slow.Send().Is(409).Says("The plan is a draft so far")
}

func TestAnActionWaitsAndTwoWhoMoveItSeeEachOther(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := newScene(t, s)
		sc.agreed(t, "Walk")
		page := sc.c.Get(sc.at+"/plan").Is(200).Says("speaking up for them", "Also helping: Megan")
		slow := s.As(t, sc.Lead).Get(sc.at + "/plan").Form("Done : Ring about Walk (speaking up for them)")
		f := page.Follow("Waiting, or not needed: Ring about Walk (speaking up for them)").Is(200).Form("Save")
		f.Send().Is(422).Asks("to")
		f.Set("to", "waiting_on").Set("who", "the council").Set("reference", "AB 12").Date("chase", "1", "1", "2020").Send().Is(422).Asks("chase").
			Form("Save").Holds(map[string]string{"to": "waiting_on", "who": "the council", "reference": "AB 12"})
		f.Date("chase", "27", "11", "2026").Send().Is(200).CameTo(sc.at+"/plan").Says("Waiting on the council. Reference AB 12. Ask again on 27 November", "Under way", "On the way")
		sc.c.Get(sc.at).Says("waiting on the council, reference AB 12")
		slow.Send().Is(409).Says("Someone else changed this", "Waiting on the council").Form("Save").Holds(map[string]string{"to": "done"}).Send().Is(200).Says("Kept: done")
		aid := sc.now(t).Goals[0].Actions[0].ID.String()
		sc.c.Get(sc.at + "/plan/action/" + aid).Is(200).Says("This is finished").Hides("Save")
	})
}

func TestAGoalThatNoLongerMattersIsSetAsideInTheirWords(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	sc := newScene(t, s)
	p := sc.agreed(t, "Walk", "Swim")
	at := sc.at + "/plan/goal/" + p.Goals[0].ID.String()
	f := sc.c.Get(at).Is(200).Says("“Walk”", "no longer needed").Form("Save")
	f.Send().Is(422).Asks("to")
	page := f.Set("to", "set_aside").Set("words", "I have a dog now").Send().Is(200).CameTo(sc.at+"/plan").Says("No longer matters", "I have a dog now")
	page.Hides("Done : Ring about Walk")
	f.Send().Is(409).Says("no longer matters to them").Hides("Save")
	sc.c.Get(sc.at + "/plan/edit").Is(200).Form("Keep the draft").Holds(map[string]string{"goal0": "Swim", "goal1": ""})
	sc.c.Get(sc.at+"/plan/goal/"+p.Goals[1].ID.String()).Form("Save").Set("to", "changed").Send().Is(200).CameTo(sc.at + "/plan/edit").Says("what they wish for now")
}

// What an action is, when, and where it stands survives the next draft.
func TestTheNextDraftGoesOnWhereThePlanStands(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	sc := newScene(t, s)
	p := sc.agreed(t, "Walk")
	a := p.Goals[0].Actions[0]
	if err := sc.Plans.MoveAction(t.Context(), sc.Worker, sc.Person, a.ID, a.Version, plan.WaitingOn, plan.Wait{Who: "the council"}); err != nil {
		t.Fatal(err)
	}
	f := sc.c.Get(sc.at + "/plan/edit").Is(200).Says("regulated advisers").Form("Keep the draft").Holds(map[string]string{"goal0": "Walk", "goal0-action0-kind": "advocacy", "goal0-helpers": "Megan"})
	page := f.Date("goal0-action0-due", "30", "2", "2027").Send().Is(422).Asks("goal0-action0-due")
	page.Form("Keep the draft").Date("goal0-action0-due", "1", "2", "2027").Set("goal1", "Swim").Send().Is(200).Says("This is a draft", "Waiting on the council", "by 1 February 2027", "Read the plan that stands until then")
	got := sc.now(t)
	if g := got.Goals[0]; g.Thread != p.Goals[0].Thread || g.Actions[0].Status != plan.WaitingOn || got.Goals[1].Status != plan.Proposed {
		t.Errorf("the draft has %+v", got.Goals)
	}
	sc.c.Get(sc.at+"/plan").Follow("Read the plan that stands until then").Is(200).SaysIn("main", "Walk").Hides("Swim")
	sc.c.Get(sc.at+"/plan/versions").Says("Added: “Swim”.", "The first plan.")
}

func TestWhoHasThePlanIsOneTapForThePersonAndAskedForAnybodyElse(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	sc := newScene(t, s)
	sc.agreed(t, "Walk")
	page := sc.c.Get(sc.at + "/plan").Says("Nobody has a copy of this plan yet").Press("Posted : Mererid has the plan").Is(200).CameTo(sc.at + "/plan")
	page.Says("Mererid has the plan: posted", "Mererid: posted today", "Under way").Hides("How did Mererid get it?")
	f := page.Follow("Somebody else has a copy").Is(200).Form("Save").Set("holder", "carer").Set("who", "Megan").Set("how", "printed")
	f.Send().Is(422).Asks("agreed").Form("Save").Holds(map[string]string{"holder": "carer", "who": "Megan", "how": "printed"}).Set("agreed", "yes").Send().Is(200).
		Says("Someone who looks after them (Megan): given on paper today")
}

func TestSomebodyOnTheirSideIsWrittenDownChangedAndTakenOff(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	sc := newScene(t, s)
	f := sc.c.Get(sc.at + "/plan").Says("Nobody is named yet").Follow("Add somebody on their side").Is(200).Form("Save").Holds(map[string]string{"speak": "not_asked"})
	f.Set("helps", "Shopping").Send().Is(422).Asks("name").Form("Save").Holds(map[string]string{"helps": "Shopping"}).Set("name", "Megan <3").Send().
		Is(200).CameTo(sc.at+"/plan").Says("Megan <3", "Not asked: do not speak with them")
	slow := s.As(t, sc.Lead).Get(sc.at+"/plan").Follow("Change what is written about Megan <3").Form("Save").Set("helps", "Lifts")
	sc.c.Get(sc.at+"/plan").Follow("Change what is written about Megan <3").Is(200).Form("Save").Set("speak", "yes").Set("speak_how", "About lifts").Send().
		Is(200).Says("They agreed that we speak with them, recorded today: About lifts.")
	f = slow.Send().Is(409).Says("Someone else changed this").Form("Save").Holds(map[string]string{"helps": "Lifts"})
	f.Set("end", "yes").Send().Is(200).Hides("Megan <3")
}

func TestThePlanOnPaperIsThePersonsOwnInTheirLanguage(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	sc := newScene(t, s, func(d *person.Details) {
		d.Language, d.Address, d.Postcode, d.HiddenAddress, d.Risk = "cy", "7 Secret Row", "QZ3 7ZZ", true, "A dog that bites"
	})
	sc.agreed(t, "Canu eto")
	if err := sc.Plans.Listen(t.Context(), sc.Worker, sc.Person, 0, plan.Conversation{Matters: "My roses", Needs: []string{"loneliness"}}); err != nil {
		t.Fatal(err)
	}
	secret := []string{"Secret Row", "QZ3", "bites", "Company and loneliness", "999 0", "advocacy", "of 10"}
	p := sc.c.Get(sc.at+"/plan/print").Is(200).SaysIn("article", "Fy nghynllun: Mererid Lloyd", "Beth sy’n bwysig i mi", "My roses", "Canu eto", "Beth i’w wneud os aiff pethau’n waeth",
		"Ring her sister", sc.Service.Name).Hides(secret...)
	if p.Attr("article", "lang") != "cy" || p.Has(".weft-sheet--large") {
		t.Error("not in Welsh, or in large letters")
	}
	p.Follow("In English").Is(200).SaysIn("article", "My plan: Mererid Lloyd", "What matters to me", "If somebody is in danger now, ring 999").Hides(secret...)
	if p := p.Follow("In large letters").Is(200); !p.Has(".weft-sheet--large") {
		t.Error("not in large letters")
	}
	for _, head := range []string{"h1", "h2", "h3"} {
		if !p.Has("article " + head) {
			t.Errorf("no %s on the sheet", head)
		}
	}
	if got := s.As(t, s.Supervisor(t, sc.Worker)).Get(sc.at + "/plan/print").Is(200); strings.Contains(got.Text(), "Secret") {
		t.Error("the address is on the paper")
	}
}

func TestTheSheetForAVisitCarriesNoWordOfTheCase(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	sc := newScene(t, s)
	sc.agreed(t, "Leave him")
	next := caseload.Next{On: s.Today().AddDays(4), Time: "14:30", Kind: caseload.Visit, Place: "7 Mill Row", Note: "About her son"}
	if err := s.Cases.SetNext(t.Context(), sc.Worker, sc.Person, next); err != nil {
		t.Fatal(err)
	}
	page := sc.c.Get(sc.at+"/visit").Is(200).SaysIn("article", "Visit: Mererid", "Tuesday 24 November, 14.30", "What matters to you just now?", sc.Service.Name)
	sheet := page.TextOf("article")
	for _, not := range []string{"Lloyd", "Leave him", "About her son", "7 Mill Row", "Ring her sister", sc.Referral.Reason} {
		if strings.Contains(sheet, not) {
			t.Errorf("the sheet says %q", not)
		}
	}
	other := s.Case(t, fixture.At(sc.Service), fixture.LedBy(sc.Lead), fixture.To(sc.Worker))
	sc.c.Get("/people/" + other.Person.String() + "/visit").Is(200).Says("Day and time:")
}
