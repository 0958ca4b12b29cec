package browser

import (
	"context"
	_ "embed"
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"
)

//go:embed axe/axe.min.js
var axeScript string

// Violation is one rule of accessibility that the page breaks.
type Violation struct {
	// ID is the rule's name in axe-core; Impact is "minor" to "critical".
	ID     string `json:"id"`
	Impact string `json:"impact"`
	Help   string `json:"help"`
	// Nodes are the places, each with its selector, HTML and reason.
	Nodes []string `json:"nodes"`
}

// String puts the rule on one line and each place on another.
func (v Violation) String() string {
	return fmt.Sprintf("%s (%s): %s\n\t%s", v.ID, v.Impact, v.Help, strings.Join(v.Nodes, "\n\t"))
}

// Axe holds the page as it stands against the rules of WCAG 2.0 to 2.2, A and
// AA, and the best practices of axe-core. With scripts off, the page is examined
// as it was drawn without them.
func (t *Tab) Axe() []Violation {
	t.tb.Helper()
	if !t.opts.JS {
		t.scripts(true)
		defer t.scripts(false)
	}
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](axeScript)); err != nil {
		t.tb.Fatalf("load the accessibility rules: %v", err)
	}
	tags := []string{"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"}
	return eval[[]Violation](t, "runAxe", tags)
}

// Accessible fails the test with each rule that the page breaks.
func (t *Tab) Accessible() {
	t.tb.Helper()
	for _, v := range t.Axe() {
		t.tb.Errorf("%s at %d px: %s", t.URL(), t.opts.Width, v)
	}
}
