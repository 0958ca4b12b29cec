// Package plan is what a person and their link worker put down together: the first
// conversation, the plan with its goals and actions, its reviews and older numbers, who
// is on the person's side, who holds a copy, and the sheets to print.
package plan
