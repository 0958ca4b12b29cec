// Package hsds reads and writes directories of community services in the
// shapes of the Human Services Data Specification (HSDS) and of its United
// Kingdom profile, Open Referral UK 3.0.
//
// It is strict in what it writes and lenient in what it reads. The types
// marshal to JSON that the published schemas accept once [Strict] has filled
// what the profile requires. The readers take the feeds that exist: date-times
// without an offset, markup in descriptions, an age of -1, identifiers that are
// no UUIDs, Windows-1252 files, columns in any order.
//
// Nothing is forgiven silently. A [Source] hands its services over one at a
// time and ends with a [Reading]: every leniency by kind with a count and an
// example, every row it had to refuse with its file, its number and the reason.
// A source that breaks (a feed that stops half way, a page that loops, a page
// over the size limit) ends with an error, and the caller then keeps nothing.
//
// The package knows no database and opens no connection except through the
// HTTP client it is given.
package hsds
