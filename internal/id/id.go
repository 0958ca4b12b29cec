package id

import (
	"github.com/google/uuid"

	"weft/internal/errs"
)

// ID identifies one T. The empty ID means "none" and is stored as NULL.
type ID[T any] string

// New returns a fresh ID. It fails only when the system has no randomness, and
// then there is nothing sensible left to do, so it stops the program.
func New[T any]() ID[T] {
	return ID[T](uuid.Must(uuid.NewV7()).String())
}

// Parse reads an ID from an address or a form. Nonsense is errs.NotFound: an
// address that cannot exist and one that does not are the same answer.
func Parse[T any](s string) (ID[T], error) {
	u, err := uuid.Parse(s)
	if err != nil || len(s) != 36 {
		return "", errs.New(errs.NotFound, "id.unknown")
	}
	return ID[T](u.String()), nil
}

// Named returns the same ID for the same name under a namespace, for rows that
// come from outside with names of their own (UUID version 5).
func Named[T any](namespace, name string) ID[T] {
	space := uuid.NewSHA1(uuid.NameSpaceURL, []byte(namespace))
	return ID[T](uuid.NewSHA1(space, []byte(name)).String())
}

// IsZero reports whether this is the empty ID.
func (i ID[T]) IsZero() bool { return i == "" }

// String returns the canonical text, or "" for the empty ID.
func (i ID[T]) String() string { return string(i) }
