package export_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/directory"
	"weft/internal/errs"
	"weft/internal/export"
	"weft/internal/fixture"
	"weft/internal/place"
)

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func service(t testing.TB, d *db.DB) *export.Service {
	t.Helper()
	s, err := export.NewService(d, "test")
	ok(t, err)
	return s
}

// out exports a database into a new folder.
func out(t testing.TB, d *db.DB) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "out")
	_, err := service(t, d).Export(context.Background(), authz.Program(), to, nil)
	ok(t, err)
	return to
}

// other returns an empty database of the other engine.
func other(t testing.TB, d *db.DB) *db.DB {
	t.Helper()
	if d.Engine() == db.SQLite {
		return dbtest.Postgres(t, clock.System{})
	}
	return dbtest.SQLite(t, clock.System{})
}

// full is a house with a case, a group and a session, written in by hand with odd words.
func full(t testing.TB, h *fixture.House) fixture.Thread {
	t.Helper()
	th := h.Case(t)
	h.Worker(t, th.Service)
	_, err := h.Groups.Create(context.Background(), authz.Program(), directory.New{Name: "Chór \"Złota\" – 50\u2019s & <b>more</b>", Needs: []string{"other"}, Live: true})
	ok(t, err)
	ok(t, h.Contacts.Reflect(context.Background(), th.Worker, "k1", "Nobody else reads this: quillwort."))
	ok(t, h.Drafts.Save(context.Background(), th.Worker, "/reflections", map[string][]string{"words": {"half of a thought: quillwort"}}))
	return th
}

func read(t testing.TB, folder, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(folder, name))
	ok(t, err)
	return b
}

// same compares two folders: every file but the record of who did what is equal, and of
// that the first is the beginning of the second.
func same(t testing.TB, a, b string) {
	t.Helper()
	files, err := os.ReadDir(a)
	ok(t, err)
	for _, f := range files {
		switch name := f.Name(); name {
		case "README.md", "datapackage.json":
		case "audit_event.jsonl":
			if !bytes.HasPrefix(read(t, b, name), read(t, a, name)) {
				t.Errorf("%s does not begin with what it was", name)
			}
		default:
			if !bytes.Equal(read(t, a, name), read(t, b, name)) {
				t.Errorf("%s differs", name)
			}
		}
	}
}

func TestWhatGoesOutComesBackEqualOnTheOtherEngineAndOnThisOne(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := full(t, h)
		first := out(t, h.DB)
		there := other(t, h.DB)
		r, err := service(t, there).Import(context.Background(), authz.Program(), first, nil)
		ok(t, err)
		if r.Sealed < 10 || r.Rows < 20 {
			t.Errorf("%+v came in", r)
		}
		second := out(t, there)
		same(t, first, second)
		back := other(t, there)
		_, err = service(t, back).Import(context.Background(), authz.Program(), second, nil)
		ok(t, err)
		same(t, second, out(t, back))
		// What does not travel is made anew, or by hand.
		groups := directory.NewService(back, h.Zone, place.NewService(back))
		if found, err := groups.Search(context.Background(), directory.Filter{Words: "zlota"}); err != nil || len(found.Hits) != 1 {
			t.Errorf("the group is not found: %v %v", found, err)
		}
		person := fixture.New(t, back, h.Now)
		if p, err := person.People.ByID(context.Background(), th.Worker, th.Person); err != nil || p.ID != th.Person {
			t.Errorf("the worker does not see their person: %v", err)
		}
		admin, err := account.NewService(back).CreateAdministrator(context.Background(), account.New{Name: "Ada", Email: "ada@example.org"})
		if err != nil || admin.Token == "" {
			t.Errorf("nobody can get in: %v", err)
		}
	})
}

func TestWhatIsAWorkersOwnAndEverySecretStayBehind(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := full(t, h)
		h.LetIn(t, th.Worker)
		folder := out(t, h.DB)
		files, err := os.ReadDir(folder)
		ok(t, err)
		for _, f := range files {
			for _, never := range []string{"quillwort", "$argon2id$", `"password_hash":`, `"code_hash":`} {
				if bytes.Contains(read(t, folder, f.Name()), []byte(never)) {
					t.Errorf("%s holds %s", f.Name(), never)
				}
			}
			if info, err := f.Info(); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("%s: others may read it: %v %v", f.Name(), info.Mode(), err)
			}
		}
		if info, err := os.Stat(folder); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("others may read the folder: %v %v", info, err)
		}
		if readme := string(read(t, folder, "README.md")); !strings.Contains(readme, "`reflection`") || !strings.Contains(readme, "`account.password_hash`") {
			t.Error("the README does not say what stayed behind")
		}
	})
}

func TestAnExportShowsOneMomentWhileOthersWork(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		full(t, h)
		to, worked := filepath.Join(t.TempDir(), "out"), false
		_, err := service(t, h.DB).Export(context.Background(), authz.Program(), to, func(int) {
			if !worked {
				worked = true
				h.Organisation(t, "vcse")
				h.Case(t)
			}
		})
		ok(t, err)
		var m struct {
			Resources []struct {
				Name string
				Rows int
			}
		}
		ok(t, json.Unmarshal(read(t, to, "datapackage.json"), &m))
		now := h.Rows(t)
		for _, r := range m.Resources {
			if slices.Contains([]string{"person", "person_case", "referral"}, r.Name) && (r.Rows != 1 || now[r.Name] != 2) {
				t.Errorf("%s: %d rows went out, there are %d", r.Name, r.Rows, now[r.Name])
			}
		}
	})
}

func TestAFolderIsWrittenWholeOrNotAtAll(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		full(t, h)
		ctx, at := context.Background(), t.TempDir()
		s := service(t, h.DB)
		nothing := func(kind errs.Kind, err error) {
			t.Helper()
			entries, rerr := os.ReadDir(at)
			if errs.KindOf(err) != kind || rerr != nil || len(entries) != 0 {
				t.Errorf("%v left %v", err, entries)
			}
		}
		stopped, stop := context.WithCancel(ctx)
		_, err := s.Export(stopped, authz.Program(), filepath.Join(at, "out"), func(n int) {
			if n == 5 {
				stop()
			}
		})
		nothing(errs.Unavailable, err)
		if h.DB.Engine() == db.SQLite { // PostgreSQL keeps no such text
			h.Write(t, func(ctx context.Context, tx *db.Tx) error {
				_, err := tx.Exec(ctx, "update person set risk = $1", "a\x00b")
				return err
			})
			_, err = s.Export(ctx, authz.Program(), filepath.Join(at, "out"), nil)
			nothing(errs.Invalid, err)
		}
		ok(t, os.WriteFile(filepath.Join(at, "file"), nil, 0o600))
		for _, to := range []string{at, filepath.Join(at, "file"), ""} {
			if _, err := s.Export(ctx, authz.Program(), to, nil); err == nil {
				t.Errorf("it was written to %q", to)
			}
		}
	})
}

func TestAnExportIsForTheProgramOnlyAndRecorded(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := h.Case(t)
		h.Try(t, &export.Service{}, h.Cast(t, th), map[string]fixture.Act{
			"Export": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := service(t, x.DB).Export(ctx, a, filepath.Join(t.TempDir(), "out"), nil)
				return err
			}},
			"Import": {Do: func(ctx context.Context, x *fixture.House, a authz.Actor) error {
				_, err := service(t, x.DB).Import(ctx, a, t.TempDir(), nil)
				return err
			}},
		})
		did, err := h.Audited(t, func() error {
			_, err := service(t, h.DB).Export(context.Background(), authz.Program(), filepath.Join(t.TempDir(), "out"), nil)
			return err
		})
		if err != nil || !slices.Contains(did, "installation.export") {
			t.Errorf("recorded %v: %v", did, err)
		}
	})
}

// broken copies a folder, changes it and returns what importing it says. The database
// stays empty, which is looked at too.
func broken(t *testing.T, d *db.DB, folder string, change func(folder string)) error {
	t.Helper()
	copied := filepath.Join(t.TempDir(), "copy")
	ok(t, os.CopyFS(copied, os.DirFS(folder)))
	change(copied)
	_, err := service(t, d).Import(context.Background(), authz.Program(), copied, nil)
	if err == nil {
		t.Fatal("it came in")
	}
	ok(t, d.Read(context.Background(), func(tx *db.Tx) error {
		for _, table := range []string{"person", "account", "audit_event", "directory_search"} {
			if n, err := db.One(context.Background(), tx, db.Value[int], "select count(*) from "+table); err != nil || n != 0 {
				t.Errorf("%v left %d rows in %s: %v", err, n, table, err)
			}
		}
		return nil
	}))
	return err
}

// edit replaces text in a file and, when sums is set, puts its sum right as a careful
// forger would.
func edit(t *testing.T, folder, name, from, to string) {
	t.Helper()
	text := read(t, folder, name)
	if !bytes.Contains(text, []byte(from)) {
		t.Fatalf("%s does not hold %s", name, from)
	}
	was, now := fmt.Sprintf("%x", sum(text)), bytes.Replace(text, []byte(from), []byte(to), 1)
	ok(t, os.WriteFile(filepath.Join(folder, name), now, 0o600))
	manifest := filepath.Join(folder, "datapackage.json")
	ok(t, os.WriteFile(manifest, bytes.Replace(read(t, folder, "datapackage.json"), []byte(was), fmt.Appendf(nil, "%x", sum(now)), 1), 0o600))
}

func TestWhatIsNotWhatWasExportedIsRefusedWhole(t *testing.T) {
	fixture.Run(t, func(t *testing.T, h *fixture.House) {
		th := full(t, h)
		folder, empty := out(t, h.DB), other(t, h.DB)
		name := string(mustName(t, folder))
		for what, c := range map[string]struct {
			change func(string)
			says   string
		}{
			"a byte more": {func(f string) {
				text := read(t, f, "contact.jsonl")
				ok(t, os.WriteFile(filepath.Join(f, "contact.jsonl"), append(text, '\n'), 0o600))
			}, "contact.jsonl, row"},
			"a changed word":          {func(f string) { plain(t, f, "person.jsonl", name, "Somebody else") }, "person.jsonl is not the file"},
			"a file less":             {func(f string) { ok(t, os.Remove(filepath.Join(f, "referral.jsonl"))) }, "referral.jsonl"},
			"no manifest":             {func(f string) { ok(t, os.Remove(filepath.Join(f, "datapackage.json"))) }, "no export of Weft"},
			"a manifest of something": {func(f string) { ok(t, os.WriteFile(filepath.Join(f, "datapackage.json"), []byte("{}"), 0o600)) }, "cannot be understood"},
			"a newer shape":           {func(f string) { plain(t, f, "datapackage.json", `"schema": `, `"schema": 9`) }, "newer Weft"},
			"an older shape":          {func(f string) { plain(t, f, "datapackage.json", `"schema": `, `"schema": 1, "was": `) }, "older shape"},
			"a column less":           {func(f string) { plain(t, f, "datapackage.json", `"name": "pronouns"`, `"name": "shoes"`) }, "columns of person.jsonl"},
			"a file twice": {func(f string) {
				plain(t, f, "datapackage.json", "\"name\": \"person\",\n      \"path\"", "\"name\": \"team\",\n      \"path\"")
			}, "does not name the files"},
			"a wrong type":            {func(f string) { edit(t, f, "person.jsonl", `"restricted":false`, `"restricted":"no"`) }, "person.jsonl, row 1, column restricted: it must be true or false"},
			"nobody there":            {func(f string) { edit(t, f, "consent.jsonl", th.Person.String(), th.Case.ID.String()) }, "consent.jsonl, row 1, column person: nothing in person.jsonl has this id"},
			"an edited record of who": {func(f string) { edit(t, f, "audit_event.jsonl", `"outcome":"done"`, `"outcome":"denied"`) }, "the audit chain does not hold at place 1"},
			"a record twice": {func(f string) {
				line := strings.SplitAfterN(string(read(t, f, "consent.jsonl")), "\n", 2)[0]
				rows := strings.Count(string(read(t, f, "consent.jsonl")), "\n")
				edit(t, f, "consent.jsonl", line, line+line)
				plainAfter(t, f, "datapackage.json", `"path": "consent.jsonl"`, fmt.Sprintf(`"rows": %d`, rows), fmt.Sprintf(`"rows": %d`, rows+1))
			}, "Two rows of consent.jsonl"},
		} {
			err := broken(t, empty, folder, c.change)
			var refused *export.Refusal
			if !strings.Contains(err.Error(), c.says) || !errors.As(err, &refused) && errs.CodeOf(err) == "" {
				t.Errorf("%s: %v", what, err)
			}
		}
		if _, err := service(t, h.DB).Import(context.Background(), authz.Program(), folder, nil); errs.KindOf(err) != errs.Conflict {
			t.Errorf("it came into a house that is full: %v", err)
		}
		_, err := service(t, empty).Import(context.Background(), authz.Program(), folder, nil)
		ok(t, err) // nothing of all that stayed
	})
}
