package i18n

import (
	"errors"

	"weft/internal/errs"
)

// Problem says an error to whoever met it: one sentence for the whole, and one for
// each field that breaks a rule, by the field's name (the first when it breaks
// several). An error without a sentence of its own gets that of its kind; a fault
// of ours says nothing about its cause.
func (c *Catalogue) Problem(lang string, err error) (string, map[string]string) {
	fields := map[string]string{}
	for _, f := range errs.FieldsOf(err) {
		if _, have := fields[f.Name]; !have {
			fields[f.Name] = c.sentence(lang, f.Code, f.Args)
		}
	}
	var e *errs.Error
	if !errors.As(err, &e) {
		return c.T(lang, "kind.internal"), fields
	}
	if c.Has(English, e.Code) || c.Counts(e.Code) {
		return c.sentence(lang, e.Code, e.Args), fields
	}
	return c.T(lang, "kind."+e.Kind.String()), fields
}

// sentence says a code. When its sentence counts something, the first argument is
// the count.
func (c *Catalogue) sentence(lang, code string, args []any) string {
	if len(args) > 0 && c.Counts(code) {
		if n, ok := args[0].(int); ok {
			return c.N(lang, code, n, args[1:]...)
		}
	}
	return c.T(lang, code, args...)
}
