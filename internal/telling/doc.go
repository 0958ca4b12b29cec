// Package telling is what staff write to a person: texts and letters of fixed words,
// and the letter that goes in place of a message that failed.
//
// Words: a choice is a fixed text or letter that staff may send; a draft is one as the
// person will read it.
//
// Tables: none; messages and contacts keep what it does. Invariants: nothing is written
// where it is not safe, and the answer says why and what to do instead; words go in the
// person's language and format; what is sent counts as a contact. Sources: domain model
// 3.0 (Working, Safety), ADR 5.
package telling
