//go:build conform

package feed

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"weft/internal/hsds"
)

func folder(t *testing.T, variable string, below ...string) string {
	t.Helper()
	dir := filepath.Join(append([]string{os.Getenv(variable)}, below...)...)
	if _, err := os.Stat(dir); err != nil || os.Getenv(variable) == "" {
		t.Fatalf("%s names no folder with %v: %v", variable, below, err)
	}
	return dir
}

func schema(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile(filepath.Join(folder(t, "WEFT_TEST_STANDARDS", "open-referral-uk-3.0", "schemas"), name))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(t *testing.T, s *jsonschema.Schema, v any) {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var doc any
	if err := json.Unmarshal(b, &doc); err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(doc); err != nil {
		t.Errorf("%v\n%s", err, b)
	}
}

// What was read from real data and from the official examples goes out valid.
func TestConformServicesGoOutValid(t *testing.T) {
	t.Parallel()
	data, standards := folder(t, "WEFT_TEST_DATA", "open-referral"), folder(t, "WEFT_TEST_STANDARDS", "open-referral-uk-3.0")
	for source, want := range map[string]int{
		filepath.Join(data, "miami-hsds-1.1"):                                         4089,
		filepath.Join(data, "illinois-hsds-1.1"):                                      429,
		filepath.Join(data, "bristol", "bristol-services-page1.json"):                 3,
		filepath.Join(data, "bristol", "bristol-service-1625ip.json"):                 1,
		filepath.Join(standards, "examples-good", "service_full.json"):                1,
		filepath.Join(standards, "examples-good", "service_list.json"):                1,
		filepath.Join(standards, "examples-good", "organization_full.json"):           1,
		filepath.Join(standards, "examples-good", "service_at_location_full.json"):    1,
		filepath.Join(standards, "examples-profile", "csv"):                           1,
		folder(t, "WEFT_TEST_STANDARDS", "hsds-3.0", "examples", "csv"):               1,
		folder(t, "WEFT_TEST_STANDARDS", "hsds-3.0", "examples", "service_full.json"): 1,
	} {
		t.Run(filepath.Base(source), func(t *testing.T) {
			t.Parallel()
			s := schema(t, "service.json")
			src, err := Open(context.Background(), source, nil)
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			r, err := src.Read(context.Background(), func(service hsds.Service) error {
				if n++; n%7 == 1 {
					validate(t, s, hsds.Strict(service))
				}
				return nil
			})
			if err != nil || n != want || r.Services != want {
				t.Errorf("%d services, want %d: %v", n, want, err)
			}
		})
	}
}

func TestConformOtherShapesGoOutValid(t *testing.T) {
	t.Parallel()
	validate(t, schema(t, "api_details.json"), hsds.APIDetails{Version: "HSDS-UK-3.0", Profile: "https://example.org/profile", OpenAPIURL: "https://example.org/openapi.json"})
	validate(t, schema(t, "taxonomy_term.json"), hsds.StrictTerm(hsds.TaxonomyTerm{ID: identifier(1), Name: "Debt"}))
	validate(t, schema(t, "organization.json"), hsds.StrictOrganization(hsds.Organization{ID: identifier(1), Services: []hsds.Service{{ID: identifier(2), Name: "A"}}}))
	validate(t, schema(t, "service_list.json"), hsds.Page[hsds.Service]{TotalItems: 1, TotalPages: 1, PageNumber: 1, Size: 1, FirstPage: true, LastPage: true,
		Contents: []hsds.Service{hsds.Strict(hsds.Service{ID: identifier(2), Name: "A"})}})
}

func TestConformTheBristolFeedIsReadWithItsOdditiesCounted(t *testing.T) {
	t.Parallel()
	_, r := readAll(t, filepath.Join(folder(t, "WEFT_TEST_DATA", "open-referral", "bristol"), "bristol-services-page1.json"))
	for kind, want := range map[hsds.Kind]int{hsds.NoOffset: 3, hsds.Markup: 3, hsds.AgeOutOfRange: 6, hsds.BadEmail: 1, hsds.UnknownField: 4} {
		if got := count(r, kind); got != want {
			t.Errorf("%s: %d, want %d", kind, got, want)
		}
	}
	if r.Complete || r.RefusedRows != 0 {
		t.Errorf("one page of many passes for the whole: %+v", r)
	}
}

// The official bad examples break the schemas, so the schemas do check.
func TestConformBadExamplesBreakTheSchemas(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile(filepath.Join(folder(t, "WEFT_TEST_STANDARDS", "open-referral-uk-3.0", "examples-bad"), "service_full.json"))
	if err != nil {
		t.Fatal(err)
	}
	var doc any
	if err := json.Unmarshal(b, &doc); err != nil {
		t.Fatal(err)
	}
	if schema(t, "service.json").Validate(doc) == nil {
		t.Error("the bad example passes")
	}
}

// The official bad examples are read as far as they go: strict is for what goes out.
func TestConformBadExamplesDoNotStopTheReader(t *testing.T) {
	t.Parallel()
	dir := folder(t, "WEFT_TEST_STANDARDS", "open-referral-uk-3.0", "examples-bad")
	for _, name := range []string{"service_full.json", "service_list.json"} {
		if _, r, err := tryRead(filepath.Join(dir, name)); err != nil || r.Services+r.RefusedRows == 0 {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
	}
}
