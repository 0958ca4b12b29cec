// Package referral is a request for a link worker's help: how it comes in, who may
// send one, how a human decides on it, and what the referrer may see of it.
//
// Words: the source is the kind of referrer; triage is a human's decision; to hold
// is to keep while referrals are paused; to redirect is to say no with a reason, an
// alternative and a message back. A referral is not a case (the relationship) and
// not a connection (the onward link).
//
// Tables: referral. Invariants: only what the person agreed to is kept, and only
// name, birth date (or about when), a way to reach them, a reason in plain words and
// their agreement are asked; a source that the service's policy does not allow on the
// day is told so with an alternative, never dropped; a pause in force holds everything
// that it covers, refuses nothing, and its end lets go in the order of receipt; a decline always carries reason
// and alternative; a possible duplicate is proposed to a human and joined reversibly;
// allocation (package journey) opens the case. Source: domain model 3.0, 3.3, 3.7.
package referral
