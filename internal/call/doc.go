// Package call is "somebody rang": what came in by telephone while nobody could talk,
// who rings back, and who is on duty for it.
//
// Words: a call is a note that somebody rang, who may not be on record; to take a call
// is to say that you ring back; the duty worker is whom a service names for a day, and
// stands in for colleagues on it.
//
// Tables: call, duty. Invariants: a call needs nothing but who rang or a number; nobody
// has to be matched to a record; a call about a person is read by those who see that
// person, and by the duty worker once they stand in, which is recorded and ends with the
// next day; every other call is read by the staff of the service; an illegal step is a
// Conflict that names the present state. Source: domain model 3.0 and the due table, 3.5.
package call
