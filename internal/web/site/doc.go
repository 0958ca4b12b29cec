// Package site is what every page shares: who is signed in, the frame round the page,
// forms and their problems, drafts, flash news, and the error page. A page is a
// Handler that reads, calls one use case and renders or redirects.
package site
