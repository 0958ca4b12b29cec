package team_test

import (
	"strings"
	"testing"
	"time"

	"weft/internal/fixture"
	"weft/internal/waiting"
	"weft/internal/webtest"
)

func waits(t *testing.T, s *webtest.Site, in waiting.Placing, opts ...fixture.Option) fixture.Thread {
	t.Helper()
	th := s.Referral(t, append(opts, fixture.Accepted())...)
	if err := s.Waiting.Start(t.Context(), th.Lead, th.Referral.ID, th.Referral.Version, "", in); err != nil {
		t.Fatal(err)
	}
	s.Reload(t, &th)
	return th
}

// A15: from accepted to the list, to an offer, to a worker who says yes.
func TestSomebodyIsPutOnTheListOfferedAndTakenOn(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		th := s.Referral(t, named("Wren Hollis"), fixture.Accepted())
		worker := s.Worker(t, th.Service)
		lead := s.As(t, th.Lead)
		p := lead.Get("/referrals/" + th.Referral.ID.String()).Is(200)
		p.Form("Put on the list").Set("band", "first").Send().Is(422).Asks("why", "words").Form("Put on the list").Holds(map[string]string{"band": "first"})
		p.Form("Put on the list").Set("band", "first").Set("why", "risk").Set("words", "Alone with a baby").Send().Is(200).Says("On the waiting list")
		p = lead.Get("/team").Is(200).Follow("Waiting list").Is(200).Says("1 person on the list", "Before others", "Wren Hollis", "Alone with a baby")
		p = p.Follow("Wren Hollis").Is(200).Says("Waiting may harm them", "Has room, nobody yet")
		p.Form("Offer").Send().Is(422).Asks("worker")
		p.Form("Offer").Set("worker", worker.ID.String()).Set("note", "Likes gardens").Send().Is(200).CameTo("/team/waiting").Says("Offered to a worker")
		w := s.As(t, worker)
		q := w.Get("/today").Is(200).Follow("What you carry, and what is offered to you").Is(200).Says("Likes gardens", "Asked by "+s.Account(t, th.Lead).Name, "Nobody").Hides("Wren", th.Person.String())
		q.Press("Yes, I take them on offer 1").Is(200).CameTo("/people/"+th.Person.String()).Says("Wren Hollis", "The first call is on your list")
		lead.Get("/team/waiting/" + th.Referral.ID.String()).Is(200).Says("With a worker")
		p.Form("Offer").Set("worker", worker.ID.String()).Set("note", "Again").Send().Is(409).Says("they are with a link worker by now")
	})
}

func TestAWorkerMaySayNotJustNowAndTheLeadReadsWhy(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := waits(t, s, waiting.Placing{}, named("Wren Hollis"))
	worker := s.Worker(t, th.Service)
	if err := s.Waiting.Offer(t.Context(), th.Lead, th.Referral.ID, 1, worker.ID, ""); err != nil {
		t.Fatal(err)
	}
	p := s.As(t, worker).Get("/team/offers").Is(200)
	p.Form("Not just now offer 1").Set("offer_words", strings.Repeat("long ", 300)).Send().Is(422).Asks("offer_words")
	p.Form("Not just now offer 1").Set("offer_words", "On leave from Monday").Send().Is(200).Says("They wait on in their place", "Nothing is offered to you")
	s.As(t, th.Lead).Get("/team/waiting/"+th.Referral.ID.String()).Is(200).Says("On leave from Monday", "could not take them on", "Waiting")
}

func TestBeingInTouchBandsAndLeavingAreKeptOnOnePage(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	th := waits(t, s, waiting.Placing{}, named("Wren Hollis"))
	s.Now.Advance(43 * 24 * time.Hour)
	lead, at := s.As(t, th.Lead), "/team/waiting/"+th.Referral.ID.String()
	lead.Get("/team/waiting").Is(200).Says("Be in touch", "Over 6 weeks: look again")
	p := lead.Get(at).Is(200)
	p.Form("Save the contact").Set("contact_words", "Glad of the call").Send().Is(200).CameTo(at).Says("We rang. Glad of the call")
	lead.Get("/team/waiting").Hides("Be in touch")
	p.Form("Save the contact").Set("contact_words", "Once more").Send().Is(409).Form("Save the contact").Holds(map[string]string{"contact_words": "Once more"})
	lead.Get(at).Form("Save the band").Set("band", "sooner").Set("why", "equity").Set("words", "Lost twice").Send().Is(200).Says("Sooner", "Lost twice")
	lead.Get(at).Form("Save that they left").Send().Is(422).Asks("end")
	lead.Get(at).Form("Save that they left").Set("end", "withdrawn").Send().Is(200).CameTo("/team/waiting").Says("Nobody waits")
	lead.Get(at).Is(200).Says("Left the list", "Open the referral")
}

// B2, B3: open cases weighed, and a year's people beside them, for the lead; a worker
// reads their own and nobody else's.
func TestLoadsAreForTheLeadAndOnesOwn(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		th := s.Case(t)
		other := s.Worker(t, th.Service)
		mine, theirs := s.Account(t, th.Worker).Name, s.Account(t, other).Name
		lead := s.As(t, th.Lead)
		p := lead.Get("/team").Is(200).Says("Without a worker", "Not read for safety in time", "First call overdue", mine, theirs, "1 person", "(usual: 200 to 250)", "We cannot say yet", "Never paused")
		p.Form("Save").Set("limit", "many").Send().Is(422).Asks("limit")
		p.Form("Save").Set("limit", "20").Send().Is(200).CameTo("/team").Says("20")
		s.As(t, th.Worker).Get("/team/offers").Is(200).Says("1 person", "Weight 4 of 20 agreed", "Only you and your lead see this").Hides(theirs)
		s.As(t, th.Worker).Get("/team").Is(403)
		s.As(t, s.Triager(t, th.Service)).Get("/team").Is(403)
	})
}

// A15: whoever waits reads an honest range, or that nobody can say yet, in both languages.
func TestWaitingWellIsForEverybodyAndSaysWhenNobodyCanSay(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	s.Service(t)
	s.Nobody(t).Get("/while-you-wait").Is(200).Says("While you wait", "We cannot say yet how long it takes", "Wrth i chi aros", "116 123").Hides("had a first conversation")
}
