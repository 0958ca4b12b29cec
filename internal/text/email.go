package text

import (
	"net/mail"
	"strings"
)

// maxEmail is the longest address that mail servers take (RFC 5321, 4.5.3.1.3).
const maxEmail = 254

// Email reports whether s is one plain e-mail address: no name before it, no list,
// and a host that could be written to.
func Email(s string) bool {
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || len(s) > maxEmail {
		return false
	}
	_, host, _ := strings.Cut(s, "@")
	return strings.Contains(strings.Trim(host, "."), ".") && !strings.HasSuffix(host, ".")
}
