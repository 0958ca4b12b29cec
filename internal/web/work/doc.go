// Package work is what a link worker writes about a person: a contact, the first
// conversation, the plan, a concern about safety, and closing.
package work
