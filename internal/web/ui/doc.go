// Package ui draws Weft's pages: the frame round every page, the form fields,
// and the pieces that tell a person's story. It also holds and serves the style
// sheet, the script and the mark.
//
// Words. A component is a templ function. What it shows comes in as a plain
// struct (Page, Field, Ident …) that is complete before drawing starts: nothing
// here reads a request, a session, a clock or a database.
//
// Addresses. Every Href or Action that is passed in is final and is drawn as it
// stands: make it with Base.To, because Weft may live under a path. The few
// addresses that the frame itself knows (/find, /sign-out, /help …) are prefixed
// with Page.Base here.
//
// Invariants. Nothing is drawn that the strict content policy would refuse: no
// inline script, no inline style, no address of another host. All text is
// escaped. Every component works without JavaScript and has one right
// accessible name; a page has one h1, which its body supplies (PageTitle, Ident
// or ErrorPage). Words said by the person stand in Said or Goal and nowhere
// else in the serif face. RiskChip is for risk alone.
//
// Words that the components themselves say stand in words.go.
package ui
