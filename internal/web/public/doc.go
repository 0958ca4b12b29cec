// Package public is what anyone may open without an account: the front door, help
// and crisis numbers, accessibility and privacy, and the health addresses.
package public
