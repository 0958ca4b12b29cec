package text

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func odd() []string {
	return []string{"Siân O’Brien", "ŁÓDŹ", "İstanbul ß ﬁ", "a\x00b\xff", "  two\t lines\r\n", "e\u0301\u0302", "ǅ ß ẞ", "\u200b\u202e", strings.Repeat("é", 300)}
}

// FuzzFold: what is folded folds to itself, on letters, figures and single spaces alone.
func FuzzFold(f *testing.F) {
	for _, s := range odd() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Fold(s)
		if again := Fold(got); again != got {
			t.Errorf("%q folds to %q, which folds to %q", s, got, again)
		}
		if !utf8.ValidString(got) || strings.TrimSpace(got) != got || strings.Contains(got, "  ") || len(got) > 4*len(s)+4 {
			t.Errorf("%q folds to %q", s, got)
		}
		for _, r := range got {
			if r != ' ' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				t.Errorf("%q leaves %q", s, r)
			}
		}
	})
}

// FuzzTidy: a tidied line is one line, words keep their lines, and neither holds what no
// keyboard writes; tidying twice changes nothing.
func FuzzTidy(f *testing.F) {
	for _, s := range odd() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for name, tidy := range map[string]func(string) string{"line": Line, "words": Words} {
			got := tidy(s)
			if tidy(got) != got || len(got) > 3*len(s) {
				t.Errorf("%s of %q is %q, then %q", name, s, got, tidy(got))
			}
			for _, r := range got {
				if unicode.IsControl(r) && (name == "line" || r != '\n' && r != '\t') {
					t.Errorf("%s of %q holds %q", name, s, r)
				}
			}
		}
		if n := Length(First(s, 5)); n > 6 {
			t.Errorf("the first five of %q are %d", s, n)
		}
	})
}

// FuzzEmail: what is taken for an address is one, on one line, with nothing beside it.
func FuzzEmail(f *testing.F) {
	for _, s := range []string{"a@example.org", "a@b", "\"a b\"@example.org", "a@example.org\r\nBcc: b@example.org", "<a@example.org>", "a@[192.0.2.1]", "é@example.org"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if Email(s) && (strings.ContainsAny(s, "\r\n\x00,;<>") && !strings.HasPrefix(s, `"`) || len(s) > 254 || !strings.Contains(s, "@")) {
			t.Errorf("%q is taken", s)
		}
		if Email(s) && strings.ContainsAny(s, "\r\n\x00") {
			t.Errorf("%q is taken", s)
		}
	})
}
