package httpkit

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strings"
	"time"

	"github.com/klauspost/compress/gzhttp"

	"weft/internal/clock"
	"weft/internal/db"
)

// Options are the settings that the middleware needs.
type Options struct {
	Log     *slog.Logger
	Secure  bool           // the site is reached by https
	Timing  bool           // show Server-Timing
	Proxies []netip.Prefix // whose X-Forwarded-For is believed
	MaxBody int64          // bytes of one request; 0 means 1 MiB
	Clock   clock.Clock
	Observe Observer // counts each request; nil counts none
}

// Observer counts one request by its route's pattern, and what it asked of the database.
type Observer func(route string, status int, took time.Duration, queries int64, dbTime time.Duration)

const defaultMaxBody = 1 << 20

// Wrap puts round a handler, from outside in: the log line with the trace, recovery,
// security headers, the limit on the body, the refusal of cross-site posts, and
// compression.
func Wrap(o Options, h http.Handler) http.Handler {
	if o.MaxBody == 0 {
		o.MaxBody = defaultMaxBody
	}
	protect := http.NewCrossOriginProtection()
	protect.SetDenyHandler(http.HandlerFunc(elsewhere))
	h = protect.Handler(h)
	h = limitBody(o.MaxBody, h)
	h = headers(o.Secure, h)
	h = gzhttp.GzipHandler(h)
	return observe(o, h)
}

// elsewhere answers a form that another site sent in somebody's name.
func elsewhere(w http.ResponseWriter, _ *http.Request) {
	http.Error(w, "This form came from another site, so nothing was changed. Open the page here and send it again.", http.StatusForbidden)
}

func limitBody(n int64, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, n)
		next.ServeHTTP(w, r)
	})
}

// headers sets what every answer carries. Pages are never kept by shared caches nor
// shown again after sign-out; assets override Cache-Control themselves.
func headers(secure bool, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "+
			"font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY") // for what does not know frame-ancestors
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		h.Set("Cache-Control", "no-store")
		if secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// recorder remembers the status and writes Server-Timing before the first byte.
type recorder struct {
	http.ResponseWriter
	status int
	before func(http.Header)
}

// WriteHeader keeps the status.
func (r *recorder) WriteHeader(code int) {
	if r.status == 0 {
		r.status = code
		r.before(r.Header())
	}
	r.ResponseWriter.WriteHeader(code)
}

// Write sends bytes, with status 200 when none was set.
func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.WriteHeader(http.StatusOK)
	}
	return r.ResponseWriter.Write(b)
}

// Unwrap gives http.ResponseController the writer below.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// routeKey is where the route of a request is kept in its context.
type routeKey struct{}

// Routed notes which route's pattern serves a request, for its log line. Whoever
// serves routes behind something that copies requests, as sessions do, calls it;
// elsewhere the request's own Pattern is taken.
func Routed(ctx context.Context, pattern string) {
	if p, ok := ctx.Value(routeKey{}).(*string); ok {
		*p = pattern
	}
}

// observe logs one line a request: method, route pattern, status, time and queries.
// The path stays out of it, because an id in it could be looked up.
func observe(o Options, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start, route := o.Clock.Now(), ""
		ctx, trace := db.WithTrace(context.WithValue(r.Context(), routeKey{}, &route))
		r = r.WithContext(ctx)
		rec := &recorder{ResponseWriter: w, before: func(h http.Header) {
			if o.Timing {
				h.Set("Server-Timing", fmt.Sprintf(`app;dur=%.1f, db;dur=%.1f;desc="%d queries"`,
					ms(o.Clock.Now().Sub(start)), ms(trace.Duration()), trace.Queries()))
			}
		}}
		finished := false
		defer func() {
			stopped := !finished
			if route == "" {
				route = r.Pattern
			}
			half := stopped && rec.status != 0
			if stopped {
				o.explain(rec, route, recover())
			}
			if rec.status == 0 {
				rec.WriteHeader(http.StatusOK)
			}
			took := o.Clock.Now().Sub(start)
			o.Log.Info("request", "method", r.Method, "route", route, "status", rec.status, "ms", ms(took), "queries", trace.Queries())
			if o.Observe != nil {
				o.Observe(route, rec.status, took, trace.Queries(), trace.Duration())
			}
			if half {
				cut(w)
			}
		}()
		next.ServeHTTP(rec, r)
		finished = true
	})
}

// cut ends the connection, so that half a page does not look like a whole one.
func cut(w http.ResponseWriter) {
	if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
		_ = conn.Close()
	}
}

// explain logs a handler that stopped and, while nothing was sent yet, tells the user
// by which number it can be found. What it stopped with may name a person, so only
// its type is kept.
func (o Options) explain(rec *recorder, route string, cause any) {
	ref := Reference()
	o.Log.Error("a handler stopped", "reference", ref, "route", route, "panic", fmt.Sprintf("%T", cause), "stack", string(debug.Stack()))
	if rec.status == 0 {
		http.Error(rec, "Something went wrong on our side. If it happens again, quote "+ref+".", http.StatusInternalServerError)
	}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// Reference returns a short random number that joins what a user saw with the log.
func Reference() string { return rand.Text()[:8] }

// ClientAddress returns the address of whoever sent the request: the connection's,
// or, behind a proxy that is trusted, the last one that it did not add itself.
func ClientAddress(r *http.Request, proxies []netip.Prefix) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	// A proxy may append to the header or add one more of it, after the sender's.
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && trusted(host, proxies); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		host = hop.Unmap().String()
	}
	return host
}

func trusted(host string, proxies []netip.Prefix) bool {
	addr, err := netip.ParseAddr(host)
	if err != nil {
		return false
	}
	for _, p := range proxies {
		if p.Contains(addr.Unmap()) {
			return true
		}
	}
	return false
}
