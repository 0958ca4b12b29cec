package ui_test

import (
	"slices"
	"strings"
	"testing"

	"weft/internal/browser"
)

// TestInABrowser runs what only a browser can prove, in one browser.
func TestInABrowser(t *testing.T) {
	t.Parallel()
	b := browser.Start(t)
	t.Run("group", func(t *testing.T) {
		for name, test := range map[string]func(*testing.T, *browser.Browser){
			"every page is accessible at every width": accessible,
			"a first view is small and asks no other": firstView,
			"a draft is kept while writing":           keepsDrafts,
			"signed out, the words stay":              keepsWordsSignedOut,
			"an impatient double click sends once":    sendsOnce,
			"problems take the focus":                 focusesProblems,
			"characters are counted":                  countsCharacters,
			"an answer reveals its question":          reveals,
			"none of these unticks the others":        ticksAlone,
			"the menu closes with escape":             closesMenu,
			"without scripts all is there":            withoutScripts,
			"print leaves out the chrome":             prints,
			"what was stored runs nothing":            runsNothingStored,
		} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				test(t, b)
			})
		}
	})
}

func accessible(t *testing.T, b *browser.Browser) {
	g := serveGallery(t)
	for _, kind := range []browser.Options{{Width: 1280, JS: true}, {Width: 320, JS: true}, {Width: 320}} {
		tab := b.NewTab(t, kind)
		for _, name := range galleryNames() {
			tab.Goto(g.page(name))
			tab.Accessible()
			tab.NoHorizontalScroll()
			if kind.Width != 320 {
				continue
			}
			for _, target := range tab.SmallTargets(44) {
				t.Errorf("%s at 320 px: %s is lower than 44 px", name, target)
			}
		}
		for _, c := range tab.Complaints() {
			t.Errorf("%+v: %s", kind, c)
		}
	}
}

func firstView(t *testing.T, b *browser.Browser) {
	g := serveGallery(t)
	tab := b.NewTab(t, browser.Options{JS: true})
	tab.Goto(g.page("today"))
	first := tab.Transfer()
	if first.Bytes < 20_000 || first.Bytes > 80*1024 {
		t.Errorf("a first view takes %d bytes", first.Bytes)
	}
	if len(first.Hosts) != 1 || first.Requests > 8 {
		t.Errorf("a first view asks %v in %d requests", first.Hosts, first.Requests)
	}
	tab.Goto(g.page("story"))
	if again := tab.Transfer(); again.Bytes > 15*1024+8_000 || again.Bytes >= first.Bytes/2 {
		t.Errorf("a second view takes %d bytes", again.Bytes) // the gallery's HTML is not compressed
	}
}

func keepsDrafts(t *testing.T, b *browser.Browser) {
	g := serveGallery(t)
	tab := b.NewTab(t, browser.Options{JS: true})
	tab.Goto(g.page("refer"))
	tab.Fill("What would they like help with?", "Company & a garden")
	tab.Wait("[data-autosave-status]:not(:empty)")
	if got := tab.TextOf("[data-autosave-status]"); !strings.HasPrefix(got, "Draft kept, ") {
		t.Errorf("status says %q", got)
	}
	if got := g.lastDraft.Load(); got != "Company & a garden|key-1" {
		t.Errorf("draft holds %q", got)
	}
	if n := g.drafts.Load(); n != 1 {
		t.Errorf("one change sent %d drafts", n)
	}
}

func keepsWordsSignedOut(t *testing.T, b *browser.Browser) {
	g := serveGallery(t)
	g.signedOut.Store(true)
	tab := b.NewTab(t, browser.Options{JS: true})
	tab.Goto(g.page("refer"))
	tab.Fill("about", "Company")
	tab.Wait("[data-autosave-status]:not(:empty)")
	if got := tab.TextOf("[data-autosave-status]"); got != "Sign in again; your words are kept on this page" {
		t.Errorf("status says %q", got)
	}
	if got := tab.Value("about"); got != "Company" {
		t.Errorf("the field holds %q", got)
	}
}

func sendsOnce(t *testing.T, b *browser.Browser) {
	g := serveGallery(t)
	tab := b.NewTab(t, browser.Options{JS: true})
	tab.Goto(g.page("refer"))
	tab.DoubleClick("Send referral")
	if got := tab.URL(); got != g.page("me") {
		t.Fatalf("landed on %s", got)
	}
	if n := g.referrals.Load(); n != 1 {
		t.Errorf("sent %d times", n)
	}
}

func focusesProblems(t *testing.T, b *browser.Browser) {
	g := serveGallery(t)
	tab := b.NewTab(t, browser.Options{JS: true})
	tab.Goto(g.page("form"))
	if tab.Count(".nhsuk-error-summary:focus") != 1 {
		t.Errorf("%q has the focus", tab.Focused())
	}
	if !strings.HasPrefix(tab.Title(), "Error: ") {
		t.Errorf("title %q", tab.Title())
	}
	tab.TabTo("Write a line about what was said.")
	tab.Press("Enter")
	if got := tab.Focused(); got != "What was said" {
		t.Errorf("the link led to %q", got)
	}
	tab.Goto(g.page("today"))
	if tab.Count(".weft-news:focus") != 1 {
		t.Errorf("news should have the focus, %q has", tab.Focused())
	}
}

func countsCharacters(t *testing.T, b *browser.Browser) {
	g := serveGallery(t)
	tab := b.NewTab(t, browser.Options{JS: true})
	tab.Goto(g.page("form"))
	tab.Fill("What was said", strings.Repeat("a", 199))
	if got := tab.Text(); !strings.Contains(got, "You have 1 character left") {
		t.Error("one left is not said")
	}
	tab.Fill("What was said", strings.Repeat("a", 202))
	if got := tab.Text(); !strings.Contains(got, "You have 2 characters too many") {
		t.Error("two too many is not said")
	}
}

func reveals(t *testing.T, b *browser.Browser) {
	g := serveGallery(t)
	tab := b.NewTab(t, browser.Options{JS: true})
	tab.Goto(g.page("form"))
	if strings.Contains(tab.Text(), "Which date") {
		t.Error("the question shows before it is asked for")
	}
	tab.Choose("Next", "On a date")
	if !strings.Contains(tab.Text(), "Which date") {
		t.Error("the question does not show")
	}
	tab.Choose("Next", "Tomorrow")
	if strings.Contains(tab.Text(), "Which date") {
		t.Error("the question stays")
	}
}

func ticksAlone(t *testing.T, b *browser.Browser) {
	g := serveGallery(t)
	tab := b.NewTab(t, browser.Options{JS: true})
	tab.Goto(g.page("form"))
	tab.Choose("What it is about", "None of these")
	if n := tab.Count("[name=need]:checked"); n != 1 {
		t.Errorf("%d boxes are ticked", n)
	}
}

func closesMenu(t *testing.T, b *browser.Browser) {
	g := serveGallery(t)
	tab := b.NewTab(t, browser.Options{Width: 320, JS: true})
	tab.Goto(g.page("story"))
	tab.Click("More")
	if !strings.Contains(tab.Text(), "Connect to a group") {
		t.Fatal("the menu does not open")
	}
	tab.NoHorizontalScroll()
	tab.Accessible()
	tab.Press("Escape")
	if tab.Count("details[open]") != 0 {
		t.Error("the menu stays open")
	}
	if got := tab.Focused(); got != "More" {
		t.Errorf("the focus went to %q", got)
	}
}

func withoutScripts(t *testing.T, b *browser.Browser) {
	g := serveGallery(t)
	tab := b.NewTab(t, browser.Options{Width: 320})
	tab.Goto(g.page("form"))
	if !strings.Contains(tab.Text(), "Which date") {
		t.Error("a question hides where nothing can show it")
	}
	tab.Goto(g.page("story"))
	tab.Click("More")
	if !strings.Contains(tab.Text(), "Connect to a group") {
		t.Error("the menu does not open")
	}
	tab.Goto(g.page("pieces"))
	if strings.Contains(tab.Text(), "Copy\n") && tab.Count("[data-copy] button:not([hidden])") != 0 {
		t.Error("a copy button shows that can do nothing")
	}
	tab.Goto(g.page("refer"))
	tab.ResetSteps()
	tab.Fill("born-year", "1950")
	tab.Submit()
	if g.referrals.Load() != 1 || tab.Steps() != 1 {
		t.Errorf("sent %d times in %d steps", g.referrals.Load(), tab.Steps())
	}
	if g.drafts.Load() != 0 {
		t.Error("a draft was sent without scripts")
	}
}

func prints(t *testing.T, b *browser.Browser) {
	g := serveGallery(t)
	tab := b.NewTab(t, browser.Options{Width: 800, JS: true})
	tab.Goto(g.page("story"))
	tab.Print(true)
	shown := tab.Text()
	for _, gone := range []string{"Demonstration", "Sign out", "Record contact", "Privacy", "Connections"} {
		if strings.Contains(shown, gone) {
			t.Errorf("print shows %q", gone)
		}
	}
	if kept := []string{"Dilys Penhallow", "01632 960 200", "I used to sing every week", "Plan agreed"}; slices.ContainsFunc(kept, func(s string) bool { return !strings.Contains(shown, s) }) {
		t.Errorf("print lacks one of %q", kept)
	}
}
