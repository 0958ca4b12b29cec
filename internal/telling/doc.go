// Package telling is what a worker writes to a person, or for them: texts and letters
// of fixed words, and letters of support.
//
// Words: a letter of support states facts to somebody else, with the person's
// agreement; a choice is a fixed text or letter that staff may send.
//
// Tables: support_letter. Invariants: nothing is written where it is not safe, and the
// answer says why and what to do instead; words go in the person's language and
// format; what is sent counts as a contact; a letter of support names no diagnosis and
// judges nothing. Sources: domain model 3.0 (Working, Safety), ADR 5.
package telling
