package export

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// FuzzLine: a line of an export is a whole row that is written and read again the same,
// or is refused at a column, without a word of what it held.
func FuzzLine(f *testing.F) {
	for _, s := range []string{`{"u":null,"t":"Dilys","b":true,"i":1,"f":1.5,"d":"2026-03-14","m":"2026-03-14T09:30:00.000000Z"}`, `{}`, `[]`, `{"u":1}`,
		`{"u":null,"t":"\u0000","b":null,"i":null,"f":null,"d":null,"m":null}`, `{"u":null,"t":null,"b":null,"i":99999999999999999999,"f":1e999,"d":"0000-01-01","m":"x"} {}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		row, wrong := parse(line, every())
		if wrong != nil {
			if len(row) > 0 || wrong.what == "" || len(wrong.what) > 200 {
				t.Errorf("%q: %+v", line, wrong)
			}
			return
		}
		w := newWriter(every())
		out, column := w.row(row)
		if column != "" {
			t.Fatalf("%q cannot be written again: %s", line, column)
		}
		again, wrong := parse(out, every())
		if wrong != nil || !cmp.Equal(again, row) {
			t.Errorf("%q is %v, then %v: %+v", line, row, again, wrong)
		}
	})
}

// FuzzDictionary: the dictionary is read or its line is named.
func FuzzDictionary(f *testing.F) {
	for _, s := range []string{"person: Somebody.\n  id  A number.\n  joined_to > person  The same human.\n", "  id  x", "person\n", "a: b\na: c\n", "a: b\n  x > y.z  w\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := readDictionary(s)
		if err != nil {
			return
		}
		for table, columns := range d.columns {
			for name, m := range columns {
				if m.ref.Table != "" && m.ref.To == "" && m.ref.Column != name {
					t.Errorf("%s.%s points to %+v", table, name, m.ref)
				}
			}
		}
	})
}
