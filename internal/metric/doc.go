// Package metric counts what Weft does while it serves, for Prometheus, at an address of
// its own. Labels are route patterns, statuses and names of ours: no ids, no personal
// data, and nothing that a sender could choose.
package metric
