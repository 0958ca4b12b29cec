// Package triage is /referrals: what came in, one referral with what a human decides
// on it, allocation to a link worker, and what staff enter that came by phone or post.
package triage
