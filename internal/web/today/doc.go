// Package today is /today, the link worker's first page: what comes next, in time
// order, with the commonest acts one step away, and what groups have answered.
package today
