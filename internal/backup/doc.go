// Package backup takes the whole database out into one file and puts it back, proves
// that a file can be put back, and keeps a row of such files while Weft serves.
//
// Words: a backup is one file; an archive is what is in it: a zip with README.txt, one
// tables/NAME.jsonl for each table and, last, manifest.json with the schema, the columns,
// the number of rows and a SHA-256 for each table. With a key the zip lies inside age
// encryption. The format is the same for both engines, so a backup of one can be put back
// into the other (docs/adr/0009).
//
// Invariants: a backup is one snapshot, taken while others write; it stands under its name
// only when it is whole and on the disk; a check writes into a scratch database of its own
// and nowhere else; a restore proves the archive in the new place before it takes the old
// one's place, and keeps the old one aside. Making one is audited as backup.make, putting
// one back as backup.restore. No table of its own: what became of the last one stands in
// last.json beside the files, so that it can be read when the database cannot.
package backup
