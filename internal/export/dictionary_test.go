package export

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
)

func tables(t *testing.T, d *db.DB) (all []db.Table) {
	t.Helper()
	if err := d.Read(context.Background(), func(tx *db.Tx) (err error) { all, err = tx.Tables(context.Background()); return err }); err != nil {
		t.Fatal(err)
	}
	return all
}

func words(t *testing.T) dictionary {
	t.Helper()
	d, err := readDictionary(dictionaryText)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestEveryTableIsExportedOrStaysBehindForAReason(t *testing.T) {
	t.Parallel()
	dbtest.Run(t, func(t *testing.T, d *db.DB, _ *clock.Manual) {
		book := words(t)
		known := map[string]bool{}
		for _, table := range tables(t, d) {
			known[table.Name] = true
			if described := book.tables[table.Name] != ""; described == staysWhole(table.Name) {
				t.Errorf("%s: write into dictionary.txt what it holds, or into leftOut why it stays behind, and not both", table.Name)
			}
			for _, c := range table.Columns {
				if _, ok := book.of(table.Name, c.Name); !ok && !staysWhole(table.Name) && !stays(table.Name, c.Name) {
					t.Errorf("%s.%s: write into dictionary.txt what it is", table.Name, c.Name)
				}
				if !staysWhole(table.Name) && !slices.Contains([]db.Type{db.UUID, db.Text, db.Boolean, db.Bigint, db.Double, db.Day, db.Moment}, c.Type) {
					t.Errorf("%s.%s has the type %s, which nobody can write yet", table.Name, c.Name, c.Type)
				}
			}
			for name := range book.columns[table.Name] {
				if _, ok := table.Column(name); !ok {
					t.Errorf("dictionary.txt describes %s.%s, which is not there", table.Name, name)
				}
			}
			if len(table.Key) == 0 && !staysWhole(table.Name) {
				t.Errorf("%s has no primary key, so its rows have no order", table.Name)
			}
		}
		for name := range book.tables {
			if !known[name] {
				t.Errorf("dictionary.txt describes %s, which is not there", name)
			}
		}
		for _, l := range append(leftOut(), leftColumns()...) {
			if l.Reason == "" {
				t.Errorf("%s stays behind for no reason", l.Name)
			}
		}
		if _, err := taken(tables(t, d)); err != nil {
			t.Error(err)
		}
	})
}

func TestBothEnginesDescribeTheSameTables(t *testing.T) {
	t.Parallel()
	kept := func(d *db.DB) []db.Table {
		out, err := taken(tables(t, d))
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	if diff := cmp.Diff(kept(dbtest.SQLite(t, clock.System{})), kept(dbtest.Postgres(t, clock.System{}))); diff != "" {
		t.Errorf("SQLite and PostgreSQL differ:\n%s", diff)
	}
}

func TestWhatADictionaryMayNotSay(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"a table without a description":  "person\n",
		"a table twice":                  "person: a\n  id  x\nperson: b\n",
		"a column without a description": "person: a\n  id\n",
		"a column twice":                 "person: a\n  id  x\n  id  y\n",
	} {
		if _, err := readDictionary(text); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}
