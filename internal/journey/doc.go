// Package journey holds the use cases that span capabilities, each one transaction:
// allocating a referral to a link worker, and closing a case with everyone told.
//
// It has no tables. Source: domain model 3.0, 3.3.
package journey
