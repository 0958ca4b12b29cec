package place_test

import (
	"archive/zip"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/errs"
	"weft/internal/place"
)

func run(t *testing.T, s *place.Service, file string) place.Report {
	t.Helper()
	r, err := s.Import(context.Background(), authz.Program(), file, nil)
	if err != nil {
		t.Fatalf("import %s: %v", file, err)
	}
	return r
}

func TestAnImportReportsWhatItDidAndAgainChangesNothing(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		s := place.NewService(d)
		first := run(t, s, "testdata/old-release.csv")
		if first.Rows != 8 || first.Added != 4 || first.Refused != 4 || first.Changed+first.Unchanged != 0 {
			t.Errorf("first: %+v", first)
		}
		for _, want := range []string{"row 6 was refused: its postcode is none", "row 7 was refused: its deprivation rank",
			"row 8 was refused: its date of ending", "row 9 was refused: its position lies outside"} {
			if !strings.Contains(first.String(), want) {
				t.Errorf("the report does not say %q:\n%s", want, first)
			}
		}
		again := run(t, s, "testdata/old-release.csv")
		if again.Added+again.Changed != 0 || again.Unchanged != 4 {
			t.Errorf("again: %+v", again)
		}
		newer := run(t, s, "testdata/new-release.csv")
		if newer.Added != 1 || newer.Changed != 1 || newer.Refused != 0 || len(newer.NotSaid) != 0 {
			t.Errorf("newer: %+v", newer)
		}
		p, err := s.Lookup(context.Background(), "qz11aa")
		if err != nil || p.LSOA != "E01999901" || p.Health != "E54999999" || p.Decile != 1 {
			t.Errorf("lookup: %+v, %v", p, err)
		}
	})
}

func TestLookupKnowsPositionNationAndEnd(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, s := context.Background(), place.NewService(d)
		run(t, s, "testdata/old-release.csv")
		p, err := s.Lookup(ctx, "QZ1 1AB")
		if err != nil || p.Code != "QZ1 1AB" || p.Ended.String() != "2011-05-01" || p.Where.Lat != 54.752 || p.Decile != 2 || p.Rank != 3285 || p.Edition != 2019 {
			t.Errorf("%+v, %v", p, err)
		}
		if p, err := s.Lookup(ctx, "QZ2 1AA"); err != nil || p.Nation != clock.Wales || p.Decile != 10 || p.Area != "W06999999" {
			t.Errorf("%+v, %v", p, err)
		}
		if p, err := s.Lookup(ctx, "QZ3 1AA"); err != nil || p.Where != nil || p.Decile != 0 {
			t.Errorf("%+v, %v", p, err)
		}
		if _, err := s.Lookup(ctx, "QZ9 9ZZ"); !errs.Is(err, errs.NotFound) {
			t.Errorf("an unknown postcode: %v", err)
		}
		if _, err := s.Lookup(ctx, "33101"); !errs.Is(err, errs.Invalid) {
			t.Errorf("no postcode: %v", err)
		}
		if _, err := s.Find(ctx, "QZ3 1AA"); !errs.Is(err, errs.NotFound) {
			t.Errorf("a postcode without a position: %v", err)
		}
		if at, err := s.Find(ctx, "qz1"); err != nil || at.Lat != 54.751 {
			t.Errorf("the middle of a district, those in use only: %v, %v", at, err)
		}
		if _, err := s.Find(ctx, "QZ8"); !errs.Is(err, errs.NotFound) {
			t.Errorf("an unknown district: %v", err)
		}
		if _, err := s.Find(ctx, "Halifax"); !errs.Is(err, errs.Invalid) {
			t.Errorf("a town: %v", err)
		}
	})
}

func TestManyAreLookedUpAtOnce(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, s := context.Background(), place.NewService(d)
		if r, err := s.Add(ctx, authz.Program(), place.Fictional()); err != nil || r.Added != 432 {
			t.Fatalf("%+v, %v", r, err)
		}
		if n, err := s.Count(ctx); err != nil || n != 432 {
			t.Errorf("%d, %v", n, err)
		}
		err := d.Read(ctx, func(tx *db.Tx) error {
			got, err := s.LookupTx(ctx, tx, []string{"qz11aa", "QZ1 1AA", "nonsense", "HX1 1AA", "QZ9 4EE"})
			if err != nil || len(got) != 1 || got["QZ1 1AA"].Where == nil {
				t.Errorf("%v, %v", got, err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestTheLargestTableOfAnArchiveIsRead(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "release.zip")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for name, from := range map[string]string{"Data/multi_csv/part.csv": "testdata/new-release.csv", "Data/all.csv": "testdata/old-release.csv"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(b); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		if r := run(t, place.NewService(d), path); r.Added != 4 {
			t.Errorf("%+v", r)
		}
	})
}

func TestAFileThatIsNoneIsRefusedWithASentence(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	cases := map[string]string{
		write("columns.csv", "postal,x\n1,2\n"):                              "It has these: postal, x",
		write("rows.csv", "pcds,lat,long,ctry\nx,1,2,E92000001\n"):           "no usable row",
		write("broken.zip", "PK\x03\x04"):                                    "not a whole zip file",
		write("empty.csv", ""):                                               "is empty",
		filepath.Join(dir, "missing.csv"):                                    "There is no",
		write("mixed.csv", "pcds,lat,long,ctry\nQZ1 1AA,54,1,E92000001\n\""): "",
	}
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		s := place.NewService(d)
		for path, says := range cases {
			_, err := s.Import(context.Background(), authz.Program(), path, nil)
			if (says == "") != (err == nil) || (err != nil && !strings.Contains(err.Error(), says)) {
				t.Errorf("%s: %v, want %q", filepath.Base(path), err, says)
			}
		}
		if n, _ := s.Count(context.Background()); n != 1 {
			t.Errorf("%d postcodes were kept, want only the one of the whole file", n)
		}
	})
}

// The role x action table of this capability. Lookup, LookupTx, Find and Count are
// public; Import and Add are for administrators and the program.
func TestWhoMayDoWhat(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		ctx, s := context.Background(), place.NewService(d)
		changes := map[string]func(a authz.Actor) error{
			"Import": func(a authz.Actor) error {
				_, err := s.Import(ctx, a, "testdata/new-release.csv", nil)
				return err
			},
			"Add": func(a authz.Actor) error { _, err := s.Add(ctx, a, place.Fictional()[:1]); return err },
		}
		actors := map[authz.Role]authz.Actor{}
		for _, r := range authz.Roles() {
			actors[r] = authz.Actor{Kind: authz.Account, ID: "018f0000-0000-7000-8000-000000000001", Roles: []authz.Assignment{{Role: r, At: "x"}}}
		}
		for name, do := range changes {
			for role, a := range actors {
				if err := do(a); (err == nil) != (role == authz.Admin) || (err != nil && !errs.Is(err, errs.Forbidden)) {
					t.Errorf("%s by %s: %v", name, role, err)
				}
			}
			if err := do(authz.Nobody()); !errs.Is(err, errs.Unauthenticated) {
				t.Errorf("%s by the public: %v", name, err)
			}
			if err := do(authz.Program()); err != nil {
				t.Errorf("%s by the program: %v", name, err)
			}
		}
	})
}
