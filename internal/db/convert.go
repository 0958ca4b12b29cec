package db

import (
	"fmt"
	"reflect"
	"time"

	"weft/internal/clock"
)

// timeLayout has a fixed width, so that SQLite's text order is the order of time.
const timeLayout = "2006-01-02T15:04:05.000000Z"

// arg converts one argument for the engine: zero times, dates and ids become NULL.
func (e Engine) arg(a any) any {
	if z, ok := a.(interface{ IsZero() bool }); ok && z.IsZero() {
		return nil
	}
	switch v := a.(type) {
	case nil, string, []byte, int64, bool, float64:
		return v
	case time.Time:
		if e == Postgres {
			return v.UTC()
		}
		return v.UTC().Format(timeLayout)
	case clock.Date:
		return v.String()
	}
	rv := reflect.ValueOf(a)
	switch rv.Kind() {
	case reflect.String:
		return rv.String()
	case reflect.Pointer:
		if rv.IsNil() {
			return nil
		}
		return e.arg(rv.Elem().Interface())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return rv.Int()
	case reflect.Uint8, reflect.Uint16, reflect.Uint32:
		return int64(rv.Uint())
	case reflect.Bool:
		return rv.Bool()
	default:
		return a
	}
}

// wrap puts a converter round each destination that needs one.
func wrap(dest []any) []any {
	out := make([]any, len(dest))
	for i, d := range dest {
		switch v := d.(type) {
		case *time.Time:
			out[i] = timeDest{v}
		case *clock.Date:
			out[i] = dateDest{v}
		default:
			out[i] = d
			if rv := reflect.ValueOf(d); rv.Kind() == reflect.Pointer && rv.Elem().Kind() == reflect.String {
				out[i] = textDest{rv.Elem()}
			}
		}
	}
	return out
}

type timeDest struct{ to *time.Time }

// Scan takes a time or the text that arg wrote.
func (d timeDest) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d.to = time.Time{}
	case time.Time:
		*d.to = v.UTC()
	case string:
		t, err := time.Parse(time.RFC3339Nano, v) // which package time reads fastest
		if err != nil {
			return fmt.Errorf("a stored time has an unknown form: %w", err)
		}
		*d.to = t
	default:
		return fmt.Errorf("a stored time has the unknown type %T", src)
	}
	return nil
}

type dateDest struct{ to *clock.Date }

// Scan takes a time, from PostgreSQL, or text.
func (d dateDest) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d.to = clock.Date{}
	case time.Time:
		*d.to = clock.DateOf(v, time.UTC)
	case string:
		date, ok := clock.ParseDate(v)
		if !ok {
			return fmt.Errorf("a stored date has an unknown form")
		}
		*d.to = date
	default:
		return fmt.Errorf("a stored date has the unknown type %T", src)
	}
	return nil
}

type textDest struct{ to reflect.Value }

// Scan takes text, bytes or NULL into any type whose kind is string.
func (d textDest) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		d.to.SetString("")
	case string:
		d.to.SetString(v)
	case []byte:
		d.to.SetString(string(v))
	default:
		d.to.SetString(fmt.Sprint(v))
	}
	return nil
}
