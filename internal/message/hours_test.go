package message

import (
	"testing"
	"time"

	"weft/internal/clock"
)

func TestQuietHoursHoldWhatIsNotUrgent(t *testing.T) {
	t.Parallel()
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	at := func(s string) time.Time {
		m, err := time.ParseInLocation("2006-01-02 15:04", s, london)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	for name, c := range map[string]struct {
		now    string
		to     Audience
		urgent bool
		nation clock.Nation
		want   string
	}{
		"by day":                              {"2026-11-20 09:30", ToPerson, false, clock.England, "2026-11-20 09:30"},
		"before eight":                        {"2026-11-20 07:59", ToPerson, false, clock.England, "2026-11-20 08:00"},
		"from eight in the evening":           {"2026-11-20 20:00", ToPerson, false, clock.England, "2026-11-21 08:00"},
		"in summer time":                      {"2026-07-01 07:30", ToPerson, false, clock.England, "2026-07-01 08:00"},
		"a person on a Saturday":              {"2026-11-21 11:00", ToPerson, false, clock.England, "2026-11-21 11:00"},
		"a practice on a Saturday":            {"2026-11-21 11:00", ToPractice, false, clock.England, "2026-11-23 08:00"},
		"a group on a Friday evening":         {"2026-11-20 21:00", ToGroup, false, clock.England, "2026-11-23 08:00"},
		"a practice on St Andrew's Day":       {"2026-11-30 11:00", ToPractice, false, clock.Scotland, "2026-12-01 08:00"},
		"the same day in England":             {"2026-11-30 11:00", ToPractice, false, clock.England, "2026-11-30 11:00"},
		"an urgent one to staff in the night": {"2026-11-21 03:00", ToStaff, true, clock.England, "2026-11-21 03:00"},
	} {
		m := Message{Audience: c.to, Urgent: c.urgent}
		if got := earliest(at(c.now), m, DefaultHours(), london, c.nation); !got.Equal(at(c.want)) {
			t.Errorf("%s: %s, want %s", name, got.In(london), c.want)
		}
	}
	if !ConnectionCode.urgent() || !StaffRead.urgent() || CaseFinished.urgent() {
		t.Error("a code and a message to staff are urgent, a goodbye is not")
	}
}

func TestALetterOnlyGoesInPlaceOfWhatFailedForAPerson(t *testing.T) {
	t.Parallel()
	for _, m := range []Message{{State: Waiting, Audience: ToPerson, Channel: ByEmail}, {State: Failed, Audience: ToReferrer, Channel: ByEmail},
		{State: Failed, Audience: ToPerson, Channel: ByLetter}} {
		if m.Letterable() {
			t.Errorf("%+v", m)
		}
	}
	if !(Message{State: Failed, Audience: ToPerson, Channel: ByText}).Letterable() {
		t.Error("a text that failed has no letter")
	}
}
