// Package e2e walks the main journeys through the real program in a real browser. It
// holds tests only.
package e2e
