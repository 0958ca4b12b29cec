package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"testing"

	"weft/internal/webtest"
)

// pages opens every page of the table once for each role that may see it.
func (w town) pages(t *testing.T, look func(role, pattern string, p *webtest.Page)) {
	t.Helper()
	clients := w.clients(t)
	for pattern, r := range table(t, w.Patterns) {
		if r.method(pattern) != http.MethodGet || r.away {
			continue
		}
		for _, role := range roles() {
			if r.all == 0 && r.want(role) != "let in" && role != "commissioner" && role != "public" {
				continue
			}
			look(role, pattern, clients[role].Get(w.Path(w.fill(r.at))))
		}
	}
}

func TestEveryPageStandsBelowTheBaseAddress(t *testing.T) {
	t.Parallel()
	w := newTown(t, webtest.OnSQLite(t, webtest.At("https://care.example.org/weft/")))
	w.standsBelow(t)
}

// Some web servers hand on the path as it came, others take off the part that led here.
func TestEveryPageStandsBelowTheBaseAddressAlsoWhereTheProxyTakesItOff(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t, webtest.At("https://care.example.org/weft"))
	w := newTown(t, s)
	weft := httptest.NewServer(s.Handler)
	t.Cleanup(weft.Close)
	inside, err := url.Parse(weft.URL)
	if err != nil {
		t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(inside)
		r.SetXForwarded()
		r.Out.Host = r.In.Host
	}}
	s.Handler = http.StripPrefix("/weft", proxy)
	w.standsBelow(t)
	asset := w.Nobody(t).Get("/weft/help").Attr("link[rel=stylesheet]", "href")
	w.Nobody(t).Get(asset).Is(200)
}

func (w town) standsBelow(t *testing.T) {
	t.Helper()
	w.pages(t, func(role, pattern string, p *webtest.Page) {
		for _, hop := range p.Hops {
			if !strings.HasPrefix(hop, "/weft/") {
				t.Errorf("%s as %s redirects to %s", pattern, role, hop)
			}
		}
		links := slices.Concat(p.Attrs("[href]", "href"), p.Attrs("[src]", "src"), p.Attrs("form", "action"), p.Attrs("[data-autosave]", "data-autosave"))
		if len(links) == 0 && !strings.Contains(pattern, "z") {
			t.Errorf("%s as %s links nowhere: %d %s", pattern, role, p.Status, p.Body)
		}
		for _, l := range links {
			if strings.HasPrefix(l, "/weft/") || strings.HasPrefix(l, "#") || strings.HasPrefix(l, "tel:") || strings.HasPrefix(l, "mailto:") {
				continue
			}
			t.Errorf("%s as %s links to %s", pattern, role, l)
		}
	})
	c := w.As(t, w.Worker)
	out := c.Copy()
	out.Post("/weft/sign-out", url.Values{})
	for _, cookies := range []map[string]*http.Cookie{c.Cookies(), out.Cookies()} {
		for name, k := range cookies {
			if !strings.HasPrefix(k.Path, "/weft/") || !k.Secure || strings.HasPrefix(name, "__Host-") {
				t.Errorf("the cookie %s: %+v", name, k)
			}
		}
	}
	w.Nobody(t).Get("/weft/people").CameTo("/weft/sign-in?to=%2Fpeople")
}

func TestNoPageCarriesStyleOrScriptOfItsOwnOrFromElsewhere(t *testing.T) {
	t.Parallel()
	w := newTown(t, webtest.OnSQLite(t))
	w.pages(t, func(role, pattern string, p *webtest.Page) {
		if p.Has("[style], style, script:not([src]), base, iframe, object, embed") {
			t.Errorf("%s as %s has something inline", pattern, role)
		}
		for _, n := range p.All("*") {
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s as %s has %s", pattern, role, a.Key)
				}
			}
		}
		for _, src := range slices.Concat(p.Attrs("[src]", "src"), p.Attrs("link[href]:not([rel=expect])", "href")) {
			if !strings.HasPrefix(src, "/assets/") {
				t.Errorf("%s as %s loads %s", pattern, role, src)
			}
		}
	})
}

func TestEveryUnsafeFormCarriesAKeyOfItsOwn(t *testing.T) {
	t.Parallel()
	w := newTown(t, webtest.OnSQLite(t))
	w.pages(t, func(role, pattern string, p *webtest.Page) {
		for _, n := range p.All("main form[method=post]") {
			f := p.FormOf(n)
			if keyless(f.Action) || f.Value("idempotency_key") != "" {
				continue
			}
			t.Errorf("%s as %s: the form to %s has no idempotency_key", pattern, role, f.Action)
		}
	})
}

// keyless reports whether sending a form twice is the same as once, whoever sends it.
func keyless(action string) bool {
	for _, end := range []string{"/find", "/sign-in", "/sign-out", "/draft/discard", "/account", "/confirm", "/full", "/room", "/state",
		"/tip", "/tip/strike", "/link"} {
		if strings.HasSuffix(action, end) {
			return true
		}
	}
	return strings.HasPrefix(action, "/setup/") || strings.HasPrefix(action, "/reset/")
}

func TestEveryPageHasOneHeadingATitleAndALanguage(t *testing.T) {
	t.Parallel()
	w := newTown(t, webtest.OnSQLite(t))
	titles := map[string]bool{}
	w.pages(t, func(role, pattern string, p *webtest.Page) {
		if strings.HasSuffix(pattern, "z") {
			return
		}
		if n := len(p.All("h1")); n != 1 {
			t.Errorf("%s as %s has %d headings of the first level: %q", pattern, role, n, p.Texts("h1"))
		}
		if !strings.HasSuffix(p.Title(), " – Weft") && p.Title() != "Weft" {
			t.Errorf("%s as %s has the title %q", pattern, role, p.Title())
		}
		titles[p.Title()] = true
		seen := map[string]bool{}
		for _, id := range p.Attrs("[id]", "id") {
			if seen[id] {
				t.Errorf("%s as %s has two elements #%s", pattern, role, id)
			}
			seen[id] = true
		}
		for _, label := range p.Attrs("label[for]", "for") {
			if !seen[label] {
				t.Errorf("%s as %s: a label for #%s, which is not there", pattern, role, label)
			}
		}
	})
	if len(titles) < 30 {
		t.Errorf("only %d titles were seen", len(titles))
	}
}

func TestTheBaseAddressItselfLeadsToTheStart(t *testing.T) {
	t.Parallel()
	s := webtest.OnSQLite(t, webtest.At("https://care.example.org/weft"))
	c := s.Nobody(t)
	for asked, lands := range map[string]string{"/weft": "/weft/", "/weft/": "/weft/", "/weft//help": "/weft/help", "/weft/./help": "/weft/help"} {
		p := c.Get(asked)
		if p.Status != http.StatusOK || p.Address != lands {
			t.Errorf("%s ends with %d at %s by %v", asked, p.Status, p.Address, p.Hops)
		}
	}
	c.Get("/wefts/help").Is(404)
	// What comes without the path comes from a proxy that took it off; all links lead below it.
	if p := c.Get("/help").Is(200); p.Attr("link[rel=stylesheet]", "href")[:6] != "/weft/" {
		t.Errorf("a page without the path leads elsewhere: %s", p.Body)
	}
	c.Get("/people").CameTo("/weft/sign-in?to=%2Fpeople")
	c.Get("/readyz").Is(200)
}
