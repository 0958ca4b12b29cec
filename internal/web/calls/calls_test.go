package calls_test

import (
	"testing"

	"weft/internal/call"
	"weft/internal/fixture"
	"weft/internal/person"
	"weft/internal/webtest"
)

func TestSomebodyRangIsNotedFoundAndRungBack(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		th := s.Case(t, fixture.Who(func(d *person.Details) {
			d.Name = "Mererid Lloyd"
			d.Ways = []person.Way{{Kind: person.Phone, Value: "01632 960177", MayCall: true}}
		}))
		c := s.As(t, th.Worker)
		c.Get("/calls").Is(200).Says("Nobody waits for a call back", "Nobody is named for duty today.")
		f := c.Get("/calls/new").Is(200).FormTo("/calls/new")
		p := f.Set("words", "About <b>Tuesday</b>.").Send().Is(422).Says("Write who rang, or the number", "About <b>Tuesday</b>.")
		p = p.FormTo("/calls/new").Set("number", "01632960177").Send().Is(200).Says("Noted", "Was it one of these?", "Mererid Lloyd")
		p = p.Press("Yes it was Mererid Lloyd").Is(200).Says("Only those who work with them", "It was not Mererid Lloyd")
		p = p.Press("I will ring back").Is(200).Says("You ring back")
		p = p.FormTo("/done").Set("outcome", "She comes on Friday.").Send().Is(200)
		p.CameTo("/people/" + th.Person.String() + "/contact/new")
		c.Get("/calls").Is(200).Says("Nobody waits").Hides("Mererid")
	})
}

func TestAColleagueSeesOnlyThatSomebodyRangAndTheDutyWorkerStandsIn(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t, fixture.Who(func(d *person.Details) { d.Name = "Mererid Lloyd" }))
	if _, err := s.Calls.Note(t.Context(), th.Worker, th.Service.ID, call.New{Person: th.Person, Words: "In tears"}); err != nil {
		t.Fatal(err)
	}
	colleague := s.Worker(t, th.Service)
	c := s.As(t, colleague)
	c.Get("/calls").Is(200).Says("For a colleague").Hides("Mererid", "In tears", "Stand in")
	lead := s.As(t, th.Lead)
	today := s.Today().String()
	lead.Get("/calls/rota").Is(200).FormTo("/calls/rota").Set("day-"+today, colleague.ID.String()).Send().Is(200).Says("The rota is kept")
	name := s.Account(t, colleague).Name
	p := c.Get("/calls").Is(200).Says(name + " is on duty today.").Press("Stand in for a colleague")
	p.Is(200).Says("You stand in until the end of tomorrow", "Mererid Lloyd", "In tears")
}

func TestSomebodyElsesCallTellsWhoRingsBackAndCannotBeTakenTwice(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Case(t)
	if _, err := s.Calls.Note(t.Context(), th.Worker, th.Service.ID, call.New{Who: "A man about damp"}); err != nil {
		t.Fatal(err)
	}
	lead := s.As(t, th.Lead)
	late := lead.Get("/calls").Form("I will ring back A man about damp")
	s.As(t, th.Worker).Get("/calls").Press("I will ring back A man about damp").Is(200)
	late.Send().Is(409).Says("Somebody is ringing back already", s.Account(t, th.Worker).Name)
	lead.Get("/calls").Says(s.Account(t, th.Worker).Name + " rings back")
}
