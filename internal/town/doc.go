// Package town makes the demonstration: a fictional town, Aldermoor, with its scheme,
// its people and their stories, through the same Services that the pages call, on a
// clock that it moves through the months.
//
// Everything in it is invented and marked so: NHS numbers of the 999 range, telephone
// numbers kept for drama, example.org addresses, postcodes of a fictional area. It is
// made from a fixed seed and ends on the day it is made.
package town
