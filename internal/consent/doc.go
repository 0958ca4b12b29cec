// Package consent keeps on what basis something about a person is shared: what they
// agreed to, when, how and in whose words, or which other basis there was.
//
// Tables: consent. Invariants: rows are only added; the newest row of a scope and
// target is what holds; best interests and legal duty carry the reason in words;
// withdrawal stops further sharing and keeps the record of what was lawful.
package consent
