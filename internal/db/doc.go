// Package db is the only package that knows a database. It opens SQLite or
// PostgreSQL, runs one SQL text on both, turns driver errors into errs.Kind and
// converts times, dates and ids on the way in and out.
//
// A use case runs in one Write; a page in one Read. On SQLite there is one writer:
// a Write is a savepoint, the ones that wait share one commit, and each is
// acknowledged only after it. On PostgreSQL a Write is a serialisable transaction
// that is tried again when the server asks for it, so the function given to Write
// must not keep state from an earlier try.
//
// Portable SQL rules that came out of trying both: placeholders $1, folded columns
// instead of LIKE and lower(), half-open date bounds from Go, no extract(), no skip
// locked. What cannot be portable goes through Pick, whose uses are counted.
package db
