// Package frame is what every page of a person shares: who it is, masked for the
// reader, with the bar and the links above each of their pages. Opening one is
// recorded as a look.
package frame
