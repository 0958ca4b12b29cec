package browser

import (
	"context"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// spot is where to press, or the problem that stands in the way.
type spot struct {
	Problem string  `json:"problem"`
	X       float64 `json:"x"`
	Y       float64 `json:"y"`
	Away    bool    `json:"away"`
}

// Click presses the one button, link, summary or label that carries these
// words, or else the one element that the CSS selector finds, and waits for the
// next page when it leads to one. Hidden words count: "Record contact with
// Dilys" finds what shows as "Record".
func (t *Tab) Click(what string) {
	t.tb.Helper()
	t.press("click “"+what+"”", eval[spot](t, "findToPress", what))
}

// betweenClicks is how fast an impatient person clicks.
const betweenClicks = 100 * time.Millisecond

// DoubleClick presses twice what Click would press once, as people do with
// impatience, and waits for the next page. It is one step. The page must take
// longer than a tenth of a second to answer, or the second click hits the next.
func (t *Tab) DoubleClick(what string) {
	t.tb.Helper()
	s := eval[spot](t, "findToPress", what)
	if s.Problem != "" {
		t.tb.Fatalf("double click “%s” on %s: %s", what, t.URL(), s.Problem)
	}
	t.steps++
	t.drain()
	t.do("double click", chromedp.MouseClickXY(s.X, s.Y), chromedp.Sleep(betweenClicks), chromedp.MouseClickXY(s.X, s.Y))
	if s.Away {
		t.waitLoad("double click “" + what + "”")
	}
}

// Choose picks the radio or checkbox with this label in the group with this
// legend; an empty legend means anywhere on the page.
func (t *Tab) Choose(legend, label string) {
	t.tb.Helper()
	t.press("choose “"+label+"”", eval[spot](t, "findChoice", legend, label))
}

// Submit presses the page's one main button and waits for the next page.
func (t *Tab) Submit() {
	t.tb.Helper()
	t.press("submit", eval[spot](t, "findMainSubmit"))
}

// Fill types value into the field with this label, name, id or selector, in
// place of what was there. It is not a step.
func (t *Tab) Fill(what, value string) {
	t.tb.Helper()
	if s := eval[spot](t, "focusToFill", what); s.Problem != "" {
		t.tb.Fatalf("fill “%s” on %s: %s", what, t.URL(), s.Problem)
	}
	if value == "" {
		t.Press("Delete")
		return
	}
	t.Type(value)
}

// Select picks an option, by its words or value, of the list with this label,
// name, id or selector.
func (t *Tab) Select(what, option string) {
	t.tb.Helper()
	t.steps++
	if s := eval[spot](t, "choose", what, option); s.Problem != "" {
		t.tb.Fatalf("select “%s” in “%s” on %s: %s", option, what, t.URL(), s.Problem)
	}
}

func (t *Tab) press(act string, s spot) {
	t.tb.Helper()
	if s.Problem != "" {
		t.tb.Fatalf("%s on %s: %s", act, t.URL(), s.Problem)
	}
	t.steps++
	t.drain()
	began := time.Now()
	t.do(act, chromedp.MouseClickXY(s.X, s.Y))
	if s.Away {
		t.waitLoad(act)
	}
	t.took += time.Since(began)
}

// Press presses keys one after the other: "Tab", "Shift+Tab", "Enter", "Space",
// "Escape", "Delete", "Up", "Down". Enter and Space count as steps; where they
// send a form or follow a link, the next page is waited for.
func (t *Tab) Press(keys ...string) {
	t.tb.Helper()
	for _, key := range keys {
		away := false
		if key == "Enter" || key == "Space" {
			t.steps++
			away = eval[bool](t, "focusedLeadsAway")
			if key == "Space" {
				away = away && eval[int](t, "count", "button:focus, input[type=submit]:focus") > 0
			}
		}
		t.drain()
		t.do("press "+key, keyEvent(key))
		if away {
			t.waitLoad("press " + key)
		}
	}
}

func keyEvent(key string) chromedp.Action[chromedp.Void] {
	switch key {
	case "Tab":
		return chromedp.KeyEvent(kb.Tab)
	case "Shift+Tab":
		return chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(kb.ModifierShift))
	case "Enter":
		return chromedp.KeyEvent(kb.Enter)
	case "Space":
		return chromedp.KeyEvent(" ")
	case "Escape":
		return chromedp.KeyEvent(kb.Escape)
	case "Delete":
		return chromedp.KeyEvent(kb.Delete)
	case "Up":
		return chromedp.KeyEvent(kb.ArrowUp)
	case "Down":
		return chromedp.KeyEvent(kb.ArrowDown)
	default:
		return chromedp.KeyEvent(key)
	}
}

// Type types text where the focus is. It is not a step.
func (t *Tab) Type(text string) {
	t.tb.Helper()
	t.do("type", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, input.InsertText, input.InsertTextParams{Text: text})
		return err
	}))
}

// Focused is what has the focus: its label, name or words; "" when nothing has.
func (t *Tab) Focused() string {
	t.tb.Helper()
	return eval[string](t, "focused")
}

// tabLimit is how many presses of Tab a keyboard user may need at most.
const tabLimit = 120

// TabTo presses Tab until what carries these words has the focus.
func (t *Tab) TabTo(words string) {
	t.tb.Helper()
	var passed []string
	for range tabLimit {
		t.Press("Tab")
		now := t.Focused()
		if now == words {
			return
		}
		passed = append(passed, now)
	}
	t.tb.Fatalf("tab to “%s” on %s: not reached. Passed: %s", words, t.URL(), strings.Join(passed, " | "))
}

// Wait waits until the page has an element that the CSS selector finds, for
// what scripts bring about.
func (t *Tab) Wait(selector string) {
	t.tb.Helper()
	end := time.After(patience)
	for eval[int](t, "count", selector) == 0 {
		select {
		case <-end:
			t.tb.Fatalf("wait for %s on %s: not there after %s", selector, t.URL(), patience)
		case <-time.After(50 * time.Millisecond):
		}
	}
}
