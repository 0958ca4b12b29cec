package directory

import (
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"weft/internal/vocabulary"
)

// FuzzEntry: an address, a number or a link that is taken from whoever edits an entry can
// be written to, rung or followed, and is nothing else.
func FuzzEntry(f *testing.F) {
	for _, s := range []string{"choir@example.org", "01632 960001 ext 5", "https://example.org/x", "javascript:alert(1).example", "http://a b.example", "a@b\r\nBcc: c@example.org", "+", "http://.", "https://[::1]/", "\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if goodEmail(s) && strings.ContainsAny(s, "\r\n\x00") {
			t.Errorf("%q is an e-mail address", s)
		}
		if goodPhone(s) && strings.Trim(s, "0123456789 +-().ext") != "" {
			t.Errorf("%q is a number", s)
		}
		if u, err := url.Parse(s); goodURL(s) && (err != nil || u.Host == "" || !strings.HasPrefix(strings.ToLower(s), "http")) {
			t.Errorf("%q is a link", s)
		}
		if got := shortened(s, 20); utf8.ValidString(s) && !utf8.ValidString(got) {
			t.Errorf("%q is shortened to %q", s, got)
		}
	})
}

// FuzzNeeds: whatever is typed into the search, what is found in it are needs that exist.
func FuzzNeeds(f *testing.F) {
	for _, s := range []string{"lonely and skint", "walking group", "can't pay rent", "", "é\x00", strings.Repeat("debt ", 60)} {
		f.Add(s)
	}
	find := newNeedFinder()
	f.Fuzz(func(t *testing.T, s string) {
		seen := map[string]bool{}
		for _, code := range find.match(s) {
			if seen[code] || !vocabulary.Needs().Has(code) {
				t.Errorf("%q is %q, twice: %v", s, code, seen[code])
			}
			seen[code] = true
		}
	})
}
