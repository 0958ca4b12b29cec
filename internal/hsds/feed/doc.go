// Package feed reads directories of services: an Open Referral UK 3 or HSDS 3 API, a
// JSON file, or an HSDS CSV data package of version 1.1 or 3 as a folder or zip file.
// [Open] recognises which and returns an hsds.Source.
//
// There is one path for all of them. A reader turns what it finds into records (a
// JSON object, or a row together with the rows that point to it); the decoder turns a
// record into an hsds.Service and counts every leniency; the taker refuses, drops
// repetitions and hands the rest on. The feeds that exist break their own
// specification, so a new oddity belongs into the decoder, with a Kind of its own,
// and never into a reader.
//
// A source that breaks ends with an intake.Fault, and the caller keeps nothing.
package feed
