// Package help is the public pages on which somebody asks for help, for themself or for
// someone they care for: one question a page, in English and Welsh, with the numbers for
// an emergency first and a way to leave at once. The answers are in no address and no
// cookie (package request).
package help
