package site

import (
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"weft/internal/clock"
)

// FuzzForm: whatever a browser sends is read or refused, and holds nothing that no
// keyboard writes; a date that is read is one, and is shown again as it was.
func FuzzForm(f *testing.F) {
	for _, s := range []string{"a=b", "on-day=31&on-month=feb&on-year=2026", "on-year=1949", "n=99999999999999999999&version=-1", "a=%00%ff&b=%", "a;b=c", "on-day=١&on-month=ma&on-year=2026", "on-day=1&on-month=M%C5%AFy&on-year=2026"} {
		f.Add(s, false)
	}
	f.Add("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\x00b\r\n--x--\r\n", true)
	f.Fuzz(func(t *testing.T, body string, multipart bool) {
		r := httptest.NewRequest("POST", "/", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if multipart {
			r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
		}
		form, err := (&Request{Request: r}).Form()
		if err != nil {
			return
		}
		for name, list := range form.Values {
			for _, v := range list {
				if !utf8.ValidString(v) || strings.ContainsFunc(v, func(r rune) bool { return unicode.IsControl(r) && !strings.ContainsRune("\n\r\t", r) }) {
					t.Errorf("%q holds %q", name, v)
				}
			}
		}
		_, _, _ = form.Number("n", 0), form.Version(), form.Key()
		d := form.Date("on")
		about, _ := form.DateAbout("on")
		if form.Err() == nil && !d.IsZero() {
			again := Filled(url.Values{})
			again.SetDate("on", d)
			if back := again.Date("on"); back != d || about != d {
				t.Errorf("%q is %s, then %s", body, d, back)
			}
		}
		if _, real := clock.NewDate(about.Year, about.Month, about.Day); !about.IsZero() && !real {
			t.Errorf("%q is %+v", body, about)
		}
	})
}

// FuzzLocalPath: where somebody goes after signing in is a path of this site.
func FuzzLocalPath(f *testing.F) {
	for _, s := range []string{"/today", "//example.org", "/\\example.org", "https://example.org/", "/%2f%2fexample.org", "/a/../..//x", "javascript:alert(1)", "/\t/example.org", "?x", "/%5cexample.org", "/\x00", "///x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := LocalPath(s)
		here, _ := url.Parse("https://care.example.org/weft/sign-in")
		to, err := here.Parse(got)
		if err != nil && strings.ContainsAny(got, "%") {
			return // the browser is told an address that is none, and stays
		}
		if err != nil || to.Host != "care.example.org" || to.Scheme != "https" || !strings.HasPrefix(got, "/") || strings.HasPrefix(got, "//") || strings.HasPrefix(got, "/\\") || strings.ContainsAny(got, "\r\n") {
			t.Errorf("%q leads to %q (%v)", s, got, err)
		}
	})
}
