// Package arch holds the rules of the house (docs/architecture.md) as tests, so that
// they cannot be forgotten: who imports whom, who knows the database, where time and
// errors come from, how large things may grow, whose table is whose.
//
// house.go holds the lists: the places of the packages, with a reason each, and the
// modules of others, with who may import them. Each rule is a function from the
// source tree to what breaks it; each has a test on this repository and one that
// proves on a few lines that it can fail. A finding names file and line and says
// what to do. For tests only.
package arch
