// Package family knows the people round a person, each in their own right: who they
// are, whether we may speak with them, what authority they hold, and whether they
// have a plan of their own.
//
// Words: a related person is somebody round a person, told by the person; an
// authority (a power of attorney, a deputy, parental responsibility) has evidence and
// often an end; a link says that two people of one family both have a plan; caring is
// whether somebody looks after another; young is whoever is under 18; competence is
// whether a young person may decide something alone; a wish is what a person would
// like in a worker; a change is a person's asking for another worker.
//
// Tables: related, family_link, caring, young, competence, worker_wish,
// worker_change. Invariants: nobody is removed, they end with a day; we may speak with
// somebody only while the person's newest answer is yes; a plan of one's own takes
// nothing from the other's record; a link is seen only by whoever may see both people
// and only as far as each agreed, and where either must be contacted safely only by
// whoever sees both whole; the reason for asking for another worker is read by whoever
// allocates and by who wrote it down.
package family
