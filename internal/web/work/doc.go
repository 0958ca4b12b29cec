// Package work is what a link worker writes about a person: a contact, a
// concern about safety, and closing.
package work
