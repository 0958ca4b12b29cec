package webtest

import (
	"html"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/andybalholm/cascadia"
	xhtml "golang.org/x/net/html"
)

// Page is one answer. Its checks report to the test and return the page.
type Page struct {
	Status  int
	Address string   // what was asked for last
	Hops    []string // the redirects that led to it
	Header  http.Header
	Body    string

	c    *Client
	root *xhtml.Node
}

// Is checks the status.
func (p *Page) Is(status int) *Page {
	p.c.t.Helper()
	if p.Status != status {
		p.c.t.Errorf("%s answers %d, want %d: %s", p.Address, p.Status, status, p.firstWords())
	}
	return p
}

// CameTo checks the address at which the browser ended.
func (p *Page) CameTo(address string) *Page {
	p.c.t.Helper()
	if p.Address != address {
		p.c.t.Errorf("the browser is at %s, want %s: %s", p.Address, address, p.firstWords())
	}
	return p
}

// Says checks that the page shows all these words.
func (p *Page) Says(words ...string) *Page {
	p.c.t.Helper()
	text := p.Text()
	for _, w := range words {
		if !strings.Contains(text, w) {
			p.c.t.Errorf("%s does not say %q:\n%s", p.Address, w, text)
		}
	}
	return p
}

// SaysIn checks that the parts that a CSS selector finds show all these words.
func (p *Page) SaysIn(selector string, words ...string) *Page {
	p.c.t.Helper()
	text := p.TextOf(selector)
	for _, w := range words {
		if !strings.Contains(text, w) {
			p.c.t.Errorf("%s does not say %q in %s:\n%s", p.Address, w, selector, text)
		}
	}
	return p
}

// Hides checks that none of these stands anywhere in the page, in words, in an
// attribute or in an address.
func (p *Page) Hides(words ...string) *Page {
	p.c.t.Helper()
	body := html.UnescapeString(p.Body)
	for _, w := range words {
		if strings.Contains(body, w) {
			p.c.t.Errorf("%s must not hold %q:\n%s", p.Address, w, p.Text())
		}
	}
	return p
}

// Title returns the title of the page.
func (p *Page) Title() string { return strings.Join(p.Texts("title"), " ") }

// Text returns the words that a reader sees, each run of white space as one space.
func (p *Page) Text() string { return words(p.node()) }

// All returns the elements that a CSS selector finds, in order.
func (p *Page) All(selector string) []*xhtml.Node {
	p.c.t.Helper()
	sel, err := cascadia.ParseGroup(selector)
	if err != nil {
		p.c.t.Fatalf("webtest: selector %q: %v", selector, err)
	}
	return cascadia.QueryAll(p.node(), sel)
}

// Has reports whether the selector finds anything.
func (p *Page) Has(selector string) bool {
	p.c.t.Helper()
	return len(p.All(selector)) > 0
}

// Texts returns the words of each element that the selector finds.
func (p *Page) Texts(selector string) []string {
	p.c.t.Helper()
	var out []string
	for _, n := range p.All(selector) {
		out = append(out, words(n))
	}
	return out
}

// TextOf returns the words of everything that the selector finds.
func (p *Page) TextOf(selector string) string {
	p.c.t.Helper()
	return strings.Join(p.Texts(selector), "\n")
}

// Count checks how many elements the selector finds.
func (p *Page) Count(selector string, n int) *Page {
	p.c.t.Helper()
	if got := len(p.All(selector)); got != n {
		p.c.t.Errorf("%s has %d of %s, want %d:\n%s", p.Address, got, selector, n, p.firstWords())
	}
	return p
}

// Attr returns an attribute of the first element that the selector finds and that has
// it; without one the test ends.
func (p *Page) Attr(selector, name string) string {
	p.c.t.Helper()
	for _, v := range p.Attrs(selector, name) {
		return v
	}
	p.c.t.Fatalf("webtest: %s has no %s with %s:\n%s", p.Address, selector, name, p.firstWords())
	return ""
}

// Attrs returns an attribute of each element that the selector finds and that has it.
func (p *Page) Attrs(selector, name string) []string {
	p.c.t.Helper()
	var out []string
	for _, n := range p.All(selector) {
		if v, ok := attr(n, name); ok {
			out = append(out, v)
		}
	}
	return out
}

// Problems returns what the summary at the top of the page asks to put right, by the
// name of the field; what belongs to no field stands under "".
func (p *Page) Problems() map[string]string {
	p.c.t.Helper()
	out := map[string]string{}
	for _, n := range p.All(".nhsuk-error-summary__list li") {
		field := ""
		for a := range n.Descendants() {
			if a.Data == "a" {
				href, _ := attr(a, "href")
				field = strings.TrimPrefix(href, "#")
			}
		}
		out[field] = words(n)
	}
	return out
}

// Asks checks that the page names problems of exactly these fields.
func (p *Page) Asks(fields ...string) *Page {
	p.c.t.Helper()
	have := p.Problems()
	for _, f := range fields {
		if have[f] == "" {
			p.c.t.Errorf("%s names no problem of %q: %v", p.Address, f, have)
		}
	}
	for f, sentence := range have {
		if !slices.Contains(fields, f) {
			p.c.t.Errorf("%s names a problem of %q that was not expected: %s", p.Address, f, sentence)
		}
	}
	return p
}

// News returns the sentence that tells how the step before went.
func (p *Page) News() string {
	p.c.t.Helper()
	return strings.Join(p.Texts(".weft-news"), " ")
}

// Queries returns how many statements the answer took.
func (p *Page) Queries() int {
	p.c.t.Helper()
	m := regexp.MustCompile(`desc="(\d+) queries"`).FindStringSubmatch(p.Header.Get("Server-Timing"))
	if m == nil {
		p.c.t.Fatalf("webtest: %s tells no number of queries: %q", p.Address, p.Header.Get("Server-Timing"))
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

// Link returns where the link with exactly these words leads.
func (p *Page) Link(label string) string {
	p.c.t.Helper()
	for _, n := range p.All("a[href]") {
		if words(n) == label {
			href, _ := attr(n, "href")
			return href
		}
	}
	p.c.t.Fatalf("webtest: %s has no link %q:\n%s", p.Address, label, p.Text())
	return ""
}

// Follow opens the link with exactly these words.
func (p *Page) Follow(label string) *Page {
	p.c.t.Helper()
	return p.c.Get(p.Link(label))
}

// Press sends the form of the button with these words as it stands.
func (p *Page) Press(label string) *Page {
	p.c.t.Helper()
	return p.Form(label).Send()
}

func (p *Page) node() *xhtml.Node {
	if p.root == nil {
		root, err := xhtml.Parse(strings.NewReader(p.Body))
		if err != nil {
			p.c.t.Fatalf("webtest: %s is no HTML: %v", p.Address, err)
		}
		p.root = root
	}
	return p.root
}

func (p *Page) firstWords() string {
	text := []rune(p.Text())
	if len(text) > 600 {
		text = text[:600]
	}
	return string(text)
}

// words returns the text below a node as a reader sees it.
func words(n *xhtml.Node) string {
	var b strings.Builder
	var walk func(*xhtml.Node)
	walk = func(n *xhtml.Node) {
		switch {
		case n.Type == xhtml.TextNode:
			b.WriteString(n.Data)
		case n.Type == xhtml.ElementNode && slices.Contains([]string{"script", "style", "template"}, n.Data):
			return
		}
		block := n.Type == xhtml.ElementNode && !slices.Contains([]string{"a", "b", "strong", "span", "em", "abbr"}, n.Data)
		if block {
			b.WriteByte(' ')
		}
		for k := range n.ChildNodes() {
			walk(k)
		}
		if block {
			b.WriteByte(' ')
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

func attr(n *xhtml.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// Alike returns the answer for comparison with another: its status, its headers and
// its bytes, without the reference number and the time that every answer has of its
// own.
func Alike(p *Page) string {
	body := regexp.MustCompile(`(quote (?:<span[^>]*>)?)[A-Z2-7]{8}`).ReplaceAllString(p.Body, "$1")
	h := p.Header.Clone()
	h.Del("Server-Timing")
	var b strings.Builder
	b.WriteString(strconv.Itoa(p.Status) + "\n")
	_ = h.Write(&b)
	return b.String() + body
}
