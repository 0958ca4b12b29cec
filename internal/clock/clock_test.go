package clock

import (
	"testing"
	"time"
)

func TestWorkingDaysFollowEachNation(t *testing.T) {
	t.Parallel()
	// Dates published by GOV.UK for 2026 and 2027.
	cases := []struct {
		date    string
		nation  Nation
		working bool
	}{
		{"2026-04-03", England, false}, // Good Friday
		{"2026-04-06", Wales, false},   // Easter Monday
		{"2026-04-06", Scotland, true},
		{"2026-01-02", Scotland, false},
		{"2026-01-02", England, true},
		{"2026-03-17", NorthernIreland, false},
		{"2026-07-13", NorthernIreland, false}, // 12 July is a Sunday
		{"2026-08-03", Scotland, false},
		{"2026-08-31", England, false},
		{"2026-08-31", Scotland, true},
		{"2026-11-30", Scotland, false},
		{"2026-12-28", England, false}, // Boxing Day is a Saturday
		{"2027-12-27", England, false}, // Christmas Day is a Saturday
		{"2027-12-28", England, false}, // Boxing Day is a Sunday
		{"2026-11-21", England, false}, // a Saturday
		{"2026-11-23", England, true},
	}
	for _, c := range cases {
		d, ok := ParseDate(c.date)
		if !ok || Working(d, c.nation) != c.working {
			t.Errorf("Working(%s, %s) = %v, want %v", c.date, c.nation, !c.working, c.working)
		}
	}
}

func TestAddWorkingSkipsWeekendsAndHolidays(t *testing.T) {
	t.Parallel()
	thursday := Date{2026, time.April, 2}
	if got := AddWorking(thursday, 1, England).String(); got != "2026-04-07" {
		t.Errorf("the working day after Maundy Thursday 2026 in England is %s", got)
	}
	if got := AddWorking(thursday, 1, Scotland).String(); got != "2026-04-06" {
		t.Errorf("the working day after Maundy Thursday 2026 in Scotland is %s", got)
	}
	if got := AddWorking(Date{2026, time.November, 21}, 1, England).String(); got != "2026-11-23" {
		t.Errorf("the working day after a Saturday is %s", got)
	}
	if got := AddWorking(Date{2026, time.November, 21}, 0, England).String(); got != "2026-11-23" {
		t.Errorf("a Saturday moved to a working day is %s", got)
	}
	if got := WorkingBetween(thursday, Date{2026, time.April, 10}, England); got != 4 {
		t.Errorf("working days between = %d, want 4", got)
	}
}

func TestDatesThatDoNotExistAreRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ y, m, d int }{{2025, 2, 29}, {2026, 6, 31}, {0, 1, 1}, {2026, 13, 1}} {
		if _, ok := NewDate(c.y, time.Month(c.m), c.d); ok {
			t.Errorf("%v was taken as a date", c)
		}
	}
	if got := (Date{2026, 5, 2}).Age(Date{1949, 5, 3}); got != 76 {
		t.Errorf("age the day before a birthday = %d, want 76", got)
	}
}
