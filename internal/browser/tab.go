package browser

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

//go:embed page.js
var pageScript string

// Options say what kind of reader opens the tab.
type Options struct {
	// Width of the window in pixels; zero means 1280. Below 600 it is a phone
	// with a touch screen.
	Width int
	// JS lets the pages run their scripts.
	JS bool
}

// Tab is one tab with cookies of its own. It belongs to one goroutine.
type Tab struct {
	tb    testing.TB
	ctx   context.Context
	opts  Options
	steps int
	took  time.Duration

	mu         sync.Mutex
	status     int
	complaints []string
	transfer   Transfer
	loaded     chan struct{}
}

// phoneBelow is the width under which a tab is a phone.
const phoneBelow = 600

// NewTab opens a tab; it is closed when tb ends.
func (b *Browser) NewTab(tb testing.TB, o Options) *Tab {
	tb.Helper()
	if o.Width == 0 {
		o.Width = 1280
	}
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	t := &Tab{tb: tb, ctx: ctx, opts: o, loaded: make(chan struct{}, 64)}
	tb.Cleanup(cancel)
	if err := chromedp.Listen(ctx, t.hear); err != nil {
		tb.Fatalf("open a tab: %v", err)
	}
	view := []chromedp.EmulateViewportOption{}
	height := int64(900)
	if o.Width < phoneBelow {
		view = append(view, chromedp.EmulateMobile, chromedp.EmulateTouch)
		height = 640
	}
	t.do("set the window", chromedp.EmulateViewport(int64(o.Width), height, view...))
	t.do("watch the network", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		if _, err := cdp.Call(ctx, target, network.Enable, network.EnableParams{}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, target, log.Enable, cdp.Empty{})
		return err
	}))
	t.scripts(o.JS)
	return t
}

// For gives the same tab, failing tb instead: for subtests that go on in one tab.
// Use only the newer of the two.
func (t *Tab) For(tb testing.TB) *Tab {
	t.tb = tb
	return t
}

// Goto opens an address and waits until it has loaded. It is not a step.
func (t *Tab) Goto(url string) {
	t.tb.Helper()
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.NavigateResponse(url)); err != nil {
		t.tb.Fatalf("open %s: %v", url, err)
	}
}

// Back goes one page back, as the browser's button does. It is a step.
func (t *Tab) Back() {
	t.tb.Helper()
	t.steps++
	t.drain()
	t.do("go back", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		past, err := cdp.Call(ctx, target, page.GetNavigationHistory, cdp.Empty{})
		if err != nil {
			return err
		}
		if past.CurrentIndex == 0 {
			return errors.New("there is no page before this one")
		}
		before := past.Entries[past.CurrentIndex-1].ID
		_, err = cdp.Call(ctx, target, page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{EntryID: before})
		return err
	}))
	t.waitLoad("go back")
}

// Status is the HTTP status of the page, after any redirects.
func (t *Tab) Status() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.status
}

// Complaints are what the browser said was wrong since the tab opened: script
// errors, refused by the content policy, not found. A good page has none.
func (t *Tab) Complaints() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.complaints)
}

// Steps counts clicks, choices, submits and pressed Enter or Space since the
// tab opened or ResetSteps was called.
func (t *Tab) Steps() int { return t.steps }

// Took is how long the steps took that Steps counts, each from the press until the next
// page stood there. Typing, looking and opening addresses are not in it.
func (t *Tab) Took() time.Duration { return t.took }

// ResetSteps starts the counts of Steps and Took anew.
func (t *Tab) ResetSteps() { t.steps, t.took = 0, 0 }

// hear runs inside the loop that reads from the browser: it must not wait.
func (t *Tab) hear(ev any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch ev := ev.(type) {
	case *page.EventLoadEventFired:
		t.hasLoaded()
	case *page.EventFrameNavigated:
		if ev.Type == page.NavigationTypeBackForwardCacheRestore { // comes back whole, without loading
			t.hasLoaded()
		}
	case *network.EventRequestWillBeSent:
		if ev.Type == network.ResourceTypeDocument && ev.RedirectResponse == nil {
			t.transfer = Transfer{}
		}
		t.transfer.request(ev.Request.URL)
	case *network.EventLoadingFinished:
		t.transfer.Bytes += int(ev.EncodedDataLength)
	case *network.EventResponseReceived:
		if ev.Type == network.ResourceTypeDocument {
			t.status = int(ev.Response.Status)
		}
	case *runtime.EventExceptionThrown:
		t.complaints = append(t.complaints, "script: "+ev.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		if ev.Entry.Level == log.EntryLevelError {
			t.complaints = append(t.complaints, string(ev.Entry.Source)+": "+ev.Entry.Text+" "+ev.Entry.URL)
		}
	}
}

func (t *Tab) hasLoaded() {
	select {
	case t.loaded <- struct{}{}:
	default:
	}
}

func (t *Tab) do(what string, actions ...chromedp.Action[chromedp.Void]) {
	t.tb.Helper()
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		t.tb.Fatalf("%s: %v", what, err)
	}
}

// scripts switches the scripts of pages on or off, from the next page on.
func (t *Tab) scripts(on bool) {
	t.tb.Helper()
	t.do("switch scripts", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
		return err
	}))
}

// eval runs one of the functions of page.js in the page and reads its answer.
func eval[T any](t *Tab, function string, args ...any) T {
	t.tb.Helper()
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	list, err := json.Marshal(append([]any{}, args...))
	if err != nil {
		t.tb.Fatalf("%s: %v", function, err)
	}
	expression := fmt.Sprintf("(() => {%s\nreturn %s(...%s)})()", pageScript, function, list)
	out, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.tb.Fatalf("%s%s: %v", function, list, err)
	}
	return out
}

func (t *Tab) drain() {
	for len(t.loaded) > 0 {
		<-t.loaded
	}
}

// waitLoad waits for the page that an act leads to.
func (t *Tab) waitLoad(act string) {
	t.tb.Helper()
	select {
	case <-t.loaded:
	case <-time.After(patience):
		t.tb.Fatalf("%s led to no new page within %s. The page is %s", act, patience, t.URL())
	}
}
