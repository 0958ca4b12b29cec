// Package job runs work that must happen after a change: it is written into a table
// in the same transaction as the change, so neither can be lost without the other.
// Regular work stands in a schedule that reads as sentences.
//
// Tables: job. Invariants: a job runs at least once and its handler must be safe to
// run twice; one instance holds a job at a time, for a limited while; a job that
// failed eight times stops and is shown by doctor. A payload is ids, never words. Of
// several instances one does the work, the one that holds the Lease: a row of the same
// table, of the kind lease, that is never due.
package job
