package feed

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weft/internal/errs"
	"weft/internal/hsds"
)

func TestAServiceFileIsReadLeniently(t *testing.T) {
	t.Parallel()
	got, r := readAll(t, "testdata/json/service.json")
	s, ok := got["Allotment Mornings"]
	if !ok || r.Services != 1 || r.Complete {
		t.Fatalf("got %v, %+v", got, r)
	}
	if s.Description != "Dig in\n\nGrow food with others." || s.MinimumAge != nil || s.LastModified != "2026-07-01T09:30:00.5+01:00" {
		t.Errorf("service %+v", s)
	}
	if l := s.ServiceAtLocations[0].Location; *l.Latitude != 53.715 || l.Addresses[0].ID == "" {
		t.Errorf("location %+v", l)
	}
	for k, n := range map[hsds.Kind]int{hsds.Markup: 1, hsds.NoOffset: 1, hsds.AgeOutOfRange: 2, hsds.UnknownField: 1, hsds.MissingID: 3} {
		if count(r, k) != n {
			t.Errorf("%s: %d, want %d", k, count(r, k), n)
		}
	}
}

func TestEveryShapeOfFileIsTaken(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile("testdata/json/service.json")
	if err != nil {
		t.Fatal(err)
	}
	one := string(b)
	two := strings.Replace(one, "5b1fbc6c", "6b1fbc6c", 1)
	noOrg := `{"id":"5b1fbc6c-0d0c-4cf6-9b3a-0f0a3f1d2a11","name":"A","status":"active"}`
	for name, c := range map[string]struct {
		text     string
		services int
		complete bool
		refused  int
	}{
		"array":          {"[" + one + "," + two + "]", 2, true, 0},
		"envelope":       {`{"total_items":2,"total_pages":1,"contents":[` + one + "," + two + `]}`, 2, true, 0},
		"older envelope": {`{"items":[` + one + `],"total_pages":1}`, 1, true, 0},
		"one of many":    {`{"contents":[` + one + `],"total_pages":9,"total_items":900}`, 1, false, 0},
		"organisation":   {`{"id":"x","name":"Org","description":"d","services":[` + noOrg + `]}`, 1, false, 0},
		"organisations":  {`[{"id":"x","name":"Org","services":[` + noOrg + `]},{"name":"B","website":"x"}]`, 1, true, 1},
		"at a location":  {`{"id":"x","location":{"name":"Hall"},"service":` + noOrg + `}`, 1, false, 0},
		"odd members":    {`[1,"x",null,` + one + `]`, 1, true, 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "feed.json")
			mustWrite(t, path, []byte(c.text))
			s, err := Open(context.Background(), path, nil)
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			r, err := s.Read(context.Background(), func(s hsds.Service) error {
				if s.Organization == nil || s.Organization.ID == "" {
					t.Errorf("service without an organisation: %+v", s)
				}
				n++
				return nil
			})
			if err != nil || n != c.services || r.Complete != c.complete || r.RefusedRows != c.refused {
				t.Errorf("%d services, complete %v, %d refused, %v", n, r.Complete, r.RefusedRows, err)
			}
		})
	}
}

func TestBrokenFilesAreRefusedWithASentence(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, says string }{
		"cut off":    {`[{"name":"A","status":"active"},{"name":`, "cut off"},
		"not json":   {`[{"name":"A","status":"active"},}`, "not JSON"},
		"neither":    {`{"colour":"red"}`, "neither services nor an organisation"},
		"trailing":   {`[] []`, "something follows"},
		"list is no": {`{"contents":{"a":1}}`, "neither services nor an organisation"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "feed.json")
			mustWrite(t, path, []byte(c.text))
			_, _, err := tryRead(path)
			if err == nil || !strings.Contains(err.Error(), c.says) || errs.KindOf(err) != errs.Invalid {
				t.Errorf("%v (%s), want %q", err, errs.KindOf(err), c.says)
			}
		})
	}
}

func TestTheCallersErrorEndsTheReadingUnchanged(t *testing.T) {
	t.Parallel()
	boom := errors.New("boom")
	for _, path := range []string{"testdata/package", "testdata/json/service.json"} {
		s, err := Open(context.Background(), path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Read(context.Background(), func(hsds.Service) error { return boom }); err != boom { //nolint:errorlint // the very same
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestStrictFillsWhatTheProfileRequires(t *testing.T) {
	t.Parallel()
	got, _ := readAll(t, "testdata/package")
	for name, s := range got {
		b, err := json.Marshal(hsds.Strict(s))
		if err != nil {
			t.Fatal(err)
		}
		for _, bad := range []string{":null", `:""`, ":[]"} {
			if strings.Contains(string(b), bad) {
				t.Errorf("%s holds %s: %s", name, bad, b)
			}
		}
	}
	cafe := got["Carers' Café"]
	if cafe.ServiceAtLocations[0].Location.Addresses[0].City != "" {
		t.Error("Strict changed its argument")
	}
}
