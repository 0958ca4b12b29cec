package ui_test

import (
	"strings"
	"testing"

	"github.com/a-h/templ"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// doc is a drawn page or component to look into.
type doc struct {
	t    *testing.T
	root *html.Node
	raw  string
}

func draw(t *testing.T, c templ.Component) doc {
	t.Helper()
	var b strings.Builder
	if err := c.Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return doc{t, root, b.String()}
}

func (d doc) all(selector string) []*html.Node {
	d.t.Helper()
	s, err := cascadia.ParseGroup(selector)
	if err != nil {
		d.t.Fatalf("selector %q: %v", selector, err)
	}
	return cascadia.QueryAll(d.root, s)
}

// one finds exactly one.
func (d doc) one(selector string) *html.Node {
	d.t.Helper()
	found := d.all(selector)
	if len(found) != 1 {
		d.t.Fatalf("%d of %q in:\n%s", len(found), selector, d.raw)
	}
	return found[0]
}

func (d doc) has(selector string, n int) {
	d.t.Helper()
	if got := len(d.all(selector)); got != n {
		d.t.Errorf("%d of %q, want %d, in:\n%s", got, selector, n, d.raw)
	}
}

func (d doc) text(selector string) string {
	d.t.Helper()
	return words(d.one(selector))
}

func (d doc) attr(selector, name string) string {
	d.t.Helper()
	v, _ := attribute(d.one(selector), name)
	return v
}

func words(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func attribute(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}
