package webtest

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"weft/internal/app"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/config"
	"weft/internal/db"
	"weft/internal/dbtest"
	"weft/internal/fixture"
	"weft/internal/org"
	"weft/internal/web"
	"weft/internal/web/demo"
	"weft/internal/web/ui"
)

// LockAfter is when an unused session of a Site locks, unless an option says other.
const LockAfter = 20 * time.Minute

// assets are the style sheet and the script, compressed once for all tests.
var assets = sync.OnceValues(ui.NewAssets)

// Site is every page on one database, and the builders for what stands in it. The
// pages read the clock of the House.
type Site struct {
	*fixture.House
	Services web.Services // what the pages call, for what the House does not build
	Handler  http.Handler
	Patterns []string // every route
	Base     *url.URL // where people reach it

	options app.Options
}

// Option changes how a Site is set up.
type Option func(*config.Settings, *app.Options)

// At is the address under which the Site is reached, perhaps with a path.
func At(base string) Option {
	return func(s *config.Settings, _ *app.Options) { s.BaseURL = base }
}

// Logging sends the log of the Site to w; without it nothing is logged.
func Logging(w io.Writer) Option {
	return func(_ *config.Settings, o *app.Options) { o.Log = slog.New(slog.NewTextHandler(w, nil)) }
}

// AsDemo makes the Site a demonstration with these roles.
func AsDemo(roles ...demo.Role) Option {
	return func(_ *config.Settings, o *app.Options) { o.Roles = roles }
}

// New returns the pages over a house.
func New(t testing.TB, h *fixture.House, opts ...Option) *Site {
	t.Helper()
	s := &Site{House: h}
	settings := config.Settings{Listen: "127.0.0.1:8080", BaseURL: fixture.Base, Timezone: s.Zone.String(), LockAfter: LockAfter,
		Languages: []string{"en", "cy"}, ServerTiming: true}
	s.options = app.Options{DB: h.DB, Words: h.Words, Clock: h.Now, Log: slog.New(slog.DiscardHandler)}
	a, err := assets()
	if err != nil {
		t.Fatalf("webtest: %v", err)
	}
	s.options.Assets = a
	for _, o := range opts {
		o(&settings, &s.options)
	}
	s.options.Settings = settings
	if err := settings.Check(); err != nil {
		t.Fatalf("webtest: %v", err)
	}
	base, err := url.Parse(settings.Base())
	if err != nil {
		t.Fatalf("webtest: %v", err)
	}
	pages, err := app.NewPages(s.options)
	if err != nil {
		t.Fatalf("webtest: %v", err)
	}
	s.Base, s.Services, s.Handler, s.Patterns = base, pages.Services, pages.Handler, pages.Patterns
	return s
}

// OnSQLite returns the pages on a fresh SQLite database.
func OnSQLite(t testing.TB, opts ...Option) *Site {
	t.Helper()
	now := clock.NewManual(dbtest.Now())
	return New(t, fixture.New(t, dbtest.SQLite(t, now), now), opts...)
}

// OnBoth runs body once on SQLite and once on PostgreSQL, in parallel.
func OnBoth(t *testing.T, body func(t *testing.T, s *Site), opts ...Option) {
	t.Helper()
	dbtest.Run(t, func(t *testing.T, d *db.DB, now *clock.Manual) { body(t, New(t, fixture.New(t, d, now), opts...)) })
}

// Path puts the path of the base address before a path of ours.
func (s *Site) Path(p string) string { return strings.TrimRight(s.Base.Path, "/") + p }

// Nobody returns a browser in which nobody is signed in.
func (s *Site) Nobody(t testing.TB) *Client {
	return &Client{t: t, site: s, cookies: map[string]*http.Cookie{}, From: "192.0.2.10"}
}

// As returns a browser in which this actor is signed in. It comes in by the
// demonstration's door, which asks for no password; SignIn is the other door.
func (s *Site) As(t testing.TB, a authz.Actor) *Client {
	t.Helper()
	door := s.options
	door.Roles = []demo.Role{{As: "actor", Account: a.ID}}
	pages, err := app.NewPages(door)
	if err != nil {
		t.Fatalf("webtest: %v", err)
	}
	c := s.Nobody(t)
	c.through = pages.Handler
	c.send(c.request(http.MethodPost, s.Path("/demo/sign-in"), url.Values{"as": {"actor"}}))
	c.through = nil
	if len(c.cookies) == 0 {
		t.Fatal("webtest: the actor could not be signed in")
	}
	return c
}

// SignIn returns a browser that signed in on the page, with fixture.Password, as an
// actor for whom LetIn was called.
func (s *Site) SignIn(t testing.TB, email string) *Client {
	t.Helper()
	c := s.Nobody(t)
	p := c.Get(s.Path("/sign-in")).Form("Sign in").Set("email", email).Set("password", fixture.Password).Send()
	if !p.Has("form[action$='/sign-out']") {
		t.Fatalf("webtest: %s could not sign in: %d %s", email, p.Status, p.Problems())
	}
	return c
}

// ReferralLink makes an organisation's secret link to a service and returns its
// address here.
func (s *Site) ReferralLink(t testing.TB, o org.Organisation, v org.Service) string {
	t.Helper()
	token, err := s.Orgs.NewLink(context.Background(), authz.Program(), o.ID, v.ID)
	if err != nil {
		t.Fatalf("webtest: %v", err)
	}
	return s.Path("/refer/" + token)
}
