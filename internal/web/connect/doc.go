// Package connect is a person's pages about groups: /people/{id}/connect, where two
// options are looked at together, the page on which one is chosen and exactly what is
// told is seen before it is told, and /people/{id}/connections with what became of it.
package connect
