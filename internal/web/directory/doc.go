// Package directory is /directory, the groups that anyone may look for without an account
// and without a trace, and what staff keep of a group: that it is right, that it is full,
// tips, how to refer to it, and the entries that are made here.
package directory
