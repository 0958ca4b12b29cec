// Package errs is the one vocabulary of failure. An Error has a Kind, which an
// adapter turns into a status, and a Code, which is the key of the sentence that
// the user reads. Errors are made in two places only: in a capability, where a
// rule is broken, and in package db, where the database says no. The layers
// between add context with fmt.Errorf and %w.
//
// It knows no HTTP and no database. An error never carries personal data.
package errs
