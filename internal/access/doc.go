// Package access keeps who may see a person: rows of access_grant, written in the
// same transaction as the relationship that creates them (a referral, an allocation,
// cover, a concern). Every authz.Scope reads only that table.
//
// Tables: access_grant. Invariants: a grant names a person, a holder (an account, a
// service or an organisation) and a relation; a grant ends, it is never removed.
package access
