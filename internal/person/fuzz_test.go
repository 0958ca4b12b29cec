package person

import (
	"strings"
	"testing"

	"weft/internal/text"
)

// FuzzNHSNumber: a number that is taken is ten figures and is taken again as it is.
func FuzzNHSNumber(f *testing.F) {
	for _, s := range []string{"999 000 0018", "9990000018", "999-000-0018", "0000000000", "１２３", "99900000\u00a018", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, ok := NHSNumber(s)
		if !ok {
			return
		}
		if again, ok := NHSNumber(n); !ok || again != n || len(n) != 10 || strings.Trim(n, "0123456789") != "" {
			t.Errorf("%q is %q, then %q", s, n, again)
		}
	})
}

// FuzzReach: whatever is typed is a way of one kind, or is refused at its field; a number
// or address that is kept is read the same again.
func FuzzReach(f *testing.F) {
	for _, s := range []string{"07700 900123", "+44 1632 960118", "(01632) 960118", "a@example.org", "Megan, her daughter", "+1", "00000", "+999999999999999", "++44", "\x00", "01632 960118 ext 5", "+442079460000"} {
		f.Add(s, "after six")
	}
	f.Fuzz(func(t *testing.T, answer, note string) {
		w, err := Reach(answer, note)
		if err != nil {
			return
		}
		if text.Length(w.Value) > 300 || text.Line(w.Value) != w.Value {
			t.Errorf("%q is kept as %q", answer, w.Value)
		}
		again, err := Reach(w.Value, w.Note)
		if err != nil || again != w {
			t.Errorf("%q is %+v, then %+v: %v", answer, w, again, err)
		}
	})
}
