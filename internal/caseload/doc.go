// Package caseload is the relationship between a person and their link worker: the
// case, its stages, its one worker and its one next date.
//
// Words: a case opens when a referral is allocated and has one named link worker; the
// next date is the single thing that comes next for this person (a call, a visit), so
// that a worker with 225 people a year is reminded once and not of everything.
//
// Tables: person_case. Invariants: at most one open case of a person at a service; an
// open case always has a worker; closing keeps the reason and ends the next date; an
// illegal step is a Conflict that names the present state.
package caseload
