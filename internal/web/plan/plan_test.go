package plan_test

import (
	"slices"
	"testing"

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

func newScene(t *testing.T, s *webtest.Site, change ...func(d *person.Details)) scene {
	t.Helper()
	sc := scene{Site: s, Thread: s.Case(t, fixture.Who(func(d *person.Details) {
		d.Name = "Mererid Lloyd"
		for _, c := range change {
			c(d)
		}
	}))}
	sc.c, sc.at = s.As(t, sc.Worker), "/people/"+sc.Person.String()
	return sc
}

func TestAConversationBeginsBlankAndNothingOfItIsRequired(t *testing.T) {
	t.Parallel()
	sc := newScene(t, webtest.OnSQLite(t))
	p := sc.c.Get(sc.at + "/conversation").Is(200)
	p.Form("Save and make the plan").Holds(map[string]string{"matters": "", "strengths": "", "need1": "", "other": ""})
	f := p.Form("Save and make the plan").Set("matters", "My <b>roses</b>").Set("need1", "money").Set("need2", "loneliness").Set("needs", "caring")
	f.Send().Is(200).CameTo(sc.at + "/plan/edit").Says("Plan with Mererid Lloyd")
	sc.c.Get(sc.at).Says("My <b>roses</b>")
	if needs := sc.c.Get(sc.at).Texts("main ol:not([class]) li"); !slices.Equal(needs, []string{"Money, debt and benefits", "Company and loneliness", "Looking after someone"}) {
		t.Errorf("the needs stand as %q", needs)
	}
	empty := newScene(t, sc.Site)
	empty.c.Get(empty.at + "/conversation").Form("Save").Send().Is(200).CameTo(empty.at)
}

func TestTwoConversationsAtOnceShowBothTexts(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := newScene(t, s)
		lead := s.As(t, sc.Lead)
		slow := sc.c.Get(sc.at+"/conversation").Form("Save").Set("matters", "Mine: roses").Set("strengths", "Sings")
		lead.Get(sc.at+"/conversation").Form("Save").Set("matters", "Theirs: the choir").Send().Is(200)
		p := slow.Send().Is(409).Says("Someone else changed this", "What someone else kept meanwhile", "Theirs: the choir", "Below is what you typed")
		f := p.Form("Save").Holds(map[string]string{"matters": "Mine: roses", "strengths": "Sings"})
		f.Set("matters", "Roses and the choir").Send().Is(200).Says("Roses and the choir")
	})
}

func TestAPlanIsDraftedAgreedAndItsActionsAreDone(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := newScene(t, s)
		f := sc.c.Get(sc.at+"/plan/edit").Is(200).Form("Keep the draft").Set("goal0", "Sing again").Set("goal0-importance", "9").Set("goal0-action0", "Ask the choir").
			Set("goal0-action0-owner", "worker").Set("worse", "Ring her sister").Date("review", "8", "1", "2027")
		p := f.Send().Is(200).CameTo(sc.at+"/plan").Says("This is a draft", "Sing again", "Ask the choir", "Ring her sister", "8 January")
		p.Form("They agree with this plan").Set("how", "read to her at home").Send().Is(200).Says("agreed with Mererid Lloyd", "read to her at home")
		p = sc.c.Get(sc.at + "/plan").Press("Done : Ask the choir").Is(200).CameTo(sc.at + "/plan").Says("Done")
		if p.Has("form[action*='/plan/action']") {
			t.Error("a done action can be done again")
		}
		// Two plans at once: nothing of either is lost.
		lead := s.As(t, sc.Lead)
		slow := sc.c.Get(sc.at+"/plan/edit").Form("Keep the draft").Set("goal0", "Sing in the choir").Set("worse", "Ring me")
		lead.Get(sc.at+"/plan/edit").Form("Keep the draft").Set("goal0", "Sing at home").Send().Is(200)
		both := slow.Send().Is(409).Says("What someone else kept meanwhile", "Sing at home", "Below is what you typed")
		both.Form("Keep the draft").Holds(map[string]string{"goal0": "Sing in the choir", "worse": "Ring me"}).Send().Is(200).Says("Sing in the choir")
	})
}

func TestAPlanThatWasChangedMeanwhileIsNotAgreedUnseen(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	sc := newScene(t, s)
	sc.c.Get(sc.at+"/plan/edit").Form("Keep the draft").Set("goal0", "Sing again").Send().Is(200)
	read := sc.c.Get(sc.at+"/plan").Form("They agree with this plan").Set("how", "read to her at home")
	s.As(t, sc.Lead).Get(sc.at+"/plan/edit").Form("Keep the draft").Set("goal0", "Something else entirely").Send().Is(200)
	p := read.Send().Is(409).Says("Something else entirely", "This is a draft")
	p.Form("They agree with this plan").Holds(map[string]string{"how": "read to her at home"}).Send().Is(200).Says("agreed with Mererid Lloyd")
}
