// Package audit keeps who did what to which record, in the same transaction as the
// change. An event is ids and verbs, never words that somebody wrote.
//
// Tables: audit_event. Invariants: events are never changed or removed by users; a
// job seals new events into a hash chain every second, each hash covering the one
// before, so a missing or altered row shows. Looking at a person is recorded once
// per actor, person and 15 minutes; a denied or failed attempt is recorded in a
// short transaction of its own. While nothing can be written a look waits in memory and
// is recorded, with its time, when there is room again.
package audit
