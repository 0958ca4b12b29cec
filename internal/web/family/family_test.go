package family_test

import (
	"net/url"
	"strings"
	"testing"

	"weft/internal/family"
	"weft/internal/fixture"
	"weft/internal/person"
	"weft/internal/referral"
	"weft/internal/webtest"
)

func who(change func(d *person.Details)) fixture.Option { return fixture.Who(change) }

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestSomebodyIsAddedAndBadInputKeepsEverything(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		th := s.Case(t)
		at := "/people/" + th.Person.String() + "/family"
		c := s.As(t, th.Worker)
		c.Get("/people/" + th.Person.String()).Follow("Family").Is(200).Says("Nobody is written down yet")
		f := c.Get(at).Follow("Add somebody").Is(200).Form("Add")
		f.Send().Is(422).Asks("name")
		bad := f.Set("name", "Gwen <Parry>").Set("relation", "partner").Set("words", "my wife of forty years").Set("phone", "nine").Set("email", "gwen").
			Set("cares", "yes").Set("mention", "no").Set("authority", "lpa_health").Set("evidence", "The stamped copy").Set("until-day", "31").Set("until-month", "2").
			Set("until-year", "2027").Send().Is(422)
		bad.Form("Add").Holds(map[string]string{"name": "Gwen <Parry>", "relation": "partner", "words": "my wife of forty years", "phone": "nine", "email": "gwen",
			"cares": "yes", "mention": "no", "authority": "lpa_health", "evidence": "The stamped copy", "until-day": "31"})
		f.Date("until", "5", "3", "2027").Send().Is(422).Asks("phone", "email")
		events, _ := s.Audited(t, func() error {
			f.Set("phone", "01632 960118").Set("email", "gwen@example.org").Send().Is(200).CameTo(at).
				Says("Gwen <Parry>", "Looks after them", "Never mention us", "my wife of forty years", "Not asked: no", "until 5 March 2027", "The stamped copy")
			return nil
		})
		if strings.Join(events, " ") != "family.add" {
			t.Errorf("recorded %v", events)
		}
	})
}

func TestAnAuthorityThatEndedIsShownAsEnded(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t)
	today := s.Today()
	for name, until := range map[string]int{"Yesterday Jones": -1, "Today Jones": 0} {
		_, err := s.Family.Add(t.Context(), th.Worker, th.Person, family.New{Name: name, Authority: "lpa_money", Until: today.AddDays(until)})
		ok(t, err)
	}
	p := s.As(t, th.Worker).Get("/people/" + th.Person.String() + "/family").Is(200)
	for _, panel := range p.Texts("section.weft-panel") {
		ended := strings.Contains(panel, "they decide nothing now")
		if strings.Contains(panel, "Yesterday Jones") && !ended || strings.Contains(panel, "Today Jones") && ended {
			t.Errorf("it says %q", panel)
		}
	}
	p.Says("they decide nothing now", "Yesterday Jones", "Today Jones")
}

func TestTheAnswerWhetherWeMaySpeakIsTakenBackAndStandsWithSharing(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t)
	rid, err := s.Family.Add(t.Context(), th.Worker, th.Person, family.New{Name: "Gwen"})
	ok(t, err)
	at := "/people/" + th.Person.String() + "/family"
	c := s.As(t, th.Worker)
	f := c.Get(at + "/" + rid.String() + "/speak").Is(200).Form("Save")
	f.Set("about", "The lifts").Send().Is(422).Asks("answer").Form("Save").Holds(map[string]string{"about": "The lifts"})
	f.Set("answer", "yes").Send().Is(422).Asks("speak")
	f.Set("speak", "practical").Send().Is(200).CameTo(at).Says("Yes: only times, places and getting there", "The lifts")
	c.Get("/people/"+th.Person.String()+"/sharing").Says("Speaking with somebody close to them: yes", "The lifts")
	s.Now.Advance(60e9)
	c.Get(at+"/"+rid.String()+"/speak").Form("Save").Set("answer", "withdrawn").Send().Is(200).Says("No: they took it back").Hides("Yes: only times")
	c.Get(at+"/"+rid.String()+"/end").Form("End it from today").Set("why", "They fell out").Send().Is(200).Says("Before", "They fell out")
}

func TestACarersPlanIsReferredInHerWordsAndNeitherPageTellsOfTheOther(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		his := s.Case(t, who(func(d *person.Details) {
			d.Name, d.Address, d.AccessNote = "Emrys UNIQUEHIS", "7 UNIQUEHIS Row", "UNIQUEHIS note"
		}),
			fixture.Asking(func(n *referral.New) { n.Reason = "UNIQUEHIS reason" }))
		rid, err := s.Family.Add(t.Context(), his.Worker, his.Person, family.New{Name: "Gwen UNIQUEHERS", Phone: "01632 960119", Cares: true})
		ok(t, err)
		at := "/people/" + his.Person.String() + "/family"
		c := s.As(t, his.Worker)
		f := c.Get(at + "/" + rid.String() + "/plan").Is(200).Says("Nobody has said that they know about us").Form("Send their referral")
		f.Holds(map[string]string{"name": "Gwen UNIQUEHERS", "reach": "01632 960119", "reason": "", "source": "self"})
		f.Set("other_agrees", "yes").Set("person_agrees", "yes").Send().Is(422).Asks("reason", "agreed").Form("Send their referral").
			Holds(map[string]string{"name": "Gwen UNIQUEHERS", "other_agrees": "yes", "person_agrees": "yes"})
		f.Set("reason", "UNIQUEWISH: one night of sleep").Set("agreed", "yes").Send().Is(200).CameTo(at).Says("Sent.").
			Hides("UNIQUEWISH", "Somebody in this family also has a plan")
		if s.Rows(t)["referral"] != 2 {
			t.Error("she is not referred once")
		}
		lead := s.As(t, his.Lead)
		p := lead.Get("/referrals").Follow("Gwen UNIQUEHERS").Is(200).Says("UNIQUEWISH").Hides("UNIQUEHIS", "Emrys")
		p = p.Press("Accept").Is(200)
		other := s.Worker(t, his.Service)
		lead.Get(p.Address).Form("Allocate").Set("worker", other.ID.String()).Send().Is(200)
		list, err := s.Referrals.List(t.Context(), his.Lead, referral.Filter{Statuses: []referral.Status{referral.Allocated}})
		ok(t, err)
		var her string
		for _, r := range list {
			if r.Person != his.Person {
				her = "/people/" + r.Person.String()
			}
		}
		worker := s.As(t, other)
		for _, page := range []string{"", "/details", "/family", "/sharing", "/plan", "/connections"} {
			worker.Get(her+page).Is(200).Hides("UNIQUEHIS", "Emrys", "Somebody in this family", his.Person.String())
			c.Get("/people/"+his.Person.String()+page).Is(200).Hides("UNIQUEWISH", "Somebody in this family", strings.TrimPrefix(her, "/people/"))
			lead.Get("/people/"+his.Person.String()+page).Is(200).Hides("UNIQUEWISH", strings.TrimPrefix(her, "/people/"))
			lead.Get(her+page).Is(200).Hides("UNIQUEHIS", his.Person.String())
		}
		lead.Get(her + "/family").Says("Somebody in this family also has a plan with us. This person looks after them.")
		lead.Get(at).Says("Somebody in this family also has a plan with us. They look after this person.").Press("They want this forgotten").
			Is(200).Hides("Somebody in this family")
		lead.Get(her + "/family").Hides("Somebody in this family")
	})
}

func TestSomebodyWhomWeKnowIsFoundWithinReachAndLinked(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t, who(func(d *person.Details) { d.Name = "Emrys Vane" }))
	her := s.Case(t, fixture.At(th.Service), fixture.LedBy(th.Lead), fixture.To(th.Worker), who(func(d *person.Details) { d.Name = "Gwen Vane" }))
	stranger := s.Case(t, who(func(d *person.Details) { d.Name = "Gwen Elsewhere" }))
	rid, err := s.Family.Add(t.Context(), th.Worker, th.Person, family.New{Name: "Gwen"})
	ok(t, err)
	at := "/people/" + th.Person.String() + "/family"
	c := s.As(t, th.Worker)
	p := c.Get(at+"/"+rid.String()+"/link").FormTo(rid.String()+"/find").Set("q", "nobody like this").Send().Is(200).Says("Nobody fits")
	p = p.FormTo(rid.String()+"/find").Set("q", "Gwen").Send().Is(200).Says("Gwen Vane").Hides("Gwen Elsewhere", stranger.Person.String())
	f := p.Form("Link the two")
	f.Set("other_agrees", "yes").Send().Is(422).Asks("other").Form("Link the two").Holds(map[string]string{"other_agrees": "yes"})
	f.Set("other", her.Person.String()).Send().Is(200).CameTo(at).Says("Linked", "Somebody in this family also has a plan with us.")
	c.Get("/people/" + her.Person.String() + "/family").Hides("Somebody in this family") // he was not asked
	f.Values.Set("other", stranger.Person.String())
	f.Values.Set("idempotency_key", "another")
	f.Send().Is(404)
}

func TestSomebodyUnder18IsNamedSoOnEachOfTheirPages(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t, who(func(d *person.Details) { d.Born = s.Today().AddDays(-16 * 365) }))
	old := s.Case(t)
	c := s.As(t, th.Worker)
	at := "/people/" + th.Person.String()
	for _, page := range []string{"", "/details", "/contact/new", "/conversation", "/connect", "/family", "/next"} {
		p := c.Get(at + page).Is(200)
		if href := p.Link("Under 18: see who may know"); href != at+"/family#young" {
			t.Errorf("%s leads to %q", page, href)
		}
	}
	s.As(t, old.Worker).Get("/people/" + old.Person.String() + "/contact/new").Is(200).Hides("Under 18")
	f := c.Get(at+"/family/young").Is(200).Form("Save").Set("may_know", "Her aunt").Set("may_not", strings.Repeat("x", 1001))
	f.Send().Is(422).Asks("may_not").Form("Save").Holds(map[string]string{"may_know": "Her aunt"})
	f.Set("may_not", "Her stepfather").Set("school", "Aldermoor High").Send().Is(200).Says("Who may not know", "Her stepfather", "Aldermoor High")
	d := c.Get(at+"/family/decision").Form("Save").Set("words", "")
	d.Send().Is(422).Asks("words")
	d.Set("about", "Joining the boxing club").Set("decider", "Dr Marsh").Set("words", "She may decide.").Send().Is(200).
		Says("Joining the boxing club", "She may decide.", "Decided by Dr Marsh")
	ok(t, s.Family.KeepYoung(t.Context(), old.Worker, old.Person, 0, family.Young{Said: true}))
	s.As(t, old.Worker).Get("/people/" + old.Person.String()).Hides("Under 18") // the birth date says otherwise
}

func TestTwoWhoChangeTheSameSheetBothSeeBothTexts(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		th := s.Case(t)
		at := "/people/" + th.Person.String() + "/family/worker"
		worker, lead := s.As(t, th.Worker), s.As(t, th.Lead)
		slow := worker.Get(at).Form("Save").Set("gender", "A woman")
		lead.Get(at).Form("Save").Set("gender", "No matter").Send().Is(200).Says("No matter")
		p := slow.Send().Is(409).Says("What someone else kept meanwhile", "No matter")
		p.Form("Save").Holds(map[string]string{"gender": "A woman"}).Set("times", "Mornings").Send().Is(200).Says("A woman", "Mornings")
	})
}

func TestCaringIsAChipAndAWishStandsWhereAWorkerIsChosen(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t)
	c := s.As(t, th.Worker)
	at := "/people/" + th.Person.String()
	c.Get(at+"/family/caring").Form("Save").Set("cares", "yes").Set("hours", "Most nights").Send().Is(200).Says("Most nights")
	c.Get(at).Says("Looks after somebody")
	c.Get(at+"/family/caring").Form("Save").Set("young", "yes").Send().Is(200)
	c.Get(at).Says("Young carer").Hides("Looks after somebody")
	w := s.Referral(t, fixture.At(th.Service), fixture.LedBy(th.Lead), fixture.Accepted())
	lead := s.As(t, th.Lead)
	lead.Get("/people/"+w.Person.String()+"/family/worker").Form("Save").Set("gender", "A woman").Set("avoid", "My cousin Bryn").Send().Is(200)
	lead.Get("/referrals/" + w.Referral.ID.String()).Is(200).Says("They would like: A woman; not: My cousin Bryn")
}

func TestAskingForAnotherWorkerReachesTheLeadAndTheWorkerDoesNotReadWhy(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t)
	at := "/people/" + th.Person.String() + "/family"
	office, lead, worker := s.As(t, s.SchemeAdmin(t, th.Service)), s.As(t, th.Lead), s.As(t, th.Worker)
	lead.Get("/referrals").Hides("another worker")
	office.Get(at).Follow("They would like another worker").Is(200).Says("nobody's fault").Form("Ask for another worker").Set("reason", "UNIQUEWHY").Send().Is(200).
		CameTo(at).Says("Nobody is to blame")
	worker.Get(at).Is(200).Says("They asked for another worker today").Hides("UNIQUEWHY")
	worker.Get(at+"/change").Form("Ask for another worker").Set("reason", "Mine").Send().Is(409).Says("asked for already").Form("Ask for another worker").
		Holds(map[string]string{"reason": "Mine"})
	p := lead.Get("/referrals").Follow("One person would like another worker").Is(200).Says("UNIQUEWHY", th.Referral.PersonName)
	f := p.Form("Save")
	f.Set("words", "Rang them").Send().Is(422).Form("Save").Holds(map[string]string{"words": "Rang them"})
	f.Set("to", "talked_over").Send().Is(200).Says("Nobody asks for another worker")
	f.Send().Is(409)
	worker.Get(at).Says("Talked over, and they stay").Hides("Rang them")
}

func TestTheListToGiveSaysJobsAndPlacesAndNoNames(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t, who(func(d *person.Details) { d.Risk, d.SafeContact = "A dog UNIQUERISK", true }))
	safe := s.Cast(t, th)["safeguarding"]
	ok(t, s.Audit.Looked(t.Context(), safe, th.Person.String()))
	at := "/people/" + th.Person.String()
	s.As(t, th.Lead).Get(at).Is(200)
	c := s.As(t, th.Worker)
	p := c.Get(at+"/sharing").Follow("The list that you can give to them").Is(200).Says("Team lead, "+th.Service.Name, "Link worker, "+th.Service.Name, "once").
		Hides("afeguarding, ")
	p.SaysIn("main", "alone")
	if strings.Contains(p.TextOf("main"), s.Account(t, th.Lead).Name) {
		t.Error("it names the lead")
	}
	paper := p.Follow("Show it on its own, to print").Is(200).Says("Who has looked at your record", "Pwy sydd wedi edrych ar eich cofnod", "Team lead, "+th.Service.Name)
	paper.Hides("UNIQUERISK", "Read first", "Safe contact", s.Account(t, th.Lead).Name)
	if paper.Has(".weft-ident") {
		t.Error("the bar is on the paper")
	}
	ok(t, s.People.Update(t.Context(), th.Worker, th.Person, 1, person.Details{Name: "Emrys", Language: "cy", Format: "standard"}))
	c.Get(at+"/looked/print").Is(200).Says("Arweinydd tîm, "+th.Service.Name, "unwaith")
}

func TestAMaskedRecordShowsNobodyRoundIt(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t, who(func(d *person.Details) { d.Restricted = true }))
	_, err := s.Family.Add(t.Context(), th.Worker, th.Person, family.New{Name: "UNIQUEKIN"})
	ok(t, err)
	at := "/people/" + th.Person.String() + "/family"
	office := s.As(t, s.SchemeAdmin(t, th.Service))
	office.Get(at).Is(200).Says("This record is restricted").Hides("UNIQUEKIN", "Add somebody")
	office.Get(at + "/new").Is(403)
	office.Post(at+"/new", url.Values{"name": {"Huw"}}).Is(403)
	s.As(t, th.Worker).Get(at).Says("UNIQUEKIN")
}
