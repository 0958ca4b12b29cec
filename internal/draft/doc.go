// Package draft keeps what somebody is typing, so that a time-out, a crash or a lost
// signal loses no words. A draft belongs to one account and one form, is replaced by
// each save, and goes when the form is sent.
//
// Tables: draft. Invariants: nobody reads another account's draft; a draft older than
// 30 days is swept; a draft is not part of any record, so it is not audited.
package draft
