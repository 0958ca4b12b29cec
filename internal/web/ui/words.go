package ui

import (
	"context"
	"strings"
)

// Words that the components say themselves.
const (
	wordProduct      = "Weft"
	wordDemo         = "Demonstration: a fictional town. Nothing here is about a real person."
	wordCrisis       = "In danger? Ring 999. Ill and not sure what to do? Ring 111. Need to talk to someone, day or night? Ring Samaritans on 116 123."
	wordSafeguarding = "Worried about someone's safety?"
	wordProblem      = "There is a problem"
	wordOptional     = "(optional)"
	wordReadFirst    = "Read first"
	wordError        = "Error: "
	wordSkip         = "Skip to main content"
)

// langKey is where the language of a page is kept while it is drawn.
type langKey struct{}

// WithLang returns a context in which the components say their own words in a
// language; those that they have none for are said in English.
func WithLang(ctx context.Context, lang string) context.Context {
	return context.WithValue(ctx, langKey{}, lang)
}

// say returns a component's own words in the language of the page.
func say(ctx context.Context, english string) string {
	lang, _ := ctx.Value(langKey{}).(string)
	return in(lang, english)
}

func in(lang, english string) string {
	if lang, _, _ = strings.Cut(lang, "-"); lang == "cy" {
		if w := welsh(english); w != "" {
			return w
		}
	}
	return english
}

func welsh(english string) string {
	switch english {
	case wordDemo:
		return "Arddangosiad: tref ddychmygol. Nid oes dim yma am berson go iawn."
	case wordCrisis:
		return "Mewn perygl? Ffoniwch 999. Yn sâl a ddim yn siŵr beth i’w wneud? Ffoniwch 111. Angen siarad â rhywun, ddydd neu nos? Ffoniwch y Samariaid ar 116 123."
	case wordProblem:
		return "Mae problem"
	case wordOptional:
		return "(dewisol)"
	case wordError:
		return "Gwall: "
	case wordSkip:
		return "Neidio i’r prif gynnwys"
	case "Day":
		return "Diwrnod"
	case "Month":
		return "Mis"
	case "Year":
		return "Blwyddyn"
	case "Main":
		return "Prif ddewislen"
	case "Back":
		return "Yn ôl"
	case "Help":
		return "Cymorth"
	case "Accessibility":
		return "Hygyrchedd"
	case "Privacy":
		return "Preifatrwydd"
	}
	return ""
}

// Tel returns the address that rings a number.
func Tel(number string) string {
	return "tel:" + strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, number)
}
