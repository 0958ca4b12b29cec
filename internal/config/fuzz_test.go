package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weft/internal/errs"
)

// FuzzFile: a file of settings is read or the fault is named; nothing that is no setting
// is taken.
func FuzzFile(f *testing.F) {
	for _, s := range []string{"listen = \"127.0.0.1:80\"\n", "languages = [\"cy\", \"en\"]\n", "nonsense = 1\n", "listen = 1.5\n", "= \n", "languages = [\"a,b\"]\n", "config = \"x\"\n", "[listen]\n", "listen = \"\"\"\n", "listen = 2026-01-01\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		path := filepath.Join(t.TempDir(), "weft.toml")
		if err := os.WriteFile(path, body, 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := fromFile(path)
		if err != nil && (errs.KindOf(err) != errs.Invalid || errs.CodeOf(err) == "") {
			t.Errorf("%q: %v", body, err)
		}
		for name := range out {
			if !known(name) || name == "config" {
				t.Errorf("%q sets %q", body, name)
			}
		}
	})
}

// FuzzValues: an address, a base or a network that is taken can be used as one.
func FuzzValues(f *testing.F) {
	for _, s := range []string{"127.0.0.1:8080", ":80", "[::1]:80", "https://care.example.org/weft", "http://u:p@x", "10.0.0.0/8", "10.0.0.1", "::ffff:10.0.0.1/104", "javascript:x", "https://", "Europe/London", "../etc/passwd"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if address(s) && !strings.Contains(s, ":") {
			t.Errorf("%q is an address", s)
		}
		if base(s) && !strings.HasPrefix(strings.ToLower(s), "http") {
			t.Errorf("%q is a base", s)
		}
		if p, ok := network(s); ok && (!p.IsValid() || p.Masked() != p) {
			t.Errorf("%q is the network %s", s, p)
		}
		_ = zone(s)
		_ = withoutPassword(s)
	})
}

// FuzzPassword: what is printed of an address never holds its password.
func FuzzPassword(f *testing.F) {
	for _, s := range []string{"postgres://weft:hunter2@db/weft", "smtp://u:hunter2@h?from=a", "hunter2", "://:hunter2@", "postgres://weft:hunter2@db:x/weft"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if strings.ContainsAny(s, ":/@?#%[]") || strings.ContainsFunc(s, func(r rune) bool { return r < '!' || r > '~' }) || len(s) < 4 {
			return
		}
		if got := withoutPassword("postgres://weft:" + s + "@db.example.org/weft"); strings.Contains(got, s) && !strings.Contains("postgres://weft:@db.example.org/weft", s) && !strings.Contains("xxxxx", s) {
			t.Errorf("%q is printed: %s", s, got)
		}
	})
}
