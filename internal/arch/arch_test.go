package arch

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// rule is one rule of the house, and lines that break it and lines that do not.
type rule struct {
	name  string
	finds func(*tree) []finding
	bad   []map[string]string
	good  map[string]string
}

// at wraps one Go file of a package of the house.
func at(p, src string) map[string]string { return map[string]string{"internal/" + p: src} }

func rules() []rule {
	return slices.Concat(importRules(), codeRules(), shapeRules(), sqlRules(), wordRules())
}

func repository(t *testing.T) *tree {
	t.Helper()
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		if root == filepath.Dir(root) {
			t.Fatal("there is no go.mod above this test")
		}
		root = filepath.Dir(root)
	}
	house, err := read(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	return house
}

func TestTheHouse(t *testing.T) {
	t.Parallel()
	house := repository(t)
	if len(house.own()) < 30 || len(house.others(".sql")) < 5 {
		t.Fatalf("only %d files were read", len(house.files))
	}
	for _, r := range rules() {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			for _, f := range r.finds(house) {
				t.Error(f)
			}
		})
	}
}

func TestEveryRuleCanFail(t *testing.T) {
	t.Parallel()
	for _, r := range rules() {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			for _, files := range r.bad {
				found := r.finds(snippet(t, files))
				if len(found) == 0 {
					t.Errorf("it passes %v", files)
				}
				for _, f := range found {
					if !strings.Contains(f.where, ":") || f.what == "" {
						t.Errorf("it says %q", f)
					}
				}
			}
			if len(r.bad) == 0 || len(r.good) == 0 {
				t.Fatal("it has no lines to prove it on")
			}
			for _, f := range r.finds(snippet(t, r.good)) {
				t.Errorf("it refuses what is right: %s", f)
			}
		})
	}
}

func snippet(t *testing.T, files map[string]string) *tree {
	t.Helper()
	m := fstest.MapFS{}
	for p, src := range files {
		m[p] = &fstest.MapFile{Data: []byte(src)}
	}
	parsed, err := read(m)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func TestEveryPlaceHasAReasonAndStandsOnce(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, p := range slices.Concat(capabilities(), foundation(), formats(), readModels(), adapters(), tops(), testOnly()) {
		if p.reason == "" || seen[p.name] {
			t.Errorf("%s stands twice or without a reason", p.name)
		}
		seen[p.name] = true
	}
	for _, m := range slices.Concat(modules(), standard()) {
		if m.reason == "" || seen[m.path] {
			t.Errorf("%s stands twice or without a reason", m.path)
		}
		seen[m.path] = true
	}
}

func importRules() []rule {
	return []rule{
		{"imports go down the house", directions, []map[string]string{
			at("person/a.go", "package person\nimport _ \"weft/internal/referral\"\n"),
			at("db/a.go", "package db\nimport _ \"weft/internal/audit2\"\n"),
			at("errs/a.go", "package errs\nimport _ \"weft/internal/person\"\n"),
			at("web/today/a.go", "package today\nimport _ \"weft/internal/db\"\n"),
			at("web/today/a.go", "package today\nimport _ \"weft/internal/web/people\"\n"),
			at("hsds/a.go", "package hsds\nimport _ \"weft/internal/db\"\n"),
			at("person/a.go", "package person\nimport _ \"weft/internal/dbtest\"\n"),
			at("person/a.go", "package person\nimport _ \"weft/internal/config\"\n"),
			at("newcomer/a.go", "package newcomer\n"),
			{"cmd/weft/main.go": "package main\nimport _ \"weft/internal/db\"\n"},
		}, map[string]string{
			"internal/referral/a.go":      "package referral\nimport (\n_ \"weft/internal/person\"\n_ \"weft/internal/db\"\n)\n",
			"internal/referral/a_test.go": "package referral\nimport _ \"weft/internal/dbtest\"\n",
			"internal/web/a.go":           "package web\nimport (\n_ \"weft/internal/web/today\"\n_ \"weft/internal/web/site\"\n)\n",
			"internal/web/today/a.go":     "package today\nimport (\n_ \"weft/internal/web/ui\"\n_ \"weft/internal/journey\"\n)\n",
			"cmd/weft/main.go":            "package main\nimport _ \"weft/internal/app\"\n",
		}},
		{"modules are listed with who may import them", outsiders, []map[string]string{
			at("person/a.go", "package person\nimport _ \"database/sql\"\n"),
			at("person/a.go", "package person\nimport _ \"github.com/jackc/pgx/v5\"\n"),
			at("person/a.go", "package person\nimport _ \"example.org/new\"\n"),
			at("person/a.go", "package person\nimport _ \"net/http\"\n"),
			at("person/a_test.go", "package person\nimport _ \"example.org/new\"\n"),
			at("person/a.go", "package person\nimport _ \"pgregory.net/rapid\"\n"),
		}, map[string]string{
			"internal/db/a.go":          "package db\nimport (\n_ \"database/sql\"\n_ \"github.com/jackc/pgx/v5/stdlib\"\n)\n",
			"internal/person/a_test.go": "package person\nimport _ \"pgregory.net/rapid\"\n",
			"internal/web/today/a.go":   "package today\nimport _ \"net/http\"\n",
		}},
		{"modules and capabilities are documented", documented, []map[string]string{
			{"docs/dependencies.md": "nothing", "docs/architecture.md": allCapabilities()},
			{"docs/dependencies.md": allModules(), "docs/architecture.md": "nothing"},
		}, map[string]string{"docs/dependencies.md": allModules(), "docs/architecture.md": allCapabilities()}},
	}
}

func allCapabilities() string {
	var b strings.Builder
	for _, c := range capabilities() {
		b.WriteString("· " + c.name + "\n")
	}
	return b.String()
}

func allModules() string {
	var b strings.Builder
	for _, m := range modules() {
		b.WriteString(m.path + "\n")
	}
	return b.String()
}

func sqlRules() []rule {
	const head = "-- owner: person\n-- +goose Up\ncreate table person (id uuid);\n"
	with := func(pkg, sql string) map[string]string {
		return map[string]string{"internal/db/migrations/0001_person.sql": head,
			"internal/" + pkg + "/a.go": "package " + pkg + "\nconst q = `" + sql + "`\n"}
	}
	return []rule{
		{"every migration has an owner", heads, []map[string]string{
			{"internal/db/migrations/0001_person.sql": "create table person (id uuid);"},
			{"internal/db/migrations/0001_person.sql": "-- owner: nobody\ncreate table person (id uuid);"},
			{"internal/db/migrations/person.sql": head},
			{"internal/db/migrations/0001_person.sql": head, "internal/db/migrations/0001_again.sql": head},
			{"internal/db/migrations/0001_person.sql": head, "internal/db/migrations/0001_again.sqlite.sql": head},
		}, map[string]string{"internal/db/migrations/0001_person.sql": head,
			"internal/db/migrations/0002_x.sqlite.sql": head, "internal/db/migrations/0002_x.postgres.sql": head}},
		{"only its owner writes a table", writes, []map[string]string{
			with("referral", "insert into person (id) values ($1)"),
			with("referral", "update person set id = $1"),
			with("referral", "UPDATE person p SET id = $1"),
			with("referral", "delete from person where id = $1"),
			with("person", "insert into nothing (id) values ($1)"),
			{"internal/db/migrations/0001_person.sql": head, "internal/referral/a.go": "package referral\nvar q = \"delete from \" + \"x\"\n"},
			at("referral/a.go", "package referral\nfunc f() { tx.Fill() }\n"),
			at("db/a.go", "package db\nfunc Other() { run(\"delete from \" + \"x\") }\n"),
			at("referral/a.go", "package referral\nfunc Fill() { run(\"delete from \" + \"x\") }\n"),
		}, with("person", "insert into person (id) values ($1) on conflict (id) do update set id = excluded.id")},
		{"only one place fills whole tables", writes, []map[string]string{at("person/a.go", "package person\nfunc f() { tx.Point() }\n")},
			map[string]string{"internal/db/a.go": "package db\nfunc Fill() { run(\"delete from \" + \"x\") }\n",
				"internal/export/a.go": "package export\nfunc f() { tx.Fill() }\n"}},
		{"db.Pick is rare", picks, []map[string]string{
			at("person/a.go", "package person\nfunc f() {\n"+strings.Repeat("db.Pick()\n", maxPicks+1)+"}\n")},
			at("person/a.go", "package person\nfunc f() {\n"+strings.Repeat("db.Pick()\n", maxPicks)+"}\n")},
	}
}
