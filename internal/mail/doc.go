// Package mail sends e-mail. Sender is the port; SMTP is the real thing, Memory keeps
// what it was given, for tests and for the demo, which never sends anything.
package mail
