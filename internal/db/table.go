package db

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// Column is one column of a table: its name and its type in our portable words
// (uuid text boolean bigint jsonb date timestamptz, double precision).
type Column struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

// Table is one table as both engines have it.
type Table struct {
	Name    string   `json:"name"`
	Columns []Column `json:"columns"`
	Key     []string `json:"key"` // the columns of the primary key, in their order
}

// Derived reports whether a table holds nothing but an index over other tables, which
// is made anew after a restore: the full text of the directory.
func Derived(table string) bool { return table == "directory_search" }

const versions = "goose_db_version" // where the migrations note what has run

// Tables returns every table that holds something of its own, by name: no index tables,
// and not the list of migrations.
func Tables(ctx context.Context, tx *Tx) ([]Table, error) {
	q := `select m.name, c.name, lower(c.type), c.pk from pragma_table_list as m join pragma_table_info(m.name) as c
		where m.schema = 'main' and m.type = 'table' and m.name not like 'sqlite_%' order by m.name, c.cid`
	if tx.engine == Postgres {
		q = `select c.table_name, c.column_name, c.data_type, coalesce((select array_position(i.indkey::int2[], a.attnum) + 1
			from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attname = c.column_name
			where i.indisprimary and i.indrelid = (quote_ident(c.table_schema) || '.' || quote_ident(c.table_name))::regclass), 0)
		from information_schema.columns c join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
		where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' order by c.table_name collate "C", c.ordinal_position`
	}
	type column struct {
		table string
		Column
		key int64
	}
	all, err := All(ctx, tx, func(s Scan) (column, error) {
		var c column
		err := s(&c.table, &c.Name, &c.Type, &c.key)
		return c, err
	}, q)
	if err != nil {
		return nil, err
	}
	var out []Table
	keys := map[string][]column{}
	for _, c := range all {
		if c.table == versions || Derived(c.table) {
			continue
		}
		if len(out) == 0 || out[len(out)-1].Name != c.table {
			out = append(out, Table{Name: c.table})
		}
		t := &out[len(out)-1]
		if c.Type, err = portable(c.Type); err != nil {
			return nil, fmt.Errorf("%s.%s: %w", c.table, c.Name, err)
		}
		t.Columns = append(t.Columns, c.Column)
		if c.key > 0 {
			keys[c.table] = append(keys[c.table], c)
		}
	}
	for i := range out {
		k := keys[out[i].Name]
		slices.SortFunc(k, func(a, b column) int { return int(a.key - b.key) })
		for _, c := range k {
			out[i].Key = append(out[i].Key, c.Name)
		}
	}
	return out, nil
}

// portable returns our word for a type of an engine.
func portable(t string) (string, error) {
	switch t {
	case "uuid", "text", "boolean", "bigint", "jsonb", "date", "timestamptz", "double precision":
		return t, nil
	case "timestamp with time zone":
		return "timestamptz", nil
	case "integer", "smallint":
		return "bigint", nil
	}
	return "", fmt.Errorf("the type %q is not portable", t)
}

// quoted returns a name for use in a statement. Names come from the catalogue of a
// database or are compared with it first.
func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// names returns the quoted columns of a table, with commas between.
func (t Table) names() string {
	out := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		out[i] = quoted(c.Name)
	}
	return strings.Join(out, ", ")
}
