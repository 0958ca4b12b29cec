package support_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/internal/consent"
	"weft/internal/contact"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/support"
)

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func dilys(d *person.Details) {
	d.Name, d.Address, d.Postcode = "Dilys Penhallow", "4 Mill Row\nAldermoor", "QZ1 1AA"
}

// told is a person of whose case there is something to say.
func told(t *testing.T, h *fixture.House, opts ...fixture.Option) fixture.Thread {
	t.Helper()
	ctx := context.Background()
	th := h.Case(t, append([]fixture.Option{fixture.Who(dilys)}, opts...)...)
	for range 3 {
		_, err := h.Contacts.Record(ctx, th.Worker, th.Person, contact.New{How: contact.ByPhone, Outcome: contact.Spoke, Note: "Her chest is bad."})
		ok(t, err)
		h.Now.Advance(14 * 24 * time.Hour)
	}
	ok(t, h.Plans.Listen(ctx, th.Worker, th.Person, 0, plan.Conversation{Matters: "I want to stay near the market. I miss singing.", Needs: []string{"housing", "money"}}))
	_, err := h.Plans.Save(ctx, th.Worker, th.Person, plan.New{Goals: []plan.Goal{{Words: "A flat on the ground floor", Importance: -1, Confidence: -1, Actions: []plan.Action{
		{Words: "Look at two flats.", Owner: plan.ByPerson, Status: plan.ToDo}, {Words: "Ring the council", Owner: plan.ByWorker, Status: plan.ToDo}}}}})
	ok(t, err)
	p, err := h.Plans.Current(ctx, th.Worker, th.Person)
	ok(t, err)
	ok(t, h.Plans.Agree(ctx, th.Worker, th.Person, p.Version, "together"))
	return th
}

func keys(d support.Draft) []string {
	var out []string
	for _, f := range d.Facts {
		k, _, _ := strings.Cut(f.Key, ":")
		out = append(out, k)
	}
	return out
}

func all(d support.Draft) []string {
	var out []string
	for _, f := range d.Facts {
		out = append(out, f.Key)
	}
	return out
}

func one(t *testing.T, h *fixture.House, th fixture.Thread, in support.New) support.Letter {
	t.Helper()
	lid, err := h.Support.Make(context.Background(), th.Worker, th.Person, in)
	ok(t, err)
	l, err := h.Support.ByID(context.Background(), th.Worker, th.Person, lid)
	ok(t, err)
	return l
}

func TestTheLetterSaysWhatWasTickedAndNothingElse(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), told(t, h)
		d, err := h.Support.Preview(ctx, th.Worker, th.Person, support.New{})
		if f := errs.FieldsOf(err); len(f) != 1 || f[0].Code != "support.nothing_said" {
			t.Errorf("an empty letter: %v", err)
		}
		if got := keys(d); !slices.Equal(got, []string{"since", "often", "words", "action", "need", "need"}) {
			t.Fatalf("the record can say %v", got)
		}
		for _, f := range d.Facts {
			if f.Private != strings.HasPrefix(f.Key, "need:") {
				t.Errorf("%s private: %v", f.Key, f.Private)
			}
		}
		in := support.New{Name: "Mr Rao", Organisation: "Aldermoor Homes", Purpose: support.Housing, For: "a flat on the ground floor", Facts: all(d)[:4],
			Quote: "I want to stay near the market.", Sentence: "I have seen the stairs: there are 41.", Agreed: true, Reference: "AH 12"}
		l := one(t, h, th, in)
		for _, want := range []string{"Dear Mr Rao,", "Your reference: AH 12", "in support of Dilys Penhallow, about housing. It is about this: a flat on the ground floor.",
			"has been known to " + th.Service.Name + " since November 2026.", "about every 2 weeks.", "“I want to stay near the market.”",
			"Dilys has agreed to do this: Look at two flats.", "there are 41", "Dilys knows what this letter says and agreed to it.", "not a medical opinion",
			"Yours sincerely,", h.Account(t, th.Worker).Name + "\nLink worker\n" + th.Service.Name} {
			if !strings.Contains(l.Body, want) {
				t.Errorf("it does not say %q:\n%s", want, l.Body)
			}
		}
		for _, not := range []string{"singing", "council", "chest", "named this", "Mill Row", "QZ1", "999 "} {
			if strings.Contains(l.Body, not) {
				t.Errorf("it says %q:\n%s", not, l.Body)
			}
		}
		if l.Recipient != "Mr Rao\nAldermoor Homes" || l.Subject != "Letter of support for Dilys Penhallow" || !slices.Equal(l.Told, all(d)[:4]) {
			t.Errorf("kept %+v", l)
		}
	})
}

func TestANeedIsToldOnlyWhenItWasTickedAndInWelshTheFixedSentencesAreWelsh(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), told(t, h)
		d, err := h.Support.Preview(ctx, th.Worker, th.Person, support.New{Lang: "cy", Facts: []string{"since", "need:money"}})
		ok(t, err)
		if b := d.Letter.Body; !strings.Contains(b, "At bwy bynnag") || !strings.Contains(b, "ers Tachwedd 2026") || !strings.Contains(b, "Enwodd Dilys hyn") ||
			strings.Contains(b, "Dilys has") || strings.Contains(b, "Yours") || strings.Contains(b, "housing") || strings.Contains(b, "{") {
			t.Errorf("in Welsh: %s", b)
		}
	})
}

func TestWithoutTheirAgreementNothingIsMade(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), told(t, h)
		before := h.Rows(t)
		_, err := h.Support.Make(ctx, th.Worker, th.Person, support.New{Facts: []string{"since"}})
		if f := errs.FieldsOf(err); len(f) != 1 || f[0].Name != "agreed" || f[0].Code != "support.not_agreed" {
			t.Errorf("made: %v", err)
		}
		after := h.Rows(t)
		for _, table := range []string{"support_letter", "consent", "contact", "audit_event"} {
			if before[table] != after[table] {
				t.Errorf("%s was written", table)
			}
		}
	})
}

func TestTheLetterIsKeptWithTheAgreementAndCountsAsWorkForThem(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), told(t, h)
		var l support.Letter
		in := support.New{Key: "k", Organisation: "Aldermoor Homes", Facts: []string{"since"}, Agreed: true, How: "on the phone"}
		events, err := h.Audited(t, func() error {
			l = one(t, h, th, in)
			return nil
		})
		ok(t, err)
		if !slices.Equal(events, []string{"consent.yes", "contact.record", "support_letter.make"}) {
			t.Errorf("recorded %v", events)
		}
		if again := one(t, h, th, in); again.ID != l.ID {
			t.Error("the same form made two")
		}
		contacts, err := h.Contacts.ForPerson(ctx, th.Worker, th.Person)
		ok(t, err)
		k := contacts[slices.IndexFunc(contacts, func(k contact.Contact) bool { return k.ID == l.Contact })]
		if k.Purpose != contact.OnBehalf || k.How != contact.ByLetter || k.Outcome != contact.Worked {
			t.Errorf("the contact is %+v", k)
		}
		bases, err := h.Consents.History(ctx, th.Worker, h.People, th.Person)
		ok(t, err)
		if b := bases[0]; b.Scope != consent.ToLetter || b.Target != l.ID.String() || b.Answer != consent.Yes || b.How != "on the phone" || b.Words != "Aldermoor Homes" {
			t.Errorf("the agreement is %+v", b)
		}
		ok(t, h.Plans.Listen(ctx, th.Worker, th.Person, 1, plan.Conversation{Matters: "Something else now."}))
		d := h.Details()
		d.Name = "Dilys Roberts"
		ok(t, h.People.Update(ctx, th.Worker, th.Person, 1, d))
		if later, err := h.Support.ForPerson(ctx, th.Worker, th.Person); err != nil || len(later) != 1 || later[0].Body != l.Body || !strings.Contains(l.Body, "Dilys Penhallow") {
			t.Errorf("the words changed: %+v, %v", later, err)
		}
	})
}

func TestAHiddenAddressNeverStandsInALetter(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), told(t, h, fixture.Who(func(d *person.Details) { d.HiddenAddress = true }))
		for field, in := range map[string]support.New{
			"sentence": {Sentence: "She lives at 4, Mill Row."},
			"for":      {For: "repairs at qz11aa"},
			"address":  {Address: "4 Mill Row, Aldermoor"},
		} {
			in.Facts, in.Agreed = []string{"since"}, true
			_, err := h.Support.Make(ctx, th.Worker, th.Person, in)
			if f := errs.FieldsOf(err); len(f) != 1 || f[0].Name != field || f[0].Code != "support.reveals" {
				t.Errorf("%s: %v", field, err)
			}
		}
		v := int64(1)
		ok(t, h.Plans.Listen(ctx, th.Worker, th.Person, v, plan.Conversation{Matters: "I hide at 4 Mill Row."}))
		if _, err := h.Support.Make(ctx, th.Worker, th.Person, support.New{Facts: []string{"words"}, Agreed: true}); errs.FieldsOf(err) == nil || errs.FieldsOf(err)[0].Name != "facts" {
			t.Errorf("in their own words: %v", err)
		}
		if n := h.Rows(t)["support_letter"]; n != 0 {
			t.Errorf("%d letters were made", n)
		}
	})
}

func TestTheirWordsAreQuotedAsTheyAreAndGoneFactsAreRefused(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), told(t, h)
		for code, in := range map[string]support.New{
			"support.quote_changed": {Facts: []string{"words"}, Quote: "I demand to stay near the market."},
			"support.fact_gone":     {Facts: []string{"since", "need:food"}},
		} {
			in.Agreed = true
			_, err := h.Support.Make(ctx, th.Worker, th.Person, in)
			if f := errs.FieldsOf(err); len(f) != 1 || f[0].Code != code {
				t.Errorf("%s: %v", code, err)
			}
		}
	})
}

func TestTheyMayTakeTheirAgreementBackAndAClosedCaseMakesNoLetter(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), told(t, h)
		l := one(t, h, th, support.New{Facts: []string{"since"}, Agreed: true})
		ok(t, h.Support.TakeBack(ctx, th.Worker, th.Person, l.ID))
		if err := h.Support.TakeBack(ctx, th.Worker, th.Person, l.ID); errs.CodeOf(err) != "support.is_taken_back" {
			t.Errorf("twice: %v", err)
		}
		h.Write(t, func(ctx context.Context, tx *db.Tx) error {
			holds, err := h.Consents.HoldsTx(ctx, tx, th.Person, consent.ToLetter, l.ID.String())
			if holds {
				t.Error("the agreement holds still")
			}
			return err
		})
		if l, err := h.Support.ByID(ctx, th.Worker, th.Person, l.ID); err != nil || l.TakenBack.IsZero() || l.Body == "" {
			t.Errorf("kept: %+v, %v", l, err)
		}
		other := told(t, h)
		if _, err := h.Support.ByID(ctx, other.Worker, other.Person, l.ID); errs.CodeOf(err) != "support.not_found" {
			t.Errorf("with somebody else: %v", err)
		}
		h.CloseCase(t, &th)
		if _, err := h.Support.Make(ctx, th.Worker, th.Person, support.New{Facts: []string{"since"}, Agreed: true}); !errs.Is(err, errs.Conflict) {
			t.Errorf("after closing: %v", err)
		}
		if list, err := h.Support.ForPerson(ctx, th.Worker, th.Person); err != nil || len(list) != 1 {
			t.Errorf("after closing: %v, %v", list, err)
		}
	})
}

// A letter says who it is about, so of a restricted record it is as closed as the record.
func TestTheLettersOfARestrictedRecordAreHeldBackFromTheSupervisor(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		for _, restricted := range []bool{false, true} {
			th := h.Case(t, fixture.Who(dilys), fixture.Who(func(d *person.Details) { d.Restricted = restricted }))
			l := one(t, h, th, support.New{Facts: []string{"since"}, Agreed: true, Organisation: "Aldermoor Homes", How: "On the phone"})
			supervisor := h.Supervisor(t, th.Worker)
			list, err := h.Support.ForPerson(ctx, supervisor, th.Person)
			if err != nil || (len(list) == 0) != restricted {
				t.Errorf("restricted %v: %d letters are listed, %v", restricted, len(list), err)
			}
			if _, err := h.Support.ByID(ctx, supervisor, th.Person, l.ID); errs.Is(err, errs.Forbidden) != restricted {
				t.Errorf("restricted %v: %v", restricted, err)
			}
		}
	})
}
