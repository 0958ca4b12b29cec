// Package intake is what every import of files shares: text in any of the usual
// encodings, CSV tables whose columns are found by name, archives that cannot fill
// a disk, and faults that say in one sentence what happened, why and what to do.
//
// It knows no database and no meaning: what a column says is the importer's to
// decide.
package intake
