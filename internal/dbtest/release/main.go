// Command release keeps the schema of a release with a little data of every kind, so that
// every later release is tested to take it over:
//
//	go run ./internal/dbtest/release weft-demo internal/db/testdata/release/0.2.0.zip
//
// It takes the data folder of a demo, leaves a few rows of each table, with all that they
// refer to, and writes a backup. Package backup's tests find it there by themselves.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"weft/internal/app"
	"weft/internal/backup"
	"weft/internal/db"
	"weft/internal/id"
)

// few is how many rows of each table stay; events of the audit chain are the first ones.
const (
	few    = 12
	events = 200
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "release: name the data folder of a demo and the file to write")
		os.Exit(2)
	}
	if err := run(context.Background(), os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, folder, to string) (err error) {
	dir, err := os.MkdirTemp("", "weft-release-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	content, err := os.ReadFile(filepath.Join(folder, "weft.db"))
	if err != nil {
		return err
	}
	path := filepath.Join(dir, "weft.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		return err
	}
	d, err := db.Open(ctx, db.Config{Path: path, Fast: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if err := thin(ctx, d); err != nil {
		return err
	}
	made, err := backup.Make(ctx, d, to, backup.Key{}, "weft "+app.Version())
	if err != nil {
		return err
	}
	fmt.Printf("%s: schema %d, %d rows of %d tables, %d bytes\n", to, made.Schema, made.Rows(), len(made.Tables), made.Bytes)
	return nil
}

// reference is a column that points at another table.
type reference struct{ from, column, to, key string }

// thin removes rows that nothing refers to until a few of each table are left.
func thin(ctx context.Context, d *db.DB) error {
	return d.Write(ctx, func(tx *db.Tx) error {
		refs, err := db.All(ctx, tx, func(s db.Scan) (reference, error) {
			var r reference
			err := s(&r.from, &r.column, &r.to, &r.key)
			return r, err
		}, `select m.name, f."from", f."table", coalesce(f."to", 'id') from pragma_table_list m join pragma_foreign_key_list(m.name) f
			where m.schema = 'main' and m.type = 'table'`)
		if err != nil {
			return err
		}
		tables, err := db.Stored(ctx, tx)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `delete from audit_event where place is null or place > $1`, events); err != nil {
			return err
		}
		for again := int64(1); again > 0; {
			again = 0
			for _, t := range tables {
				if t.Name == "audit_event" {
					continue
				}
				n, err := tx.Exec(ctx, loose(t.Name, refs))
				if err != nil {
					return fmt.Errorf("%s: %w", t.Name, err)
				}
				again += n
			}
		}
		for _, t := range tables {
			if err := fill(ctx, tx, t, refs); err != nil {
				return fmt.Errorf("%s: %w", t.Name, err)
			}
		}
		return nil
	})
}

// fill puts one row into a table that the demo leaves empty.
func fill(ctx context.Context, tx *db.Tx, t db.Table, refs []reference) error {
	n, err := db.One(ctx, tx, db.Value[int], "select count(*) from "+t.Name)
	if err != nil || n > 0 {
		return err
	}
	var names, values []string
	for _, c := range t.Columns {
		v := map[string]string{"uuid": "'" + id.New[reference]().String() + "'", "text": "'x'", "boolean": "false", "bigint": "1", "double precision": "1.5",
			"date": "'2026-11-20'", "timestamptz": "'2026-11-20T09:30:00.000000Z'"}[string(c.Type)]
		for _, r := range refs {
			if r.from == t.Name && r.column == c.Name {
				v = "(select " + r.key + " from " + r.to + " limit 1)"
			}
		}
		names, values = append(names, c.Name), append(values, v)
	}
	_, err = tx.Exec(ctx, "insert into "+t.Name+" ("+strings.Join(names, ", ")+") values ("+strings.Join(values, ", ")+")")
	return err
}

// loose is the statement that removes from a table what nothing refers to, but for the
// first few rows and the newest.
func loose(table string, refs []reference) string {
	var b strings.Builder
	fmt.Fprintf(&b, "delete from %[1]s as t where rowid not in (select rowid from %[1]s order by rowid limit %[2]d)"+
		" and rowid not in (select rowid from %[1]s order by rowid desc limit %[2]d)", table, few/2)
	for _, r := range refs {
		if r.to == table {
			fmt.Fprintf(&b, " and not exists (select 1 from %s c where c.%s = t.%s)", r.from, r.column, r.key)
		}
	}
	return b.String()
}
