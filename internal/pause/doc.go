// Package pause is the right to say "no room just now": for a time, new referrals are
// held and kept, and whoever refers is told so before they write.
//
// Words: a worker asks, a lead or the worker's GP supervisor decides; a pause is in
// force from its first day until its last, or until it is ended; to look at it again is
// to extend it, to let part of it through, or to end it. What it covers is the service,
// a practice, a kind of referrer, or one worker. A worker's pause holds nothing at the
// door: it stands beside their name where somebody allocates.
//
// Tables: referral_pause, pause_review. Invariants: no pause lasts longer than fourteen
// days without being looked at; it ends by itself; it never closes the way in for the
// person themself; why it was asked for is never shown outside the team. What it does
// to referrals (holding, letting go in order, telling) is package referral's.
// Source: domain model 3.0, 3.3, 3.7 rule 3.
package pause
