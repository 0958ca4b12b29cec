package mail

import (
	"testing"

	"weft/internal/errs"
)

// FuzzSMTP: the address of a mail server is taken or refused, and a refusal quotes no
// password.
func FuzzSMTP(f *testing.F) {
	for _, s := range []string{"smtp://mail.example.org:587?from=weft@example.org", "smtps://u:p@mail.example.org?from=x", "smtp://:25?from=a", "smtp://[::1]:99999?from=a@b", "smtp://a b?from=c", "http://x", "%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, address string) {
		s, err := NewSMTP(address)
		if (err == nil) != (s != nil) || err != nil && (errs.KindOf(err) != errs.Invalid || errs.CodeOf(err) != "mail.url") {
			t.Errorf("%q: %v", address, err)
		}
	})
}
