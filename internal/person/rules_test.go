package person

import (
	"testing"

	"weft/internal/clock"
	"weft/internal/errs"
)

func TestNHSNumbersAreCheckedByTheirCheckDigit(t *testing.T) {
	t.Parallel()
	for in, ok := range map[string]bool{
		"999 000 0018": true, "9990000018": true, "9990000019": false, "999000001": false, "99900000180": false,
		"999000001a": false, "": false, "999-000-0018": true,
	} {
		if _, got := NHSNumber(in); got != ok {
			t.Errorf("NHSNumber(%q) = %v", in, got)
		}
	}
}

func TestAnyWayToReachSomeoneIsAnAnswer(t *testing.T) {
	t.Parallel()
	for in, kind := range map[string]WayKind{
		"01632 960 118": Phone, "+44 7700 900123": Mobile, "07700900123": Mobile, "a.b@example.org": Email,
		"ring her daughter Megan on 01632 960 118": Helper, "the bench by the library, mornings": Helper,
	} {
		w, err := Reach(in, "")
		if err != nil || w.Kind != kind {
			t.Errorf("Reach(%q) = %q, %v", in, w.Kind, err)
		}
	}
	for _, in := range []string{"", "   ", "12345", "a@b@c"} {
		if _, err := Reach(in, ""); errs.KindOf(err) != errs.Invalid {
			t.Errorf("Reach(%q) was taken: %v", in, err)
		}
	}
}

func TestOnlyANameIsRequiredAndWhatIsGivenMustBeRight(t *testing.T) {
	t.Parallel()
	today := clock.Date{Year: 2026, Month: 11, Day: 20}
	if err := (Details{Name: "A"}).tidy().validate(today); err != nil {
		t.Errorf("a name alone: %v", err)
	}
	bad := map[string]Details{
		"name":       {},
		"nhs_number": {Name: "A", NHSNumber: "1234567890"},
		"born":       {Name: "A", Born: today.AddDays(1)},
		"died":       {Name: "A", Born: today, Died: today.AddDays(-1)},
	}
	for field, d := range bad {
		err := d.tidy().validate(today)
		fields := errs.FieldsOf(err)
		if len(fields) != 1 || fields[0].Name != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func TestMasksHoldForEveryoneButTheirOwnWorkerAndLead(t *testing.T) {
	t.Parallel()
	p := Person{ID: "1", Name: "Ann", Address: "1 Mill Row", Postcode: "QZ1 1AA", Practice: "x", HiddenAddress: true, NHSNumber: "9990000018",
		Ways: []Way{{Kind: Phone, Value: "1"}, {Kind: Place, Value: "the library"}}}
	c := mask(p, false, clock.Date{})
	if c.Address+c.Postcode+c.Practice != "" || len(c.Ways) != 1 {
		t.Errorf("a hidden address shows: %+v", c)
	}
	if c := mask(p, true, clock.Date{}); c.Address == "" || len(c.Ways) != 2 {
		t.Errorf("their own worker does not see it: %+v", c)
	}
	p.Restricted = true
	if c := mask(p, false, clock.Date{}); c.Name == "Ann" || c.NHSNumber != "" || len(c.Ways) != 0 || c.Risk != "" {
		t.Errorf("a restricted record shows: %+v", c)
	}
}

func TestSafeContactAndDeathStopEveryMessage(t *testing.T) {
	t.Parallel()
	c := Card{Ways: []Way{{Kind: Email, Value: "a@example.org"}}, Address: "1 Mill Row"}
	if ch, _ := c.Route(); ch != "email" {
		t.Errorf("route %s", ch)
	}
	safe, dead := c, c
	safe.SafeContact, dead.Died = true, clock.Date{Year: 2026, Month: 1, Day: 1}
	for _, c := range []Card{safe, dead} {
		if ch, to := c.Route(); ch != "none" || to != "" {
			t.Errorf("route %s %s", ch, to)
		}
	}
}
