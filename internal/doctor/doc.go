// Package doctor says what is wrong with an installation and how to mend it. It changes
// nothing, may run while Weft serves, and looks at the settings, the data folder, the
// database, the backups and what waits or failed. It names no person.
//
// Words: a finding is one thing; it is wrong, and then somebody has to do something, or a
// note, which is good to know.
package doctor
