// Package register writes down what several people were part of at once: a group
// session, a drop-in, a joint visit, a team meeting. One form, one contact line for
// each person who is named.
//
// Words: a register is one session; a line says whether one person came; others are
// people who came and have no record here, as a number.
//
// Tables: session_register, session_line. Invariants: at most thirty named people; the
// common note is about the session and no person; all of it is one transaction, and
// the same form writes it once; who was not expected gets no line. Source: domain
// model 3.0, 3.3.
package register
