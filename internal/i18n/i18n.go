package i18n

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"weft/internal/clock"
)

// The languages that have a catalogue. English is the one that is always whole.
const (
	English = "en"
	Welsh   = "cy"
)

//go:embed en/*.json cy/*.json
var files embed.FS

// Languages lists the languages that have a catalogue, English first.
func Languages() []string { return []string{English, Welsh} }

// Key is an argument that is itself a key: it is said in the language of the
// sentence that quotes it.
type Key string

// Catalogue holds the sentences of every language. It never changes after Load and
// is safe to share.
type Catalogue struct {
	words map[string]map[string]string
	tags  map[string]language.Tag
}

// Load reads the catalogues that are built into the program. It fails, naming file
// and key, on a sentence that breaks a rule of this package.
func Load() (*Catalogue, error) {
	c := &Catalogue{words: map[string]map[string]string{}, tags: map[string]language.Tag{}}
	for _, lang := range Languages() {
		words, err := readLanguage(files, lang)
		if err != nil {
			return nil, err
		}
		c.words[lang] = words
		c.tags[lang] = language.Make(lang)
	}
	return c, nil
}

// Known returns lang when it has a catalogue, else English.
func Known(lang string) string {
	if slices.Contains(Languages(), lang) {
		return lang
	}
	return English
}

// Has reports whether this language itself has the sentence.
func (c *Catalogue) Has(lang, key string) bool {
	_, ok := c.words[lang][key]
	return ok
}

// Keys returns every key of a language that begins with prefix, in order.
func (c *Catalogue) Keys(lang, prefix string) []string {
	var out []string
	for k := range c.words[lang] {
		if strings.HasPrefix(k, prefix) {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}

// T returns the sentence of a key with its placeholders filled. It falls back to
// English, then to the key itself. Arguments may be text, whole numbers,
// clock.Date (said as Weekday does), time.Time (said as Clock does) and Key.
func (c *Catalogue) T(lang, key string, args ...any) string {
	if s, ok := c.words[lang][key]; ok {
		return c.fill(lang, s, args)
	}
	if s, ok := c.words[English][key]; ok {
		return c.fill(English, s, args)
	}
	return key
}

// N returns the sentence of a key for the count n, in the plural form that the
// language has for it (Unicode CLDR). {0} is n and args follow as {1}, {2} …
// A language may say nothing in words of its own with key.zero.
func (c *Catalogue) N(lang, key string, n int, args ...any) string {
	all := append([]any{n}, args...)
	for _, l := range []string{lang, English} {
		for _, form := range c.forms(l, n) {
			if s, ok := c.words[l][key+"."+form]; ok {
				return c.fill(l, s, all)
			}
		}
	}
	return key
}

// Counts reports whether the key has plural forms, so that it is for N.
func (c *Catalogue) Counts(key string) bool { return c.Has(English, key+".other") }

// forms returns the plural forms to look for, the best first.
func (c *Catalogue) forms(lang string, n int) []string {
	tag, ok := c.tags[lang]
	if !ok {
		return nil
	}
	if n < 0 {
		n = -n
	}
	form := formName(plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0))
	if n == 0 {
		return []string{"zero", form, "other"}
	}
	return []string{form, "other"}
}

func formName(f plural.Form) string {
	switch f {
	case plural.Zero:
		return "zero"
	case plural.One:
		return "one"
	case plural.Two:
		return "two"
	case plural.Few:
		return "few"
	case plural.Many:
		return "many"
	default:
		return "other"
	}
}

// fill puts the arguments into the placeholders of a sentence. A placeholder
// without an argument stays, so that a test sees it.
func (c *Catalogue) fill(lang, sentence string, args []any) string {
	if len(args) == 0 || !strings.Contains(sentence, "{") {
		return sentence
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(sentence, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		digits, after, closed := strings.Cut(rest, "}")
		n, err := strconv.Atoi(digits)
		if closed && err == nil && n >= 0 && n < len(args) && digits == strconv.Itoa(n) {
			b.WriteString(c.say(lang, args[n]))
			sentence = after
			continue
		}
		b.WriteByte('{')
		sentence = rest
	}
}

func (c *Catalogue) say(lang string, a any) string {
	switch v := a.(type) {
	case string:
		return v
	case Key:
		return c.T(lang, string(v))
	case clock.Date:
		return c.Weekday(lang, v)
	case time.Time:
		return c.Clock(v)
	default:
		return fmt.Sprint(v)
	}
}
