package today_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"weft/internal/caseload"
	"weft/internal/connection"
	"weft/internal/consent"
	"weft/internal/directory"
	"weft/internal/fixture"
	"weft/internal/person"
	"weft/internal/webtest"
)

func named(name string) fixture.Option {
	return fixture.Who(func(d *person.Details) { d.Name = name })
}

func TestTodaySaysWhatIsDueWhatIsNewAndWhatComes(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		th := s.Case(t, named("Alun Due"))
		more := []fixture.Option{fixture.At(th.Service), fixture.LedBy(th.Lead), fixture.To(th.Worker)}
		late, week := s.Case(t, append(more, named("Berta Late"))...), s.Case(t, append(more, named("Cai Week"))...)
		today := s.Today()
		for p, n := range map[person.ID]caseload.Next{
			th.Person:   {On: today.AddDays(3), Time: "09:30", Kind: caseload.Visit, Place: "Mill Row", Note: "Bring the form"},
			late.Person: {On: today.AddDays(2), Kind: caseload.Call},
			week.Person: {On: today.AddDays(6), Kind: caseload.Call},
		} {
			if err := s.Cases.SetNext(t.Context(), th.Worker, p, n); err != nil {
				t.Fatal(err)
			}
		}
		s.Now.Advance(3 * 24 * time.Hour)
		s.Case(t, append(more, named("Dora New"))...)
		s.Case(t, fixture.At(th.Service), fixture.LedBy(th.Lead), named("Someone Elses"))
		p := s.As(t, th.Worker).Get("/today").Is(200).Says("Monday 23 November", "One visit, one call. One of them from before today.", "9.30", "Mill Row. Bring the form.",
			"Since yesterday", "26 November", "First contact by").Hides("Someone Elses")
		text := p.TextOf("main")
		if strings.Index(text, "Alun Due") < 0 || strings.Index(text, "Alun Due") > strings.Index(text, "Cai Week") {
			t.Errorf("what is due does not come first:\n%s", text)
		}
		if !p.Has("form[action='/people/" + late.Person.String() + "/no-answer']") {
			t.Error("a late call has no button")
		}
	})
}

func TestTodayTellsWhatGroupsAnswered(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t, named("Mererid Lloyd"))
	ctx := t.Context()
	gid, err := s.Services.Directory.Create(ctx, th.Worker, directory.New{Name: "Choir <3", Needs: []string{"loneliness"}, Live: true,
		Arrangement: directory.Arrangement{ReferBy: directory.ByLink, ContactEmail: "choir@example.org"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = s.Services.Connections.Send(ctx, th.Worker, th.Person, connection.New{Group: gid, Kind: connection.Referral, Via: connection.ByLink,
		Need: "loneliness", Ground: consent.Agreed, Agreed: true}); err != nil {
		t.Fatal(err)
	}
	c := s.As(t, th.Worker)
	c.Get("/today").Is(200).Hides("Groups have answered")
	choir, link := s.Nobody(t), "/g/"+mailed(t, s, `/g/([A-Z2-7]+)`)
	choir.Get(link).Is(200).FormTo("/code").Send().Is(200).FormTo("/open").Set("code", mailed(t, s, `\b(\d{6})\b`)).Send().Is(200)
	answer := choir.Get(link + "/answer?a=ask").Is(200).FormTo("/answer")
	answer.Set("words", "Does she <i>drive</i>?").Send().Is(200).Says("Thank you")
	c.Get("/today").Says("Groups have answered", "Choir <3", "Does she <i>drive</i>?")
	s.As(t, s.Worker(t, th.Service)).Get("/today").Is(200).Hides("Choir", "Mererid").Says("Nothing is due today")
}

// mailed finds something in the newest message that has it.
func mailed(t *testing.T, s *webtest.Site, pattern string) string {
	t.Helper()
	for _, m := range s.Outbox(t) {
		if found := regexp.MustCompile(pattern).FindStringSubmatch(m.Body); found != nil {
			return found[1]
		}
	}
	t.Fatalf("no message has %s", pattern)
	return ""
}
