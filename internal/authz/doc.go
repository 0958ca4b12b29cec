// Package authz says who may do what. An Actor holds roles; Policy is the one table
// from permission to the roles that have it and the relation to a person that each
// needs; a Scope is that relation as one SQL fragment over access_grant.
//
// It is pure: it reads no database and knows no HTTP. Roles add up. "Not there" and
// "not yours" are the same answer, so a Scope filters and never explains.
//
// Source of the rules: the visibility table of the domain model (3.0 and 3.6).
package authz
