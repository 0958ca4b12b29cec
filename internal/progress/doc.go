// Package progress is a read model: what became of referrals, in the steps that a
// referrer may see, and how long people wait at present.
//
// It has no tables. The caller has narrowed the referrals to those that the actor may
// know of, and shows no more steps than their level of detail.
package progress
