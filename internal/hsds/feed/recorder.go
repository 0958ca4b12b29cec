package feed

import (
	"cmp"
	"slices"

	"weft/internal/hsds"
)

// recorder gathers what a Reading will say.
type recorder struct {
	kinds   map[hsds.Kind]*hsds.Leniency
	refused []hsds.Refusal
	rows    int
	unread  []string
	count   int
}

func newRecorder() *recorder { return &recorder{kinds: map[hsds.Kind]*hsds.Leniency{}} }

func (r *recorder) note(k hsds.Kind, example string) {
	l := r.kinds[k]
	if l == nil {
		l = &hsds.Leniency{Kind: k, Example: shorten(example, 160)}
		r.kinds[k] = l
	}
	l.Count++
}

func (r *recorder) refuse(file string, row int, reason string) {
	r.rows++
	if len(r.refused) < hsds.MaxRefused {
		r.refused = append(r.refused, hsds.Refusal{File: file, Row: row, Reason: reason})
	}
}

func (r *recorder) reading(complete bool) hsds.Reading {
	out := hsds.Reading{
		Services: r.count, Complete: complete, Refused: r.refused,
		RefusedRows: r.rows, Unread: r.unread,
	}
	for _, l := range r.kinds {
		out.Leniencies = append(out.Leniencies, *l)
	}
	slices.SortFunc(out.Leniencies, func(a, b hsds.Leniency) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Kind, b.Kind))
	})
	return out
}

func shorten(s string, max int) string {
	runes := 0
	for i := range s {
		if runes == max {
			return s[:i] + "…"
		}
		runes++
	}
	return s
}
