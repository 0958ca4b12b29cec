// Package id makes and reads identifiers. An ID is a UUID version 7 (RFC 9562):
// it sorts by the time it was made and says nothing about a person. Its type
// parameter keeps the id of a referral from being used as the id of a person.
package id
