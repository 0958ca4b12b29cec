package person

import (
	"strings"

	"weft/internal/text"
)

// Reveals reports whether a text has in it a hidden address, or a way to someone who
// may only be reached safely.
func (c Card) Reveals(s string) bool {
	joined := squeeze(s)
	has := func(secret string) bool {
		secret = squeeze(secret)
		return len(secret) >= 5 && strings.Contains(joined, secret)
	}
	if c.HiddenAddress {
		street, _, _ := strings.Cut(strings.ReplaceAll(c.Address, ",", "\n"), "\n")
		if has(c.Postcode) || has(street) {
			return true
		}
	}
	for _, w := range c.Ways {
		hidden := c.SafeContact || c.HiddenAddress && w.Kind == Place
		if hidden && has(w.Value) {
			return true
		}
	}
	return false
}

// squeeze leaves nothing but letters and digits, so that "HX1 4AB" and "hx14ab" are one.
func squeeze(s string) string { return strings.ReplaceAll(text.Fold(s), " ", "") }
