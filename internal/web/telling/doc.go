// Package telling is the pages of what is written: a text or a letter to a person, the
// outbox, and the letters as they are printed.
package telling
