// Package vocabulary holds the code lists that Weft ships: where referrals come
// from, what people need, why a case closes, and the like. A code never changes its
// meaning; its words are plain, in English and Welsh.
//
// The lists are local defaults drawn from the domain model (3.4) and the published
// lists it cites, never national standards. It has no tables.
package vocabulary
