//go:build crawl

package e2e

import (
	"testing"
	"time"

	"weft/internal/browser"
)

// What a telephone in a valley has, and how long somebody waits there for a page.
const (
	valleyKbits   = 400
	valleyLatency = 400 * time.Millisecond
	valleyWait    = 5 * time.Second
)

// TestCrawlAPageIsUsableOnASlowNetwork opens first and later pages over a network slowed
// down by the browser itself.
func TestCrawlAPageIsUsableOnASlowNetwork(t *testing.T) {
	s := shared.server
	look := func(t *testing.T, tab *browser.Tab, path string) {
		t.Helper()
		tab.Goto(s.url + path)
		usable := tab.Timing().Usable
		t.Logf("%s at %d kbit/s and %s: usable after %s, %d bytes", path, valleyKbits, valleyLatency, usable.Round(time.Millisecond), tab.Transfer().Bytes)
		if usable > valleyWait || usable == 0 {
			t.Errorf("%s is usable after %s, later than %s", path, usable, valleyWait)
		}
	}
	for _, first := range []string{"/", "/help", "/directory", "/sign-in", "/refer/" + s.secret} {
		tab := shared.browser.NewTab(t, browser.Options{Width: 320, JS: true})
		tab.Throttle(valleyKbits, valleyLatency)
		look(t, tab, first)
	}
	tab := shared.browser.NewTab(t, browser.Options{Width: 320, JS: true})
	tab.Throttle(valleyKbits, valleyLatency)
	tab.Goto(s.url + "/demo")
	tab.Click("Look around as Link worker")
	look(t, tab, "/today")
	look(t, tab, "/people")
	for _, l := range links(tab.HTML()) {
		if shape(l) == "/people/{id}" {
			look(t, tab, l)
			look(t, tab, l+"/contact/new")
			look(t, tab, l+"/plan")
			break
		}
	}
}
