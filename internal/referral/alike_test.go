package referral_test

import (
	"context"
	"testing"

	"weft/internal/clock"
	"weft/internal/fixture"
	"weft/internal/person"
)

// alikeTo makes somebody known as a and somebody new as b, and reports whether
// triage is shown the one for the other.
func alikeTo(t *testing.T, h *fixture.House, a, b person.Details) (proposed bool) {
	t.Helper()
	h.Undone(t, func(x *fixture.House) {
		old := x.Referral(t, fixture.Who(func(d *person.Details) { *d = a }))
		fresh := x.Referral(t, fixture.At(old.Service), fixture.LedBy(old.Lead), fixture.Who(func(d *person.Details) { *d = b }))
		cards, err := x.Referrals.AlikeTo(context.Background(), old.Lead, fresh.Referral.ID)
		if err != nil {
			t.Error(err)
		}
		proposed = len(cards) == 1 && cards[0].ID == old.Person
		if len(cards) > 1 {
			t.Errorf("%d are proposed", len(cards))
		}
	})
	return proposed
}

func TestWhoMayBeTheSameHumanIsProposedAndNobodyElse(t *testing.T) {
	number, name := fixture.NHSNumber(900), "Zofia Penhale"
	born := clock.Date{Year: 1961, Month: 4, Day: 9}
	phone, mail := person.Way{Kind: person.Phone, Value: "01632 960 777"}, person.Way{Kind: person.Email, Value: "zofia@example.org"}
	bench := person.Way{Kind: person.Place, Value: "the bench by the library"}
	way := func(w person.Way) func(*person.Details) { return func(d *person.Details) { d.Ways = []person.Way{w} } }
	called := func(s string) func(*person.Details) { return func(d *person.Details) { d.Name = s } }
	bornOn := func(d *person.Details) { d.Born = born }
	at := func(d *person.Details) { d.Postcode = "QZ4 1AB" }
	with := func(changes ...func(*person.Details)) []func(*person.Details) { return changes }
	cases := map[string]struct {
		both, only []func(*person.Details) // what both have, and what the new one has besides
		want       bool
	}{
		"the same NHS number":              {both: with(func(d *person.Details) { d.NHSNumber = number }), want: true},
		"birth date and name":              {both: with(bornOn, called(name)), want: true},
		"birth date and name, accents":     {both: with(bornOn, called("Zófia PENHALE")), only: with(called(name)), want: true},
		"birth date and phone":             {both: with(bornOn, way(phone)), want: true},
		"a phone written another way":      {both: with(bornOn, way(phone)), only: with(way(person.Way{Kind: person.Mobile, Value: "+44 1632 960777"})), want: true},
		"birth date and postcode":          {both: with(bornOn, at), want: true},
		"name and phone":                   {both: with(called(name), way(phone)), want: true},
		"name and e-mail address":          {both: with(called(name), way(mail)), want: true},
		"nothing in common":                {},
		"a name alone":                     {both: with(called(name))},
		"a birth date alone":               {both: with(bornOn)},
		"a phone alone":                    {both: with(way(phone))},
		"a postcode alone":                 {both: with(at)},
		"a name and a postcode":            {both: with(called(name), at)},
		"birth date and no postcode":       {both: with(bornOn, func(d *person.Details) { d.Postcode = "" })},
		"birth date and where to be found": {both: with(bornOn, way(bench))},
		"no NHS number at all":             {both: with(func(d *person.Details) { d.NHSNumber = "" })},
	}
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		for title, c := range cases {
			a, b := h.Details(), h.Details()
			for _, change := range c.both {
				change(&a)
				change(&b)
			}
			for _, change := range c.only {
				change(&b)
			}
			if got := alikeTo(t, h, a, b); got != c.want {
				t.Errorf("%s: proposed is %v", title, got)
			}
		}
	})
}

func TestOnlyPeopleWhomTriageMaySeeAreProposed(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		same := func(d *person.Details) { d.Name, d.Born = "Zofia Penhale", clock.Date{Year: 1961, Month: 4, Day: 9} }
		h.Referral(t, fixture.Who(same))
		fresh := h.Referral(t, fixture.Who(same))
		cards, err := h.Referrals.AlikeTo(context.Background(), fresh.Lead, fresh.Referral.ID)
		if err != nil || len(cards) != 0 {
			t.Errorf("somebody of another service is proposed: %v", err)
		}
	})
}
