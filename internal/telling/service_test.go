package telling_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/contact"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/message"
	"weft/internal/person"
	"weft/internal/telling"
)

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func welsh(d *person.Details) {
	d.Name, d.Language, d.Format, d.Address, d.Postcode = "Ceinwen Parry", "cy", "large", "4 Mill Row\nAldermoor", "QZ1 1AA"
}

func TestALetterGoesInThePersonsLanguageAndFormatAndCountsAsAContact(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t, fixture.Who(welsh))
		events, err := h.Audited(t, func() error {
			_, err := h.Telling.Send(ctx, th.Worker, th.Person, telling.New{Channel: message.ByLetter, Phrase: message.TriedToReach})
			return err
		})
		ok(t, err)
		if !slices.Equal(events, []string{"message.queue", "contact.record"}) {
			t.Errorf("recorded %v", events)
		}
		m := h.Outbox(t)[0]
		if m.Lang != "cy" || m.Format != "large" || m.Name != "Ceinwen Parry" || m.Address != "4 Mill Row\nAldermoor\nQZ1 1AA" ||
			m.State != message.Waiting || m.Service != th.Service.ID.String() || !strings.HasPrefix(m.Body, "Annwyl Ceinwen Parry,") {
			t.Errorf("the letter is %+v", m)
		}
		all, err := h.Contacts.ForPerson(ctx, th.Worker, th.Person)
		ok(t, err)
		if len(all) != 1 || all[0].How != contact.ByLetter || all[0].Outcome != contact.Sent {
			t.Errorf("contacts: %+v", all)
		}
	})
}

func TestTheSameFormSendsOnce(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		before := len(h.Outbox(t))
		in := telling.New{Key: "k", Channel: message.ByText, Phrase: message.ThankYou}
		one, err := h.Telling.Send(ctx, th.Worker, th.Person, in)
		ok(t, err)
		two, err := h.Telling.Send(ctx, th.Worker, th.Person, in)
		if err != nil || one != two || len(h.Outbox(t)) != before+1 {
			t.Errorf("sent twice: %s and %s, %v", one, two, err)
		}
	})
}

func TestNothingIsWrittenWhereItIsNotSafe(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		for name, c := range map[string]struct {
			change func(*person.Details)
			ch     message.Channel
			code   string
		}{
			"safe contact, a text":   {func(d *person.Details) { d.SafeContact = true }, message.ByText, "person.no_words_safe"},
			"safe contact, a letter": {func(d *person.Details) { d.SafeContact = true }, message.ByLetter, "person.no_words_safe"},
			"a hidden address":       {func(d *person.Details) { d.HiddenAddress = true }, message.ByLetter, "person.no_letter_hidden"},
			"no address":             {func(d *person.Details) { d.Address, d.Postcode = "", "" }, message.ByLetter, "person.no_letter_address"},
			"no mobile":              {func(d *person.Details) { d.Ways = d.Ways[1:] }, message.ByText, "person.no_text_mobile"},
			"texts are not fine":     {func(d *person.Details) { d.Ways[0].MayText = false }, message.ByText, "person.no_text_refused"},
		} {
			th := h.Case(t, fixture.Who(c.change))
			before := h.Rows(t)
			in := telling.New{Channel: c.ch, Phrase: message.TriedToReach}
			if _, err := h.Telling.Send(ctx, th.Worker, th.Person, in); errs.CodeOf(err) != c.code || !errs.Is(err, errs.Conflict) {
				t.Errorf("%s: %v", name, err)
			}
			if _, err := h.Telling.Preview(ctx, th.Worker, th.Person, in); errs.CodeOf(err) != c.code {
				t.Errorf("%s is shown: %v", name, err)
			}
			if after := h.Rows(t); after["message"] != before["message"] || after["contact"] != before["contact"] {
				t.Errorf("%s: something was written", name)
			}
		}
	})
}

func TestADeathStopsWhatASurvivorWouldRead(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		_, err := h.Telling.Send(ctx, th.Worker, th.Person, telling.New{Channel: message.ByLetter, Phrase: message.TriedToReach})
		ok(t, err)
		h.Reload(t, &th)
		ok(t, h.Journeys.Close(ctx, th.Worker, th.Person, closing(th)))
		for _, m := range h.Outbox(t) {
			if m.Person == th.Person.String() && m.State == message.Waiting {
				t.Errorf("%s waits still", m.Phrase)
			}
		}
		if _, err := h.Telling.Send(ctx, th.Worker, th.Person, telling.New{Channel: message.ByLetter, Phrase: message.CaseFinished}); errs.CodeOf(err) != "person.no_words_died" {
			t.Errorf("a letter to the dead: %v", err)
		}
	})
}

func TestAnAppointmentSaysItsDayInTheReadersWords(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t, fixture.Who(welsh))
		ok(t, h.Cases.SetNext(ctx, th.Worker, th.Person, caseload.Next{On: clock.Date{Year: 2026, Month: 11, Day: 24}, Time: "10:30", Kind: caseload.Visit,
			Place: "At home", Note: "Talk about money"}))
		d, err := h.Telling.Preview(ctx, th.Worker, th.Person, telling.New{Channel: message.ByText, Phrase: message.AppointmentSoon})
		ok(t, err)
		if !strings.Contains(d.Body, "dydd Mawrth 24 Tachwedd am 10.30") || strings.Contains(d.Body, "money") || strings.Contains(d.Body, "home") {
			t.Errorf("the text says %q", d.Body)
		}
	})
}

func TestEasyReadHasWordsOfItsOwnWhereThereAreSome(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t, fixture.Who(func(d *person.Details) { d.Format = "easy" }))
		d, err := h.Telling.Preview(ctx, th.Worker, th.Person, telling.New{Channel: message.ByLetter, Phrase: message.TriedToReach})
		ok(t, err)
		if !d.Easy || d.Format != "easy" || !strings.Contains(d.Body, "Nothing is wrong.\nYou did nothing wrong.") {
			t.Errorf("Easy Read: %+v", d)
		}
		for _, line := range strings.Split(d.Body, "\n") {
			for _, sentence := range strings.Split(line, ". ") {
				if n := len(strings.Fields(sentence)); n > 15 {
					t.Errorf("%d words: %q", n, sentence)
				}
			}
		}
	})
}

func TestALetterGoesInPlaceOfAnEmailThatFailed(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		h.Box.Fail(errs.New(errs.Invalid, "mail.to"))
		h.Work(t)
		failed, err := h.Messages.Failed(ctx, th.Worker)
		ok(t, err)
		if len(failed) == 0 {
			t.Fatal("nothing failed")
		}
		var person message.Message
		for _, m := range failed {
			if m.Audience == message.ToPerson {
				person = m
			} else if err := h.Telling.Instead(ctx, th.Worker, m.ID); !errs.Is(err, errs.Conflict) {
				t.Errorf("a letter to %s: %v", m.Audience, err)
			}
		}
		ok(t, h.Telling.Instead(ctx, th.Worker, person.ID))
		if m := h.Outbox(t)[0]; m.Channel != message.ByLetter || m.State != message.Waiting || !strings.Contains(m.Address, "Mill Row") || m.Body != person.Body {
			t.Errorf("the letter is %+v", m)
		}
	})
}
