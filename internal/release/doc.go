// Package release says of which other people's code a built program consists: a bill of
// materials in CycloneDX, and their licences in full. It is used when a release is
// made (scripts/release.sh) and is no part of the program.
//
// What is in a program is read from the program itself, as the linker wrote it there.
package release
