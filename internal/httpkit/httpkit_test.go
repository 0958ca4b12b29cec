package httpkit_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/httpkit"
)

// served sends a request through everything that stands round a handler and returns
// the answer and what was logged.
func served(t *testing.T, o httpkit.Options, h http.HandlerFunc, r *http.Request) (*httptest.ResponseRecorder, string) {
	t.Helper()
	var log bytes.Buffer
	o.Log, o.Clock = slog.New(slog.NewTextHandler(&log, nil)), clock.NewManual(time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC))
	mux := http.NewServeMux()
	mux.HandleFunc("/people/{id}", h)
	w := httptest.NewRecorder()
	httpkit.Wrap(o, mux).ServeHTTP(w, r)
	return w, log.String()
}

func get() *http.Request {
	return httptest.NewRequest(http.MethodGet, "https://weft.example.org/people/dilys-pryce?name=dilys", nil)
}

func hello(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "hello") }

func TestEveryKindOfErrorHasItsStatus(t *testing.T) {
	t.Parallel()
	want := map[errs.Kind]int{errs.Internal: 500, errs.Invalid: 422, errs.Unauthenticated: 401, errs.Forbidden: 403, errs.NotFound: 404,
		errs.Conflict: 409, errs.TooLarge: 413, errs.RateLimited: 429, errs.Unavailable: 503}
	kinds := 0
	for k := errs.Kind(0); k == 0 || k.String() != errs.Internal.String(); k++ {
		if got := httpkit.Status(k); got != want[k] {
			t.Errorf("%s is %d, want %d", k, got, want[k])
		}
		kinds++
	}
	if kinds != len(want) || httpkit.Status(200) != 500 {
		t.Errorf("%d kinds, %d in the table", kinds, len(want))
	}
}

func TestEveryAnswerCarriesTheHeadersThatProtect(t *testing.T) {
	t.Parallel()
	for _, secure := range []bool{true, false} {
		for name, h := range map[string]http.HandlerFunc{
			"a page":       hello,
			"an error":     func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusConflict) },
			"nothing":      func(http.ResponseWriter, *http.Request) {},
			"a stop":       func(http.ResponseWriter, *http.Request) { panic("of ours") },
			"a redirect":   func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusSeeOther) },
			"a big answer": func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, strings.Repeat("a", 5000)) },
		} {
			w, _ := served(t, httpkit.Options{Secure: secure}, h, get())
			head := w.Result().Header
			for key, value := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
				"Cross-Origin-Opener-Policy": "same-origin", "Cache-Control": "no-store"} {
				if head.Get(key) != value {
					t.Errorf("%s: %s is %q", name, key, head.Get(key))
				}
			}
			csp := head.Get("Content-Security-Policy")
			for _, rule := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"} {
				if !strings.Contains(csp, rule+";") && !strings.HasSuffix(csp, rule) {
					t.Errorf("%s: the policy lacks %s: %s", name, rule, csp)
				}
			}
			if strings.Contains(csp, "unsafe") || (head.Get("Strict-Transport-Security") != "") != secure {
				t.Errorf("%s: %s, %s", name, csp, head.Get("Strict-Transport-Security"))
			}
		}
	}
}

func TestAPostFromAnotherSiteIsRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		method string
		header map[string]string
		status int
	}{
		"from here":               {http.MethodPost, map[string]string{"Sec-Fetch-Site": "same-origin"}, 200},
		"from elsewhere":          {http.MethodPost, map[string]string{"Sec-Fetch-Site": "cross-site"}, 403},
		"from a sister site":      {http.MethodPost, map[string]string{"Sec-Fetch-Site": "same-site"}, 403},
		"an old browser, here":    {http.MethodPost, map[string]string{"Origin": "https://weft.example.org"}, 200},
		"an old browser, there":   {http.MethodPost, map[string]string{"Origin": "https://bad.example"}, 403},
		"no browser":              {http.MethodPost, nil, 200},
		"only looking, elsewhere": {http.MethodGet, map[string]string{"Sec-Fetch-Site": "cross-site"}, 200},
		"a link in a mail":        {http.MethodGet, map[string]string{"Sec-Fetch-Site": "none"}, 200},
		"a deletion":              {http.MethodDelete, map[string]string{"Sec-Fetch-Site": "cross-site"}, 403},
	} {
		r := httptest.NewRequest(c.method, "https://weft.example.org/people/1", nil)
		for k, v := range c.header {
			r.Header.Set(k, v)
		}
		if w, _ := served(t, httpkit.Options{}, hello, r); w.Code != c.status {
			t.Errorf("%s: %d, want %d", name, w.Code, c.status)
		}
	}
}

func TestABodyIsReadUpToTheLimitAndNoFurther(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		limit int64
		size  int
		whole bool
	}{{10, 10, true}, {10, 11, false}, {0, 1 << 20, true}, {0, 1<<20 + 1, false}, {0, 10 << 20, false}} {
		read, failure := 0, error(nil)
		_, _ = served(t, httpkit.Options{MaxBody: c.limit}, func(_ http.ResponseWriter, r *http.Request) {
			b, err := io.ReadAll(r.Body)
			read, failure = len(b), err
		}, httptest.NewRequest(http.MethodPost, "/people/1", strings.NewReader(strings.Repeat("a", c.size))))
		var tooLarge *http.MaxBytesError
		if whole := failure == nil && read == c.size; whole != c.whole || !c.whole && !errors.As(failure, &tooLarge) {
			t.Errorf("%d bytes of at most %d: read %d, %v", c.size, c.limit, read, failure)
		}
	}
}

func TestTheLogLineHasTheRouteAndNothingOfAPerson(t *testing.T) {
	t.Parallel()
	for name, h := range map[string]http.HandlerFunc{
		"a page": hello, "nothing": func(http.ResponseWriter, *http.Request) {},
	} {
		_, log := served(t, httpkit.Options{}, h, get())
		if !strings.Contains(log, "route=/people/{id}") || !strings.Contains(log, "status=200") || !strings.Contains(log, "method=GET") {
			t.Errorf("%s: %s", name, log)
		}
		if strings.Contains(log, "dilys") {
			t.Errorf("%s names a person: %s", name, log)
		}
	}
}

// Whatever stands between, such as the session, may hand on a copy of the request.
func TestTheRouteIsLoggedThoughTheRequestWasCopied(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	mux := http.NewServeMux()
	mux.HandleFunc("/people/{id}", hello)
	copied := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := r.WithContext(r.Context())
		mux.ServeHTTP(w, c)
		httpkit.Routed(c.Context(), c.Pattern)
	})
	h := httpkit.Wrap(httpkit.Options{Log: slog.New(slog.NewTextHandler(&log, nil)), Clock: clock.System{}}, copied)
	h.ServeHTTP(httptest.NewRecorder(), get())
	if !strings.Contains(log.String(), "route=/people/{id}") {
		t.Errorf("logged %s", log.String())
	}
}

func TestAHandlerThatStopsIsLoggedWithAReferenceThatTheUserSees(t *testing.T) {
	t.Parallel()
	w, log := served(t, httpkit.Options{}, func(http.ResponseWriter, *http.Request) { panic("dilys pryce") }, get())
	if w.Code != http.StatusInternalServerError || !strings.Contains(w.Body.String(), "went wrong on our side") {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	_, after, found := strings.Cut(log, "reference=")
	if ref := strings.Fields(after + " ")[0]; !found || !strings.Contains(w.Body.String(), ref) || strings.Contains(log, "dilys") || strings.Contains(w.Body.String(), "dilys") {
		t.Errorf("%s, logged %s", w.Body, log)
	}
	if !strings.Contains(log, "status=500") {
		t.Errorf("the line of the request is missing: %s", log)
	}
}

// Half a page must not look like a whole one.
func TestAPageThatStopsHalfWayIsCutOff(t *testing.T) {
	t.Parallel()
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "half a page")
		_ = http.NewResponseController(w).Flush()
		panic("of ours")
	})
	s := httptest.NewUnstartedServer(httpkit.Wrap(httpkit.Options{Log: slog.New(slog.DiscardHandler), Clock: clock.System{}}, mux))
	s.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	s.Start()
	defer s.Close()
	res, err := s.Client().Get(s.URL)
	if err == nil {
		_, err = io.ReadAll(res.Body)
		_ = res.Body.Close()
	}
	if err == nil {
		t.Error("half a page came as a whole one")
	}
}

func TestTheTimeOfARequestIsShownOnlyWhereItIsAskedFor(t *testing.T) {
	t.Parallel()
	for _, on := range []bool{true, false} {
		w, _ := served(t, httpkit.Options{Timing: on}, hello, get())
		if got := w.Result().Header.Get("Server-Timing"); (got != "") != on || on && !strings.Contains(got, `desc="0 queries"`) {
			t.Errorf("timing %v: %q", on, got)
		}
	}
}

func TestAPageIsCompressedForWhoCanReadIt(t *testing.T) {
	t.Parallel()
	words := strings.Repeat("what matters to me ", 400)
	r := get()
	r.Header.Set("Accept-Encoding", "gzip")
	w, _ := served(t, httpkit.Options{}, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, words)
	}, r)
	if w.Result().Header.Get("Content-Encoding") != "gzip" || w.Body.Len() >= len(words) {
		t.Fatalf("%d bytes, %v", w.Body.Len(), w.Result().Header)
	}
	z, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(z); err != nil || string(got) != words {
		t.Errorf("%d characters arrive: %v", len(got), err)
	}
}

func TestWhoSentARequestBehindTrustedProxiesOnly(t *testing.T) {
	t.Parallel()
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("2001:db8::/32")}
	for name, c := range map[string]struct {
		remote  string
		forward []string
		trusted []netip.Prefix
		want    string
	}{
		"no proxy":                     {"192.0.2.7:4000", nil, proxies, "192.0.2.7"},
		"nobody is trusted":            {"192.0.2.7:4000", []string{"203.0.113.9"}, nil, "192.0.2.7"},
		"a stranger's word":            {"192.0.2.7:4000", []string{"203.0.113.9"}, proxies, "192.0.2.7"},
		"a trusted proxy":              {"10.1.2.3:4000", []string{"203.0.113.9"}, proxies, "203.0.113.9"},
		"two trusted proxies":          {"10.1.2.3:4000", []string{"203.0.113.9, 10.9.9.9"}, proxies, "203.0.113.9"},
		"a claim before the last":      {"10.1.2.3:4000", []string{"127.0.0.1, 203.0.113.9"}, proxies, "203.0.113.9"},
		"a claim in a line of its own": {"10.1.2.3:4000", []string{"127.0.0.1", "203.0.113.9"}, proxies, "203.0.113.9"},
		"nonsense":                     {"10.1.2.3:4000", []string{"unknown"}, proxies, "10.1.2.3"},
		"trusted but silent":           {"10.1.2.3:4000", nil, proxies, "10.1.2.3"},
		"a proxy of version six":       {"[2001:db8::1]:4000", []string{"203.0.113.9"}, proxies, "203.0.113.9"},
		"a four written as a six":      {"[::ffff:10.1.2.3]:4000", []string{"203.0.113.9"}, proxies, "203.0.113.9"},
		"no port":                      {"192.0.2.7", nil, proxies, "192.0.2.7"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = c.remote
		for _, f := range c.forward {
			r.Header.Add("X-Forwarded-For", f)
		}
		if got := httpkit.ClientAddress(r, c.trusted); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestALimitIsPerKeyAndComesBackWithTime(t *testing.T) {
	t.Parallel()
	slow := httpkit.NewLimiter(1, 3)
	for i := range 4 {
		if got := slow.Allow("a"); got != (i < 3) {
			t.Errorf("try %d of three at once: %v", i+1, got)
		}
	}
	if !slow.Allow("b") {
		t.Error("another key pays for the first")
	}
	quick := httpkit.NewLimiter(6000, 1) // one more every ten milliseconds
	quick.Allow("a")
	for range 1000 {
		if quick.Allow("a") {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Error("it never comes back")
}

func TestAReferenceIsShortAndNotTheSameTwice(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 1000 {
		r := httpkit.Reference()
		if len(r) != 8 || seen[r] {
			t.Fatalf("%q", r)
		}
		seen[r] = true
	}
}
