package message

import (
	"strings"

	"weft/internal/clock"
	"weft/internal/i18n"
)

// When is an argument: a day and, where one is known, a time ("15:04").
type When struct {
	On   clock.Date
	Time string
}

func (w When) say(words *i18n.Catalogue, lang string) string {
	if w.Time == "" {
		return words.Weekday(lang, w.On)
	}
	return words.T(lang, "message.when", w.On, strings.TrimPrefix(strings.Replace(w.Time, ":", ".", 1), "0"))
}

// Preview returns the words of a message as QueueTx would write them, and whether
// there is fixed text in the reader's format: Easy Read has it for some letters only.
// An Internal error means that the phrase was used wrongly.
func (s *Service) Preview(in New) (subject, body string, err error) {
	if _, err := in.spec(); err != nil {
		return "", "", err
	}
	subject, body = render(s.words, in)
	return subject, body, nil
}

// EasyRead is the format whose letters have words of their own.
const EasyRead = "easy"

// HasEasyRead reports whether a phrase to a person has Easy Read words.
func (s *Service) HasEasyRead(p Phrase) bool { return hasEasy(s.words, p) }

func hasEasy(words *i18n.Catalogue, p Phrase) bool {
	return words.Has(i18n.English, "message."+string(p)+".person.easy")
}

// render returns subject and body in the reader's language. A text message has no
// subject, is one short paragraph and is spelt so that it needs few parts.
func render(words *i18n.Catalogue, n New) (subject, body string) {
	lang := i18n.Known(n.Lang)
	args := []any{n.Team}
	for _, a := range n.Args {
		if w, ok := a.(When); ok {
			a = w.say(words, lang)
		}
		args = append(args, a)
	}
	say := func(part string) string {
		return words.T(lang, "message."+string(n.Phrase)+"."+string(n.Audience)+"."+part, args...)
	}
	if n.Channel == ByText {
		return "", strings.ReplaceAll(say("text"), "’", "'")
	}
	part, foot := "body", "message.foot.professional"
	if n.Audience == ToPerson {
		foot = "message.foot.person"
		if n.Channel == ByLetter && n.Format == EasyRead && hasEasy(words, n.Phrase) {
			part, foot = "easy", "message.foot.easy"
		}
	}
	return say("subject"), compose(words, lang, n.greeted(), say(part), n.Team, foot)
}

func (n New) greeted() string {
	if n.Audience != ToPerson {
		return ""
	}
	return n.Name
}

// compose puts greeting, words, sender and foot under each other.
func compose(words *i18n.Catalogue, lang, name, body, team, foot string) string {
	greeting := words.T(lang, "message.greeting")
	if name != "" {
		greeting = words.T(lang, "message.greeting_named", name)
	}
	return strings.Join([]string{greeting, body, team, words.T(lang, foot)}, "\n\n")
}
