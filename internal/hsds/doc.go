// Package hsds holds directories of community services in the shapes of the Human
// Services Data Specification (HSDS) and of its United Kingdom profile, Open Referral
// UK 3.0: the types, which are strict in what they write, and the account that a
// lenient reading of somebody else's directory gives of itself.
//
// The types marshal to JSON that the published schemas accept once [Strict] has
// filled what the profile requires. Package feed reads the feeds that exist and
// forgives nothing silently: a [Source] hands its services over one at a time and ends
// with a [Reading], which holds every leniency by kind with a count and an example, and
// every row that had to be refused with its file, its number and the reason.
//
// The package knows no database and opens no connection.
package hsds
