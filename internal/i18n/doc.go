// Package i18n holds every fixed sentence, in English and in Welsh, and says dates,
// times and problems in words.
//
// The sentences stand in en/*.json and cy/*.json, one file for each capability: a
// flat object from key to sentence, whose keys begin with the name of the file.
// {0}, {1} … are filled from the arguments. A key that counts something comes in the
// plural forms of its language: key.zero, .one, .two, .few, .many, .other.
//
// Invariants, kept by Load and the tests: no key twice, no empty sentence, both
// languages quote the same placeholders, Welsh has all six plural forms of what it
// counts. A sentence that Welsh lacks is shown in English, never as a blank.
package i18n
