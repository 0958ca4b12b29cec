package admin

import (
	"strings"
	"testing"

	"weft/internal/text"
)

// FuzzList: a pasted list of colleagues is read line by line, or has no headings; no line
// holds more than one.
func FuzzList(f *testing.F) {
	for _, s := range []string{"name,email,role,where\nSam,sam@example.org,link worker,Aldermoor\n", "Name;E-mail\nSam;x", "name\temail\n\"Sam\t", "email,name\n", "name,email\n\"\n\"\n", "", "name,email\n\x00,\xff\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, list string) {
		lines, headed := listed(list)
		if !headed && len(lines) > 0 || len(lines) > strings.Count(list, "\n")+strings.Count(list, "\r")+1 {
			t.Errorf("%q is %d lines", list, len(lines))
		}
		for _, l := range lines {
			for _, s := range []string{l.Name, l.Email, l.role, l.where} {
				if text.Line(s) != s {
					t.Errorf("%q of %q", s, list)
				}
			}
		}
	})
}
