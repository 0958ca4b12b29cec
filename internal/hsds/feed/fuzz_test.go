package feed

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"weft/internal/hsds"
)

func FuzzJSONFile(f *testing.F) {
	for _, seed := range []string{`[]`, `{"name":"A"}`, `{"contents":[{"id":1,"name":["x"],"schedules":{"byday":"MO"}}]}`,
		`{"name":"A","services":[{"name":"B","latitude":1e400}]}`, "\xff\xfe[\x00]\x00", `[{"name":"A","phones":[{"number":5}]}]`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "feed.json")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		checkReading(t, jsonFile{path: path})
	})
}

func FuzzServicesTable(f *testing.F) {
	for _, seed := range []string{"id,name\n1,A\n", "name;id\nA;1;x\n", "id,name\n\"1,A\n", "name\n\x80\n", "name,minimum_age\nA,NaN\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "services.csv"), b, 0o600); err != nil {
			t.Fatal(err)
		}
		checkReading(t, pack{path: dir})
	})
}

// checkReading holds what must be true of any input at all.
func checkReading(t *testing.T, s hsds.Source) {
	t.Helper()
	seen := map[string]bool{}
	r, err := s.Read(context.Background(), func(s hsds.Service) error {
		if len(s.ID) != 36 || s.Name == "" || s.Organization == nil || seen[s.ID] {
			t.Errorf("a service that cannot be kept: %+v", s)
		}
		seen[s.ID] = true
		return nil
	})
	if err == nil && r.Services != len(seen) {
		t.Errorf("%d counted, %d handed over", r.Services, len(seen))
	}
}

func FuzzClock(f *testing.F) {
	for _, seed := range []string{"9:00am", "24:00", "830am", "12:00am", "99:99"} {
		f.Add(seed)
	}
	d := newDecoder("fuzz", newRecorder())
	f.Fuzz(func(t *testing.T, raw string) {
		if h, m, _, ok := readClock(d.clockTime, raw); ok && (h < 0 || h > 24 || m < 0 || m > 59) {
			t.Errorf("%q is %d:%d", raw, h, m)
		}
	})
}

// FuzzURL: a link of a feed leads to a web site, and is read the same again.
func FuzzURL(f *testing.F) {
	for _, seed := range []string{"www.example.org", "https://example.org/a?b#c", "//example.org", "javascript:alert(1)", "http://a.b@c", "HTTP://EXAMPLE.ORG", "http://[::1].x", "a.b:80/x", "%2e.%2e"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		s, _, ok := readURL(raw)
		if !ok {
			return
		}
		u, err := url.Parse(s)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			t.Errorf("%q leads to %q: %v", raw, s, err)
		}
		if again, bare, ok := readURL(s); !ok || bare || again != s {
			t.Errorf("%q is %q, then %q", raw, s, again)
		}
	})
}
