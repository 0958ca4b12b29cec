package text

import (
	"strings"
	"testing"
)

func TestOnlyOnePlainAddressIsAnEmailAddress(t *testing.T) {
	t.Parallel()
	for in, ok := range map[string]bool{
		"a.b@example.org": true, "o'neil@mail.example.org": true, "": false, "a": false, "a@b": false, "a@b@c.org": false,
		"Ann <a@example.org>": false, "a@example.org, b@example.org": false, "a@example.org.": false, "a b@example.org": false,
		"a@example.org\r\nBcc: b@example.org": false, strings.Repeat("a", 250) + "@example.org": false,
	} {
		if Email(in) != ok {
			t.Errorf("Email(%q) = %v", in, !ok)
		}
	}
}
