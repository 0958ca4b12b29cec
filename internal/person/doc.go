// Package person knows who a person is and how they may be reached. It is the one
// place that renders a person: everyone else gets a Card, and a Card is already
// masked for the actor who asked.
//
// Words: the name used comes first; a way is a means of reaching someone (phone,
// mobile, e-mail, a helper, a place) with what may be done with it; safe contact
// means that nobody but the person may learn that we rang; a hidden address and a
// restricted record (an employee, a neighbour) are masked for everyone but the
// person's own worker and team lead.
//
// Tables: person, person_way, person_join. Invariants: an NHS number is never
// required, is checked by its check digit and is never the only key; a birth date may
// be "about"; two records are joined by a human, reversibly, never by the program;
// only a name is required.
package person
