package support_test

import (
	"slices"
	"testing"

	"weft/internal/fixture"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/webtest"
)

// scene is a worker in the browser and one person who said what matters to them.
type scene struct {
	*webtest.Site
	fixture.Thread
	c  *webtest.Client
	at string
}

func newScene(t *testing.T, s *webtest.Site, change ...func(*person.Details)) scene {
	t.Helper()
	opts := []fixture.Option{fixture.Who(func(d *person.Details) {
		d.Name, d.Address, d.Postcode = "Mererid Lloyd", "4 Mill Row\nAldermoor", "QZ1 1AA"
	})}
	for _, c := range change {
		opts = append(opts, fixture.Who(c))
	}
	sc := scene{Site: s, Thread: s.Case(t, opts...)}
	if err := s.Plans.Listen(t.Context(), sc.Worker, sc.Person, 0, plan.Conversation{Matters: "I want to stay near the market.", Needs: []string{"housing"}}); err != nil {
		t.Fatal(err)
	}
	sc.c, sc.at = s.As(t, sc.Worker), "/people/"+sc.Person.String()
	return sc
}

func TestALetterIsSeenAgreedKeptPrintedAndStandsInTheStory(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := newScene(t, s)
		p := sc.c.Get(sc.at).Is(200).Follow("Letter of support").Is(200)
		p.Says("Advice on debt or immigration comes from regulated advisers", "Mererid Lloyd has been known to", "Mererid told us what matters, in these words: “I want to stay near the market.”").
			Count(".weft-post", 0)
		p.Form("Show the letter").Set("facts", "").Send().Is(422).Asks("facts")
		shown := p.Form("Show the letter").Set("organisation", "Aldermoor Homes").Set("purpose", "housing").Set("for", "a flat on the ground floor").Set("facts", "words").Send().Is(200)
		shown.SaysIn(".weft-post", "about housing. It is about this: a flat on the ground floor.", "near the market", "Yours faithfully,", "Link worker").Hides("Mill Row")
		refused := shown.Form("Make the letter").Send().Is(422).Asks("agreed")
		refused.Form("Make the letter").Holds(map[string]string{"organisation": "Aldermoor Homes", "for": "a flat on the ground floor", "facts": "words"})
		var made *webtest.Page
		events, _ := s.Audited(t, func() error {
			made = refused.Form("Make the letter").Set("agreed", "yes").Send().Is(200)
			return nil
		})
		if !slices.Contains(events, "support_letter.make") || !slices.Contains(events, "consent.yes") || !slices.Contains(events, "contact.record") {
			t.Errorf("recorded: %v", events)
		}
		made.Says("The letter is kept").Count(".weft-letters article.weft-post[lang=en] h2", 1).SaysIn(".weft-post__to", "Aldermoor Homes").
			SaysIn(".weft-post__from", sc.Service.Name, sc.Service.Phone).Hides("Mill Row", "QZ1", "weft-post--preview")
		sc.c.Get(sc.at).Is(200).Follow("Letter of support to Aldermoor Homes").Is(200).Says("Letter of support for Mererid Lloyd")
		sc.c.Get(sc.at + "/sharing").Is(200).Says("A letter of support: yes, they agreed")
		sc.c.Get(sc.at+"/support-letter").Is(200).Says("Letters made before", "To Aldermoor Homes")
	})
}

func TestALetterMayBeInWelshAndANeedIsLeftOutUnlessTicked(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := newScene(t, s)
		p := sc.c.Get(sc.at+"/support-letter").Form("Show the letter").Set("lang", "cy").Set("facts", "since").Send().Is(200)
		p.Count(".weft-post[lang=cy]", 1).SaysIn(".weft-post", "Llythyr o gefnogaeth", "yn adnabod Mererid Lloyd ers").Says("Enwodd Mererid hyn")
		for _, said := range p.Texts(".weft-post") {
			if slices.Contains([]string{said}, "Enwodd") {
				t.Errorf("the letter names a need: %s", said)
			}
		}
		p.Form("Show the letter").Set("needs", "need:housing").Send().Is(200).SaysIn(".weft-post", "Enwodd Mererid hyn")
	})
}

func TestAgreementTakenBackEndsALetterAndSafeContactIsSaid(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := newScene(t, s, func(d *person.Details) { d.SafeContact, d.HiddenAddress = true, true })
		f := sc.c.Get(sc.at+"/support-letter").Is(200).Form("Make the letter").Set("facts", "since").Set("agreed", "yes")
		f.Set("sentence", "He waits at 4 Mill Row.").Send().Is(422).Asks("sentence")
		p := f.Set("sentence", "").Send().Is(200).Says("Do not post a copy to their home")
		back := p.Press("They took their agreement back").Is(200).CameTo(sc.at).Says("taken back").Follow("Letter of support").Is(200)
		back.Says("Letters made before", "They took their agreement back")
		p.Press("They took their agreement back").Is(409)
		old := sc.c.Get(back.Attrs("main .weft-row a", "href")[0]).Is(200)
		old.Says("Give this letter to nobody").Count(".weft-letters", 0)
	})
}

func TestAnActionThatIsALetterOfSupportLeadsToIt(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := newScene(t, s)
		_, err := s.Plans.Save(t.Context(), sc.Worker, sc.Person, plan.New{Goals: []plan.Goal{{Words: "A dry flat", Importance: -1, Confidence: -1, Actions: []plan.Action{
			{Words: "Write to the landlord", Kind: plan.Letter}, {Words: "Ring the landlord", Kind: plan.Call}}}}})
		if err != nil {
			t.Fatal(err)
		}
		l, err := s.Plans.Current(t.Context(), sc.Worker, sc.Person)
		if err != nil {
			t.Fatal(err)
		}
		for i, a := range l.Goals[0].Actions {
			p := sc.c.Get(sc.at + "/plan/action/" + a.ID.String()).Is(200)
			if i == 0 {
				p.Follow("Write the letter of support").Is(200).CameTo(sc.at + "/support-letter")
			} else {
				p.Hides("letter of support")
			}
		}
	})
}
