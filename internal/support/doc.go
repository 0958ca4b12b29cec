// Package support is the letter of support: somebody who knows a person writes to a
// landlord, an office, a school or an employer what is so.
//
// Words: a fact is one sentence from the record, shown as it will read and told only
// when it was ticked; the letter keeps its exact words.
//
// Tables: support_letter. Invariants: facts, never clinical opinion; advice on debt or
// immigration comes from regulated advisers; without the person's agreement to this very
// letter nothing is made; a need is told only when it was ticked; a hidden address never
// stands in it; it counts as work on their behalf. Source: domain model 3.0 (Action).
package support
