package e2e

import (
	"strings"
	"testing"

	"weft/internal/browser"
)

// TestNothingShowsAgainAfterSigningOut goes back from the sign-in page, as somebody would
// who finds a shared computer: nothing of a person may come back, kept page or not.
func TestNothingShowsAgainAfterSigningOut(t *testing.T) {
	t.Parallel()
	s := shared.server
	tab := shared.browser.NewTab(t, browser.Options{JS: true})
	tab.Goto(s.url + "/demo")
	tab.Click("Look around as Link worker")
	tab.Goto(s.url + "/people")
	for _, l := range links(tab.HTML()) {
		if shape(l) == "/people/{id}" {
			tab.Goto(s.url + l)
			break
		}
	}
	name := tab.TextOf("h1")
	if !strings.Contains(tab.URL(), "/people/") || name == "" {
		t.Fatalf("%s is about nobody", tab.URL())
	}
	tab.Click("Sign out")
	for range 3 {
		tab.Back()
		if strings.Contains(tab.Text(), name) {
			t.Fatalf("%s shows somebody again after signing out", tab.URL())
		}
	}
}
