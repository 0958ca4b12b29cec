package people_test

import (
	"strings"
	"testing"

	"weft/internal/authz"
	"weft/internal/contact"
	"weft/internal/fixture"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/webtest"
)

func who(change func(d *person.Details)) fixture.Option { return fixture.Who(change) }

func TestTheListShowsOwnPeopleAndTheLeadSeesTheWorkersNames(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		mine := s.Case(t, who(func(d *person.Details) { d.Name = "Mererid Lloyd" }))
		colleagues := s.Case(t, fixture.At(mine.Service), fixture.LedBy(mine.Lead), who(func(d *person.Details) { d.Name = "Osian Trew" }))
		elsewhere := s.Case(t, who(func(d *person.Details) { d.Name = "Noor Khalil" }))
		p := s.As(t, mine.Worker).Get("/people").Is(200).Says("One person", "Mererid Lloyd", "None yet").Hides("Osian Trew", "Noor Khalil")
		if got := p.Attrs("tbody a", "href"); len(got) != 1 || got[0] != "/people/"+mine.Person.String() {
			t.Errorf("the list leads to %v", got)
		}
		lead := s.As(t, mine.Lead).Get("/people").Is(200).Says("2 people", "Mererid Lloyd", "Osian Trew", s.Account(t, mine.Worker).Name,
			s.Account(t, colleagues.Worker).Name).Hides("Noor Khalil")
		lead.Form("Show").Set("stage", "engaging").Send().Is(200).Says("Nobody is here with this stage").Hides("Mererid Lloyd")
		s.As(t, s.Supervisor(t, elsewhere.Worker)).Get("/people").Is(200).Says("Noor Khalil").Hides("Mererid Lloyd", "Osian Trew")
	})
}

func TestALongListComesInPagesAndLosesNobody(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t)
	for range 100 {
		s.Case(t, fixture.At(th.Service), fixture.LedBy(th.Lead), fixture.To(th.Worker))
	}
	lead := s.As(t, th.Lead)
	one := lead.Get("/people?stage=first_contact").Is(200).Says("People 1 to 100").Hides("People before these")
	two := lead.Get(one.Attrs("a[rel=next]", "href")[0]).Is(200).Says("People 101 to 101").Hides("More people")
	seen := map[string]bool{}
	for _, at := range append(one.Attrs("tbody a", "href"), two.Attrs("tbody a", "href")...) {
		seen[at] = true
	}
	if len(seen) != 101 {
		t.Errorf("%d people on both pages", len(seen))
	}
	lead.Get(two.Attrs("a[rel=prev]", "href")[0]).Is(200).Says("People 1 to 100")
	lead.Get("/people?page=x").Is(200).Says("People 1 to 100")
	lead.Get("/people?page=9").Is(200).Says("Nobody here just now", "People before these")
}

func TestTheStoryShowsWhatMattersFirstAndRecordsTheLook(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t, who(func(d *person.Details) { d.Name, d.Risk = "Mererid Lloyd", "A dog that bites." }))
	at := "/people/" + th.Person.String()
	c := s.As(t, th.Worker)
	c.Get(at).Is(200).Says("Nothing is written here yet", "Referred", th.Referral.Reason, "Read first")
	if err := s.Plans.Listen(t.Context(), th.Worker, th.Person, 0, plan.Conversation{Matters: "My roses <3", Strengths: "Sings well", Needs: []string{"loneliness"}, ReadBack: true}); err != nil {
		t.Fatal(err)
	}
	_, err := s.Contacts.Record(t.Context(), th.Worker, th.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke, Note: "Likes roses.", Agreed: "Ring again", Hidden: "About her son"})
	if err != nil {
		t.Fatal(err)
	}
	p := c.Get(at).Is(200).Says("My roses <3", "Read back and agreed", "Sings well", "Company and loneliness", "Likes roses.", "What we agreed: Ring again", "Not shown to them: About her son")
	text := p.TextOf("main")
	if strings.Index(text, "My roses") > strings.Index(text, "The story so far") {
		t.Error("what matters does not come first")
	}
	events, _ := s.Audited(t, func() error {
		lead := s.As(t, th.Lead)
		lead.Get(at).Is(200)
		lead.Get(at + "/details").Is(200).Says("A dog that bites.")
		lead.Get(at + "/plan").Is(200)
		return nil
	})
	if strings.Join(events, " ") != "person.look" {
		t.Errorf("three looks within 15 minutes are recorded as %v", events)
	}
	c.Get(at).Says("Who has looked", s.Account(t, th.Lead).Name)
	c.Get(at+"/sharing").Is(200).Says("Being referred: yes, they agreed", s.Account(t, th.Lead).Name)
}

func TestWhoKeepsNoNotesSeesNone(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t)
	if err := s.Plans.Listen(t.Context(), th.Worker, th.Person, 0, plan.Conversation{Matters: "My roses", Strengths: "Sings well", Needs: []string{"loneliness"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Contacts.Record(t.Context(), th.Worker, th.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke, Note: "Likes lilies."}); err != nil {
		t.Fatal(err)
	}
	at := "/people/" + th.Person.String()
	secret := []string{"My roses", "Sings well", "Likes lilies", "Company and loneliness", at + "/plan", at + "/connect", at + "/contact/new"}
	for _, a := range []authz.Actor{s.SchemeAdmin(t, th.Service), s.Triager(t, th.Service)} {
		c := s.As(t, a)
		for _, page := range []string{at, at + "/details", at + "/sharing"} {
			c.Get(page).Is(200).Says(th.Referral.PersonName).Hides(secret...)
		}
	}
	s.As(t, s.SchemeAdmin(t, th.Service)).Get(at).Hides(th.Referral.Reason)
	s.As(t, s.Supervisor(t, th.Worker)).Get(at).Is(200).Says("My roses", "Likes lilies").Hides(at+"/contact/new", at+"/conversation", at+"/close")
}

func TestAHiddenAddressAndARestrictedRecordAreMaskedOnEveryPage(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	hidden := s.Case(t, who(func(d *person.Details) {
		d.Name, d.Address, d.Postcode, d.HiddenAddress = "Mererid Lloyd", "7 Secret Row", "QZ3 7ZZ", true
	}))
	office, lead := s.As(t, s.SchemeAdmin(t, hidden.Service)), s.As(t, hidden.Lead)
	at := "/people/" + hidden.Person.String()
	for _, page := range []string{"/people", at, at + "/details", at + "/sharing", at + "/next"} {
		office.Get(page).Is(200).Hides("7 Secret Row", "QZ3 7ZZ", "QZ37ZZ")
	}
	office.Get(at + "/details").Says("The address is hidden")
	lead.Get(at+"/details").Says("7 Secret Row", "QZ3 7ZZ")
	found := office.Get("/people").FormTo("/find").Set("q", "Mererid").Send().Is(200).Says("Mererid Lloyd")
	found.Hides("Secret Row", "QZ3")
	office.Get(at+"/details/edit").Hides("Secret Row", "QZ3")

	closed := s.Case(t, fixture.At(hidden.Service), fixture.LedBy(hidden.Lead), who(func(d *person.Details) {
		d.Name, d.Restricted, d.NHSNumber = "Osian Trew", true, "999 000 0018"
	}))
	where := "/people/" + closed.Person.String()
	for _, a := range []authz.Actor{s.SchemeAdmin(t, hidden.Service), s.Triager(t, hidden.Service), s.Supervisor(t, closed.Worker)} {
		c := s.As(t, a)
		for _, page := range []string{"/people", where, where + "/details", where + "/sharing", "/referrals"} {
			if p := c.Get(page); p.Status == 200 {
				p.Hides("Osian Trew", "999 000 0018", "9990000018", "Mill Row")
			}
		}
		c.Get("/help").Is(200)
		if p := c.Get("/people/" + hidden.Person.String()); p.Has("form[action='/find']") {
			p.FormTo("/find").Set("q", "Osian").Send().Is(200).Hides("Osian Trew")
			p.FormTo("/find").Set("q", "999 000 0018").Send().Is(200).Hides("Osian")
		}
	}
	lead.Get(where).Is(200).Says("Osian Trew")
	s.As(t, closed.Worker).Get("/people").Is(200).Says("Osian Trew")
}

func TestFindingPostsAndPutsNothingInAnAddress(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		th := s.Case(t, who(func(d *person.Details) {
			d.Name, d.NHSNumber, d.Ways = "Siân O’Brien-Lloyd", "999 000 0018", []person.Way{{Kind: person.Phone, Value: "01632 960118", MayCall: true}}
		}))
		other := s.Case(t, who(func(d *person.Details) { d.Name = "Sian Elsewhere" }))
		c := s.As(t, th.Worker)
		for _, q := range []string{"sian", "OBRIEN", "lloyd sian", "9990000018", "999 000 0018", "01632 960 118", "+44 1632 960118"} {
			f := c.Get("/people").FormTo("/find").Set("q", q)
			if f.Method != "POST" {
				t.Fatal("finding does not post")
			}
			p := f.Send().Is(200).Says("Siân O’Brien-Lloyd").Hides(other.Referral.PersonName)
			if !strings.HasPrefix(p.Address, "/find/") || len(p.Address) != len("/find/")+36 {
				t.Errorf("%q stands at %s", q, p.Address)
			}
			for _, href := range p.Attrs("[href], [action]", "href") {
				if strings.Contains(strings.ToLower(href), "sian") || strings.Contains(href, "999") && !strings.Contains(href, "/people/") {
					t.Errorf("%q stands in the address %s", q, href)
				}
			}
			s.As(t, other.Worker).Get(p.Address).Is(200).Hides("Siân") // another's result leads to their own list
		}
		c.Get("/people").FormTo("/find").Set("q", "nobody like this").Send().Is(200).Says("Nobody fits among the people you work with")
		c.Get("/people").FormTo("/find").Set("q", "<b>%_").Send().Is(200).Hides("<b>%_</b>")
	})
}

func TestTwoWhoChangeTheDetailsBothSeeBothTexts(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		th := s.Case(t, who(func(d *person.Details) { d.Name = "Mererid Lloyd" }))
		edit := "/people/" + th.Person.String() + "/details/edit"
		worker, lead := s.As(t, th.Worker), s.As(t, th.Lead)
		slow := worker.Get(edit).Is(200).Form("Keep the details").Set("access_note", "Stand on her left").Set("postcode", "QZ9 9AA")
		lead.Get(edit).Form("Keep the details").Set("access_note", "Has a hearing loop").Send().Is(200).Says("Has a hearing loop")
		p := slow.Send().Is(409).Says("Someone else changed this", "What someone else kept meanwhile", "Has a hearing loop")
		f := p.Form("Keep the details").Holds(map[string]string{"access_note": "Stand on her left", "postcode": "QZ9 9AA", "name": "Mererid Lloyd"})
		f.Set("access_note", "Has a hearing loop. Stand on her left").Send().Is(200).Says("Has a hearing loop. Stand on her left", "QZ9 9AA")
	})
}

func TestAWrongAnswerDoesNotWashAwayWhatSomebodyElseKept(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t)
	edit := "/people/" + th.Person.String() + "/details/edit"
	worker, lead := s.As(t, th.Worker), s.As(t, th.Lead)
	slow := worker.Get(edit).Form("Keep the details").Set("postcode", "nonsense").Set("access_note", "Stand on her left")
	lead.Get(edit).Form("Keep the details").Set("access_note", "Has a hearing loop").Send().Is(200)
	p := slow.Send().Is(422).Asks("postcode")
	p.Form("Keep the details").Set("postcode", "QZ9 9AA").Send().Is(409).Says("Has a hearing loop").Form("Keep the details").
		Holds(map[string]string{"access_note": "Stand on her left"})
	s.As(t, th.Lead).Get("/people/" + th.Person.String() + "/details").Says("Has a hearing loop").Hides("Stand on her left")
}

func TestADraftOfTheDetailsDoesNotWashAwayWhatSomebodyElseKept(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t)
	edit := "/people/" + th.Person.String() + "/details/edit"
	worker, lead := s.As(t, th.Worker), s.As(t, th.Lead)
	p := worker.Get(edit)
	draft := p.Form("Keep the details").Set("access_note", "Stand on her left")
	worker.Send(worker.Request("POST", p.Attr("form[data-autosave]", "data-autosave"), draft.Values)).Is(204)
	lead.Get(edit).Form("Keep the details").Set("access_note", "Has a hearing loop").Send().Is(200)
	kept := worker.Get(edit).Form("Keep the details").Holds(map[string]string{"access_note": "Stand on her left"})
	kept.Send().Is(409).Says("Has a hearing loop", "What someone else kept meanwhile")
}

func TestWhatTheyAgreedToIsWrittenDownAndTakenBack(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t)
	at := "/people/" + th.Person.String() + "/sharing"
	c := s.As(t, th.Worker)
	f := c.Get(at).Is(200).Form("Keep").Set("scope", "practice")
	f.Send().Is(422).Says("There is a problem")
	events, _ := s.Audited(t, func() error {
		f.Set("agreed", "yes").Set("words", "Fine by me <3").Send().Is(200).CameTo(at).Says("Telling the GP practice: yes, they agreed", "Fine by me <3")
		return nil
	})
	if strings.Join(events, " ") != "consent.yes" {
		t.Errorf("recorded: %v", events)
	}
	c.Get(at).Form("Keep").Set("scope", "practice").Set("agreed", "withdrawn").Send().Is(200).Says("Telling the GP practice: taken back")
}
