// Package story holds what people of the fictional town say and what is written about
// them: sixty-odd short lives, each with the referrer's reason, what matters in the
// person's words, strengths, needs, goals, what was tried and how it closed. The town
// gives each a name, an age and a course of events.
//
// Words in braces are filled in for each person: {name}, {she} {She} {him} {her} {Her}
// {herself} by their pronouns, {late} a husband or wife who died, {kin} a relative, {far}
// where the relative lives, {street}, {day}. Everything is invented.
package story
