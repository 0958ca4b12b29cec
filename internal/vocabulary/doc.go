// Package vocabulary holds the words that others choose from and that pages say:
// where referrals come from, what people need, why a case closes, what a link worker
// is called, and short texts such as what happens next.
//
// Words: a list has entries; an entry has a code that never changes its meaning and
// words in English and Welsh. What Weft ships stands here as code. These are local
// defaults drawn from the domain model (3.4) and the published lists it cites, never
// national standards. A change holds from a day, for one service or everywhere.
//
// Tables: term, the local changes, and term_state, the token by which each instance
// knows that what it remembers is old. Invariants: no change is altered, only taken
// back before its day is over; an entry that is retired is not offered and keeps its
// words; an entry that a rule of the program rests on is never retired.
package vocabulary
