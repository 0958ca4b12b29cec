package site

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"weft/internal/authz"
	"weft/internal/errs"
	"weft/internal/web/ui"
)

// kept returns what a form was sent with, for a page that sends it again: nothing that
// was typed is lost because something did not answer just now. A form with a secret
// in it, or a file, is never written into a page.
func (q *Request) kept() *ui.KeptProps {
	if q.Method != http.MethodPost || q.URL.Path == "/draft" || strings.HasPrefix(q.Header.Get("Content-Type"), "multipart/") {
		return nil
	}
	form, err := q.Form()
	if err != nil || len(form.Values) == 0 {
		return nil
	}
	k := &ui.KeptProps{Action: q.To(q.URL.Path)}
	if q.URL.RawQuery != "" {
		k.Action += "?" + q.URL.RawQuery
	}
	for _, name := range slices.Sorted(maps.Keys(form.Values)) {
		if strings.Contains(name, "password") || name == "current" || name == "code" {
			return nil
		}
		for _, v := range form.Values[name] {
			k.Fields = append(k.Fields, ui.HiddenField{Name: name, Value: v})
			if strings.ContainsAny(strings.TrimSpace(v), " \n") {
				k.Words = append(k.Words, v)
			}
		}
	}
	return k
}

// Reads serves a form that is sent without changing anything, such as a search whose
// words must not stand in an address. It goes on while the site is read only.
func (s *Site) Reads(pattern string, h Handler) {
	s.reads[pattern] = true
	s.Handle(pattern, h)
}

// HandlePlain serves a pattern for programs that watch us: without a session, so that it
// answers also when the database does not.
func (s *Site) HandlePlain(pattern string, h Handler) {
	s.patterns = append(s.patterns, pattern)
	s.plain.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		q := &Request{Request: r, W: w, Site: s, Actor: authz.Nobody(), pattern: strings.TrimPrefix(pattern, "GET "), bare: true}
		if err := h(q); err != nil {
			q.fail(err)
		}
	})
}

// refused returns why a change is not taken now, if it is not.
func (s *Site) refused(pattern string) error {
	if !s.ReadOnly || !strings.HasPrefix(pattern, http.MethodPost+" ") || s.reads[pattern] {
		return nil
	}
	return errs.New(errs.Unavailable, "page.read_only")
}

// sessionFailed answers when the session could not be read or kept.
func (s *Site) sessionFailed(w http.ResponseWriter, r *http.Request, err error) {
	q := &Request{Request: r, W: w, Site: s, Actor: authz.Nobody(), pattern: "session", bare: true}
	if errs.KindOf(err) == errs.Internal {
		err = errs.Wrap(errs.Unavailable, "db.unreachable", err)
	}
	q.fail(err)
}

// readingKey marks the context of a request that only reads.
type readingKey struct{}

func reading(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet || r.Method == http.MethodHead {
			r = r.WithContext(context.WithValue(r.Context(), readingKey{}, true))
		} else {
			r = carrying(r)
		}
		next.ServeHTTP(w, r)
	})
}

// lenient is a store of sessions that lets a page be read while nothing can be written:
// that somebody was here a minute ago is then not noted, and their news is shown twice.
type lenient struct {
	scs.CtxStore
	site *Site
}

// CommitCtx stores a session, unless a use case has done so.
func (l lenient) CommitCtx(ctx context.Context, token string, b []byte, expiry time.Time) error {
	if a, ok := ctx.Value(alongKey{}).(*along); ok {
		if a.asked {
			a.token, a.data, a.expiry = token, b, expiry
			return nil
		}
		if a.is(token, b, expiry) {
			return nil
		}
	}
	err := l.CtxStore.CommitCtx(ctx, token, b, expiry)
	if only, _ := ctx.Value(readingKey{}).(bool); only && errs.Is(err, errs.Unavailable) {
		l.site.Log.Warn("a session was not kept", "error", err)
		return nil
	}
	return err
}
