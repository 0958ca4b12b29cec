package today

import (
	"weft/internal/web/site"
	"weft/internal/web/ui"
	"weft/internal/worklist"
)

// mostRides is how many things a row names; more stand on the person's page.
const mostRides = 3

// with is what rides on a person's day, in words, each with the page where it is done.
func with(q *site.Request, l worklist.Line, href string) []ui.Link {
	var out []ui.Link
	for _, i := range l.With[:min(len(l.With), mostRides)] {
		out = append(out, ui.Link{Label: withWords(q, i), Href: href + withPage(i.Kind)})
	}
	return out
}

// withWords says one thing that is due.
func withWords(q *site.Request, i worklist.Item) string {
	when := q.Site.Words.Day("en", i.On, q.Site.Today())
	switch i.Kind {
	case worklist.Chase:
		return "Chase by " + when + ": " + i.Words
	case worklist.Promise:
		return "You said by " + when + ": " + i.Words
	case worklist.Share:
		return "Give them their plan"
	case worklist.Review:
		return "Look at the plan together"
	case worklist.Level:
		return "Does the support still fit?"
	case worklist.Many:
		return "You have spoken a good few times: how is it going?"
	case worklist.Most:
		return "Talk it over with a colleague"
	case worklist.SafetyNote:
		return "Is the note on safety still right?"
	case worklist.Agreements:
		return "Ask again what they agree to"
	case worklist.NothingPlan:
		return "No day is planned: choose one"
	}
	return string(i.Kind)
}

// withPage is the page of a person where a thing is done.
func withPage(k worklist.Kind) string {
	switch k {
	case worklist.Chase, worklist.Promise, worklist.Share:
		return "/plan"
	case worklist.Review:
		return "/review"
	case worklist.Level, worklist.Many, worklist.Most:
		return "/level"
	case worklist.SafetyNote:
		return "/details"
	case worklist.Agreements:
		return "/sharing"
	case worklist.NothingPlan:
		return "/next"
	}
	return ""
}
