// Package connection joins a person and a group: what was looked at and why not, what
// was shared on what basis, what the group said, and whether they came. The door that
// opens is the point of everything before it.
//
// Words: a connection is one person's way to one group; its kind says how much we do
// (information, signpost, supported self-contact, referral, accompanied); via says how
// it reaches the group; shared is the exact text that the group is given; a link is the
// address by which a group answers without an account; a code proves that whoever opened
// it reads what is sent to the group's registered contact.
//
// Tables: connection, connection_link, connection_option. Invariants: nothing is shared
// without a recorded basis, written in the same transaction; what the group sees is the
// snapshot of that moment; needs, diagnoses, notes, other connections and the address are
// never in it; a token and a code are kept as hashes only; a link ends with the answer or
// after 14 days; five working days without an answer are no response, chased once, and a
// later answer ends that; an illegal step is a Conflict that names the present state.
package connection
