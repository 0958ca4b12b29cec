package web_test

import (
	"fmt"
	"testing"

	"weft/internal/authz"
	"weft/internal/connection"
	"weft/internal/consent"
	"weft/internal/contact"
	"weft/internal/directory"
	"weft/internal/fixture"
	"weft/internal/webtest"
)

// grow gives one worker and one lead n people more, each with a contact, a connection
// that was answered and a referral behind them, and n referrals that wait.
func grow(t *testing.T, s *webtest.Site, th fixture.Thread, group directory.ID, n int) {
	t.Helper()
	ctx := t.Context()
	for i := range n {
		x := s.Case(t, fixture.At(th.Service), fixture.From(th.From), fixture.By(th.Referrer), fixture.LedBy(th.Lead), fixture.To(th.Worker))
		if _, err := s.Contacts.Record(ctx, x.Worker, x.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke}); err != nil {
			t.Fatal(err)
		}
		nid, err := s.Services.Connections.Send(ctx, x.Worker, x.Person, connection.New{Group: group, Kind: connection.Referral, Via: connection.ByPhone,
			Need: "loneliness", Ground: consent.Agreed, Agreed: true})
		if err != nil {
			t.Fatal(err)
		}
		c, err := s.Services.Connections.ByID(ctx, x.Worker, x.Person, nid)
		if err != nil {
			t.Fatal(err)
		}
		how := []connection.Answer{connection.Accept, connection.Ask}[i%2]
		if err := s.Services.Connections.RecordReply(ctx, x.Worker, x.Person, nid, c.Version, connection.Reply{Answer: how, Words: "Who?"}); err != nil {
			t.Fatal(err)
		}
		s.Referral(t, fixture.At(th.Service), fixture.From(th.From), fixture.By(th.Referrer), fixture.LedBy(th.Lead))
	}
}

func TestALongListTakesNoMoreStatementsThanAShortOne(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t)
	group, err := s.Services.Directory.Create(t.Context(), th.Worker, directory.New{Name: "Choir", Needs: []string{"loneliness"}, Live: true,
		Arrangement: directory.Arrangement{ReferBy: directory.ByPhone}})
	if err != nil {
		t.Fatal(err)
	}
	office, admin := s.SchemeAdmin(t, th.Service), s.Admin(t)
	pages := []struct {
		who  authz.Actor
		page string
		most int
	}{
		{th.Worker, "/today", 12}, {th.Worker, "/people", 12}, {th.Lead, "/people", 12}, {th.Lead, "/referrals", 12}, {th.Referrer, "/my-referrals", 8},
		{office, "/people", 12}, {office, "/outbox", 8}, {admin, "/audit", 8}, {admin, "/admin/accounts", 8}, {admin, "/admin/organisations", 8}, {admin, "/admin", 10},
		{th.Worker, "/directory", 8}, {th.Worker, "/people/" + th.Person.String(), 25},
	}
	if p := s.As(t, th.Worker).Get("/today"); s.As(t, th.Worker).Get(p.Attr("link[rel=stylesheet]", "href")).Is(200).Queries() != 0 {
		t.Error("the style sheet asks the database")
	}
	grow(t, s, th, group, 5)
	few := map[string]int{}
	for _, p := range pages {
		c := s.As(t, p.who)
		c.Get(p.page) // the first look at a person is recorded
		few[fmt.Sprint(p.who.ID, p.page)] = c.Get(p.page).Is(200).Queries()
	}
	grow(t, s, th, group, 45)
	for _, p := range pages {
		page := s.As(t, p.who).Get(p.page).Is(200)
		if n, before := page.Queries(), few[fmt.Sprint(p.who.ID, p.page)]; n != before || n > p.most {
			t.Errorf("%s takes %d statements, %d with a tenth of the rows, at most %d", p.page, n, before, p.most)
		}
		t.Logf("%s: %d statements", p.page, page.Queries())
	}
	for _, list := range []struct {
		who  authz.Actor
		page string
		rows string
		n    int
	}{{th.Worker, "/people", "tbody tr", 51}, {th.Lead, "/referrals", "main .weft-row", 50}, {th.Referrer, "/my-referrals", "main .weft-row", 101}} {
		s.As(t, list.who).Get(list.page).Count(list.rows, list.n)
	}
}
