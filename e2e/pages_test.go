package e2e

import (
	"fmt"
	"net/url"
	"regexp"
	"sort"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"weft/internal/browser"
)

// roles are the buttons of /demo, by their labels.
func roles() []string {
	return []string{"Link worker", "Another link worker", "Team lead", "GP", "Receptionist", "Pharmacist", "Housing officer", "GP supervisor",
		"Safeguarding lead", "Occupational therapist", "Scheme administrator", "Community group", "Volunteer", "Commissioner",
		"A person with a plan", "A carer", "Administrator"}
}

// What may cross the network for the first page of a browser, and for each after it.
const (
	maxFirstView = 80 * 1024
	maxLaterView = 15 * 1024
)

// maxShift is a tenth of what browsers call good: a long table that settles its columns
// while it comes stays below it, a part that jumps does not.
const maxShift = 0.01

// visitor walks through the pages of one role, each shape of page a few times.
type visitor struct {
	t     *testing.T
	s     server
	tab   *browser.Tab
	width int
	axe   bool           // ask axe, which is most of the time
	warm  bool           // style and script are in the browser already
	heard int            // complaints reported so far
	each  int            // how many pages of one shape
	seen  map[string]int // by shape
	heavy map[string]int // bytes of each shape
	slow  map[string]int // microseconds of each shape until its first byte
}

// shape is a page's address without what tells one record from another.
func shape(path string) string {
	path = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`).ReplaceAllString(path, "{id}")
	path = regexp.MustCompile(`^/admin/(lists|due)/[^/]+`).ReplaceAllString(path, "/admin/$1/{code}")
	return regexp.MustCompile(`^/admin/lists/{code}/[^/]+$`).ReplaceAllString(path, "/admin/lists/{code}/{code}")
}

// visit opens a page and those that it leads to.
func (v *visitor) visit(path string) {
	queue := []string{path}
	for len(queue) > 0 {
		path, queue = queue[0], queue[1:]
		if v.seen[shape(path)] >= v.each {
			continue
		}
		v.seen[shape(path)]++
		v.tab.Goto(v.s.url + path)
		v.look(path)
		queue = append(queue, links(v.tab.HTML())...)
	}
}

func (v *visitor) look(path string) {
	v.t.Helper()
	whole := false
	defer func() {
		if !whole {
			v.t.Logf("that was at %s", path)
		}
	}()
	if v.tab.Status() >= 400 {
		v.t.Errorf("%s answers %d", path, v.tab.Status())
	}
	v.tab.NoHorizontalScroll()
	if v.axe {
		for _, finding := range v.tab.Axe() {
			v.t.Errorf("%s at %d px: %s", path, v.width, finding)
		}
	}
	complaints := v.tab.Complaints()
	for _, c := range complaints[min(v.heard, len(complaints)):] {
		v.t.Errorf("%s at %d px complains: %s", path, v.width, c)
	}
	v.heard = len(complaints)
	if n := strings.Count(v.tab.HTML(), "<h1"); n != 1 {
		v.t.Errorf("%s has %d main headings", path, n)
	}
	transfer := v.tab.Transfer()
	v.heavy[shape(path)] = max(v.heavy[shape(path)], transfer.Bytes)
	timing := v.tab.Timing()
	v.slow[shape(path)] = max(v.slow[shape(path)], int(timing.Answered.Microseconds()))
	if timing.Shift > maxShift {
		v.t.Errorf("%s at %d px moves while it comes: %.4f", path, v.width, timing.Shift)
	}
	most := maxFirstView
	if v.warm {
		most = maxLaterView
	}
	if transfer.Bytes > most {
		v.t.Errorf("%s moves %d bytes, more than %d", path, transfer.Bytes, most)
	}
	v.warm = true
	for _, host := range transfer.Hosts {
		if !strings.HasSuffix(v.s.url, host) {
			v.t.Errorf("%s asks another host: %s", path, host)
		}
	}
	whole = true
}

// links are the pages of ours that a page leads to.
func links(page string) []string {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return nil
	}
	var out []string
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode && n.Data == "a" {
			for _, a := range n.Attr {
				u, err := url.Parse(a.Val)
				if a.Key == "href" && err == nil && u.Host == "" && u.Scheme == "" && strings.HasPrefix(u.Path, "/") && u.Path != "/help/leave" {
					out = append(out, u.Path)
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	return out
}

// most lists the shapes of page with the most of something.
func most(of map[string]int, unit string, n int) string {
	var shapes []string
	for s := range of {
		shapes = append(shapes, s)
	}
	sort.Slice(shapes, func(i, j int) bool { return of[shapes[i]] > of[shapes[j]] })
	var b strings.Builder
	for _, s := range shapes[:min(n, len(shapes))] {
		fmt.Fprintf(&b, "  %7d %s  %s\n", of[s], unit, s)
	}
	return b.String()
}

// TestEveryPageIsAccessibleLightAndOurs opens each shape of page once at both widths, and
// the first page of every role. Axe looks at the narrow one: the journeys and the crawl ask
// it at the wide one.
func TestEveryPageIsAccessibleLightAndOurs(t *testing.T) {
	t.Parallel()
	s := shared.server
	b := shared.browser
	for _, width := range []int{1280, 320} {
		t.Run(fmt.Sprintf("%d px", width), func(t *testing.T) {
			t.Parallel()
			seen, heavy, slow := map[string]int{}, map[string]int{}, map[string]int{}
			for _, role := range append([]string{""}, roles()...) {
				tab := b.NewTab(t, browser.Options{Width: width, JS: true})
				v := &visitor{t: t, s: s, tab: tab, width: width, each: 1, axe: width < 600, seen: seen, heavy: heavy, slow: slow}
				if role == "" {
					v.visit("/") // the first view of a fresh tab, style and script included
					continue
				}
				tab.Goto(s.url + "/demo")
				tab.Click("Look around as " + role)
				v.look(role + "'s first page")
				for _, l := range links(tab.HTML()) {
					v.visit(l)
				}
			}
			if len(seen) < 30 {
				t.Errorf("only %d shapes of page were seen", len(seen))
			}
			t.Logf("%d shapes of page; the heaviest:\n%s", len(seen), most(heavy, "bytes", 3))
		})
	}
}
