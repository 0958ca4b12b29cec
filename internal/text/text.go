package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// Fold returns the words of s in lower case without accents and punctuation, one
// space between them. It is what a *_fold column holds.
func Fold(s string) string {
	s = strings.ToValidUTF8(s, " ")
	plain := s
	if strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) {
		var err error
		plain, _, err = transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), s)
		if err != nil {
			plain = s
		}
	}
	var b strings.Builder
	space := false
	for _, r := range strings.ToLower(plain) {
		switch {
		case r == '\'' || r == '’' || r == '‘' || r == '`':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteString(letter(r))
		default:
			space = true
		}
	}
	return b.String()
}

// letter writes the letters that do not come apart into a base and an accent.
func letter(r rune) string {
	switch r {
	case 'ł':
		return "l"
	case 'ø':
		return "o"
	case 'đ', 'ð':
		return "d"
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'þ':
		return "th"
	case 'ı':
		return "i"
	}
	return string(r)
}

// Line tidies a one-line answer: spaces collapsed, control characters gone.
func Line(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if unicode.IsControl(r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// Words tidies free words: line ends made the same, spaces at the ends gone,
// control characters but line ends gone. What was said is not changed.
func Words(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	s = strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.TrimSpace(s)
}

// Length returns how many characters a reader sees, in code points.
func Length(s string) int { return utf8.RuneCountInString(s) }

// First returns at most n characters of s, cut at a word, with an ellipsis when
// something was left out.
func First(s string, n int) string {
	s = Line(s)
	if Length(s) <= n {
		return s
	}
	cut := string([]rune(s)[:n])
	if i := strings.LastIndexByte(cut, ' '); i > n/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,.;:") + "…"
}
