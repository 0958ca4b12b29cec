package request

import (
	"strings"
	"testing"
)

// FuzzCode: a code is eight letters however it was typed, and is read again as it is
// shown.
func FuzzCode(f *testing.F) {
	for _, s := range []string{"BCDF GHJK", "bcdf-ghjk", "BCDFGHJ", "aeiou", "ＢＣＤＦ", "BCDF\u00a0GHJK", "ŁŁŁŁ", "BCDFGHJK\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		code, ok := readCode(typed)
		if !ok {
			return
		}
		if again, ok := readCode(Spaced(code)); !ok || again != code || len(code) != codeLength || strings.Trim(code, letters) != "" {
			t.Errorf("%q is %q, then %q", typed, code, again)
		}
	})
}

// FuzzUnseal: what was not sealed with the key does not open, whatever it is.
func FuzzUnseal(f *testing.F) {
	key := newKey()
	good, err := seal(key, []byte("Lonely since spring."))
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"", "AAAA", "====", strings.Repeat("A", 60), "\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, sealed string) {
		if words, err := unseal(key, sealed); err == nil {
			t.Errorf("%q opens: %q", sealed, words)
		}
		if i := len(sealed) % len(good); sealed != "" && good[i] != sealed[0] {
			if words, err := unseal(key, good[:i]+sealed[:1]+good[i+1:]); err == nil && string(words) != "Lonely since spring." {
				t.Errorf("altered it opens: %q", words)
			}
		}
	})
}
