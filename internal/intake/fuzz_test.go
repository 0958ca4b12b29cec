package intake

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzReadTable: a pasted list ends, its rows are no wider than its headings, and what is
// refused is refused with a reason.
func FuzzReadTable(f *testing.F) {
	for _, s := range []string{"name,born\nA,1949\n", "name;born\n\"A;1\nB;2\n", "\xff\xfea\x00,\x00b\x00\n\x00", "\xfe\xff\x00a\x00,\x00b", "a\tb\n1\t2\t3\n", "n\xe4me\nx", "\xef\xbb\xbfa|b\n\"\"\"|", "\n\n,\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		table, err := ReadTable("list", body)
		if err != nil {
			return
		}
		for n := 0; ; n++ {
			row, reason, err := table.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil || n > len(body)+1 {
				t.Fatalf("row %d: %v", n, err)
			}
			if reason == "" && len(row.Cells) > len(table.Columns()) {
				t.Errorf("%d cells under %d headings", len(row.Cells), len(table.Columns()))
			}
			for _, name := range table.Columns() {
				_ = row.Cell(name)
			}
		}
	})
}

// FuzzDecodeText: whatever the bytes, what is decoded from another encoding is UTF-8.
func FuzzDecodeText(f *testing.F) {
	for _, s := range []string{"plain", "\xff\xfea\x00", "\xfe\xff\x00a\xd8", "a\x00b", "\x00a", "\xef\xbb\xbf", "\xef\xbb", "\xff\xfe"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		text, encoding, err := DecodeText(bytes.NewReader(body))
		if err != nil {
			return
		}
		out, err := io.ReadAll(text)
		if err == nil && encoding != "" && !utf8.Valid(out) {
			t.Errorf("%q of %s is %q", body, encoding, out)
		}
		if encoding == "" && !bytes.HasSuffix(body, out) {
			t.Errorf("%q became %q", body, out)
		}
	})
}

// FuzzDays: a cell is a day of the calendar with a time of the clock, or says why not.
func FuzzDays(f *testing.F) {
	for _, s := range []string{"31/12/2024", "45657", "45657.5", "2024-12-31 14:30", "3 May 1949", "12/25/2024", "1949", "1e308", "NaN", "-1", "0x1p4", "31.12.24 9am", "29/02/1900", "60"} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, cell string, other bool) {
		d := Days{MonthFirst: other}
		if other {
			d.Epoch = Since1904
		}
		m, why := d.Read(cell)
		if (why == "") == m.Date.IsZero() {
			t.Errorf("%q is %+v: %q", cell, m, why)
		}
		if why == "" && (m.Date.Year < 1 || m.Date.Year > 9999 || m.Time != "" && len(m.Time) != 5) {
			t.Errorf("%q is %+v", cell, m)
		}
	})
}

// FuzzWriteCSV: what is written comes back as it was, but for the mark before a formula.
func FuzzWriteCSV(f *testing.F) {
	for _, s := range []string{"plain", "=1+1", "a\"b", "two\nlines", "-1", "\ttab", "a,b;c", "\r"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		var b bytes.Buffer
		if err := WriteCSV(&b, [][]string{{"first", cell}}); err != nil {
			t.Fatal(err)
		}
		got, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).Read()
		if err != nil || len(got) != 2 {
			t.Fatalf("%q came back as %q: %v", cell, got, err)
		}
		plain := strings.NewReplacer("\r", "").Replace
		if plain(strings.TrimPrefix(got[1], "'")) != plain(strings.TrimPrefix(cell, "'")) || got[1] != "" && strings.ContainsRune("=+-@\t\r", rune(got[1][0])) {
			t.Errorf("%q came back as %q", cell, got[1])
		}
	})
}
