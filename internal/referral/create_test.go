package referral_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/referral"
	"weft/internal/vocabulary"
)

func TestTheFiveAnswersAreAskedAndSaidAllAtOnce(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, practice := context.Background(), h.Practice(t)
		gp := h.Referrer(t, practice)
		in := h.Form(h.Service(t), practice)
		in.Person, in.Reason, in.Agreed = person.Details{}, "  ", false
		before := h.Rows(t)
		_, err := h.Referrals.Create(ctx, gp, in)
		var missing []string
		for _, f := range errs.FieldsOf(err) {
			missing = append(missing, f.Name)
		}
		slices.Sort(missing)
		if !slices.Equal(missing, []string{"agreed", "born", "name", "reach", "reason"}) {
			t.Errorf("asked for %v: %v", missing, err)
		}
		if after := h.Rows(t); !maps.Equal(before, after) {
			t.Errorf("something was written: %v", after)
		}
	})
}

func TestEachWrongAnswerIsNamedAndNothingIsWritten(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		practice, service := h.Practice(t), h.Service(t)
		gp, worker := h.Referrer(t, practice), h.Worker(t, service)
		wrong := map[string]func(*referral.New){
			"name":           func(in *referral.New) { in.Person.Name = " " },
			"born":           func(in *referral.New) { in.Person.Born = clock.Date{} },
			"reach":          func(in *referral.New) { in.Person.Ways = []person.Way{{Kind: person.Phone, Value: "12"}} },
			"reason":         func(in *referral.New) { in.Reason = strings.Repeat("a", 4001) },
			"agreed":         func(in *referral.New) { in.Agreed = false },
			"service":        func(in *referral.New) { in.Service = org.ServiceID(practice.ID) },
			"organisation":   func(in *referral.New) { in.Organisation = "not an id" },
			"source":         func(in *referral.New) { in.Source = "plumber" },
			"nhs_number":     func(in *referral.New) { in.Person.NHSNumber = "999 000 0019" },
			"postcode":       func(in *referral.New) { in.Person.Postcode = "nowhere" },
			"needs":          func(in *referral.New) { in.Needs = []string{"loneliness", "gold"} },
			"referrer_email": func(in *referral.New) { in.ReferrerEmail = "lowe at example" },
		}
		for field, spoil := range wrong {
			in := h.Form(service, practice)
			spoil(&in)
			notTaken(t, h, field, func() error { _, err := h.Referrals.Create(context.Background(), gp, in); return err })
			if err := h.Referrals.Validate(context.Background(), in); len(errs.FieldsOf(err)) == 0 {
				t.Errorf("%s passes when it is only looked at: %v", field, err)
			}
		}
		entered := map[string]func(*referral.New){
			"came":         func(in *referral.New) { in.Came = "pigeon" },
			"received":     func(in *referral.New) { in.Received = h.Today().AddDays(1) },
			"organisation": func(in *referral.New) { in.Organisation = org.ID(service.ID) },
		}
		for field, spoil := range entered {
			in := h.Form(service, practice)
			in.Came = referral.ByLetter
			spoil(&in)
			notTaken(t, h, field, func() error { _, err := h.Referrals.Enter(context.Background(), worker, in); return err })
		}
	})
}

// notTaken shows that a submit fails with this field alone and writes nothing.
func notTaken(t *testing.T, h *fixture.House, field string, submit func() error) {
	t.Helper()
	before := h.Rows(t)
	err := submit()
	if f := errs.FieldsOf(err); len(f) != 1 || f[0].Name != field || errs.KindOf(err) != errs.Invalid {
		t.Errorf("%s: %v", field, err)
	}
	if after := h.Rows(t); !maps.Equal(before, after) {
		t.Errorf("%s: something was written", field)
	}
}

func TestWhatComesByPhoneMayLackABirthDateAndKeepsTheDayItCame(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		service := h.Service(t)
		worker := h.Worker(t, service)
		in := h.Form(service, h.Practice(t))
		in.Came, in.Received, in.Person.Born = referral.ByPhone, h.Today().AddDays(-3), clock.Date{}
		rid, err := h.Referrals.Enter(context.Background(), worker, in)
		ok(t, err)
		r, err := h.Referrals.ByID(context.Background(), authz.Program(), rid)
		if err != nil || r.Received != h.Today().AddDays(-3) || r.Came != referral.ByPhone || !r.Referrer.IsZero() {
			t.Errorf("kept %+v: %v", r, err)
		}
		if mine, err := h.Referrals.Mine(context.Background(), h.Referrer(t, h.Practice(t))); err != nil || len(mine) != 0 {
			t.Errorf("somebody else's page shows it: %v", err)
		}
	})
}

// D1 and D2: until 31 March 2020 only practice staff may refer, from then on everyone.
func TestWhoMayReferFollowsThePolicyOfTheDay(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		for day, all := range map[string]bool{"2019-07-01": false, "2020-03-31": false, "2020-04-01": true} {
			on, _ := clock.ParseDate(day)
			h.Now.Set(on.Time(h.Zone).Add(9 * time.Hour))
			practice, service := h.Practice(t), h.Service(t)
			gp := h.Referrer(t, practice)
			for _, source := range vocabulary.Sources() {
				in := h.Form(service, practice)
				in.Source = source.Code
				before := h.Rows(t)["person"]
				_, err := h.Referrals.Create(context.Background(), gp, in)
				may := all || slices.Contains(vocabulary.PracticeSources(), source.Code)
				if (err == nil) != may {
					t.Errorf("%s on %s: %v", source.Code, day, err)
				}
				if !may && (errs.CodeOf(err) != "referral.source_practice_only" || h.Rows(t)["person"] != before) {
					t.Errorf("%s on %s is refused with %v", source.Code, day, err)
				}
			}
		}
	})
}

// Midnight in London in summer is an hour before midnight UTC.
func TestTheDayOfAReferralIsTheDayWhereTheServiceIs(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		h.Now.Set(time.Date(2026, 6, 30, 23, 30, 0, 0, time.UTC))
		th := h.Referral(t)
		if got := th.Referral.Received.String(); got != "2026-07-01" {
			t.Errorf("received on %s", got)
		}
	})
}

func TestAReplayedSubmitIsOneReferralAndOnePerson(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, practice := context.Background(), h.Practice(t)
		gp, other := h.Referrer(t, practice), h.Referrer(t, practice)
		in := h.Form(h.Service(t), practice)
		in.Key = "one and the same"
		first, err := h.Referrals.Create(ctx, gp, in)
		ok(t, err)
		rows := h.Rows(t)
		again, err := h.Referrals.Create(ctx, gp, in)
		if err != nil || again != first || !maps.Equal(rows, h.Rows(t)) {
			t.Errorf("the second submit: %s and %s, %v", first, again, err)
		}
		if apart, err := h.Referrals.Create(ctx, other, in); err != nil || apart == first {
			t.Errorf("somebody else with the same key: %v", err)
		}
	})
}

func TestUrgentWordsAndATickPutAReferralFirst(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		calm := h.Referral(t)
		same := []fixture.Option{fixture.At(calm.Service), fixture.LedBy(calm.Lead)}
		words := h.Referral(t, append(same, fixture.Who(func(d *person.Details) { d.Risk = "Her brother hits her." }))...)
		ticked := h.Referral(t, append(same, fixture.Asking(func(in *referral.New) { in.Urgent = true }))...)
		list, err := h.Referrals.List(context.Background(), calm.Lead, referral.Filter{})
		if err != nil || len(list) != 3 {
			t.Fatalf("%d referrals: %v", len(list), err)
		}
		if list[0].ID != words.Referral.ID || list[1].ID != ticked.Referral.ID || list[2].ID != calm.Referral.ID {
			t.Errorf("the order is wrong: %v %v %v", list[0].Urgent, list[1].Urgent, list[2].Urgent)
		}
	})
}

func TestAReferralIsAcknowledgedToBothAndAudited(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		practice := h.Practice(t)
		gp, in := h.Referrer(t, practice), h.Form(h.Service(t), practice)
		in.TellReferrer = true
		did, err := h.Audited(t, func() error { _, err := h.Referrals.Create(context.Background(), gp, in); return err })
		ok(t, err)
		want := []string{"person.create", "consent.yes", "consent.yes", "referral.create", "message.queue", "message.queue"}
		if !slices.Equal(did, want) {
			t.Errorf("recorded %v", did)
		}
		if told := h.Told(t); !slices.Equal(told, []string{"referral.received to referrer", "referral.received to person"}) {
			t.Errorf("told %v", told)
		}
		// Five working days after Friday 20 November.
		if m := h.Outbox(t)[0]; !strings.Contains(m.Body, "27 November") {
			t.Errorf("the person is told: %s", m.Body)
		}
	})
}

func TestWhoNeedsSafeContactIsNotWrittenTo(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		h.Referral(t, fixture.Who(func(d *person.Details) { d.SafeContact = true }))
		if told := h.Told(t); !slices.Equal(told, []string{"referral.received to referrer"}) {
			t.Errorf("told %v", told)
		}
	})
}

// A double click, or a page sent twice by a lost signal.
func TestTheSameSubmitManyTimesAtOnceIsOneReferral(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		practice := h.Practice(t)
		gp, in := h.Referrer(t, practice), h.Form(h.Service(t), practice)
		in.Key = "double click"
		results := make([]referral.ID, 6)
		var wg sync.WaitGroup
		for i := range results {
			wg.Go(func() {
				rid, err := h.Referrals.Create(context.Background(), gp, in)
				if err != nil {
					t.Error(err)
				}
				results[i] = rid
			})
		}
		wg.Wait()
		if rows := h.Rows(t); len(slices.Compact(results)) != 1 || rows["referral"] != 1 || rows["person"] != 1 || rows["message"] != 2 {
			t.Errorf("%v: %d referrals of %d people", results, rows["referral"], rows["person"])
		}
	})
}
