package hsds

import (
	"fmt"

	"weft/internal/errs"
)

// Fault is why a source as a whole could not be read. Sentence says what
// happened, why and what to do, in plain English; Unwrap gives the errs.Error
// whose kind is Invalid (the source breaks a rule), TooLarge, NotFound or
// Unavailable (try again later).
type Fault struct {
	Sentence string
	err      *errs.Error
}

// Error returns the sentence.
func (f *Fault) Error() string { return f.Sentence }

// Unwrap returns the error with the kind, the code and the cause.
func (f *Fault) Unwrap() error { return f.err }

func fault(kind errs.Kind, code, format string, args ...any) *Fault {
	return &Fault{Sentence: fmt.Sprintf(format, args...), err: errs.New(kind, code)}
}

func (f *Fault) because(cause error) *Fault {
	f.err.Err = cause
	return f
}
