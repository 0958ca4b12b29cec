// Package group holds the community groups of the fictional town: who runs them, what
// they do, where, when, at what cost and for whom, with the tips that link workers leave
// each other. It knows no Services; every name, address and number is invented.
package group
