package id

import "testing"

// FuzzParse: an id that is taken is the one that was written, so that no two writings of
// one id exist.
func FuzzParse(f *testing.F) {
	for _, s := range []string{New[int]().String(), "019AA000-0000-7000-8000-00000000000A", "{019aa000-0000-7000-8000-000000000000}", "urn:uuid:019aa000-0000-7000-8000-000000000000",
		"019aa00000007000800000000000000a", "", "\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := Parse[int](s)
		if err != nil {
			if !got.IsZero() {
				t.Errorf("%q is refused and is %q", s, got)
			}
			return
		}
		if again, err := Parse[int](got.String()); err != nil || again != got || len(got) != 36 {
			t.Errorf("%q is %q, then %q: %v", s, got, again, err)
		}
	})
}
