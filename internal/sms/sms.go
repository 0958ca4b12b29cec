package sms

import (
	"context"
	"strings"
	"sync"
	"unicode/utf16"
)

// How many units one part holds: GSM 03.38 septets or UCS-2 units, alone and when
// the text is in several parts (3GPP TS 23.040, 9.2.3.24.1).
const (
	gsmAlone, gsmEach = 160, 153
	ucsAlone, ucsEach = 70, 67
)

// The letters of GSM 03.38. Those of the second list take two septets.
const (
	basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡" +
		"ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
	extended = "\f^{}\\[~]|€"
)

// Length is how long a text is on a telephone.
type Length struct {
	Units   int  // septets, or units of two bytes
	Parts   int  // texts that it costs
	Unicode bool // it has a letter that GSM does not know, such as ŵ
}

// Measure returns how long a text is on a telephone.
func Measure(text string) Length {
	n := 0
	for _, r := range text {
		switch {
		case strings.ContainsRune(basic, r):
			n++
		case strings.ContainsRune(extended, r):
			n += 2
		default:
			units := len(utf16.Encode([]rune(text)))
			return Length{Units: units, Parts: parts(units, ucsAlone, ucsEach), Unicode: true}
		}
	}
	return Length{Units: n, Parts: parts(n, gsmAlone, gsmEach)}
}

func parts(units, alone, each int) int {
	switch {
	case units == 0:
		return 0
	case units <= alone:
		return 1
	default:
		return (units + each - 1) / each
	}
}

// Text is one text message.
type Text struct{ To, Body string }

// Memory keeps every text and sends none. It is safe to share.
type Memory struct {
	mu   sync.Mutex
	sent []Text
	err  error
}

// SendText keeps the text, or fails as Fail said.
func (m *Memory) SendText(_ context.Context, to, body string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.err != nil {
		return m.err
	}
	m.sent = append(m.sent, Text{to, body})
	return nil
}

// Fail makes every further SendText return err; nil mends it.
func (m *Memory) Fail(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.err = err
}

// Sent returns what was kept, oldest first.
func (m *Memory) Sent() []Text {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]Text(nil), m.sent...)
}
