package webtest

import (
	"net/url"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// Page is one answer.
type Page struct {
	t      testing.TB
	Status int
	Path   string // where the asking ended
	HTML   string
	root   *html.Node
}

func newPage(t testing.TB, status int, path, body string) Page {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatalf("webtest: %v", err)
	}
	return Page{t: t, Status: status, Path: path, HTML: body, root: root}
}

// Is fails the test unless the page has this status.
func (p Page) Is(status int) Page {
	p.t.Helper()
	if p.Status != status {
		p.t.Errorf("%s answered %d, want %d: %s", p.Path, p.Status, status, p.Text("main"))
	}
	return p
}

// Says fails the test unless all of these words stand in the part that the selector
// names.
func (p Page) Says(selector string, words ...string) Page {
	p.t.Helper()
	text := p.Text(selector)
	for _, w := range words {
		if !strings.Contains(text, w) {
			p.t.Errorf("%s does not say %q in %s:\n%s", p.Path, w, selector, text)
		}
	}
	return p
}

// Hides fails the test when any of these words stands anywhere in the answer, in
// attributes too.
func (p Page) Hides(words ...string) Page {
	p.t.Helper()
	for _, w := range words {
		if strings.Contains(p.HTML, w) {
			p.t.Errorf("%s has %q in it", p.Path, w)
		}
	}
	return p
}

// Has fails the test unless so many elements fit the selector.
func (p Page) Has(selector string, n int) Page {
	p.t.Helper()
	if got := len(p.all(selector)); got != n {
		p.t.Errorf("%s has %d of %s, want %d:\n%s", p.Path, got, selector, n, p.Text("main"))
	}
	return p
}

// Text returns the words of everything that fits the selector, with single spaces.
func (p Page) Text(selector string) string {
	p.t.Helper()
	var out []string
	for _, n := range p.all(selector) {
		out = append(out, words(n))
	}
	return strings.Join(out, "\n")
}

// Attr returns an attribute of the first element that fits the selector; without one
// the test ends.
func (p Page) Attr(selector, name string) string {
	p.t.Helper()
	for _, n := range p.all(selector) {
		if v, ok := attr(n, name); ok {
			return v
		}
	}
	p.t.Fatalf("%s has no %s with %s:\n%s", p.Path, selector, name, p.Text("main"))
	return ""
}

// Form returns what a form would send as it stands on the page: hidden fields, what is
// typed, ticked and chosen. Buttons are left out.
func (p Page) Form(selector string) url.Values {
	p.t.Helper()
	out := url.Values{}
	if len(p.all(selector)) != 1 {
		p.t.Fatalf("%s has %d of %s:\n%s", p.Path, len(p.all(selector)), selector, p.Text("main"))
	}
	for _, n := range p.all(selector + " input, " + selector + " textarea, " + selector + " select") {
		name, named := attr(n, "name")
		if !named {
			continue
		}
		value, _ := attr(n, "value")
		kind, _ := attr(n, "type")
		_, checked := attr(n, "checked")
		switch {
		case n.Data == "textarea":
			out.Add(name, inner(n))
		case n.Data == "select":
			out.Add(name, chosen(n))
		case kind != "checkbox" && kind != "radio" || checked:
			out.Add(name, value)
		}
	}
	return out
}

func (p Page) all(selector string) []*html.Node {
	p.t.Helper()
	s, err := cascadia.ParseGroup(selector)
	if err != nil {
		p.t.Fatalf("selector %q: %v", selector, err)
	}
	return cascadia.QueryAll(p.root, s)
}

func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func chosen(n *html.Node) string {
	first, found := "", false
	for _, o := range cascadia.QueryAll(n, cascadia.MustCompile("option")) {
		v, _ := attr(o, "value")
		if _, ok := attr(o, "selected"); ok {
			return v
		}
		if !found {
			first, found = v, true
		}
	}
	return first
}

func inner(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return b.String()
}

func words(n *html.Node) string { return strings.Join(strings.Fields(inner(n)), " ") }
