package search

import (
	"strings"
	"testing"

	"weft/internal/clock"
	"weft/internal/text"
)

// FuzzRead: whatever is typed is a few folded words, a day, a number or a telephone
// number, and never more than one may ask a database for.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"Siân 3/5/1949", "999 000 0018", "+44 1632 960118", "%_'\"\\", "31-2-2020 Ann", "1 2 3 4 5", strings.Repeat("a ", 200), "\x00\xff", "3.5.49", "00000000000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		q := read(typed)
		if len(q.words) > longest {
			t.Errorf("%d words of %q", len(q.words), typed)
		}
		for _, w := range q.words {
			if text.Fold(w) != w || w == "" || strings.Contains(w, " ") {
				t.Errorf("%q of %q", w, typed)
			}
		}
		if q.nhs != "" && (len(q.nhs) != 10 || len(q.words) > 0) || strings.Trim(q.phone, "+0123456789") != "" {
			t.Errorf("%q is %+v", typed, q)
		}
		if _, real := clock.NewDate(q.born.Year, q.born.Month, q.born.Day); !q.born.IsZero() && !real {
			t.Errorf("%q is born on %+v", typed, q.born)
		}
	})
}
