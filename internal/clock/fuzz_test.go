package clock

import "testing"

// FuzzParseDate: a day that is read is written as it was, and is a day of the calendar.
func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2026-02-29", "2024-02-29", "0000-01-01", "9999-12-31", "2026-1-1", "+2026-01-01", "2026-01-01T00:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := ParseDate(s)
		if !ok {
			if !d.IsZero() {
				t.Errorf("%q is no date and is %s", s, d)
			}
			return
		}
		if again, real := NewDate(d.Year, d.Month, d.Day); !real || again != d {
			t.Errorf("%q is %+v, which is no day", s, d)
		}
		if !d.IsZero() && d.String() != s {
			t.Errorf("%q is written %q", s, d)
		}
		if next := d.AddDays(1); !next.After(d) || next.DaysSince(d) != 1 {
			t.Errorf("after %s comes %s", d, next)
		}
	})
}
