package db

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"weft/internal/clock"
)

// Type is the type of a column, one of those that migrations use.
type Type string

// The types.
const (
	UUID    Type = "uuid"
	Text    Type = "text"
	Boolean Type = "boolean"
	Bigint  Type = "bigint"
	Double  Type = "double precision"
	Day     Type = "date"
	Moment  Type = "timestamptz"
)

// Column is a column of a table.
type Column struct {
	Name string
	Type Type
	Null bool // may be empty
}

// Reference is a column whose values stand in another table.
type Reference struct{ Column, Table, To string }

// Table is a table as the database itself describes it, the same on both engines.
type Table struct {
	Name    string
	Columns []Column
	Key     []string // columns of the primary key, in order
	Refs    []Reference
}

// Column returns the column of a name.
func (t Table) Column(name string) (Column, bool) {
	i := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == name })
	if i < 0 {
		return Column{}, false
	}
	return t.Columns[i], true
}

// described is one column of one table, as either engine says it.
type described struct {
	table string
	Column
	key int
}

// Tables describes every table of the schema, by name, those of the search and of the
// migrations too.
func (tx *Tx) Tables(ctx context.Context) ([]Table, error) {
	columns, refs := sqliteColumns, sqliteRefs
	if tx.engine == Postgres {
		columns, refs = postgresColumns, postgresRefs
	}
	list, err := All(ctx, tx, func(s Scan) (described, error) {
		var d described
		var typ string
		err := s(&d.table, &d.Name, &typ, &d.Null, &d.key)
		d.Type = typeOf(typ)
		return d, err
	}, columns)
	if err != nil {
		return nil, fmt.Errorf("describe the schema: %w", err)
	}
	var out []Table
	for _, d := range list {
		if len(out) == 0 || out[len(out)-1].Name != d.table {
			out = append(out, Table{Name: d.table})
		}
		t := &out[len(out)-1]
		if d.key > 0 {
			d.Null = false
			for len(t.Key) < d.key {
				t.Key = append(t.Key, "")
			}
			t.Key[d.key-1] = d.Name
		}
		t.Columns = append(t.Columns, d.Column)
	}
	type pointed struct {
		table string
		Reference
	}
	links, err := All(ctx, tx, func(s Scan) (pointed, error) {
		var p pointed
		err := s(&p.table, &p.Column, &p.Table, &p.To)
		return p, err
	}, refs)
	if err != nil {
		return nil, fmt.Errorf("describe the references: %w", err)
	}
	for _, p := range links {
		if i := slices.IndexFunc(out, func(t Table) bool { return t.Name == p.table }); i >= 0 {
			out[i].Refs = append(out[i].Refs, p.Reference)
		}
	}
	return out, nil
}

const (
	sqliteColumns = `select m.name, p.name, p.type, p."notnull" = 0, p.pk from sqlite_master m join pragma_table_info(m.name) p
		where m.type = 'table' and m.name not like 'sqlite%' order by m.name, p.cid`
	sqliteRefs = `select m.name, f."from", f."table", f."to" from sqlite_master m join pragma_foreign_key_list(m.name) f
		where m.type = 'table' order by m.name, f."from"`
	postgresColumns = `select t.relname, a.attname, format_type(a.atttypid, null), not a.attnotnull,
		coalesce((select array_position(i.indkey::int2[], a.attnum) + 1 from pg_index i where i.indrelid = t.oid and i.indisprimary), 0)
		from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
		where t.relkind = 'r' and t.relnamespace = current_schema()::regnamespace order by t.relname collate "C", a.attnum`
	postgresRefs = `select t.relname, a.attname, o.relname, f.attname from pg_constraint c
		join pg_class t on t.oid = c.conrelid join pg_class o on o.oid = c.confrelid
		join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
		join pg_attribute f on f.attrelid = c.confrelid and f.attnum = c.confkey[1]
		where c.contype = 'f' and c.connamespace = current_schema()::regnamespace order by t.relname collate "C", a.attname collate "C"`
)

func typeOf(s string) Type {
	switch s = strings.ToLower(s); s {
	case "integer", "smallint":
		return Bigint
	case "timestamp with time zone":
		return Moment
	}
	return Type(s)
}

// EachRow reads a whole table in the order of its key and hands fn one row after the
// other, so that its size does not matter. A value is nil, string, bool, int64, float64,
// clock.Date or time.Time, the same on both engines; the slice is used again for the
// next row.
func (tx *Tx) EachRow(ctx context.Context, t Table, columns []Column, fn func(row []any) error) error {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = quoted(c.Name)
	}
	order := make([]string, len(t.Key))
	for i, k := range t.Key {
		order[i] = quoted(k)
		if c, _ := t.Column(k); tx.engine == Postgres && c.Type == Text {
			order[i] += ` collate "C"`
		}
	}
	rows, err := tx.query(tx.context(ctx), "select "+strings.Join(names, ", ")+" from "+quoted(t.Name)+" order by "+strings.Join(order, ", "), nil)
	if err != nil {
		return fmt.Errorf("read %s: %w", t.Name, translate(err))
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	values, dest := make([]any, len(columns)), make([]any, len(columns))
	for i, c := range columns {
		dest[i] = &plainDest{typ: c.Type, to: &values[i]}
	}
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return fmt.Errorf("read %s: %w", t.Name, translate(err))
		}
		if err := fn(values); err != nil {
			return err
		}
	}
	return translate(rows.Err())
}

// plainDest takes what either driver gives for a type and makes the same of it.
type plainDest struct {
	typ Type
	to  *any
}

// Scan takes one value.
func (d *plainDest) Scan(src any) error {
	if src == nil {
		*d.to = nil
		return nil
	}
	switch d.typ {
	case Day:
		var v clock.Date
		err := dateDest{&v}.Scan(src)
		*d.to = v
		return err
	case Moment:
		var v time.Time
		err := timeDest{&v}.Scan(src)
		*d.to = v
		return err
	}
	switch v := src.(type) {
	case []byte:
		*d.to = string(v)
	case int64:
		switch d.typ {
		case Boolean:
			*d.to = v != 0
		case Double:
			*d.to = float64(v)
		default:
			*d.to = v
		}
	case string, bool, float64:
		*d.to = v
	default:
		return fmt.Errorf("a stored value of type %s has the unknown form %T", d.typ, src)
	}
	return nil
}

// Fill puts rows into a table, whoever owns it, with the values that EachRow gives: for
// bringing a whole installation into an empty one, and nothing else. What the schema
// put there itself is taken out first when clear is set.
func (tx *Tx) Fill(ctx context.Context, t Table, columns []Column, rows [][]any, clear bool) error {
	if clear {
		if _, err := tx.Exec(ctx, "delete from "+quoted(t.Name)); err != nil {
			return fmt.Errorf("clear %s: %w", t.Name, err)
		}
	}
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = quoted(c.Name)
	}
	if err := tx.InsertMany(ctx, "insert into "+quoted(t.Name)+" ("+strings.Join(names, ", ")+")", rows); err != nil {
		return fmt.Errorf("fill %s: %w", t.Name, err)
	}
	if p, ok := tx.on.(*pgConn); ok { // a fault is this table's, not that of the next
		if err := p.send(ctx); err != nil {
			return fmt.Errorf("fill %s: %w", t.Name, translate(err))
		}
	}
	return nil
}

// Point sets one column of one row of a table that is being filled: a reference to a
// row of the same table, which was not there yet.
func (tx *Tx) Point(ctx context.Context, t Table, column string, key, value any) error {
	_, err := tx.Exec(ctx, "update "+quoted(t.Name)+" set "+quoted(column)+" = $1 where "+quoted(t.Key[0])+" = $2", value, key)
	return err
}

// Holds reports whether a table has a row.
func (tx *Tx) Holds(ctx context.Context, t Table) (bool, error) {
	n, err := One(ctx, tx, Value[int], "select count(*) from (select 1 from "+quoted(t.Name)+" limit 1) as one")
	return n > 0, err
}

func quoted(name string) string { return `"` + name + `"` }
