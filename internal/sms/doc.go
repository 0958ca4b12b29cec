// Package sms is text messages: how long one is on a telephone, and Memory, which
// keeps what it was given, for tests and for the demo, which never sends anything.
// Whoever sends texts declares the port that it needs; Memory serves it. Without a
// sender texts wait in the outbox and somebody sends them from a telephone.
package sms
