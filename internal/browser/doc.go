// Package browser drives a real browser for tests: the journeys of e2e and the
// gallery of web/ui. It is for tests only and nothing of it is in the program.
//
// Launch starts one browser; keep it for the whole test process by calling it
// from TestMain, or use Start inside a single test with subtests. NewTab opens
// a tab that shares no cookies with the others, so tabs may work in parallel.
// One tab belongs to one goroutine.
//
// A Tab acts as a person does: it finds things by the words on them, clicks
// where they are on the screen and presses real keys. What it cannot do ends
// the test with a sentence that says what was looked for and what was there.
// It works the same with scripts switched off (Options.JS false).
//
// Each click, tap, choice, submit and pressed Enter or Space counts as one
// step; typing does not. See Tab.Steps.
package browser
