package feed

import (
	"maps"
	"slices"

	"weft/internal/hsds"
)

// object is a JSON object as a record.
type object struct {
	fields map[string]any
	at     string
	dec    *decoder
	parent map[string]any // an organisation that wraps its services
}

func (o object) value(key string) any { return o.fields[key] }
func (o object) where() string        { return o.at }

func (o object) child(key string) record {
	v, ok := o.fields[key]
	if !ok && key == "organization" && o.parent != nil {
		v, ok = any(o.parent), true
	}
	if !ok || v == nil {
		return nil
	}
	m, ok := v.(map[string]any)
	if !ok {
		o.dec.rec.note(hsds.WrongShape, o.at+": "+key)
		return nil
	}
	return object{fields: m, at: o.at, dec: o.dec}
}

func (o object) children(key string) []record {
	var list []any
	switch v := o.fields[key].(type) {
	case nil:
		return nil
	case []any:
		list = v
	case map[string]any:
		o.dec.rec.note(hsds.WrongShape, o.at+": "+key+" is one, not a list")
		list = []any{v}
	default:
		o.dec.rec.note(hsds.WrongShape, o.at+": "+key)
		return nil
	}
	out := make([]record, 0, len(list))
	for _, v := range list {
		m, ok := v.(map[string]any)
		if !ok {
			o.dec.rec.note(hsds.WrongShape, o.at+": "+key)
			continue
		}
		out = append(out, object{fields: m, at: o.at, dec: o.dec})
	}
	return out
}

func (o object) unknown(known map[string]bool) []string {
	var out []string
	for _, k := range slices.Sorted(maps.Keys(o.fields)) {
		if !known[k] {
			out = append(out, k)
		}
	}
	return out
}
