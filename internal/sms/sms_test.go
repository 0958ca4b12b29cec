package sms_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"weft/internal/sms"
)

func TestATextIsMeasuredAsTelephonesDo(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		want sms.Length
	}{
		"nothing":                   {"", sms.Length{}},
		"one full part":             {strings.Repeat("a", 160), sms.Length{Units: 160, Parts: 1}},
		"one letter more":           {strings.Repeat("a", 161), sms.Length{Units: 161, Parts: 2}},
		"two full parts":            {strings.Repeat("a", 306), sms.Length{Units: 306, Parts: 2}},
		"a third part":              {strings.Repeat("a", 307), sms.Length{Units: 307, Parts: 3}},
		"a euro sign is two":        {"5€", sms.Length{Units: 3, Parts: 1}},
		"Welsh without a roof":      {"Annwyl à", sms.Length{Units: 8, Parts: 1}},
		"Welsh with a roof":         {"dŵr", sms.Length{Units: 3, Parts: 1, Unicode: true}},
		"a curly apostrophe":        {strings.Repeat("a", 70) + "’", sms.Length{Units: 71, Parts: 2, Unicode: true}},
		"one full part of two byte": {strings.Repeat("ŵ", 70), sms.Length{Units: 70, Parts: 1, Unicode: true}},
	} {
		if got := sms.Measure(c.text); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func TestMemoryKeepsTextsAndFailsWhenTold(t *testing.T) {
	t.Parallel()
	var m sms.Memory
	boom := errors.New("no signal")
	m.Fail(boom)
	if err := m.SendText(context.Background(), "07700 900123", "Hello"); !errors.Is(err, boom) || len(m.Sent()) != 0 {
		t.Errorf("a text was kept: %v", err)
	}
	m.Fail(nil)
	if err := m.SendText(context.Background(), "07700 900123", "Hello"); err != nil || m.Sent()[0] != (sms.Text{To: "07700 900123", Body: "Hello"}) {
		t.Errorf("kept %+v: %v", m.Sent(), err)
	}
}
