// Package request is what somebody writes on the public pages to ask for help, for
// themself or for someone they care for, until it is sent and becomes a referral.
//
// Words: a request is the answers so far; the token is what the browser holds; the
// code is what the person takes home, eight letters without vowels, to come back to
// the request from anywhere.
//
// Table: help_request. Invariants: the answers are kept sealed, and neither the key,
// the token nor the code is kept beside them, so that the database alone opens none;
// a code opens only together with the name or the birth date, five wrong tries end
// it, and a request ends after fourteen days, or when it is sent. No account is
// needed, nothing is told to anyone before it is sent, and a helper hears nothing
// afterwards. Source: domain model 3.0 (coming in), 3.3.
package request
