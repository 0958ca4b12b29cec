package site

import (
	"bytes"
	"context"
	"net/http"
	"time"
)

// along is the session of one request as it went along with a use case.
type along struct {
	token  string
	data   []byte
	expiry time.Time
	asked  bool // the session is only asked for, not to be written
	kept   bool // the use case wrote it
}

// is reports whether this very session is kept already.
func (a *along) is(token string, data []byte, expiry time.Time) bool {
	return a.kept && a.token == token && a.expiry.Equal(expiry) && bytes.Equal(a.data, data)
}

type alongKey struct{}

// carrying marks the context of a request that may change something.
func carrying(r *http.Request) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), alongKey{}, &along{}))
}

// Along lets the next use case of this request keep, in its own transaction, the news for
// the next page, and forget the draft of the form at path: one commit instead of three.
// When the use case fails nothing of it happened; call Hush then.
func (q *Request) Along(news, path string) error {
	q.Flash(news)
	a, ok := q.Context().Value(alongKey{}).(*along)
	if !ok {
		return nil
	}
	a.asked = true
	_, _, err := q.Site.sessions.Commit(q.Context())
	a.asked = false
	if err != nil {
		return err
	}
	ctx := q.Site.Store.Along(q.Context(), a.token, a.data, a.expiry, func() { a.kept = true })
	q.Request = q.WithContext(q.Site.Drafts.Along(ctx, q.Actor, path))
	return nil
}

// Hush takes back the news for the next page.
func (q *Request) Hush() { q.Forget("flash") }
