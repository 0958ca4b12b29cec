// Package message is the outbox: what the program tells people, referrers,
// practices, groups and colleagues. Every message is one of a few fixed, checked
// phrases, in English and in Welsh at the same quality. No phrase names a need, a
// kind of group or a reason, because someone else may read it.
//
// Words: a phrase is a fixed message; an audience is who gets it; a channel is how.
// Tables: message.
// Jobs: message.send, whose handler is Service.Send.
//
// Invariants: a message is rendered when it is queued and never changes its words;
// it is queued in the transaction of the change that it tells of, so neither is lost
// without the other; only a waiting message is sent or printed; without a mail
// server e-mails stay waiting and are shown; messages to a person who died are
// stopped at once. Callers pass only addresses that are safe to use.
package message
