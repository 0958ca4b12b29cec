package cohort_test

import (
	"strings"
	"testing"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/cohort"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/fixture"
	"weft/internal/org"
	"weft/internal/referral"
)

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func list(s org.ServiceID, o org.ID) cohort.New {
	return cohort.New{Service: s, Organisation: o, Name: "Falls clinic", Basis: "Direct care", Reason: "Company after a fall.",
		Lines: []cohort.Line{{Name: "Hefin Puw", Born: clock.Date{Year: 1941, Month: 5, Day: 3}, Reach: "01632 960 119", NHSNumber: fixture.NHSNumber(7)},
			{Name: "Bet Parry", Born: clock.Date{Year: 1950, Month: 7, Day: 1}, BornAbout: true, Reach: "07700 900 555", Safe: true}}}
}

func listed(t *testing.T, h *fixture.House, a authz.Actor, in cohort.New) (cohort.ID, []cohort.Offer) {
	t.Helper()
	r, err := h.Cohorts.Add(t.Context(), a, in)
	ok(t, err)
	_, offers, err := h.Cohorts.ByID(t.Context(), a, r.ID)
	ok(t, err)
	return r.ID, offers
}

func TestEveryPartOfAListIsAskedFor(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		s := h.Service(t)
		a := h.Lead(t, s)
		for field, spoil := range map[string]func(*cohort.New){
			"name": func(n *cohort.New) { n.Name = " " }, "basis": func(n *cohort.New) { n.Basis = "" }, "reason": func(n *cohort.New) { n.Reason = "" },
			"list": func(n *cohort.New) { n.Lines = nil }, "service": func(n *cohort.New) { n.Service = "" },
		} {
			in := list(s.ID, "")
			spoil(&in)
			_, err := h.Cohorts.Add(t.Context(), a, in)
			if f := errs.FieldsOf(err); len(f) != 1 || f[0].Name != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		if h.Rows(t)["cohort"]+h.Rows(t)["cohort_offer"] != 0 {
			t.Error("something was kept")
		}
	})
}

func TestAYesIsAReferralOfTheCohort(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, s, practice := t.Context(), h.Service(t), h.Practice(t)
		lead, reception := h.Lead(t, s), h.Receptionist(t, practice)
		_, offers := listed(t, h, reception, list(s.ID, practice.ID))
		in := cohort.Answer{Key: "yes-1", Offer: offers[0].ID, Version: 1, To: cohort.SaidYes}
		rid, err := h.Cohorts.Answered(ctx, reception, in)
		ok(t, err)
		again, err := h.Cohorts.Answered(ctx, reception, in)
		if err != nil || again != rid || h.Rows(t)["referral"] != 1 {
			t.Errorf("a second click: %v %v", again, err)
		}
		r, err := h.Referrals.ByID(ctx, lead, rid)
		if err != nil || r.Source != "cohort" || r.Reason != "Company after a fall." || r.Organisation != practice.ID || r.Came != referral.ByPhone {
			t.Errorf("%+v: %v", r, err)
		}
		card, err := h.People.ByID(ctx, lead, r.Person)
		if err != nil || card.Name != offers[0].Name || card.SafeContact != offers[0].Safe {
			t.Errorf("%+v: %v", card, err)
		}
	})
}

func TestWhoeverAnsweredLeavesOnlyACount(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, s := t.Context(), h.Service(t)
		a := h.Lead(t, s)
		kid, offers := listed(t, h, a, list(s.ID, ""))
		_, err := h.Cohorts.Answered(ctx, a, cohort.Answer{Offer: offers[0].ID, Version: 1, To: cohort.Offered})
		ok(t, err)
		for i, to := range []cohort.Status{cohort.NoThanks, cohort.CouldNotReach} {
			_, err := h.Cohorts.Answered(ctx, a, cohort.Answer{Offer: offers[i].ID, Version: int64(2 - i), To: to})
			ok(t, err)
		}
		if _, err := h.Cohorts.Answered(ctx, a, cohort.Answer{Offer: offers[0].ID, Version: 3, To: cohort.SaidYes}); errs.CodeOf(err) != "cohort.is_no_thanks" {
			t.Errorf("a no becomes a yes: %v", err)
		}
		k, left, err := h.Cohorts.ByID(ctx, a, kid)
		if err != nil || len(left) != 0 || k.Counts[cohort.NoThanks] != 1 || k.Counts[cohort.CouldNotReach] != 1 {
			t.Errorf("%+v %v %v", k, left, err)
		}
		var all []string
		ok(t, h.DB.Read(ctx, func(tx *db.Tx) (err error) {
			all, err = db.All(ctx, tx, db.Value[string], `select name || reach || reach_note || nhs_number || coalesce(cast(born as text), '') from cohort_offer
				union all select mark from cohort_mark`)
			return err
		}))
		for _, secret := range []string{"Hefin", "Bet", "0163", "07700", "1941", "1950", "999"} {
			if strings.Contains(strings.Join(all[:2], " "), secret) {
				t.Errorf("%q stays: %v", secret, all)
			}
		}
	})
}

func TestNobodyIsAskedTwiceWithinTwelveMonths(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, s, other := t.Context(), h.Service(t), h.Service(t)
		a := h.Lead(t, s)
		_, offers := listed(t, h, a, list(s.ID, ""))
		h.Now.Advance(30 * 24 * time.Hour)
		_, err := h.Cohorts.Answered(ctx, a, cohort.Answer{Offer: offers[0].ID, Version: 1, To: cohort.NotNow})
		ok(t, err)
		if _, err := h.Cohorts.Add(ctx, a, list(s.ID, "")); len(errs.FieldsOf(err)) != 1 || errs.FieldsOf(err)[0].Code != "cohort.all_asked" {
			t.Errorf("asked again: %v", err)
		}
		more := list(s.ID, "")
		more.Lines = append(more.Lines, cohort.Line{Name: "Gwen Rees", Born: clock.Date{Year: 1939, Month: 1, Day: 2}, Reach: "01632 960 120"})
		if r, err := h.Cohorts.Add(ctx, a, more); err != nil || r.Added != 1 || r.Asked != 2 {
			t.Errorf("%+v %v", r, err)
		}
		if r, err := h.Cohorts.Add(ctx, h.Lead(t, other), list(other.ID, "")); err != nil || r.Added != 2 {
			t.Errorf("another service: %+v %v", r, err)
		}
		h.Now.Advance(340 * 24 * time.Hour) // a year after the list, not yet after the answer
		ok(t, h.Cohorts.Sweep(ctx))
		r, err := h.Cohorts.Add(ctx, a, list(s.ID, ""))
		if err != nil || r.Added != 1 || r.Asked != 1 {
			t.Errorf("%+v %v", r, err)
		}
	})
}

func TestTwoPeopleWhoAnswerAtOnceDoNotBothCount(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		ctx, s := t.Context(), h.Service(t)
		a := h.Lead(t, s)
		_, offers := listed(t, h, a, list(s.ID, ""))
		_, err := h.Cohorts.Answered(ctx, a, cohort.Answer{Offer: offers[0].ID, Version: 1, To: cohort.Offered})
		ok(t, err)
		if _, err := h.Cohorts.Answered(ctx, a, cohort.Answer{Offer: offers[0].ID, Version: 1, To: cohort.NotNow}); !errs.Is(err, errs.Conflict) {
			t.Errorf("%v", err)
		}
	})
}
