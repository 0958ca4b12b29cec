package triage_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"weft/internal/authz"
	"weft/internal/fixture"
	"weft/internal/person"
	"weft/internal/referral"
	"weft/internal/webtest"
)

func named(name string) fixture.Option {
	return fixture.Who(func(d *person.Details) { d.Name = name })
}

func TestUrgentReferralsComeFirstThenTheOldest(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		th := s.Referral(t, named("Alun First"))
		s.Now.Advance(24 * time.Hour)
		s.Referral(t, fixture.At(th.Service), named("Berta Second"))
		s.Now.Advance(24 * time.Hour)
		s.Referral(t, fixture.At(th.Service), named("Cai Urgent"), fixture.Asking(func(in *referral.New) { in.Urgent = true }))
		s.Referral(t, named("Dora Elsewhere"))
		p := s.As(t, th.Lead).Get("/referrals").Is(200).Says("3 referrals wait", "Read today").Hides("Dora Elsewhere")
		if got := p.Texts("main .weft-row a"); !slices.Equal(got, []string{"Cai Urgent", "Alun First", "Berta Second"}) {
			t.Errorf("the order is %q", got)
		}
	})
}

func TestAReferralIsReadAcceptedAndAllocated(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		th := s.Referral(t, named("Mererid Lloyd"))
		worker := s.Worker(t, th.Service)
		c, at := s.As(t, th.Lead), "/referrals/"+th.Referral.ID.String()
		events, _ := s.Audited(t, func() error {
			p := c.Get(at).Is(200).Says("Mererid Lloyd", th.Referral.Reason, "Stands at New")
			p = p.Press("I have read it, decide later").Is(200).CameTo(at).Says("Being read", "you have read it")
			p = p.Press("Accept").Is(200).CameTo(at).Says("Accepted. The referrer is told", s.Account(t, worker).Name, "0 people at present")
			f := p.Form("Allocate")
			f.Send().Is(422).Asks("worker")
			f.Set("worker", worker.ID.String()).Send().Is(200).CameTo("/referrals").Says("Allocated").Hides("Mererid Lloyd")
			return nil
		})
		for _, want := range []string{"person.look", "referral.read", "referral.accept"} {
			if !slices.Contains(events, want) {
				t.Errorf("%s is not recorded: %v", want, events)
			}
		}
		c.Get(at).Is(200).Says("With a link worker").Follow("Go to their page").Is(200)
		s.As(t, worker).Get("/today").Is(200).Says("Mererid Lloyd", "First contact by")
	})
}

func TestAStepThatComesTooLateShowsThePresentStateAndChangesNothing(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		th := s.Referral(t, named("Mererid Lloyd"))
		at := "/referrals/" + th.Referral.ID.String()
		slow, quick := s.As(t, s.Triager(t, th.Service)), s.As(t, th.Lead)
		page := slow.Get(at).Is(200)
		no := slow.Get(at+"/decline").Form("Say no and tell the referrer").Set("decline", "age").Set("alternative", "Ring Millbeck")
		ask := slow.Get(at+"/ask").Form("Ask").Set("question", "Who lives there?")
		quick.Get(at).Press("Accept").Is(200)
		before := s.Rows(t)
		page.Press("Accept").Is(409).Says("Stands at Accepted", "There is a problem")
		page.Press("I have read it, decide later").Is(409).Says("Stands at Accepted")
		no.Send().Is(409).Says("Stands at Accepted").Form("Say no and tell the referrer").Holds(map[string]string{"decline": "age", "alternative": "Ring Millbeck"})
		ask.Send().Is(409).Says("Stands at Accepted").Form("Ask").Holds(map[string]string{"question": "Who lives there?"})
		after := s.Rows(t)
		if after["message"] != before["message"] {
			t.Error("a step that came too late told somebody")
		}
		s.Reload(t, &th)
		if th.Referral.Status != referral.Accepted {
			t.Errorf("it stands at %s", th.Referral.Status)
		}
	})
}

func TestANoSaysWhyAndWhatMayHelpInstead(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Referral(t)
	at := "/referrals/" + th.Referral.ID.String()
	c := s.As(t, th.Lead)
	f := c.Get(at).Follow("We cannot help this time").Is(200).Form("Say no and tell the referrer")
	f.Send().Is(422).Asks("decline", "alternative")
	f.Set("decline", "age").Set("alternative", "Ring <Millbeck>").Send().Is(200).CameTo(at).Says("Ended: another service fits better", "Ring <Millbeck>")
	c.Get("/referrals").Is(200).Hides(th.Referral.PersonName)
}

func TestAskingForMoreWaitsForAnAnswerThatStaffMayWriteToo(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := s.Referral(t)
	at := "/referrals/" + th.Referral.ID.String()
	c := s.As(t, th.Lead)
	f := c.Get(at + "/ask").Form("Ask")
	f.Send().Is(422).Asks("question")
	p := f.Set("question", "Who lives there?").Send().Is(200).CameTo(at).Says("Waiting for an answer", "Who lives there?")
	c.Get("/referrals").Says("We asked the referrer for more")
	g := p.Form("Keep the answer")
	g.Send().Is(422).Asks("answer")
	g.Set("answer", "Her son.").Send().Is(200).CameTo(at).Says("Her son.")
}

func TestTwoRecordsOfOnePersonAreJoinedAndParted(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		var known person.Details
		th := s.Case(t, fixture.Who(func(d *person.Details) { d.Name = "Siân Pryce"; known = *d }))
		again := s.Referral(t, fixture.At(th.Service), fixture.LedBy(th.Lead), fixture.Who(func(d *person.Details) {
			d.Name, d.Born, d.NHSNumber = "SIAN PRYCE", known.Born, ""
		}))
		stranger := s.Case(t, fixture.Who(func(d *person.Details) { d.Name, d.Born = "Siân Pryce", known.Born }))
		at := "/referrals/" + again.Referral.ID.String()
		c := s.As(t, th.Lead)
		p := c.Get(at).Is(200).Says("Do we know them already?", "The same: name, birth date", "The referrer sees none of this")
		p.Hides(stranger.Person.String())
		p = p.Press("The same person as Siân Pryce").Is(200).CameTo(at).Says("Joined", "Take this back")
		c.Get("/people/" + again.Referral.Person.String()).Is(200).Says("Siân Pryce")
		p = p.Press("Take this back").Is(200).Says("these are two people", "Do we know them already?")
		p = p.Press("The same person as Siân Pryce").Press("We are with them already: end this second referral").Is(200).CameTo(at).Says("Ended: joined with another")
		s.As(t, again.Referrer).Get("/my-referrals").Is(200).Says("SIAN PRYCE").Hides("joined", "Joined", "duplicate", "Siân")
		if events := s.Rows(t)["person_case"]; events != 2 {
			t.Errorf("%d cases", events)
		}
	})
}

func TestStaffEnterWhatCameByPhoneForTheirOwnServiceOnly(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	v, elsewhere := s.Service(t), s.Service(t)
	c := s.As(t, s.SchemeAdmin(t, v))
	c.Get("/referrals").Is(200).Says("The team lead reads and decides")
	p := c.Get("/referrals/new").Is(200)
	if p.Has("select[name=service]") || strings.Contains(p.Body, elsewhere.ID.String()) {
		t.Error("another service can be chosen")
	}
	f := p.Form("Keep the referral")
	f.Holds(map[string]string{"received-day": "20", "received-month": "11", "received-year": "2026"})
	bad := f.Set("nhs_number", "12").Date("received", "1", "12", "2026").Send().Is(422)
	if got := bad.Problems(); got["received"] == "" || got["nhs_number"] == "" || got["name"] == "" || got["agreed"] == "" {
		t.Errorf("not everything is said at once: %v", got)
	}
	f.Set("nhs_number", "").Date("received", "16", "11", "2026").Set("name", "Mererid <Lloyd>").Set("reach", "Through the warden at Mill House").Set("reason", "Lonely").
		Set("agreed", "yes").Set("came", "letter").Set("source", "council")
	f.Send().Is(200).CameTo("/referrals").Says("kept and waits to be read")
	f.Send().Is(200)
	if n := s.Rows(t)["referral"]; n != 1 {
		t.Errorf("%d referrals of one letter", n)
	}
	s.As(t, s.Lead(t, v)).Get("/referrals").Follow("Mererid <Lloyd>").Is(200).Says("letter", "Through the warden at Mill House", "16 November")
	both := s.Also(t, s.SchemeAdmin(t, v), authz.LinkWorker, elsewhere.ID.String())
	if !s.As(t, both).Get("/referrals/new").Has("select[name=service]") {
		t.Error("who works for two services cannot choose")
	}
}
