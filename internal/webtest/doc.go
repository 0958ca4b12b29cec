// Package webtest drives the program's own pages in tests: a Site is every page on a
// fresh database, as serve has it, with the builders of fixture; a Client is one
// browser without scripts, which keeps its cookies, follows redirects, finds things
// with CSS selectors and sends a page's own forms with their hidden fields.
//
// It knows addresses, forms and words and nothing of what is behind them. What goes
// wrong on the way ends the test; what a page should say and does not is an error of
// the test, which goes on. For tests only.
package webtest
