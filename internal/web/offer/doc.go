// Package offer is the pages on which a practice or a team lead offers a link worker to
// the people of a list, and writes down what they said.
package offer
