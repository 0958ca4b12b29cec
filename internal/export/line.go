package export

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"weft/internal/clock"
	"weft/internal/db"
)

// moment is how a point in time is written: UTC, to the microsecond.
const moment = "2006-01-02T15:04:05.000000Z"

// writer writes rows as JSON Lines: one object a line, its columns in their order.
type writer struct {
	columns []db.Column
	line    []byte
	text    bytes.Buffer
	enc     *json.Encoder
}

func newWriter(columns []db.Column) *writer {
	w := &writer{columns: columns}
	w.enc = json.NewEncoder(&w.text)
	w.enc.SetEscapeHTML(false)
	return w
}

// row returns the line of a row, and the column that cannot be written, if there is one.
// The line is used again for the next row.
func (w *writer) row(values []any) (line []byte, bad string) {
	w.line = append(w.line[:0], '{')
	for i, c := range w.columns {
		if i > 0 {
			w.line = append(w.line, ',')
		}
		w.line = append(append(append(w.line, '"'), c.Name...), `":`...)
		switch v := values[i].(type) {
		case nil:
			w.line = append(w.line, "null"...)
		case bool:
			w.line = strconv.AppendBool(w.line, v)
		case int64:
			w.line = strconv.AppendInt(w.line, v, 10)
		case clock.Date:
			w.line = append(append(append(w.line, '"'), v.String()...), '"')
		case time.Time:
			w.line = append(v.UTC().AppendFormat(append(w.line, '"'), moment), '"')
		default:
			if s, ok := v.(string); ok && !writable(s) {
				return nil, c.Name
			}
			w.text.Reset()
			if w.enc.Encode(v) != nil {
				return nil, c.Name
			}
			w.line = append(w.line, bytes.TrimSuffix(w.text.Bytes(), []byte("\n"))...)
		}
	}
	return append(w.line, '}', '\n'), ""
}

// writable reports whether a text can be written to a file and read into either engine.
func writable(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

// trouble is what is wrong with one value: the column and a plain sentence.
type trouble struct{ column, what string }

// parse reads a line back into the values of these columns.
func parse(line []byte, columns []db.Column) ([]any, *trouble) {
	if !utf8.Valid(line) {
		return nil, &trouble{"", "it is not in UTF-8"}
	}
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	fields := make(map[string]any, len(columns))
	if err := d.Decode(&fields); err != nil || fields == nil {
		return nil, &trouble{"", "it is no JSON object"}
	}
	if d.More() {
		return nil, &trouble{"", "something follows the object"}
	}
	out := make([]any, len(columns))
	for i, c := range columns {
		raw, ok := fields[c.Name]
		if !ok {
			return nil, &trouble{c.Name, "it is missing"}
		}
		v, what := value(c, raw)
		if what != "" {
			return nil, &trouble{c.Name, what}
		}
		out[i] = v
		delete(fields, c.Name)
	}
	for name := range fields {
		return nil, &trouble{name, "there is no such column"}
	}
	return out, nil
}

// value reads one value, or says what is wrong with it. It never quotes it.
func value(c db.Column, raw any) (any, string) {
	if raw == nil {
		if !c.Null {
			return nil, "it may not be empty"
		}
		return nil, ""
	}
	switch c.Type {
	case db.Boolean:
		if v, ok := raw.(bool); ok {
			return v, ""
		}
		return nil, "it must be true or false"
	case db.Bigint, db.Double:
		return number(c.Type, raw)
	}
	s, ok := raw.(string)
	switch {
	case !ok:
		return nil, "it must be text"
	case !writable(s):
		return nil, "it holds a character of value zero, which no database here keeps"
	}
	switch c.Type {
	case db.UUID:
		if !isUUID(s) {
			return nil, "it must be a number such as 0190a8b2-7c1d-7e3f-8a4b-5c6d7e8f9a0b"
		}
	case db.Day:
		d, ok := clock.ParseDate(s)
		if !ok {
			return nil, "it must be a day such as 2026-03-14"
		}
		return d, ""
	case db.Moment:
		t, err := time.Parse(time.RFC3339Nano, s)
		if err != nil || t.Nanosecond()%int(time.Microsecond) != 0 || t.IsZero() {
			return nil, "it must be a moment such as 2026-03-14T09:30:00.000000Z"
		}
		return t.UTC(), ""
	}
	return s, ""
}

func number(typ db.Type, raw any) (any, string) {
	n, ok := raw.(json.Number)
	if !ok {
		return nil, "it must be a number"
	}
	if typ == db.Double {
		f, err := n.Float64()
		if err != nil {
			return nil, "it must be a number"
		}
		return f, ""
	}
	i, err := n.Int64()
	if err != nil {
		return nil, "it must be a whole number"
	}
	return i, ""
}

// isUUID reports whether s is written as both engines write one.
func isUUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i, c := range []byte(s) {
		dash := i == 8 || i == 13 || i == 18 || i == 23
		hex := c >= '0' && c <= '9' || c >= 'a' && c <= 'f'
		if dash != (c == '-') || !dash && !hex {
			return false
		}
	}
	return true
}
