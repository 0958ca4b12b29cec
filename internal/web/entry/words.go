package entry

import (
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"weft/internal/clock"
	"weft/internal/directory"
	"weft/internal/place"
	"weft/internal/text"
	"weft/internal/vocabulary"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// Checked says when somebody last said that an entry is right: "Checked 3 weeks ago".
func Checked(e directory.Entry, today clock.Date) string {
	if e.Checked.IsZero() {
		return "Unchecked: ring before you go"
	}
	ago := "Checked " + Ago(e.Checked, today)
	if e.Freshness == directory.Unchecked {
		return ago + ": ring before you go"
	}
	return ago
}

// Ago says how long ago a day was, never more exactly than helps: "3 weeks ago".
func Ago(d, today clock.Date) string {
	days := today.DaysSince(d)
	switch {
	case days <= 0:
		return "today"
	case days == 1:
		return "yesterday"
	case days < 14:
		return strconv.Itoa(days) + " days ago"
	case days < 60:
		return strconv.Itoa(days/7) + " weeks ago"
	case days < 730:
		return strconv.Itoa(days/30) + " months ago"
	}
	return strconv.Itoa(days/365) + " years ago"
}

// Full says until when a group has no room, "" when it has.
func Full(q *site.Request, e directory.Entry) string {
	switch {
	case !e.Full:
		return ""
	case e.FullUntil.IsZero():
		return "Full just now"
	}
	return "Full until " + q.Site.Words.Day("en", e.FullUntil, q.Site.Today())
}

// When says when a group meets, in one line: "Tuesdays 10.30 to 12.00".
func When(e directory.Entry) string {
	var out []string
	for _, t := range e.Times {
		if words := times(t); words != "" {
			out = append(out, words)
		}
		if len(out) == 4 {
			break
		}
	}
	return strings.Join(out, "; ")
}

func times(t directory.Times) string {
	out := days(t.Days)
	if t.From != "" {
		out += " " + clockWords(t.From)
		if t.To != "" {
			out += " to " + clockWords(t.To)
		}
	}
	switch words := text.First(t.Words, 160); {
	case words == "" || t.From != "" && saysTime(words):
	case out == "":
		out = words
	default:
		out += " (" + words + ")"
	}
	return strings.TrimSpace(out)
}

// saysTime reports whether words repeat the hours that stand there already.
func saysTime(words string) bool {
	return regexp.MustCompile(`(?i)\d\s*[ap]\.?m`).MatchString(words)
}

// days names the days: "Mondays and Thursdays", "Mondays to Fridays".
func days(codes []string) string {
	names := make([]string, len(codes))
	run := true
	for i, c := range codes {
		names[i] = dayWords(c)
		run = run && (i == 0 || weekday(c) == weekday(codes[i-1])+1)
	}
	switch n := len(names); {
	case n == 0:
		return ""
	case n == 7:
		return "Every day"
	case n > 2 && run:
		return names[0] + " to " + names[n-1]
	case n == 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

func clockWords(t string) string { return strings.TrimPrefix(strings.Replace(t, ":", ".", 1), "0") }

func dayWords(code string) string {
	if d := weekday(code); d >= 0 {
		return time.Weekday(d%7).String() + "s"
	}
	return code
}

// weekday counts the days from Monday, which is 1; -1 is no day. "2TU" is a Tuesday.
func weekday(code string) int {
	for i, c := range []string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"} {
		if strings.HasSuffix(strings.ToUpper(code), c) {
			return i + 1
		}
	}
	return -1
}

// Where says where a group meets and, when metres is known, how far that is.
func Where(e directory.Entry, metres float64) string {
	out := ""
	if len(e.Places) > 0 {
		p := e.Places[0]
		out = p.Name
		if out == "" || p.Address != "" && text.Fold(out) == text.Fold(e.Name) {
			out = p.Address
		}
		if n := len(e.Places); n > 1 {
			out += " and " + strconv.Itoa(n-1) + " more"
		}
	} else if len(e.Areas) > 0 {
		out = strings.Join(e.Areas[:min(len(e.Areas), 3)], ", ")
	}
	if metres < 0 {
		return out
	}
	if out == "" {
		return place.Words(metres) + " away"
	}
	return out + ", " + place.Words(metres) + " away"
}

// Needs says what a group helps with.
func Needs(e directory.Entry) string {
	var out []string
	for _, n := range e.Needs {
		out = append(out, vocabulary.Needs().Words(n, "en"))
	}
	return strings.Join(out, "; ")
}

// ForWhom says who a group is for: "18 and over. Women only."
func ForWhom(e directory.Entry) string {
	ages := ""
	switch low, high := e.MinimumAge, e.MaximumAge; {
	case low != nil && high != nil:
		ages = "Ages " + strconv.Itoa(*low) + " to " + strconv.Itoa(*high)
	case low != nil && *low > 0:
		ages = strconv.Itoa(*low) + " and over"
	case high != nil:
		ages = "Up to " + strconv.Itoa(*high)
	}
	if e.Eligibility == "" {
		return ages
	}
	if ages == "" {
		return e.Eligibility
	}
	return ages + ". " + e.Eligibility
}

// Feed names the directory that an entry came from, without the folder it was read from.
func Feed(e directory.Entry) string {
	if strings.Contains(e.FeedName, "://") {
		return e.FeedName
	}
	return strings.TrimPrefix(path.Base("/"+e.FeedName), "/")
}

// Method says in words how a referral reaches a group.
func Method(m directory.Method) string {
	switch m {
	case directory.ByLink:
		return "Our link, by e-mail or text"
	case directory.ByForm:
		return "A form of their own"
	case directory.ByPhone:
		return "By phone"
	case directory.ByPost:
		return "By letter"
	case directory.ByPerson:
		return "The person asks or goes themself"
	}
	return string(m)
}

// CardProps is one group as a result of a search.
type CardProps struct {
	Name, Href string
	Full       string // "Full until 4 December"; the card is then quiet
	Chips      []string
	About      string
	Facts      []ui.Fact
	Checked    string
	Old        bool // nobody has said for long that it is right
}

// Card returns the card of a group; metres is its distance, -1 when that is unknown.
func Card(q *site.Request, e directory.Entry, metres float64, href string) CardProps {
	c := CardProps{Name: e.Name, Href: href, Full: Full(q, e), About: text.First(e.Description, 180), Checked: Checked(e, q.Site.Today()),
		Old: e.Freshness == directory.Unchecked}
	add := func(term, value string) {
		if value != "" {
			c.Facts = append(c.Facts, ui.Fact{Term: term, Value: text.First(value, 160)})
		}
	}
	add("When", When(e))
	add("Where", Where(e, metres))
	add("Cost", e.Cost)
	add("Access", strings.Join(e.Access, "; "))
	add("Languages", strings.Join(e.Languages, ", "))
	return c
}
