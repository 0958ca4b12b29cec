// Package contact is what passes between a link worker and a person: calls, visits,
// letters, and the tries that nobody answered.
//
// Words: a try is a contact whose outcome is "no answer"; "what we agreed" is the
// only part that the person is shown; a copy is the text that went into the GP record.
//
// Tables: contact. Invariants: nothing but how it went is ever required; a contact is
// struck out, never removed; a first real contact takes the case from "first contact"
// to "getting to know"; lost contact needs three tries by two means over two weeks,
// or every safe means where only one is safe. Source: domain model 3.0, 3.3.
package contact
