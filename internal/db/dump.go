package db

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"
)

// Dump writes every row of a table as one line of JSON, a list of its values in the
// order of the columns, and returns how many there are. Rows stand in the order of
// the primary key, and values are written the same whichever engine holds them, so
// the same rows are always the same bytes. Times are UTC text with microseconds.
func Dump(ctx context.Context, tx *Tx, t Table, w io.Writer) (int64, error) {
	rows, err := tx.run.QueryContext(ctx, t.selection(tx.engine))
	if err != nil {
		return 0, translate(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	values, dest := make([]any, len(t.Columns)), make([]any, len(t.Columns))
	for i := range values {
		dest[i] = &values[i]
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	var n int64
	for ; rows.Next(); n++ {
		if err := rows.Scan(dest...); err != nil {
			return n, translate(err)
		}
		for i, c := range t.Columns {
			if values[i], err = plain(c.Type, values[i]); err != nil {
				return n, fmt.Errorf("%s.%s, row %d: %w", t.Name, c.Name, n+1, err)
			}
		}
		if err := out.Encode(values); err != nil {
			return n, err
		}
	}
	return n, translate(rows.Err())
}

// selection is the statement that reads a whole table in the order of its key. Text is
// ordered by its bytes on both engines.
func (t Table) selection(e Engine) string {
	var cols, order []string
	for _, c := range t.Columns {
		q := quoted(c.Name)
		if e == Postgres && (c.Type == "uuid" || c.Type == "jsonb") {
			q += "::text"
		}
		cols = append(cols, q)
	}
	kinds := map[string]string{}
	key := t.Key
	for _, c := range t.Columns {
		kinds[c.Name] = c.Type
		if len(t.Key) == 0 {
			key = append(key, c.Name)
		}
	}
	for _, k := range key {
		q := quoted(k)
		if e == Postgres && kinds[k] == "text" {
			q += ` collate "C"`
		}
		order = append(order, q)
	}
	return "select " + strings.Join(cols, ", ") + " from " + quoted(t.Name) + " order by " + strings.Join(order, ", ")
}

// plain brings a value of either driver into the form in which it is written.
func plain(kind string, v any) (any, error) {
	if b, ok := v.([]byte); ok {
		v = string(b)
	}
	switch v := v.(type) {
	case nil:
		return nil, nil //nolint:nilnil // NULL stays NULL
	case time.Time:
		if kind == "date" {
			return v.Format(time.DateOnly), nil
		}
		return v.UTC().Format(timeLayout), nil
	case int64:
		if kind == "boolean" {
			return v != 0, nil
		}
		if kind == "double precision" {
			return float64(v), nil
		}
		return v, nil
	case string:
		if kind == "jsonb" {
			return canonical(v)
		}
		return v, nil
	case bool, float64:
		return v, nil
	default:
		return nil, fmt.Errorf("a value has the unknown type %T", v)
	}
}

// canonical returns JSON with its names sorted and without spaces, as a text.
func canonical(s string) (string, error) {
	d := json.NewDecoder(strings.NewReader(s))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return "", fmt.Errorf("stored JSON cannot be read: %w", err)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return "", err
	}
	return strings.TrimSpace(b.String()), nil
}
