// Package account knows who may sign in and what roles they have.
//
// Words: an account is one person's way in; its kind is staff (with a password) or
// referrer (a device that opened an organisation's link: no password, name and
// e-mail as given, unverified). A role is held at a place, from a day until a day. A
// one-time link sets a password; an administrator shows it on screen, it is never
// mailed.
// Tables: account, role_assignment, session, one_time_link, sign_in_try.
//
// Invariants: passwords are kept as argon2id hashes, links and session tokens as
// SHA-256 hashes; at most two passwords are hashed at once; a wrong password, an
// unknown e-mail address and a disabled account get the same answer in the same
// time; failures block the account and the address for a while that grows to 15
// minutes; a session holds the epoch of its account, and a new password or a
// disabled account moves the epoch on, which ends every session everywhere; there is
// always an administrator once there was one.
package account
