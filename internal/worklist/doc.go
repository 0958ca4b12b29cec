// Package worklist is a read model: what is due for each person of a worker, folded into
// one date. Checks, reviews and letters ride on the day that is planned anyway; only
// what cannot wait for it, and people for whom no day is planned, get a day of their
// own. So a worker with two hundred people is reminded of people, not of tasks.
//
// It has no tables. How soon a thing is due is for package due; working days are those
// of the service's nation. Source: domain model 3.0 ("one next date per person") and 3.5.
package worklist
