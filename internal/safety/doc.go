// Package safety is the safeguarding compartment: a concern about someone's safety,
// who leads on it and what was decided.
//
// Words: anyone who works with a person raises a concern; the safeguarding lead, a
// named account of the service, decides. Anyone may ring the council or the police:
// the lead's decision is no gate.
//
// Tables: concern. Invariants: a concern always has words and a named lead; only the
// lead reads it; whoever raised it sees that it was received, not more; nobody removes
// one; the person's own pages never show it. Source: domain model 3.0, 3.3.
package safety
