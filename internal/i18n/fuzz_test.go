package i18n

import (
	"strings"
	"testing"
	"testing/fstest"
)

// FuzzCatalogue: a file of sentences is whole or refused; a sentence that is taken says
// something, under the name of its file.
func FuzzCatalogue(f *testing.F) {
	for _, s := range []string{`{"x.a": "A {0}."}`, `{"x.a": "A", "x.a": "B"}`, `{"y.a": "A"}`, `{"x.a": " A"}`, `[]`, `{"x.a": 1}`, `{"x.a": "A"} {}`, "{", `{"x.a": null}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		words := map[string]string{}
		if err := readFile(fstest.MapFS{"x.json": {Data: body}}, "x.json", words); err != nil {
			return
		}
		for key, s := range words {
			if !strings.HasPrefix(key, "x.") || s == "" || strings.TrimSpace(s) != s {
				t.Errorf("%q says %q", key, s)
			}
		}
	})
}

// FuzzFill: what an argument says is never read as a placeholder, and an argument without
// one adds nothing.
func FuzzFill(f *testing.F) {
	for _, s := range []string{"{0}", "{1}{0}", "%s", "{", "}{0}{", "{00}", "{99}"} {
		f.Add("Dear {0}, from {1}.", s, "b")
		f.Add(s, "{1}", "{0}")
	}
	c := &Catalogue{}
	f.Fuzz(func(t *testing.T, sentence, a, b string) {
		got := c.fill(English, sentence, []any{a, b})
		want := ""
		for i := 0; i < len(sentence); i++ {
			switch {
			case strings.HasPrefix(sentence[i:], "{0}"):
				want, i = want+a, i+2
			case strings.HasPrefix(sentence[i:], "{1}"):
				want, i = want+b, i+2
			default:
				want += sentence[i : i+1]
			}
		}
		if got != want {
			t.Errorf("%q with %q and %q is %q", sentence, a, b, got)
		}
	})
}
