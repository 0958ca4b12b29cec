package people

import (
	"strconv"

	"weft/internal/person"
)

func itoa(n int) string { return strconv.Itoa(n) }

func bornWords(c person.Card) string {
	if c.BornAbout {
		return "about " + itoa(c.Born.Year)
	}
	return itoa(c.Born.Day) + " " + c.Born.Month.String() + " " + itoa(c.Born.Year)
}

func firstName(c person.Card) string {
	for i, r := range c.Name {
		if r == ' ' {
			return c.Name[:i]
		}
	}
	return c.Name
}
