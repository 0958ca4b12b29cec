// Package town makes the demonstration: a fictional town, Aldermoor with its neighbour
// Westmere, its social prescribing scheme, its people and their stories, through the same
// Services that the pages call, on a clock that it moves through fourteen months.
//
// Words: a life is one person with everything that happened to them; an event is one use
// case at one moment; the story is what is said (package story), the course is what
// happens. All events of all lives run in the order of their moments, so that the record
// of who did what reads as it would have been written.
//
// Everything is invented and marked so (package census says how). It is made from a fixed
// seed and ends on the day it is made, which counts as a working day whatever it is, so
// that there is something to see on a Sunday too. Nothing is sent.
package town
