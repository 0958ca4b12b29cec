package errs

import (
	"errors"
	"fmt"
	"strings"
)

// Kind says what sort of failure an error is. The zero value is Internal, so an
// error that nobody classified is never shown as the user's mistake.
type Kind uint8

// The kinds, in the order of the status table in httpkit.
const (
	Internal        Kind = iota // a fault of ours
	Invalid                     // the input breaks a rule; Fields say which
	Unauthenticated             // nobody is signed in
	Forbidden                   // this actor may never do this
	NotFound                    // not there, or not yours: the same answer
	Conflict                    // the present state does not allow it
	TooLarge                    // the input is larger than we take
	RateLimited                 // too many tries
	Unavailable                 // something we need is not there just now
)

// String returns the lower-case name of the kind, for logs.
func (k Kind) String() string {
	names := [...]string{"internal", "invalid", "unauthenticated", "forbidden", "not_found",
		"conflict", "too_large", "rate_limited", "unavailable"}
	if int(k) < len(names) {
		return names[k]
	}
	return "internal"
}

// Field is one answer that breaks a rule. Name is the field's name in the input,
// Code the key of the sentence in the catalogue, Args what that sentence quotes
// (limits and dates, never what was typed).
type Field struct {
	Name string
	Code string
	Args []any
}

// Error is a failure that a user may be told about. Code is a catalogue key such
// as "referral.not_in_triage"; Args fill its sentence; Err is the cause and is
// only ever logged.
type Error struct {
	Kind   Kind
	Code   string
	Args   []any
	Fields []Field
	Err    error
}

// Error returns kind, code and fields for the log. It never holds personal data.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Kind.String())
	if e.Code != "" {
		b.WriteString(": " + e.Code)
	}
	for _, f := range e.Fields {
		fmt.Fprintf(&b, " [%s: %s]", f.Name, f.Code)
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// New returns an error of a kind with the catalogue key of its sentence and what
// that sentence quotes.
func New(kind Kind, code string, args ...any) *Error {
	return &Error{Kind: kind, Code: code, Args: args}
}

// Wrap returns an error of a kind around a cause, which is logged and never shown.
func Wrap(kind Kind, code string, cause error) *Error {
	return &Error{Kind: kind, Code: code, Err: cause}
}

// KindOf returns the kind of the first Error in the chain, Internal when there is
// none. KindOf(nil) is Internal too: ask only about errors.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

// CodeOf returns the code of the first Error in the chain, or "".
func CodeOf(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// FieldsOf returns the fields of the first Error in the chain.
func FieldsOf(err error) []Field {
	var e *Error
	if errors.As(err, &e) {
		return e.Fields
	}
	return nil
}

// Is reports whether err is an Error of this kind.
func Is(err error, kind Kind) bool { return err != nil && KindOf(err) == kind }

// Check collects broken rules while an input is validated. Its zero value is
// ready to use.
type Check struct{ fields []Field }

// Fail notes that a field breaks the rule whose sentence is code.
func (c *Check) Fail(field, code string, args ...any) {
	c.fields = append(c.fields, Field{Name: field, Code: code, Args: args})
}

// Require notes code for field unless ok.
func (c *Check) Require(ok bool, field, code string, args ...any) {
	if !ok {
		c.Fail(field, code, args...)
	}
}

// Merge takes over the fields of an Invalid error under a prefix, and returns any
// other error as it is.
func (c *Check) Merge(err error) error {
	if err == nil {
		return nil
	}
	fields := FieldsOf(err)
	if KindOf(err) != Invalid || len(fields) == 0 {
		return err
	}
	c.fields = append(c.fields, fields...)
	return nil
}

// Err returns nil when nothing failed, or one Invalid error with every field.
func (c *Check) Err() error {
	if len(c.fields) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Code: "form.invalid", Fields: c.fields}
}

// Renamed returns an Invalid error with its fields under the names of another form;
// any other error comes back as it is.
func Renamed(err error, names map[string]string) error {
	if err == nil || KindOf(err) != Invalid {
		return err
	}
	out := &Error{Kind: Invalid, Code: CodeOf(err)}
	for _, f := range FieldsOf(err) {
		if n, ok := names[f.Name]; ok {
			f.Name = n
		}
		out.Fields = append(out.Fields, f)
	}
	return out
}
