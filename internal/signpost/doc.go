// Package signpost is pointing the way: a receptionist, a pharmacist, a housing officer
// or a link worker tells somebody of one to three groups, and no more is needed.
//
// Words: a signpost is one such moment; how says whether it was printed, sent by
// e-mail, written down or only told. A signpost is not a referral, opens no case and is
// counted apart.
//
// Tables: signpost, signpost_group. Invariants: nothing about the person is kept, not a
// name, not an address, not a place; an e-mail address is used once, for the message
// that the person asked for, and stored nowhere; the account is not in the record
// either, only its role and where it works. Source: domain model 3.3 (signpost-only),
// rule 3.7.4; receptionists are a gateway and not a gatekeeper.
package signpost
