package browser

import (
	"context"
	"fmt"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// patience is how long anything may take before the test fails.
const patience = time.Minute

// Browser is one running Chromium. It is safe for concurrent use.
type Browser struct {
	ctx  context.Context
	stop context.CancelFunc
}

// Launch starts Chromium and returns once it answers. The caller must Close it.
// The error says what to install when there is none.
func Launch() (*Browser, error) {
	path, err := find()
	if err != nil {
		return nil, err
	}
	alloc, stopAlloc := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.NoSandbox, // tests run as root in containers
		chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("force-color-profile", "srgb"),
		chromedp.Flag("lang", "en-GB"),
	)...)
	quiet := func(string, ...any) {}
	ctx, stopTab := chromedp.NewContext(alloc, chromedp.WithErrorf(quiet), chromedp.WithLogf(quiet))
	stop := func() {
		_ = chromedp.Cancel(ctx) // waits until the process has gone
		stopTab()
		stopAlloc()
	}
	if err := chromedp.Do(ctx); err != nil {
		stop()
		return nil, fmt.Errorf("%s did not start: %w. Run it once by hand to see why", path, err)
	}
	return &Browser{ctx: ctx, stop: stop}, nil
}

// Start is Launch for a single test: the browser is closed when tb ends, and
// the test fails when there is none.
func Start(tb testing.TB) *Browser {
	tb.Helper()
	b, err := Launch()
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(b.Close)
	return b
}

// Close ends the browser and waits until its processes have gone.
func (b *Browser) Close() { b.stop() }

func find() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("browser tests need Chromium and none is on the PATH. Install it (Debian and Ubuntu: apt-get install chromium) and run the tests again")
}
