package web_test

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/fixture"
	"weft/internal/webtest"
)

func TestEveryAnswerCarriesTheSecurityHeaders(t *testing.T) {
	t.Parallel()
	w := newTown(t, webtest.OnSQLite(t))
	c := w.As(t, w.Worker)
	asset := c.Get("/help").Attr("link[rel=stylesheet]", "href")
	crossed := c.Request("POST", "/people/"+w.Person.String()+"/no-answer", url.Values{})
	crossed.Header.Set("Sec-Fetch-Site", "cross-site")
	for what, p := range map[string]*webtest.Page{
		"a page": c.Get("/people/" + w.Person.String()), "no page": c.Get("/none"), "a redirect": c.Peek("/"), "health": c.Get("/livez"), "an asset": c.Get(asset),
		"what is refused": c.Get("/admin"), "a post from elsewhere": c.Send(crossed), "a large form": c.Post("/refer", url.Values{"reason": {strings.Repeat("x", 2<<20)}}),
		"another method": c.Send(c.Request("DELETE", "/people/"+w.Person.String(), nil)),
	} {
		policy := p.Header.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"} {
			if !strings.Contains(policy, part) {
				t.Errorf("%s (%d) has the policy %q, without %s", what, p.Status, policy, part)
			}
		}
		if strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") {
			t.Errorf("%s has a policy with holes: %q", what, policy)
		}
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
			"Strict-Transport-Security": "max-age=31536000"} {
			if p.Header.Get(name) != want {
				t.Errorf("%s (%d) has %s %q", what, p.Status, name, p.Header.Get(name))
			}
		}
		cached := "no-store"
		if what == "an asset" {
			cached = "immutable"
		}
		if !strings.Contains(p.Header.Get("Cache-Control"), cached) {
			t.Errorf("%s (%d) is kept by a browser as %q", what, p.Status, p.Header.Get("Cache-Control"))
		}
	}
	k := c.Cookies()["__Host-weft_session"]
	if k == nil || !k.HttpOnly || !k.Secure || k.SameSite != http.SameSiteLaxMode {
		t.Errorf("the session's cookie: %+v", k)
	}
	plain := webtest.OnSQLite(t, webtest.At("http://127.0.0.1:8080"))
	if p := plain.Nobody(t).Get("/"); p.Header.Get("Strict-Transport-Security") != "" {
		t.Error("a site without https promises https")
	}
}

func TestAFormFromAnotherSiteChangesNothing(t *testing.T) {
	t.Parallel()
	w := newTown(t, webtest.OnSQLite(t))
	c := w.As(t, w.Worker)
	before := w.Rows(t)["contact"]
	for how, change := range map[string]func(h http.Header){
		"by its fetch metadata": func(h http.Header) { h.Set("Sec-Fetch-Site", "cross-site") },
		"from a sister site":    func(h http.Header) { h.Set("Sec-Fetch-Site", "same-site") },
		"by its origin":         func(h http.Header) { h.Del("Sec-Fetch-Site"); h.Set("Origin", "https://evil.example") },
		"from nowhere":          func(h http.Header) { h.Del("Sec-Fetch-Site"); h.Set("Origin", "null") },
	} {
		r := c.Request("POST", "/people/"+w.Person.String()+"/no-answer", url.Values{})
		change(r.Header)
		p := c.Send(r).Is(403)
		if !strings.Contains(p.Body, "nothing was changed") || !strings.Contains(p.Body, "Open the page") {
			t.Errorf("%s: %q does not say what happened and what to do", how, p.Body)
		}
	}
	if n := w.Rows(t)["contact"]; n != before {
		t.Errorf("%d contacts were written", n-before)
	}
}

func TestHealthIsToldToAnyoneAlsoBeforeSetUp(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		c := s.Nobody(t)
		c.Get("/livez").Is(200).Says("alive")
		c.Get("/readyz").Is(200).Says("ready")
		if len(c.Cookies()) != 0 {
			t.Errorf("a health check gets cookies: %v", c.Cookies())
		}
		if err := s.DB.Close(); err != nil {
			t.Fatal(err)
		}
		c.Get("/livez").Is(200).Says("alive")
		c.Get("/readyz").Is(503).Says("not ready: the database does not answer")
	})
}

func TestALostDatabaseIsSaidAndComesBackByItself(t *testing.T) {
	t.Parallel()
	now := clock.NewManual(dbtest.Now())
	wire, address := wireTo(t)
	d, err := db.Open(t.Context(), db.Config{URL: address, Clock: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	s := webtest.New(t, fixture.New(t, d, now))
	th := s.Case(t)
	c := s.As(t, th.Worker)
	f := c.Get("/people/"+th.Person.String()+"/contact/new").Is(200).Form("Save").Set("note", "Likes roses.")
	wire.cut()
	s.Nobody(t).Get("/livez").Is(200)
	s.Nobody(t).Get("/readyz").Is(503).Says("not ready: the database does not answer")
	s.Nobody(t).Get("/help").Is(503).Says("The database does not answer", "Try again").Hides("dial", "pgx", "127.0.0.1")
	f.Send().Is(503).Hides("dial", "pgx", "127.0.0.1")
	wire.mend()
	s.Nobody(t).Get("/readyz").Is(200)
	f.Send().Is(200).Says("Likes roses.")
	if n := s.Rows(t)["contact"]; n != 1 {
		t.Errorf("%d contacts", n)
	}
}

// wire is a way to the database that can be cut.
type wire struct {
	mu    sync.Mutex
	dead  bool
	conns []net.Conn
}

func wireTo(t *testing.T) (*wire, string) {
	t.Helper()
	direct, err := dbtest.PostgresURL(t)
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(direct)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	w, server := &wire{}, u.Host
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go w.join(c, server)
		}
	}()
	u.Host = l.Addr().String()
	return w, u.String()
}

func (w *wire) join(c net.Conn, server string) {
	s, err := net.Dial("tcp", server)
	w.mu.Lock()
	dead := w.dead || err != nil
	if !dead {
		w.conns = append(w.conns, c, s)
	}
	w.mu.Unlock()
	if dead {
		_ = c.Close()
		return
	}
	go func() { _, _ = io.Copy(s, c); _ = s.Close() }()
	_, _ = io.Copy(c, s)
	_ = c.Close()
}

func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.dead = true
	for _, c := range w.conns {
		_ = c.Close()
	}
	w.conns = nil
}

func (w *wire) mend() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.dead = false
}

// A browser sends the whole form before it reads: the refusal has to reach it, not a
// broken connection.
func TestTheRefusalOfALargeFormReachesTheBrowser(t *testing.T) {
	t.Parallel()
	w := newTown(t, webtest.OnSQLite(t))
	server := httptest.NewServer(w.Handler)
	t.Cleanup(server.Close)
	for _, mb := range []int{2, 10} {
		body := "reason=" + strings.Repeat("x", mb<<20)
		res, err := http.Post(server.URL+"/sign-in", "application/x-www-form-urlencoded", strings.NewReader(body))
		if err != nil {
			t.Errorf("%d MB: %v", mb, err)
			continue
		}
		answer, err := io.ReadAll(res.Body)
		if res.StatusCode != 413 || !bytes.Contains(answer, []byte("more than we can take in one go")) {
			t.Errorf("%d MB: %d %v %.200s", mb, res.StatusCode, err, answer)
		}
		_ = res.Body.Close()
	}
}

func TestWhatIsDeniedIsRecordedAndAMistypedAddressIsNot(t *testing.T) {
	t.Parallel()
	w := newTown(t, webtest.OnSQLite(t))
	stranger := w.As(t, w.cast["other-worker"])
	denied, _ := w.Audited(t, func() error {
		stranger.Get("/people/" + w.Person.String()).Is(404)
		stranger.Get("/admin").Is(403)
		stranger.Get("/outbox").Is(403)
		stranger.Get("/no/such/page").Is(404)
		stranger.Get("/people").Is(200)
		return nil
	})
	want := "GET /people/{id}, GET /admin, GET /outbox"
	if got := strings.Join(denied, ", "); got != want {
		t.Errorf("recorded: %s; want %s", got, want)
	}
	p := w.As(t, w.cast["admin"]).Get("/audit").Is(200).Says("denied", "GET /people/{id}")
	p.Hides(w.Person.String(), w.Referral.PersonName)
}

func TestTheLogNamesRoutesAndNobody(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	w := newTown(t, webtest.OnSQLite(t, webtest.Logging(&log)))
	c := w.As(t, w.Worker)
	c.Get("/people/" + w.Person.String()).Is(200)
	c.Get("/people").FormTo("/find").Set("q", "Mererid").Send().Is(200).Says("Mererid Lloyd")
	c.Get("/people/" + w.emptied("<person>")).Is(404)
	try := c.Get("/people/"+w.Person.String()+"/contact/new").Form("Save").Set("note", "A very private note")
	try.Values.Set("how", "nonsense")
	try.Send().Is(422)
	for _, secret := range []string{w.Person.String(), "Mererid", "private note", w.Account(t, w.Worker).Email, w.Account(t, w.Worker).Name, "192.0.2.10"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("%q stands in the log:\n%s", secret, log.String())
		}
	}
	for _, want := range []string{`route="GET /people/{id}"`, "status=404", "queries=", "reference="} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log has no %s:\n%s", want, log.String())
		}
	}
}

func TestAPageThatFailsShowsAReferenceThatTheLogHas(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	s := webtest.OnSQLite(t, webtest.Logging(&log))
	p := s.Nobody(t).Get("/no/such/page").Is(404)
	ref := p.TextOf(".weft-ref")
	if len(ref) != 8 || !strings.Contains(log.String(), fmt.Sprintf("reference=%s", ref)) {
		t.Errorf("the page shows %q; the log:\n%s", ref, log.String())
	}
}
