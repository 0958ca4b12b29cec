package telling_test

import (
	"slices"
	"strings"
	"testing"

	"weft/internal/authz"
	"weft/internal/contact"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/message"
	"weft/internal/person"
	"weft/internal/webtest"
)

// scene is a worker in the browser and one Welsh-speaking person who reads large print.
type scene struct {
	*webtest.Site
	fixture.Thread
	c      *webtest.Client
	office *webtest.Client
	at     string
}

func newScene(t *testing.T, s *webtest.Site, change ...func(*person.Details)) scene {
	t.Helper()
	opts := []fixture.Option{fixture.Who(func(d *person.Details) {
		d.Name, d.Language, d.Format, d.Address, d.Postcode = "Mererid Lloyd", "cy", "large", "4 Mill Row\nAldermoor", "QZ1 1AA"
	})}
	for _, c := range change {
		opts = append(opts, fixture.Who(c))
	}
	sc := scene{Site: s, Thread: s.Case(t, opts...)}
	sc.c, sc.office, sc.at = s.As(t, sc.Worker), s.As(t, s.SchemeAdmin(t, sc.Service)), "/people/"+sc.Person.String()
	return sc
}

func TestALetterIsSeenBeforeItWaitsToBePrinted(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := newScene(t, s)
		before := len(s.Outbox(t))
		p := sc.c.Get(sc.at+"/letter").Is(200).Says("It goes to 4 Mill Row, Aldermoor, QZ1 1AA", "Annwyl Mererid Lloyd,")
		p.Form("Put it in the print queue").Holds(map[string]string{"phrase": string(message.FirstLetter), "lang": "cy", "format": "large"})
		p.Count(".weft-post--large[lang=cy]", 1)
		shown := p.Form("Show it").Set("phrase", string(message.TriedToReach)).Set("lang", "en").Send().Is(200)
		shown.Says("We tried to reach you", "Nothing is wrong").Form("Put it in the print queue").Holds(map[string]string{"lang": "en"})
		if len(s.Outbox(t)) != before {
			t.Error("looking at a letter queued it")
		}
		events, _ := s.Audited(t, func() error {
			shown.Form("Put it in the print queue").Set("lang", "cy").Send().Is(200).CameTo(sc.at).Says("The letter waits to be printed")
			return nil
		})
		if !slices.Contains(events, "message.queue") || !slices.Contains(events, "contact.record") {
			t.Errorf("recorded: %v", events)
		}
		bad := sc.c.Get(sc.at+"/letter").Form("Put it in the print queue").Set("phrase", string(message.AppointmentConfirmed))
		bad.Values.Set("format", "giant")
		bad.Send().Is(422).Asks("format").Form("Put it in the print queue").Holds(map[string]string{"phrase": string(message.AppointmentConfirmed)})
	})
}

func TestATextSaysWhereItGoesHowLongItIsAndIsAContact(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := newScene(t, s)
		p := sc.c.Get(sc.at+"/text").Is(200).Says("It goes to Mererid’s mobile, 07700 900", "Texts are fine there", "Helo, ceisiodd")
		p.Count(".weft-text[lang=cy]", 1).SaysIn("main .weft-small", "it is sent, and paid for, as")
		p.Form("Send the text").Set("phrase", string(message.AppointmentChanged)).Set("lang", "en").Send().Is(200).CameTo(sc.at).Says("The text waits in the outbox")
		m := s.Outbox(t)[0]
		if m.Channel != message.ByText || m.Phrase != message.AppointmentChanged || m.Lang != "en" || strings.Contains(m.Body, "http") {
			t.Errorf("queued %+v", m)
		}
		all, err := s.Contacts.ForPerson(t.Context(), sc.Worker, sc.Person)
		if err != nil || len(all) != 1 || all[0].How != contact.ByText || all[0].Outcome != contact.Sent {
			t.Errorf("contacts: %+v, %v", all, err)
		}
	})
}

func TestWhereWritingIsNotSafeThePageSaysWhyAndWhatToDo(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		safe := newScene(t, s, func(d *person.Details) { d.SafeContact = true })
		for _, page := range []string{"/text", "/letter"} {
			safe.c.Get(safe.at+page).Is(200).Says("Contact with them must be safe", "Ring 07700 900").Hides("Mill Row", "Send the text", "print queue")
		}
		hidden := newScene(t, s, func(d *person.Details) { d.HiddenAddress = true })
		hidden.c.Get(hidden.at+"/letter").Is(200).Says("Their address is hidden", "Send a text").Hides("print queue")
		hidden.c.Get(hidden.at + "/text").Is(200).Says("Send the text")
		silent := newScene(t, s, func(d *person.Details) { d.Ways[0].MayText = false })
		silent.c.Get(silent.at+"/text").Is(200).Says("They have not said that texts are fine", "Write a letter")
	})
}

func TestTheLettersArePrintedMarkedAndPrintedAgain(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := newScene(t, s)
		braille := newScene(t, s, func(d *person.Details) { d.Name, d.Format = "Nia Vaughan", "braille" })
		sc.c.Get(sc.at + "/letter").Press("Put it in the print queue").Is(200)
		braille.c.Get(braille.at + "/letter").Says("They read Braille").Press("Put it in the print queue").Is(200)
		p := sc.office.Get("/outbox").Is(200).Says("Letter to Mererid Lloyd", "Large print letters", "Welsh").Follow("Print one letter").Is(200)
		p.Count("article.weft-post", 1).Count("article.weft-post--large[lang=cy] h2", 1).SaysIn(".weft-post__to", "Mererid Lloyd", "4 Mill Row", "QZ1 1AA").
			SaysIn(".weft-post__from", sc.Service.Name, sc.Service.Phone).Says("20 Tachwedd 2026")
		if len(s.Outbox(t)) == 0 || s.Outbox(t)[0].State == message.Printed {
			t.Error("looking printed it")
		}
		p.Press("I have printed them").Is(200).CameTo("/outbox").Says("Noted as printed: 1")
		p.Press("I have printed them").Is(200).Says("No longer waiting: 1.")
		again := sc.office.Get("/outbox?state=printed").Is(200)
		again = sc.office.Get(again.Attrs("main .weft-row a", "href")[0]).Is(200).Follow("Print it again").Is(200).Count("article.weft-post", 1).Hides("I have printed them")
		again.Says("Annwyl Mererid Lloyd,")
		s.As(t, braille.Worker).Get("/outbox/print").Is(403)
		s.As(t, s.SchemeAdmin(t, braille.Service)).Get("/outbox/print").Is(200).Says("Arrange these first", "Arrange: Braille").Count("article.weft-post", 0)
	})
}

func TestWhatCouldNotBeSentIsOnTodayAndPutRight(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := newScene(t, s)
		s.Box.Fail(errs.New(errs.Invalid, "mail.to"))
		s.Work(t)
		told := func() int {
			n := 0
			for _, row := range sc.c.Get("/today").Is(200).Says("Could not be sent").Texts("main .weft-row a") {
				if row == "To Mererid Lloyd" {
					n++
				}
			}
			return n
		}
		before := told()
		p := sc.c.Get("/today").Follow("To Mererid Lloyd").Is(200)
		p.Says("cannot receive mail").Press("Print a letter instead").Is(200).CameTo("/today").Says("A letter waits to be printed in its place")
		if after := told(); before == 0 || after != before-1 {
			t.Errorf("%d could not be told before, %d after", before, after)
		}
		s.As(t, s.Worker(t, sc.Service)).Get("/today").Is(200).Hides("Could not be sent")
		sc.office.Get("/outbox?state=stopped").Is(200).Says("A letter went in its place")
		sc.office.Get("/outbox?state=failed&channel=email").Is(200).Says("Could not be sent")
	})
}

func TestTheOutboxIsMaskedForTheAdministratorAndWholeForTheOffice(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		sc := newScene(t, s, func(d *person.Details) {
			d.Ways = []person.Way{{Kind: person.Email, Value: "mererid@example.org", MayText: true}}
		})
		if _, err := s.Contacts.Record(t.Context(), sc.Worker, sc.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke}); err != nil {
			t.Fatal(err)
		}
		admin := s.As(t, s.Admin(t))
		whole := sc.office.Get("/outbox").Is(200).Says("Mererid Lloyd")
		masked := admin.Get("/outbox").Is(200).Hides("mererid@example.org", "Mererid", "lowe@example.org").Says("hidden from you")
		if a, b := len(whole.All("main .weft-row")), len(masked.All("main .weft-row")); a == 0 || a != b {
			t.Errorf("the office sees %d messages, the administrator %d", a, b)
		}
		for _, href := range masked.Attrs("main .weft-row a", "href") {
			admin.Get(href).Is(200).Hides("mererid@example.org", "Mererid", "M.L.", "lowe@example.org", "Dear ", "Annwyl")
			admin.Get(href + "/print").Is(403)
		}
		events, _ := s.Audited(t, func() error {
			sc.office.Get(whole.Attrs("main .weft-row a", "href")[0]).Is(200).Press("Do not send it").Is(200).CameTo("/outbox").Says("It is not sent.")
			return nil
		})
		if len(events) == 0 || !strings.HasPrefix(events[len(events)-1], "message.stop") {
			t.Errorf("recorded: %v", events)
		}
		sc.office.Get("/outbox?state=stopped").Is(200).Says("Somebody chose not to send it")
		s.As(t, s.SchemeAdmin(t, s.Service(t))).Get("/outbox").Is(200).Hides("Mererid")
		s.As(t, s.Staff(t, authz.Triager, sc.Service.ID.String())).Get("/outbox").Is(403)
	})
}

func TestALetterThatWasStoppedMeanwhileIsTakenOutOfThePileAndTheOthersAreNoted(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t)
	sc := newScene(t, s)
	for range 2 {
		sc.c.Get(sc.at + "/letter").Press("Put it in the print queue").Is(200)
	}
	pile := sc.office.Get("/outbox/print").Is(200)
	if err := s.Messages.Stop(t.Context(), sc.Worker, s.Outbox(t)[0].ID); err != nil {
		t.Fatal(err)
	}
	pile.Press("I have printed them").Is(200).Says("Noted as printed: 1.", "No longer waiting: 1.", "take out of the pile")
}
