//go:build crawl

package e2e

import (
	"fmt"
	"sync"
	"testing"

	"weft/internal/browser"
)

// TestCrawlEveryPageAsEveryRole opens up to three pages of each shape as every role, at
// both widths, and lists the slowest and the heaviest of all.
func TestCrawlEveryPageAsEveryRole(t *testing.T) {
	c := crawl{seen: map[string]int{}, heavy: map[string]int{}, slow: map[string]int{}}
	t.Run("pages", func(t *testing.T) {
		for _, width := range []int{1280, 320} {
			for _, role := range append([]string{""}, roles()...) {
				t.Run(fmt.Sprintf("%s %d px", role, width), func(t *testing.T) {
					t.Parallel()
					c.as(t, role, width)
				})
			}
		}
	})
	pages := 0
	for _, n := range c.seen {
		pages += n
	}
	t.Logf("%d pages of %d shapes were opened. The slowest, in microseconds until the first byte, two at a time:\n%sThe heaviest:\n%s",
		pages, len(c.seen), most(c.slow, "us", 10), most(c.heavy, "bytes", 10))
}

// crawl is what every role's walk adds to.
type crawl struct {
	mu                sync.Mutex
	seen, heavy, slow map[string]int
}

// as walks through all that one role sees, and adds up.
func (c *crawl) as(t *testing.T, role string, width int) {
	tab := shared.browser.NewTab(t, browser.Options{Width: width, JS: true})
	v := &visitor{t: t, s: shared.server, tab: tab, width: width, each: 3, axe: true, seen: map[string]int{}, heavy: map[string]int{}, slow: map[string]int{}}
	tab.Goto(v.s.url + "/demo")
	if role == "" {
		v.visit("/")
	} else {
		tab.Click("Look around as " + role)
		v.visit("/home")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for s, n := range v.seen {
		c.seen[s] += n
		c.heavy[s] = max(c.heavy[s], v.heavy[s])
		c.slow[s] = max(c.slow[s], v.slow[s])
	}
}

// TestCrawlJobs walks every job and prints steps and seconds beside their targets.
func TestCrawlJobs(t *testing.T) {
	t.Run("walks", func(t *testing.T) {
		t.Run("everyday", TestTheJobsOfEveryDayKeepTheirSteps)
		t.Run("referral", TestAReferralBecomesADoorThatOpens)
		t.Run("days", TestTheDaysThatDoNotGoByTheBook)
		t.Run("family", TestACarerGetsAPlanOfHerOwn)
		t.Run("letter", TestAWelshLetterInLargePrintReachesThePrintedPage)
		t.Run("ways", TestTheWaysIn)
	})
	t.Logf("Steps and seconds of each job. In all: the program, the typing allowed, and %s to find each next button.\n%s", finding, table())
	if err := uncounted(); err != nil {
		t.Error(err)
	}
}
