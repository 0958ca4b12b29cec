//go:build crawl

package e2e

import (
	"fmt"
	"testing"

	"weft/internal/browser"
)

// TestCrawlEveryPageAsEveryRole opens up to three pages of each shape as every role, at
// both widths.
func TestCrawlEveryPageAsEveryRole(t *testing.T) {
	s := shared.server
	b := shared.browser
	for _, width := range []int{1280, 320} {
		for _, role := range append([]string{""}, roles()...) {
			t.Run(fmt.Sprintf("%s %d px", role, width), func(t *testing.T) {
				tab := b.NewTab(t, browser.Options{Width: width, JS: true})
				v := &visitor{t: t, s: s, tab: tab, width: width, each: 3, axe: true, seen: map[string]int{}, heavy: map[string]int{}}
				tab.Goto(s.url + "/demo")
				if role == "" {
					v.visit("/")
				} else {
					tab.Click("Look around as " + role)
					v.visit("/home")
				}
				pages := 0
				for _, n := range v.seen {
					pages += n
				}
				t.Logf("%d pages of %d shapes; the heaviest:\n%s", pages, len(v.seen), heaviest(v.heavy, 3))
			})
		}
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
