// Package cohort is offering a link worker to people of a list, before anybody asks: a
// practice or a team lead says whom, on what lawful basis and why, and rings them.
//
// Words: a cohort is the list with its basis and its reason; an offer is one person on
// it, who says yes, not now or no thanks, or cannot be reached. A yes becomes a referral
// with the source cohort.
//
// Tables: cohort, cohort_offer. Invariants: a refusal is counted and never explained;
// whoever answered or could not be reached leaves no name, birth date, number or way to
// be reached behind, only the count; nobody is asked twice within twelve months by one
// service, which a mark remembers that says that somebody was asked and not who, until
// the twelve months are over; a safe contact is shown as one and nothing is sent by
// itself. Source: domain model 3.4 (proactive cohort), the network contract's proactive
// social prescribing.
package cohort
