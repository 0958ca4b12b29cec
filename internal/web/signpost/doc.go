// Package signpost is the page on which a gateway points the way in under a minute: look,
// tick up to three groups, and print them or let the person choose how to have them.
package signpost
