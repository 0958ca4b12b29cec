package browser

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// found is a text, or the problem that stands in the way.
type found struct {
	Problem string `json:"problem"`
	Text    string `json:"text"`
}

// Text is all the text that the page shows.
func (t *Tab) Text() string {
	t.tb.Helper()
	return eval[string](t, "bodyText")
}

// TextOf is the text that the one element found by the CSS selector shows.
func (t *Tab) TextOf(selector string) string {
	t.tb.Helper()
	f := eval[found](t, "textOf", selector)
	if f.Problem != "" {
		t.tb.Fatalf("text of %s on %s: %s", selector, t.URL(), f.Problem)
	}
	return f.Text
}

// Value is what stands in the field with this label, name, id or selector.
func (t *Tab) Value(what string) string {
	t.tb.Helper()
	f := eval[found](t, "valueOf", what)
	if f.Problem != "" {
		t.tb.Fatalf("value of “%s” on %s: %s", what, t.URL(), f.Problem)
	}
	return f.Text
}

// HTML is the page as it stands now, after any scripts.
func (t *Tab) HTML() string {
	t.tb.Helper()
	return eval[string](t, "pageHTML")
}

// Title is the page's title.
func (t *Tab) Title() string {
	t.tb.Helper()
	return eval[string](t, "pageTitle")
}

// URL is the page's address.
func (t *Tab) URL() string {
	t.tb.Helper()
	return eval[string](t, "address")
}

// Count is how many elements the CSS selector finds.
func (t *Tab) Count(selector string) int {
	t.tb.Helper()
	return eval[int](t, "count", selector)
}

// NoHorizontalScroll fails the test when the page is wider than the window,
// naming the widest culprit.
func (t *Tab) NoHorizontalScroll() {
	t.tb.Helper()
	if s := eval[string](t, "sideways"); s != "" {
		t.tb.Errorf("%s at %d px scrolls sideways: %s", t.URL(), t.opts.Width, s)
	}
}

// SmallTargets lists what is lower than so many pixels to tap, links within
// text excepted.
func (t *Tab) SmallTargets(least int) []string {
	t.tb.Helper()
	return eval[[]string](t, "smallTargets", least)
}

// Screenshot writes a picture of the whole page as PNG.
func (t *Tab) Screenshot(path string) {
	t.tb.Helper()
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.MkdirAll(filepath.Dir(path), 0o755)
	}
	if err == nil {
		err = os.WriteFile(path, png, 0o644)
	}
	if err != nil {
		t.tb.Fatalf("screenshot to %s: %v", path, err)
	}
}

// Print shows the page as it would be printed, or on the screen again.
func (t *Tab) Print(on bool) {
	t.tb.Helper()
	medium := ""
	if on {
		medium = "print"
	}
	t.do("show as printed", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: medium})
		return err
	}))
}

// Transfer is what crossed the network for the present page.
type Transfer struct {
	// Bytes received, compressed as they came, headers included.
	Bytes int
	// Requests sent, redirects included.
	Requests int
	// Hosts asked, each once, with their ports.
	Hosts []string
}

// Transfer tells what crossed the network since the present page was asked
// for. A new tab has an empty cache, so its first page is a first view.
func (t *Tab) Transfer() Transfer {
	t.mu.Lock()
	defer t.mu.Unlock()
	out := t.transfer
	out.Hosts = slices.Clone(out.Hosts)
	return out
}

// Timing is how the present page came, as the browser saw it.
type Timing struct {
	// Answered is the time from the request to the first byte.
	Answered time.Duration
	// Usable is the time from the click to the page with its style and script.
	Usable time.Duration
	// Shift says how far the parts of the page moved while it came: the browser's layout
	// shift, 0 for not at all.
	Shift float64
}

// Timing tells how the present page came.
func (t *Tab) Timing() Timing {
	t.tb.Helper()
	ms := eval[struct{ Answered, Usable, Shift float64 }](t, "timing")
	return Timing{Answered: time.Duration(ms.Answered * float64(time.Millisecond)), Usable: time.Duration(ms.Usable * float64(time.Millisecond)), Shift: ms.Shift}
}

// Throttle makes the network slow from now on: so many kbit a second each way, and so long
// for each request.
func (t *Tab) Throttle(kbits int, latency time.Duration) {
	t.tb.Helper()
	bytes := float64(kbits) * 1000 / 8
	t.do("slow the network", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
			MatchedNetworkConditions: []*network.Conditions{{Latency: float64(latency.Milliseconds()), DownloadThroughput: bytes, UploadThroughput: bytes}}})
		return err
	}))
}

func (x *Transfer) request(address string) {
	u, err := url.Parse(address)
	if err != nil || !strings.HasPrefix(u.Scheme, "http") {
		return
	}
	x.Requests++
	if !slices.Contains(x.Hosts, u.Host) {
		x.Hosts = append(x.Hosts, u.Host)
	}
}
