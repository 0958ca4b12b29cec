package webtest

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// maxHops is how many redirects are followed before it counts as a loop.
const maxHops = 10

// Client is one browser. It is not safe for use by several goroutines; Copy it.
type Client struct {
	From string // the network address it comes from

	t       testing.TB
	site    *Site
	cookies map[string]*http.Cookie
	through http.Handler // another way in than the Site's own
}

// In returns the same browser for a subtest.
func (c *Client) In(t testing.TB) *Client {
	out := *c
	out.t = t
	return &out
}

// Copy returns another browser that holds the same cookies now: a second tab in which
// the first one's answers are not seen.
func (c *Client) Copy() *Client {
	out := *c
	out.cookies = make(map[string]*http.Cookie, len(c.cookies))
	for name, v := range c.cookies {
		out.cookies[name] = v
	}
	return &out
}

// Cookies returns what the browser holds, by name.
func (c *Client) Cookies() map[string]*http.Cookie { return c.cookies }

// Get opens an address and follows redirects.
func (c *Client) Get(address string) *Page {
	c.t.Helper()
	return c.follow(c.send(c.request(http.MethodGet, address, nil)))
}

// Peek opens an address and follows nothing.
func (c *Client) Peek(address string) *Page {
	c.t.Helper()
	return c.send(c.request(http.MethodGet, address, nil))
}

// Post sends fields as a form of ours would and follows redirects.
func (c *Client) Post(address string, fields url.Values) *Page {
	c.t.Helper()
	return c.follow(c.send(c.request(http.MethodPost, address, fields)))
}

// Send sends a request as it is and follows nothing.
func (c *Client) Send(r *http.Request) *Page {
	c.t.Helper()
	return c.send(r)
}

// Request returns a request as the browser would send it, for tests that change it.
// Without fields the body is empty.
func (c *Client) Request(method, address string, fields url.Values) *http.Request {
	return c.request(method, address, fields)
}

func (c *Client) request(method, address string, fields url.Values) *http.Request {
	r := httptest.NewRequest(method, address, strings.NewReader(fields.Encode()))
	r.Host = c.site.Base.Host
	r.RemoteAddr = c.From + ":40000"
	if method != http.MethodGet {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		r.Header.Set("Origin", c.site.Base.Scheme+"://"+c.site.Base.Host)
	}
	return r
}

func (c *Client) send(r *http.Request) *Page {
	c.t.Helper()
	for _, k := range c.cookies {
		if under(r.URL.Path, k.Path) {
			r.AddCookie(&http.Cookie{Name: k.Name, Value: k.Value})
		}
	}
	h := c.site.Handler
	if c.through != nil {
		h = c.through
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	res := w.Result()
	for _, k := range res.Cookies() {
		// A browser would count Max-Age from the real time; here the site's clock counts.
		if k.Expires.IsZero() && k.MaxAge < 0 || !k.Expires.IsZero() && k.Expires.Before(c.site.Now.Now()) {
			delete(c.cookies, k.Name)
			continue
		}
		c.cookies[k.Name] = k
	}
	return &Page{Status: w.Code, Address: r.URL.RequestURI(), Header: res.Header, Body: w.Body.String(), c: c}
}

func under(path, cookie string) bool {
	if cookie == "" || cookie == "/" || path == cookie {
		return true
	}
	return strings.HasPrefix(path, strings.TrimRight(cookie, "/")+"/")
}

// follow opens what a page redirects to, as long as that is on this Site.
func (c *Client) follow(p *Page) *Page {
	c.t.Helper()
	var hops []string
	for p.Status >= 300 && p.Status < 400 && p.Header.Get("Location") != "" {
		to := p.Header.Get("Location")
		if !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") {
			c.t.Fatalf("webtest: %s redirects away from the site, to %q", p.Address, to)
		}
		if hops = append(hops, to); len(hops) > maxHops {
			c.t.Fatalf("webtest: redirects without end: %v", hops)
		}
		p = c.send(c.request(http.MethodGet, to, nil))
	}
	p.Hops = hops
	return p
}

// On returns the same browser at another Site that stands on the same database.
func (c *Client) On(s *Site) *Client {
	out := c.Copy()
	out.site = s
	return out
}
