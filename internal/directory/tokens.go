package directory

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"weft/internal/hsds"
	"weft/internal/place"
	"weft/internal/text"
)

// The search index holds one set of tokens for each entry: stems of its words, the stems
// of its name again behind "n_", its needs behind "need_", its languages behind "lang_"
// and, behind "c0_" to "c3_", the squares of four sizes in which it lies. So one look
// into one index answers words, needs, language and nearness together.

const (
	nameMark     = "n_"
	needMark     = "need_"
	languageMark = "lang_"
	maxWords     = 160 // different words of one entry that are indexed
)

// words folds text into single words without accents, capitals and punctuation.
func words(s string) []string {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return strings.Fields(text.Fold(s))
		}
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			b.WriteByte(c)
		case c >= 'A' && c <= 'Z':
			b.WriteByte(c + 'a' - 'A')
		case c == '\'' || c == '`':
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Fields(b.String())
}

// stem takes common English endings off, so that "gardening" finds "garden" and "swimming"
// "swim", and "lonely" and "loneliness" each other. Both sides of a search go through it,
// so it need not be right, only the same. A change of it is a new indexVersion.
func stem(w string) string {
	if len(w) < 5 {
		return w
	}
	for _, end := range []string{"liness", "iness", "ness", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "ly", "y", "s"} {
		if !strings.HasSuffix(w, end) || len(w)-len(end) < 4 {
			continue
		}
		w = w[:len(w)-len(end)]
		if n := len(w); n > 4 && w[n-1] == w[n-2] && w[n-1] != 's' {
			w = w[:n-1]
		}
		return w
	}
	return w
}

func stop(w string) bool {
	switch w {
	case "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "in", "is", "it", "its", "of", "on", "or",
		"our", "that", "the", "their", "they", "this", "to", "we", "with", "who", "will", "you", "your":
		return true
	}
	return false
}

// stems returns the stems of what is searched for or indexed, each once, without little
// words unless there are no others.
func stems(s string, most int) []string {
	all := words(s)
	out := make([]string, 0, min(len(all), most))
	seen := make(map[string]bool, len(all))
	for _, w := range all {
		if st := stem(w); !stop(w) && !seen[st] && len(out) < most {
			seen[st] = true
			out = append(out, st)
		}
	}
	if len(out) == 0 {
		return all[:min(len(all), most)]
	}
	return out
}

// wordTokens returns the tokens of the words and languages of an entry, separated by
// spaces.
func wordTokens(doc hsds.Service) string {
	seen := make(map[string]bool, maxWords)
	var b strings.Builder
	add := func(token string) {
		if !seen[token] {
			seen[token] = true
			b.WriteString(token)
			b.WriteByte(' ')
		}
	}
	for _, w := range stems(doc.Name+" "+doc.AlternateName, 40) {
		add(w)
		add(nameMark + w)
	}
	for _, w := range stems(allWords(doc), maxWords) {
		add(w)
	}
	for _, l := range languagesOf(doc) {
		add(languageToken(l))
	}
	return strings.TrimSpace(b.String())
}

// factTokens returns the tokens of needs and places, each behind a space.
func factTokens(needs []string, at []place.Point) string {
	var b strings.Builder
	for _, n := range needs {
		b.WriteString(" " + needToken(n))
	}
	seen := map[string]bool{}
	for _, p := range at {
		for level := range levels {
			x, y := square(level, p.Lat, p.Lon)
			if t := squareToken(level, x, y); !seen[t] {
				seen[t] = true
				b.WriteString(" " + t)
			}
		}
	}
	return b.String()
}

// allWords is the text that an entry is found by, the most telling first.
func allWords(doc hsds.Service) string {
	parts := make([]string, 0, 8+len(doc.Attributes))
	if doc.Organization != nil {
		parts = append(parts, doc.Organization.Name)
	}
	for _, a := range doc.Attributes {
		if a.TaxonomyTerm != nil {
			parts = append(parts, a.TaxonomyTerm.Name)
		}
	}
	for _, s := range doc.ServiceAtLocations {
		if s.Location != nil {
			parts = append(parts, s.Location.Name)
			for _, a := range s.Location.Addresses {
				parts = append(parts, a.City)
			}
		}
	}
	parts = append(parts, doc.Description, doc.EligibilityDescription)
	return strings.Join(parts, " ")
}

func needToken(code string) string { return needMark + strings.ReplaceAll(code, "-", "_") }

func languageToken(name string) string {
	return languageMark + strings.Join(words(name), "_")
}

// levels is how many sizes of squares there are. The smallest is 0.02 by 0.04 degrees,
// about 2.2 by 2.6 km in the middle of Britain; each next is four times as wide.
const levels = 4

func squareSize(level int) (lat, lon float64) {
	f := math.Pow(4, float64(level))
	return 0.02 * f, 0.04 * f
}

func square(level int, lat, lon float64) (x, y int) {
	dLat, dLon := squareSize(level)
	return int(math.Floor((lon + 180) / dLon)), int(math.Floor((lat + 90) / dLat))
}

func squareToken(level, x, y int) string { return fmt.Sprintf("c%d_%d_%d", level, x, y) }

// squares returns the tokens of the squares that cover a circle, in the smallest size
// that needs at most 30 of them; none when even the largest needs more.
func squares(at place.Point, metres float64) []string {
	low, high := place.Bounds(at, metres)
	for level := range levels {
		x0, y0 := square(level, low.Lat, low.Lon)
		x1, y1 := square(level, high.Lat, high.Lon)
		if (x1-x0+1)*(y1-y0+1) > 30 {
			continue
		}
		var out []string
		for x := x0; x <= x1; x++ {
			for y := y0; y <= y1; y++ {
				out = append(out, squareToken(level, x, y))
			}
		}
		slices.Sort(out)
		return out
	}
	return nil
}
