package feed

import (
	"html"
	"regexp"
	"strings"

	"github.com/microcosm-cc/bluemonday"

	"weft/internal/hsds"
)

// maxText is the longest text that is kept, in characters.
const maxText = 20_000

// cleaner turns what feeds put into text fields into plain text.
type cleaner struct {
	policy *bluemonday.Policy
	markup *regexp.Regexp
	breaks *regexp.Regexp
	item   *regexp.Regexp
	blanks *regexp.Regexp
	mend   *strings.Replacer
}

func newCleaner() *cleaner {
	return &cleaner{
		policy: bluemonday.StrictPolicy(),
		markup: regexp.MustCompile(`</?[a-zA-Z][a-zA-Z0-9]*(\s[^<>]*)?/?>|<!--|&(#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});`),
		breaks: regexp.MustCompile(`(?i)<br\s*/?>|</?(p|div|h[1-6]|ul|ol|tr|table|blockquote|section)(\s[^<>]*)?>`),
		item:   regexp.MustCompile(`(?i)<li(\s[^<>]*)?>`),
		blanks: regexp.MustCompile(`[ \t]*\n[ \t\n]*\n[ \t]*`),
		mend: strings.NewReplacer(
			"GÇÖ", "’", "GÇÿ", "‘", "GÇ£", "“", "GÇ¥", "”", "GÇØ", "”", "GÇô", "–", "GÇö", "—",
			"GÇæ", "-", "GÇª", "…", "GÇó", "•", "GÇï", "",
			"ΓÇÖ", "’", "ΓÇÿ", "‘", "ΓÇ£", "“", "ΓÇ¥", "”", "ΓÇô", "–", "ΓÇö", "—", "ΓÇª", "…",
			"â€™", "’", "â€˜", "‘", "â€œ", "“", "â€\u009d", "”", "â€“", "–", "â€”", "—", "â€¦", "…",
		),
	}
}

// text returns s as plain text with its paragraphs, and notes what it mended.
func (c *cleaner) text(s string, rec *recorder, where func() string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	if strings.ContainsRune(s, 'Ç') || strings.Contains(s, "â€") {
		if m := c.mend.Replace(s); m != s {
			rec.note(hsds.Garbled, where())
			s = m
		}
	}
	if strings.Contains(s, `\n`) || strings.Contains(s, `\r`) {
		rec.note(hsds.EscapedBreaks, where())
		s = strings.NewReplacer(`\r\n`, "\n", `\n`, "\n", `\r`, "\n").Replace(s)
	}
	if strings.ContainsAny(s, "<&") && c.markup.MatchString(s) {
		rec.note(hsds.Markup, where())
		s = c.plain(s)
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.ReplaceAll(s, "\r", "\n")
	if strings.Contains(s, "\n\n") || strings.Contains(s, "\n ") {
		s = c.blanks.ReplaceAllString(s, "\n\n")
	}
	s = strings.TrimSpace(dropControls(s))
	if len(s) > maxText {
		if cut := shorten(s, maxText); cut != s {
			rec.note(hsds.TooLongShortened, where())
			return cut
		}
	}
	return s
}

func (c *cleaner) plain(s string) string {
	s = c.breaks.ReplaceAllString(s, "\n\n")
	s = c.item.ReplaceAllString(s, "\n- ")
	s = html.UnescapeString(c.policy.Sanitize(s))
	return strings.ReplaceAll(s, "\u00a0", " ")
}

// dropControls removes characters that neither page nor database wants.
func dropControls(s string) string {
	return strings.Map(func(r rune) rune {
		if (r < ' ' && r != '\n' && r != '\t') || r == 0x7f || r == '\ufffe' || r == '\u200b' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}

// oneLine folds every run of white space into one space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
