package site

import (
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/alexedwards/scs/v2"

	"weft/internal/account"
	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/draft"
	"weft/internal/errs"
	"weft/internal/httpkit"
	"weft/internal/i18n"
	"weft/internal/vocabulary"
	"weft/internal/web/ui"
)

// Config is what a Site is made of.
type Config struct {
	Assets    *ui.Assets
	BaseURL   string // scheme, host and, perhaps, a path
	Words     *i18n.Catalogue
	Lists     *vocabulary.Service
	Store     *account.Sessions
	Accounts  *account.Service
	Audit     *audit.Log
	Drafts    *draft.Service
	Clock     clock.Clock
	Zone      *time.Location
	LockAfter time.Duration
	Demo      bool
	ReadOnly  bool // every page can be read and nothing changed
	Proxies   []netip.Prefix
	Log       *slog.Logger
}

// Site serves pages.
type Site struct {
	Config
	Base     ui.Base
	sessions *scs.SessionManager
	open     atomic.Int64 // pages that are being asked for
	mux      *http.ServeMux
	patterns []string
	forms    map[string]bool // the patterns that Form sends to
	reads    map[string]bool // the patterns that post and change nothing
	plain    *http.ServeMux  // what is served without a session
	links    *httpkit.Limiter
	gates    *httpkit.Limiter
}

// sessionLife and deviceLife are how long a browser stays known after it was last
// used. A referrer's device has no other way back to what became of a referral, so it
// outlasts a case.
const (
	sessionLife = 30 * 24 * time.Hour
	deviceLife  = 180 * 24 * time.Hour
)

// New returns a site without pages.
func New(c Config) *Site {
	u, err := url.Parse(c.BaseURL)
	if err != nil {
		u = &url.URL{}
	}
	m := scs.New()
	m.Lifetime = deviceLife
	s := &Site{Config: c, Base: ui.Base(strings.TrimRight(u.Path, "/")), sessions: m, mux: http.NewServeMux(), plain: http.NewServeMux(),
		forms: map[string]bool{}, reads: map[string]bool{}, links: httpkit.NewLimiter(linksPerMinute, linksAtOnce), gates: httpkit.NewLimiter(signpostsPerMinute, signpostsAtOnce)}
	m.Cookie.Name = s.cookieName()
	m.Cookie.HttpOnly = true
	m.Cookie.SameSite = http.SameSiteLaxMode
	m.Cookie.Secure = s.secure()
	m.Cookie.Path = s.Base.To("/")
	m.Codec, m.Store, m.ErrorFunc = codec{}, lenient{c.Store, s}, s.sessionFailed
	return s
}

// Handler is one page or one form.
type Handler func(q *Request) error

// Handle serves a pattern of http.ServeMux, such as "GET /people/{id}".
func (s *Site) Handle(pattern string, h Handler) {
	s.patterns = append(s.patterns, pattern)
	s.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		s.open.Add(1)
		defer s.open.Add(-1)
		httpkit.Routed(r.Context(), pattern)
		if asked := r.URL.Query(); tidy(asked) {
			r.URL.RawQuery = asked.Encode()
		}
		q := &Request{Request: r, W: w, Site: s, Actor: authz.Nobody(), pattern: pattern}
		if err := q.identify(); err != nil {
			q.fail(err)
			return
		}
		if err := q.slow(); err != nil {
			q.fail(err)
			return
		}
		if err := s.refused(pattern); err != nil {
			q.fail(err)
			return
		}
		if err := h(q); err != nil {
			q.fail(err)
		}
	})
}

// Form serves a page with a form at a path, and what is sent from there. The form is
// kept as a draft while it is written (Draft, AutosaveTo, DropDraft).
func (s *Site) Form(path string, show, send Handler) {
	s.Handle("GET "+path, show)
	s.Handle("POST "+path, send)
	s.forms["POST "+path] = true
}

// Patterns returns every pattern that is served, in the order of Handle: the route
// table that tests walk.
func (s *Site) Patterns() []string { return s.patterns }

// Handler serves the pages, with sessions, and the files beside them, without, under
// the path of the base address. Call it once, after every Handle.
func (s *Site) Handler() http.Handler {
	s.Handle("/", func(*Request) error { return errs.New(errs.NotFound, "page.not_found") })
	h := http.NewServeMux()
	h.Handle("GET /assets/", s.Assets.Handler())
	h.Handle("GET /livez", s.plain)
	h.Handle("GET /readyz", s.plain)
	h.Handle("/", reading(s.sessions.LoadAndSave(s.mux)))
	if s.Base == "" {
		return h
	}
	out := http.NewServeMux()
	out.Handle("GET "+string(s.Base), http.RedirectHandler(s.Base.To("/"), http.StatusMovedPermanently))
	out.Handle("/", http.StripPrefix(string(s.Base), h))
	return s.below(out)
}

// below serves what comes without the path of the base address as if it came with it:
// some web servers take the path off, and whoever asks for health stands before them
// and knows no path.
func (s *Site) below(h http.Handler) http.Handler {
	base := string(s.Base)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != base && !strings.HasPrefix(r.URL.Path, base+"/") {
			u := *r.URL
			u.Path = base + u.Path
			if u.RawPath != "" {
				u.RawPath = base + u.RawPath
			}
			r = r.Clone(r.Context())
			r.URL = &u
		}
		h.ServeHTTP(w, r)
	})
}

// secure reports whether people reach the site by https.
func (s *Site) secure() bool { return strings.HasPrefix(s.BaseURL, "https:") }

// cookieName is that of the session. Its prefix has the browser refuse one that another
// site of the same domain, or a page without encryption, wants to set in its place.
func (s *Site) cookieName() string {
	switch {
	case s.secure() && s.Base == "":
		return "__Host-weft_session"
	case s.secure():
		return "__Secure-weft_session"
	}
	return "weft_session"
}

// Today returns the day it is where the site is.
func (s *Site) Today() clock.Date { return clock.DateOf(s.Clock.Now(), s.Zone) }
