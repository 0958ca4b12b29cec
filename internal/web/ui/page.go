package ui

import (
	"strings"

	"github.com/a-h/templ"
)

// Base is the path that Weft lives under: "" or, say, "/weft". It never ends in "/".
type Base string

// To gives the address of a page of Weft: base path before path, which starts
// with "/". Anything else ("#part", "tel:…", "https:…") comes back as it is.
func (b Base) To(path string) string {
	if strings.HasPrefix(path, "/") && !strings.HasPrefix(path, "//") {
		return string(b) + path
	}
	return path
}

// Page is all that the frame round a page needs.
type Page struct {
	// Title is what the page is about, without the product's name: "Today".
	Title string
	// Lang is a BCP 47 code; empty means "en". Right-to-left languages turn the page.
	Lang string
	// Base is put before the addresses that the frame itself knows.
	Base Base
	// CSS, JS and Icon are Assets.URL of "weft.css", "weft.js" and "mark.svg",
	// without the base path.
	CSS, JS, Icon string
	// Brand is shown beside the mark; empty means the product's name.
	Brand string
	// Demo shows the banner of the demonstration.
	Demo bool
	// Public shows the sentence for people in danger in the footer.
	Public bool
	// Nav are the links of the header, five at most.
	Nav []NavItem
	// ShowFind shows the search for a person, which posts "q" to /find.
	ShowFind bool
	// Account is the name of who is signed in; empty hides the account links.
	Account string
	// SafeguardingHref, when set, puts a quiet link on every page for whoever is
	// worried about someone's safety.
	SafeguardingHref string
	// Back is the link above the title on question pages.
	Back *Link
	// Flash is news from the step before: "Contact recorded."
	Flash *Notice
	// Problems fill the error summary and put "Error: " before the title.
	Problems []Problem
	// Banner stands between header and main: Ident, as a rule.
	Banner templ.Component
	// Narrow keeps lines short, for public and question pages without columns.
	Narrow bool
	// PrintLine stands at the foot of the printed page alone: the scheme's name
	// and telephone.
	PrintLine string
	// NoIndex asks search engines to keep away; set it on all but public pages.
	NoIndex bool
}

// NavItem is a link of the header or of the sub-navigation.
type NavItem struct {
	Href, Label string
	Current     bool
}

// Link is an address and the words that lead there.
type Link struct{ Href, Label string }

// Problem is one thing to put right. Field is the Name of the field it belongs
// to; empty when it belongs to none. Text is a sentence for the person reading.
type Problem struct{ Field, Text string }

// ErrorFor gives the text of the first problem with that field, or "".
func ErrorFor(problems []Problem, field string) string {
	for _, p := range problems {
		if p.Field == field {
			return p.Text
		}
	}
	return ""
}

// Notice is a message about what has just happened, or about what to know first.
type Notice struct {
	// Text is a sentence: "Contact recorded."
	Text string
	// Body follows the sentence, for an undo button or a link; may be nil.
	Body templ.Component
	// Info makes it news to read ("Important") instead of success.
	Info bool
}

func (p Page) lang() string {
	if p.Lang == "" {
		return "en"
	}
	return p.Lang
}

func (p Page) dir() string {
	code, _, _ := strings.Cut(p.lang(), "-")
	switch code {
	case "ar", "fa", "he", "ku", "ps", "ur", "yi":
		return "rtl"
	}
	return "ltr"
}

func (p Page) brand() string {
	if p.Brand == "" {
		return wordProduct
	}
	return p.Brand
}

func (p Page) fullTitle() string {
	title := p.brand()
	if p.Title != "" && p.Title != title {
		title = p.Title + " – " + title
	}
	if len(p.Problems) > 0 {
		title = in(p.lang(), wordError) + title
	}
	return title
}
