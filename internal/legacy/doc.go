// Package legacy brings in the records of the system that a scheme used before: its
// referrals that still wait, and its open cases with their notes.
//
// Words: their column is a column of the file, our field is what Weft calls it; the map
// says which is which; the old id is what the other system called a row. A row is
// added, changed, unchanged, kept (it changed there, and what stands here was not
// touched) or refused with its column, why and what to do.
//
// Tables: legacy_record. Invariants: a file comes in as one transaction or not at all; a
// second run of the same file changes nothing; what was edited in Weft since is never
// overwritten; nobody is told anything about what was brought in; two people are never
// merged, a possible duplicate is named for a human to judge; a report names rows and
// columns, never people.
package legacy
