package site

import (
	"weft/internal/vocabulary"
	"weft/internal/web/ui"
)

// Options are the terms of a list to choose from, in English.
func Options(l vocabulary.List) []ui.Option {
	out := make([]ui.Option, len(l))
	for i, t := range l {
		out[i] = ui.Option{Value: t.Code, Label: t.En}
	}
	return out
}
