package telling

import (
	"strings"

	"weft/internal/message"
	"weft/internal/telling"
)

func stateWords(s message.State) string {
	switch s {
	case message.Waiting:
		return "Waiting"
	case message.Sent:
		return "Sent"
	case message.Failed:
		return "Could not be sent"
	case message.Stopped:
		return "Not sent"
	case message.Printed:
		return "Printed"
	}
	return string(s)
}

func channelWords(ch message.Channel) string {
	switch ch {
	case message.ByEmail:
		return "E-mail"
	case message.ByText:
		return "Text"
	case message.ByLetter:
		return "Letter"
	default:
		return "No safe way"
	}
}

func audienceWords(a message.Audience) string {
	switch a {
	case message.ToPerson:
		return "a person"
	case message.ToReferrer:
		return "a referrer"
	case message.ToPractice:
		return "a practice"
	case message.ToGroup:
		return "a group"
	default:
		return "a colleague"
	}
}

func textLabel(p message.Phrase) (string, bool) {
	c, ok := telling.Of(message.ByText, p)
	return c.Label, ok
}

// parts are the paragraphs of a message.
// A number to ring stays on one line.
func parts(body string) []string {
	return strings.Split(strings.ReplaceAll(body, "116 123", "116\u00a0123"), "\n\n")
}

// postClass is the class of a letter's size.
func postClass(format string) string {
	switch format {
	case "large":
		return "weft-post--large"
	case message.EasyRead:
		return "weft-post--easy"
	default:
		return ""
	}
}
