// Package web puts the pages together: the folders below it hold one address each,
// site what they share, ui how they look.
package web
