package person_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/id"
	"weft/internal/message"
	"weft/internal/person"
)

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func code(err error) string { return errs.CodeOf(err) }

func TestWhatWasWrittenIsReadBack(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		in := person.Details{Name: " Dilys  Pryce ", Pronouns: "she", Born: clock.Date{Year: 1949, Month: 5, Day: 3}, BornAbout: true,
			NHSNumber: "999 000 0018", Language: "cy", Interpreter: true, Format: "large", AccessNote: "Lift is slow", Address: "1 Mill Row\nAldermoor",
			Postcode: "qz1 1aa", SafeContact: true, Risk: "Dog", PracticeWords: "Fellside",
			Ways: []person.Way{{Kind: person.Mobile, Value: "+447700900123", Note: "after two", MayCall: true, MayLeave: true},
				{Kind: person.Helper, Value: "her daughter Megan"}}}
		th := h.Case(t)
		ok(t, h.People.Update(ctx, th.Worker, th.Person, 1, in))
		c, err := h.People.ByID(ctx, th.Worker, th.Person)
		ok(t, err)
		if c.Name != "Dilys Pryce" || c.NHSNumber != "9990000018" || c.Postcode != "QZ1 1AA" || !c.BornAbout || c.Born != in.Born || c.Age != 77 ||
			c.Language != "cy" || !c.Interpreter || c.Format != "large" || !c.SafeContact || c.Risk != "Dog" || c.Address != in.Address || c.Version != 2 {
			t.Errorf("read back as %+v", c)
		}
		want := []person.Way{{Kind: person.Mobile, Value: "07700 900123", Note: "after two", MayCall: true, MayLeave: true},
			{Kind: person.Helper, Value: "her daughter Megan"}}
		if !slices.Equal(c.Ways, want) {
			t.Errorf("reached by %+v", c.Ways)
		}
	})
}

func TestALostRaceWritesNothing(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		first, second := h.Details(), h.Details()
		did, err := h.Audited(t, func() error { return h.People.Update(ctx, th.Worker, th.Person, 1, first) })
		if err != nil || !slices.Equal(did, []string{"person.update"}) {
			t.Fatalf("recorded %v: %v", did, err)
		}
		rows := h.Rows(t)
		err = h.People.Update(ctx, th.Lead, th.Person, 1, second)
		if errs.KindOf(err) != errs.Conflict || code(err) != "form.changed_meanwhile" || !maps.Equal(rows, h.Rows(t)) {
			t.Errorf("the second: %v", err)
		}
		if c, _ := h.People.ByID(ctx, th.Worker, th.Person); c.Name != first.Name || c.Version != 2 || len(c.Ways) != 2 {
			t.Errorf("stands as %+v", c)
		}
	})
}

func TestAWrongAnswerChangesNothing(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		rows := h.Rows(t)
		for field, spoil := range map[string]func(*person.Details){
			"practice": func(d *person.Details) { d.Practice = "the surgery" }, "postcode": func(d *person.Details) { d.Postcode = "ZZ" },
			"reach":       func(d *person.Details) { d.Ways = []person.Way{{Kind: "pigeon", Value: "coo"}} },
			"risk":        func(d *person.Details) { d.Risk = strings.Repeat("a", 1001) },
			"access_note": func(d *person.Details) { d.AccessNote = strings.Repeat("a", 301) },
		} {
			d := h.Details()
			spoil(&d)
			err := h.People.Update(context.Background(), th.Worker, th.Person, 1, d)
			if f := errs.FieldsOf(err); len(f) != 1 || f[0].Name != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		if !maps.Equal(rows, h.Rows(t)) {
			t.Error("something was written")
		}
	})
}

func TestTheDayOfARiskIsTheDayItWasWritten(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx := context.Background()
		d := h.Details()
		d.Risk = "Dog loose in the yard."
		th := h.Case(t, fixture.Who(func(to *person.Details) { *to = d }))
		since := riskOn(t, h, th.Person)
		h.Now.Advance(48 * time.Hour)
		d.Pronouns = "she"
		ok(t, h.People.Update(ctx, th.Worker, th.Person, 1, d))
		if got := riskOn(t, h, th.Person); !got.Equal(since) || got.IsZero() {
			t.Errorf("another edit moved it from %s to %s", since, got)
		}
		d.Risk = "Two dogs."
		ok(t, h.People.Update(ctx, th.Worker, th.Person, 2, d))
		if got := riskOn(t, h, th.Person); !got.Equal(h.Now.Now()) {
			t.Errorf("a new risk is of %s", got)
		}
		d.Risk = ""
		ok(t, h.People.Update(ctx, th.Worker, th.Person, 3, d))
		if got := riskOn(t, h, th.Person); !got.IsZero() {
			t.Errorf("no risk is of %s", got)
		}
	})
}

func riskOn(t *testing.T, h *fixture.House, p person.ID) (on time.Time) {
	t.Helper()
	ok(t, h.DB.Read(context.Background(), func(tx *db.Tx) (err error) {
		on, err = db.One(context.Background(), tx, db.Value[time.Time], `select risk_on from person where id = $1`, p)
		if err != nil {
			on, err = db.One(context.Background(), tx, func(s db.Scan) (time.Time, error) { var v time.Time; return v, s(&v) },
				`select risk_on from person where id = $1`, p)
		}
		return err
	}))
	return on
}

func TestAJoinedRecordIsReadAndChangedAsTheOneItLeadsTo(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, old := context.Background(), h.Case(t)
		fresh := h.Referral(t, fixture.At(old.Service), fixture.LedBy(old.Lead))
		ok(t, h.Referrals.Join(ctx, old.Lead, fresh.Referral.ID, 1, old.Person))
		c, err := h.People.ByID(ctx, old.Lead, fresh.Person)
		if err != nil || c.ID != old.Person {
			t.Fatalf("leads to %s: %v", c.ID, err)
		}
		d := h.Details()
		ok(t, h.People.Update(ctx, old.Lead, fresh.Person, c.Version, d))
		if c, _ := h.People.ByID(ctx, old.Worker, old.Person); c.Name != d.Name {
			t.Errorf("the change went elsewhere: %s", c.Name)
		}
	})
}

func TestADeathThatIsWrittenStopsWhatWaits(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th := context.Background(), h.Case(t)
		d := h.Details()
		d.Died = h.Today() // no detail: it is recorded by itself
		ok(t, h.People.Update(ctx, th.Worker, th.Person, 1, d))
		if c, err := h.People.ByID(ctx, th.Worker, th.Person); err != nil || !c.Died.IsZero() {
			t.Fatalf("a form of details records a death: %v", err)
		}
		h.Write(t, func(ctx context.Context, tx *db.Tx) error {
			_, err := h.People.DeathTx(ctx, tx, th.Worker, th.Person, h.Today(), "At home.")
			return err
		})
		stopped := 0
		for _, m := range h.Outbox(t) {
			if m.Audience == message.ToPerson {
				stopped++
				if m.State != message.Stopped {
					t.Errorf("%s is %s", m.Phrase, m.State)
				}
			}
		}
		if stopped == 0 {
			t.Error("nothing had waited")
		}
		before := len(h.Outbox(t))
		h.Write(t, func(ctx context.Context, tx *db.Tx) error {
			return h.People.TellTx(ctx, tx, authz.Program(), th.Person, message.New{Phrase: message.CaseFinished, Team: "Aldermoor", Args: []any{"1"}})
		})
		if len(h.Outbox(t)) != before {
			t.Error("somebody who died was written to")
		}
	})
}

func TestAMessageGoesByTheOneSafeRouteInTheirLanguageAndFormat(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		mail := person.Way{Kind: person.Email, Value: "d@example.org"}
		for name, c := range map[string]struct {
			change  func(*person.Details)
			channel message.Channel
			address string
		}{
			"e-mail first":       {func(d *person.Details) { d.Ways = []person.Way{mail} }, message.ByEmail, "d@example.org"},
			"then a letter":      {func(d *person.Details) {}, message.ByLetter, "1 Mill Row\nQZ1 1AA"},
			"with one postcode":  {func(d *person.Details) { d.Address = "1 Mill Row, qz1 1aa" }, message.ByLetter, "1 Mill Row, qz1 1aa"},
			"no hidden address":  {func(d *person.Details) { d.HiddenAddress = true }, "", ""},
			"never against safe": {func(d *person.Details) { d.Ways, d.SafeContact = []person.Way{mail}, true }, "", ""},
			"nothing known":      {func(d *person.Details) { d.Address = "" }, "", ""},
		} {
			h.Undone(t, func(x *fixture.House) {
				th := x.Referral(t, fixture.Who(func(d *person.Details) {
					d.Address, d.Postcode, d.Language, d.Format, d.Ways = "1 Mill Row", "QZ1 1AA", "cy", "large", d.Ways[:1]
					c.change(d)
				}))
				var got []message.Message
				for _, m := range x.Outbox(t) {
					if m.Person == th.Person.String() {
						got = append(got, m)
					}
				}
				switch {
				case c.channel == "" && len(got) != 0:
					t.Errorf("%s: sent by %s", name, got[0].Channel)
				case c.channel != "" && (len(got) != 1 || got[0].Channel != c.channel || got[0].Address != c.address || got[0].Lang != "cy" || got[0].Format != "large"):
					t.Errorf("%s: %+v", name, got)
				}
			})
		}
	})
}

func TestWhoeverIsNotThereAndWhoeverIsNotYoursAnswerAlike(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, th, other := context.Background(), h.Case(t), h.Case(t)
		none := id.New[person.Person]()
		for name, call := range map[string]func(person.ID) error{
			"ByID":   func(p person.ID) error { _, err := h.People.ByID(ctx, other.Worker, p); return err },
			"Update": func(p person.ID) error { return h.People.Update(ctx, other.Worker, p, 1, h.Details()) },
		} {
			notYours, notThere := call(th.Person), call(none)
			if notYours == nil || notYours.Error() != notThere.Error() {
				t.Errorf("%s: %v is not %v", name, notYours, notThere)
			}
		}
	})
}

func TestManyPeopleAreReadInTwoStatements(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		service := h.Service(t)
		lead := h.Lead(t, service)
		var ids []person.ID
		for range 5 {
			ids = append(ids, h.Referral(t, fixture.At(service), fixture.LedBy(lead)).Person)
		}
		ctx, trace := db.WithTrace(context.Background())
		if got, err := h.People.Cards(ctx, lead, ids); err != nil || len(got) != 5 || trace.Queries() != 2 {
			t.Errorf("%d people in %d statements: %v", len(got), trace.Queries(), err)
		}
	})
}
