package ui

import "strings"

// Words that the components say themselves.
const (
	wordProduct      = "Weft"
	wordDemo         = "Demonstration: a fictional town. Nothing here is about a real person."
	wordCrisis       = "In danger? Ring 999. Ill and not sure what to do? Ring 111. Need to talk to someone, day or night? Ring Samaritans on 116 123."
	wordSafeguarding = "Worried about someone's safety?"
	wordProblem      = "There is a problem"
	wordOptional     = "(optional)"
	wordReadFirst    = "Read first"
)

// Tel returns the address that rings a number.
func Tel(number string) string {
	return "tel:" + strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, number)
}
