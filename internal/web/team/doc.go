// Package team is the pages of those who see that everybody gets their turn: who waits,
// what each worker carries, and when new referrals are paused.
package team
