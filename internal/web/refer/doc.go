// Package refer is /refer, one page for professionals, and /my-referrals, what became
// of what they sent.
package refer
