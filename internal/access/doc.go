// Package access keeps who may see a person: rows of access_grant, written in the
// same transaction as the relationship that creates them (a referral, an allocation,
// cover, a concern). Every authz.Scope reads only that table.
//
// Tables: access_grant. Invariants: a grant names a person, a holder (an account, a
// service or an organisation), a relation, the service whose content it opens and the
// reason; who somebody is may be shared between services, what was written about them
// is not; a grant ends, it is never removed.
package access
