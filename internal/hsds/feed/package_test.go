package feed

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"weft/internal/errs"
	"weft/internal/hsds"
)

// readAll reads a source to its end.
func readAll(t *testing.T, source string) (map[string]hsds.Service, hsds.Reading) {
	t.Helper()
	out, r, err := tryRead(source)
	if err != nil {
		t.Fatalf("%s: %v", source, err)
	}
	return out, r
}

func tryRead(source string) (map[string]hsds.Service, hsds.Reading, error) {
	s, err := Open(context.Background(), source, nil)
	if err != nil {
		return nil, hsds.Reading{}, err
	}
	out := map[string]hsds.Service{}
	r, err := s.Read(context.Background(), func(s hsds.Service) error { out[s.Name] = s; return nil })
	return out, r, err
}

func count(r hsds.Reading, k hsds.Kind) int {
	for _, l := range r.Leniencies {
		if l.Kind == k {
			return l.Count
		}
	}
	return 0
}

func TestAPackageIsJoinedFromItsTables(t *testing.T) {
	t.Parallel()
	got, r := readAll(t, "testdata/package")
	if len(got) != 4 || r.Services != 4 || !r.Complete {
		t.Fatalf("got %d services, %d counted, complete %v; want 4, 4, true", len(got), r.Services, r.Complete)
	}
	lunch := got["Tuesday Lunch Club"]
	if lunch.Organization.Name != "Fern Lane Community Trust" || lunch.URL != "http://www.fernlane.example.org/lunch" {
		t.Errorf("organisation %q, url %q", lunch.Organization.Name, lunch.URL)
	}
	if lunch.Description != "A hot meal and company.\n\nBring a friend." {
		t.Errorf("description %q", lunch.Description)
	}
	if len(lunch.Phones) != 1 || lunch.Phones[0].Number != "01632 960001 ext. 4" {
		t.Errorf("phones %+v", lunch.Phones)
	}
	if len(lunch.Schedules) != 1 || lunch.Schedules[0].ByDay != "TU,TH" || lunch.Schedules[0].OpensAt != "11:30" || lunch.Schedules[0].ClosesAt != "13:30" {
		t.Errorf("schedules %+v", lunch.Schedules)
	}
	if len(lunch.Languages) != 2 || lunch.Languages[1].Name != "Urdu" || lunch.Languages[1].Note != "(a little)" {
		t.Errorf("languages %+v", lunch.Languages)
	}
	if lunch.EligibilityDescription != "Anyone over 60" || len(lunch.Attributes) != 1 || lunch.Attributes[0].TaxonomyTerm.Parent != "Food" {
		t.Errorf("eligibility %q, attributes %+v", lunch.EligibilityDescription, lunch.Attributes)
	}
	place := lunch.ServiceAtLocations[0].Location
	if *place.Latitude != 53.71 || place.Addresses[0].PostalCode != "QZ1 1AA" || place.Transportation == "" {
		t.Errorf("location %+v", place)
	}
}

func TestLenienciesOfAPackageAreCounted(t *testing.T) {
	t.Parallel()
	got, r := readAll(t, "testdata/package")
	want := map[hsds.Kind]int{hsds.UnknownField: 1, hsds.UnknownFile: 1, hsds.EscapedBreaks: 1, hsds.Markup: 1, hsds.BadEmail: 1, hsds.UnknownStatus: 2,
		hsds.SwappedCoords: 1, hsds.BadCoordinates: 1, hsds.UnlistedOrg: 1, hsds.InferredPlace: 1, hsds.UnlistedPlace: 1, hsds.BadTime: 1, hsds.DuplicateID: 1}
	for k, n := range want {
		if count(r, k) != n {
			t.Errorf("%s: %d, want %d", k, count(r, k), n)
		}
	}
	for _, k := range []hsds.Kind{hsds.BareURL, hsds.UnlistedTerm, hsds.NotUUID, hsds.EmptyEntry} {
		if count(r, k) == 0 {
			t.Errorf("%s was not counted", k)
		}
	}
	cafe := got["Carers' Café"]
	if cafe.Description != "Tea, cake & a listening ear.\n\n- Free" || cafe.Status != hsds.Active || cafe.Email != "" {
		t.Errorf("café %+v", cafe)
	}
	if lat := *cafe.ServiceAtLocations[0].Location.Latitude; lat != 53.72 {
		t.Errorf("swapped latitude %v", lat)
	}
	if walk := got["Walk and Talk"]; walk.Organization.Name != "Riverside Car Park" {
		t.Errorf("stand-in organisation %q", walk.Organization.Name)
	}
}

func TestRefusedRowsNameFileNumberAndReason(t *testing.T) {
	t.Parallel()
	_, r := readAll(t, "testdata/package")
	want := []hsds.Refusal{
		{File: "eligibility.csv", Row: 3, Reason: "it does not say what it belongs to (service_id is empty)"},
		{File: "services.csv", Row: 6, Reason: "it has no name"},
		{File: "services.csv", Row: 8, Reason: "it has the identifier of services.csv row 2 and says something else; the first was kept"},
	}
	if !slices.Equal(r.Refused, want) {
		t.Errorf("refused %+v\nwant %+v", r.Refused, want)
	}
	if len(r.Unread) != 1 {
		t.Errorf("unread %v, want the one service without a name", r.Unread)
	}
	if words := r.String(); !strings.Contains(words, "services.csv row 6: it has no name") {
		t.Errorf("the report does not name the row:\n%s", words)
	}
}

func TestIdentifiersStayTheSameAndDifferBetweenSources(t *testing.T) {
	t.Parallel()
	first, _ := readAll(t, "testdata/package")
	again, _ := readAll(t, copyPackage(t, "package", nil))
	other, _ := readAll(t, copyPackage(t, "elsewhere", nil))
	for name, s := range first {
		if again[name].ID != s.ID || other[name].ID == s.ID || len(s.ID) != 36 {
			t.Errorf("%s: %s, again %s, elsewhere %s", name, s.ID, again[name].ID, other[name].ID)
		}
	}
}

func TestEncodingsAreRecognised(t *testing.T) {
	t.Parallel()
	plain, _ := readAll(t, "testdata/package")
	encodings := map[string]func([]byte) ([]byte, error){
		"utf-8 with mark": func(b []byte) ([]byte, error) { return append([]byte("\xef\xbb\xbf"), b...), nil },
		"windows-1252":    charmap.Windows1252.NewEncoder().Bytes,
		"utf-16 le":       unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes,
		"utf-16 be":       unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().Bytes,
		"utf-16 unmarked": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().Bytes,
	}
	for name, encode := range encodings {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, r := readAll(t, copyPackage(t, "package", encode))
			if len(got) != len(plain) || got["Carers' Café"].ID != plain["Carers' Café"].ID {
				t.Errorf("got %d services, café %q", len(got), got["Carers' Café"].ID)
			}
			if name != "utf-8 with mark" && count(r, hsds.OtherEncoding) == 0 {
				t.Error("the encoding was not noted")
			}
		})
	}
}

func TestAZipIsReadLikeItsFolder(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "package.zip")
	writeZip(t, path, func(z *zip.Writer) { addFolder(t, z, "testdata/package", "inner/") })
	folder, _ := readAll(t, "testdata/package")
	zipped, r := readAll(t, path)
	if len(zipped) != len(folder) || zipped["Chair Yoga"].ID != folder["Chair Yoga"].ID || r.Services != 4 {
		t.Errorf("the zip gave %d services", len(zipped))
	}
}

func TestBadPackagesAreRefusedWithASentence(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	bomb := filepath.Join(dir, "bomb.zip")
	writeZip(t, bomb, func(z *zip.Writer) {
		w, err := z.Create("services.csv")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.CopyN(w, zeros{}, 64<<20); err != nil {
			t.Fatal(err)
		}
	})
	broken := filepath.Join(dir, "broken.zip")
	mustWrite(t, broken, []byte("PK\x03\x04 and then nothing"))
	empty := filepath.Join(dir, "empty")
	mustWrite(t, filepath.Join(empty, "organizations.csv"), []byte("id,name\n1,A\n"))
	columns := filepath.Join(dir, "columns")
	mustWrite(t, filepath.Join(columns, "services.csv"), []byte("identifier,title\n1,A\n"))
	for _, c := range []struct {
		source, says string
		kind         errs.Kind
	}{
		{bomb, "would unpack to", errs.TooLarge},
		{broken, "not a whole zip file", errs.Invalid},
		{empty, "no services.csv", errs.Invalid},
		{columns, "It has these: identifier, title", errs.Invalid},
		{filepath.Join(dir, "nowhere"), "There is no", errs.NotFound},
		{filepath.Join(columns, "services.csv"), "Give the folder", errs.Invalid},
	} {
		got, _, err := tryRead(c.source)
		if err == nil || !strings.Contains(err.Error(), c.says) || errs.KindOf(err) != c.kind || len(got) > 0 {
			t.Errorf("%s: %v (%s), want %q", filepath.Base(c.source), err, errs.KindOf(err), c.says)
		}
	}
}

// zeros is an endless file of nothing.
type zeros struct{}

// Read fills p with zeros.
func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func mustWrite(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// copyPackage copies the invented package into a folder of that name.
func copyPackage(t *testing.T, name string, encode func([]byte) ([]byte, error)) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), name)
	files, err := filepath.Glob("testdata/package/*.csv")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixture: %v", err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err == nil && encode != nil {
			b, err = encode(b)
		}
		if err != nil {
			t.Fatal(err)
		}
		mustWrite(t, filepath.Join(to, filepath.Base(f)), b)
	}
	return to
}

func writeZip(t *testing.T, path string, fill func(*zip.Writer)) {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	fill(z)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, path, b.Bytes())
}

func addFolder(t *testing.T, z *zip.Writer, from, prefix string) {
	t.Helper()
	files, err := filepath.Glob(from + "/*.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		w, err := z.Create(prefix + filepath.Base(f))
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(b); err != nil {
			t.Fatal(err)
		}
	}
}
