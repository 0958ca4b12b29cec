// Package admin is /admin, where an installation is set up: organisations, services,
// referral links, accounts and roles; and /outbox and /audit.
package admin
