// Package entry is how a group of the directory looks wherever it is shown: when it
// meets, what it costs, how far it is, whether it has room, and when somebody last said
// that all this is right. It writes words and markup, and decides nothing.
package entry
