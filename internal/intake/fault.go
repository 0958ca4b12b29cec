package intake

import (
	"errors"
	"fmt"
	"io/fs"

	"weft/internal/errs"
)

// Fault is why a source as a whole could not be read. Sentence says what
// happened, why and what to do, in plain English; Unwrap gives the errs.Error
// whose kind is Invalid (the source breaks a rule), TooLarge, NotFound or
// Unavailable (try again later) and whose code names the fault.
type Fault struct {
	Sentence string
	err      *errs.Error
}

// NewFault returns a fault with a formatted sentence.
func NewFault(kind errs.Kind, code, format string, args ...any) *Fault {
	return &Fault{Sentence: fmt.Sprintf(format, args...), err: errs.New(kind, code)}
}

// Because keeps the cause, for the log, and returns the fault.
func (f *Fault) Because(cause error) *Fault {
	f.err.Err = cause
	return f
}

// Error returns the sentence.
func (f *Fault) Error() string { return f.Sentence }

// Unwrap returns the error with the kind, the code and the cause.
func (f *Fault) Unwrap() error { return f.err }

// CannotOpen turns what the file system says about a path into a Fault.
func CannotOpen(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return NewFault(errs.NotFound, "file.missing", "There is no %s. Check the name and the folder you are in.", path).Because(err)
	case errors.Is(err, fs.ErrPermission):
		return NewFault(errs.Invalid, "file.unreadable", "%s cannot be opened because its permissions forbid it. Allow this user to read it.", path).Because(err)
	default:
		return NewFault(errs.Unavailable, "file.unreadable", "%s cannot be read: %v. Check the disk and try again.", path, err).Because(err)
	}
}

// CannotRead is a file that opened and then broke.
func CannotRead(path string, err error) error {
	return NewFault(errs.Invalid, "file.broken", "%s cannot be read to its end: %v. Nothing was kept; fetch the file again.", path, err).Because(err)
}
