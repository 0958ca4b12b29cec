// Package waiting is the list of those who wait for a link worker, and what each worker
// carries already.
//
// Words: an entry is one accepted referral that waits; a band says who comes before whom,
// chosen by a human for need, risk or equity, with a reason, and looked at again; an offer
// asks one worker whether they can take somebody on; the load is what a worker carries,
// weighed by how much support each person has, beside what the team agreed.
//
// Tables: waiting_entry, waiting_offer, waiting_contact, load_limit. Invariants: the order
// is the band, then the day the referral came, never a score; where an entry stands follows
// from its referral and its open offer, so that the two never differ; nobody is given to a
// worker by the program, and a full load never stops a human; load is read by the lead, and
// by each worker about themself; workers are listed by name. Source: domain model 3.0, 3.3,
// 3.7 rule 6.
package waiting
