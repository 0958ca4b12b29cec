package webtest

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"testing"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/connection"
	"weft/internal/directory"
	"weft/internal/fixture"
	"weft/internal/httpkit"
	"weft/internal/place"
	"weft/internal/progress"
	"weft/internal/search"
	"weft/internal/web"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// Site serves every page over the services of a house.
type Site struct {
	web.Services
	House *fixture.House
	URL   string
}

// New starts the site; it stops when the test ends.
func New(t testing.TB, h *fixture.House) *Site {
	t.Helper()
	v := services(h)
	assets, err := ui.NewAssets()
	if err != nil {
		t.Fatalf("webtest: %v", err)
	}
	log := slog.New(slog.DiscardHandler)
	s := site.New(site.Config{Assets: assets, BaseURL: "http://webtest.invalid", Words: h.Words, Store: account.NewSessions(h.DB), Accounts: h.Accounts,
		Audit: h.Audit, Drafts: h.Drafts, Clock: h.Now, Zone: h.Zone, Log: log})
	web.Routes(s, v, nil)
	s.Handle("GET /webtest/{account}", func(q *site.Request) error {
		acc, err := h.Accounts.ByID(q.Context(), authz.Program(), authz.AccountID(q.PathValue("account")))
		if err != nil {
			return err
		}
		return q.SignIn(acc)
	})
	server := httptest.NewServer(httpkit.Wrap(httpkit.Options{Log: log, Clock: h.Now}, s.Handler()))
	t.Cleanup(server.Close)
	return &Site{Services: v, House: h, URL: server.URL}
}

func services(h *fixture.House) web.Services {
	v := web.Services{Orgs: h.Orgs, Messages: h.Messages, Accounts: h.Accounts, Drafts: h.Drafts, People: h.People, Consents: h.Consents,
		Referrals: h.Referrals, Cases: h.Cases, Contacts: h.Contacts, Plans: h.Plans, Gaps: h.Gaps, Safety: h.Safety, Journey: h.Journeys, Audit: h.Audit}
	v.Places = place.NewService(h.DB)
	v.Directory = directory.NewService(h.DB, h.Zone, v.Places)
	v.Connections = connection.NewService(h.DB, h.Zone, fixture.Base, connection.Parts{People: v.People, Accounts: v.Accounts, Cases: v.Cases,
		Plans: v.Plans, Consents: v.Consents, Messages: v.Messages, Directory: v.Directory})
	v.Search = search.NewService(h.DB, v.People)
	v.Progress = progress.NewService(h.DB, h.Zone)
	v.Ping = h.DB.Ping
	return v
}

// Client is one browser.
type Client struct {
	site *Site
	http *http.Client
}

// As returns a browser in which this account is signed in.
func (s *Site) As(t testing.TB, a authz.Actor) *Client {
	t.Helper()
	c := s.Nobody(t)
	if p := c.Get(t, "/webtest/"+a.ID.String()); p.Status != http.StatusOK {
		t.Fatalf("webtest: signing in answered %d", p.Status)
	}
	return c
}

// Nobody returns a browser in which nobody is signed in.
func (s *Site) Nobody(t testing.TB) *Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatalf("webtest: %v", err)
	}
	return &Client{site: s, http: &http.Client{Jar: jar}}
}

// Get asks for a page and follows where it leads.
func (c *Client) Get(t testing.TB, path string) Page {
	t.Helper()
	res, err := c.http.Get(c.site.URL + path)
	return read(t, res, err)
}

// Post sends a form and follows where it leads.
func (c *Client) Post(t testing.TB, path string, form url.Values) Page {
	t.Helper()
	res, err := c.http.PostForm(c.site.URL+path, form)
	return read(t, res, err)
}

func read(t testing.TB, res *http.Response, err error) Page {
	t.Helper()
	if err != nil {
		t.Fatalf("webtest: %v", err)
	}
	defer res.Body.Close() //nolint:errcheck // it was read
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatalf("webtest: %v", err)
	}
	return newPage(t, res.StatusCode, res.Request.URL.Path, string(body))
}
