// Package directory knows the community groups that people can be connected to: what
// they do, where, when, for whom and at what cost, whether they have room, and when
// somebody last said that the entry is right.
//
// Words: an entry is one group or service of one organisation (Open Referral calls it a
// service, pages call it a group); a feed is somebody else's directory that is imported;
// local facts are what we know ourselves of an entry: that it is right, that it is full,
// how to refer to it, which address its code goes to, workers' tips.
//
// Tables: directory_feed, directory_import, directory_organisation, directory_entry with
// its directory_place rows, directory_tip, directory_counter, and directory_search, which
// holds nothing but the index. What is only ever read and replaced as a whole (times,
// costs, contacts, accessibility) stays in one Open Referral document per entry, and so
// goes out again as it came in; columns are what is searched, sorted or changed.
//
// Invariants: an import is all or nothing, changes nothing when it is run again, never
// writes a local fact, and closes what has gone instead of deleting it. An entry is found
// by the public while it is live. An entry of a feed is corrected at its feed, so Update
// refuses it. An entry is asked about 90 days after it was last confirmed and is
// unchecked, which is the state stale, after 180.
//
// Reading is public. Changes need authz.DirectoryEdit, tips authz.DirectoryTip; a group
// may confirm its own entry and say that it is full.
package directory
