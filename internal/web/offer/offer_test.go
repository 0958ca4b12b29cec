package offer_test

import (
	"strings"
	"testing"

	"weft/internal/webtest"
)

func TestAPracticeOffersItToAListAndOnlyTheCountsStay(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		v := s.Service(t)
		c := s.As(t, s.Receptionist(t, s.Practice(t)))
		p := c.Get("/offers").Is(200).Says("No list yet").Follow("Add a list").Is(200)
		f := p.Form("Add the list").Set("name", "Falls clinic").Set("basis", "Direct care").Set("reason", "Company after a fall")
		p = f.Set("list", "Hefin Puw\t3/5/1941\t01632 960 119\nBet Parry\t1950\t07700 900 555").Send().Is(200)
		p.Says("2 people to ask", "Falls clinic", "Hefin Puw", "3 May 1941", "born about 1950", "What to say: Company after a fall", "Lawful basis: Direct care")
		var said *webtest.Page
		actions, _ := s.Audited(t, func() error { said = p.Form("Yes from Hefin Puw").Send(); return nil })
		said.Is(200).Says("It is a referral now").Hides("Hefin Puw", "01632 960 119")
		if !strings.Contains(strings.Join(actions, " "), "referral.create") || !strings.Contains(strings.Join(actions, " "), "cohort.said_yes") {
			t.Errorf("recorded %v", actions)
		}
		said.Form("No thanks from Bet Parry").Send().Is(200).Says("Counted", "Everybody has answered").Hides("Bet Parry", "07700")
		c.Get("/offers").Says("1 said yes, 1 no thanks")
		s.As(t, s.Receptionist(t, s.Practice(t))).Get("/offers").Hides("Falls clinic")
		s.As(t, s.Lead(t, v)).Get("/offers").Says("Falls clinic")
	})
}

func TestAListThatIsWrongIsNamedAndStays(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	s.Service(t)
	c := s.As(t, s.Receptionist(t, s.Practice(t)))
	c.Get("/offers/new").Press("Add the list").Is(422).Asks("name", "basis", "reason", "list")
	typed := map[string]string{"name": "Falls <b>clinic</b>", "basis": "Direct care", "reason": "Company", "list": "Hefin Puw,someday,01632 960 119"}
	f := c.Get("/offers/new").Form("Add the list")
	for name, v := range typed {
		f.Set(name, v)
	}
	p := f.Send().Is(422).Asks("list")
	p.Form("Add the list").Holds(typed)
	if !strings.Contains(p.Problems()["list"], "from the top: 1.") {
		t.Errorf("%q", p.Problems()["list"])
	}
	if n := s.Rows(t)["cohort"]; n != 0 {
		t.Errorf("%d lists", n)
	}
}
