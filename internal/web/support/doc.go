// Package support is the pages of a letter of support: what it says, chosen from the
// record and shown as it will read, and the letter as it is printed.
package support
