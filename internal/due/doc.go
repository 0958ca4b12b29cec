// Package due says how soon things are to be done: the first try, the next one, the
// check whether somebody came, and the rest of the table in the domain model (3.5).
//
// Words: a rule has a code, plain words, an amount and a unit. What Weft ships stands
// here as code and is a local default, never a national standard. A change holds from
// a day, for one service or everywhere, and only for what begins from then on: dates
// that are set already stay.
//
// Tables: due_rule, the local changes, and due_state, the token by which each instance
// knows that what it remembers is old. Invariants: no change is altered, only taken back
// before its first day is over; working days are those of the service's nation.
package due
