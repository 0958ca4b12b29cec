// Package export writes everything that an installation holds as open files, and reads
// them back into an empty one.
//
// Words: a folder holds one file for each kind of record, in JSON Lines, with a
// datapackage.json (Frictionless Data Package and Table Schema) that describes every
// column, and a README.md in plain words. dictionary.txt says what each table and
// column is; leftOut says which tables stay behind, and why. Tables: none of its own;
// it reads all of them, and fills those of an empty installation.
//
// Invariants: the files show one moment; a folder is written whole or not at all, and
// so is an installation; every table of the schema is exported or named in leftOut, and
// every exported column is described; what goes out and comes in again is equal. What
// workers wrote for themselves alone never leaves. Both are for the command line of the
// machine only, and audited.
package export
