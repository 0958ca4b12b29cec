package site

import (
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/errs"
)

// The keys of a session. It holds ids and times, never words about a person.
const (
	keyAccount = "account"
	keyEpoch   = "epoch"
	keySeen    = "seen"
)

// seenEvery is how often a session notes that it is in use.
const seenEvery = time.Minute

// identify finds out who sent the request. A session whose account was disabled, whose
// password changed, or that stood unused for too long on a staff account, is nobody's.
func (q *Request) identify() error {
	ctx := q.Context()
	sm := q.Site.sessions
	which := authz.AccountID(sm.GetString(ctx, keyAccount))
	if which.IsZero() {
		return nil
	}
	actor, acc, err := q.Site.Accounts.Actor(ctx, which, sm.GetInt64(ctx, keyEpoch))
	switch errs.KindOf(err) {
	case errs.NotFound, errs.Unauthenticated, errs.Forbidden:
		if err != nil {
			return sm.Destroy(ctx)
		}
	default:
		if err != nil {
			return err
		}
	}
	now := q.Site.Clock.Now()
	seen := time.Unix(sm.GetInt64(ctx, keySeen), 0)
	if acc.Kind == account.Staff && acc.HasPassword && q.Site.LockAfter > 0 && now.Sub(seen) > q.Site.LockAfter {
		return q.lock(actor)
	}
	if now.Sub(seen) > seenEvery {
		sm.Put(ctx, keySeen, now.Unix())
		q.last(acc.Kind)
	}
	q.Actor, q.Account = actor, acc
	return nil
}

// lock ends a session that nobody used. What a form was just sent with is kept as its
// owner's draft first, so that words are not lost with it where scripts do not run.
func (q *Request) lock(owner authz.Actor) error {
	if err := q.Site.sessions.Destroy(q.Context()); err != nil {
		return err
	}
	if q.Method != http.MethodPost || !q.Site.forms[q.pattern] {
		return nil
	}
	form, err := q.Form()
	if err != nil {
		return err
	}
	form.Values.Del("idempotency_key")
	if err := q.Site.Drafts.Save(q.Context(), owner, q.URL.Path, form.Values); err != nil {
		return err
	}
	q.locked = true
	return nil
}

// last makes the session last from now on, by the clock of the site.
func (q *Request) last(k account.Kind) {
	life := sessionLife
	if k == account.Referrer {
		life = deviceLife
	}
	q.Site.sessions.SetDeadline(q.Context(), q.Site.Clock.Now().Add(life))
}

// SignIn makes this browser the account's, under a new session token.
func (q *Request) SignIn(a account.Account) error {
	ctx := q.Context()
	if err := q.Site.sessions.RenewToken(ctx); err != nil {
		return err
	}
	q.Site.sessions.Put(ctx, keyAccount, a.ID.String())
	q.Site.sessions.Put(ctx, keyEpoch, a.Epoch)
	q.Site.sessions.Put(ctx, keySeen, q.Site.Clock.Now().Unix())
	q.last(a.Kind)
	return nil
}

// SignOut forgets who this browser was and tells it to forget what it kept.
func (q *Request) SignOut() error {
	q.W.Header().Set("Clear-Site-Data", `"cache", "storage"`)
	return q.Site.sessions.Destroy(q.Context())
}

// Out tells the script of this browser whether it signed out, so that a page restored by
// the back button loads anew. It holds nothing else.
func (q *Request) Out(out bool) {
	c := &http.Cookie{Name: "weft_out", Value: "1", Path: q.To("/"), SameSite: http.SameSiteLaxMode, Secure: q.Site.secure()}
	if !out {
		c.Value, c.MaxAge = "", -1
	}
	http.SetCookie(q.W, c)
}

// Keep puts a value of the session, such as the link that was opened.
func (q *Request) Keep(key, value string) {
	q.Site.sessions.Put(q.Context(), key, value)
	q.last(q.Account.Kind)
}

// Kept returns a value of the session, or "".
func (q *Request) Kept(key string) string { return q.Site.sessions.GetString(q.Context(), key) }

// Forget removes a value of the session.
func (q *Request) Forget(key string) { q.Site.sessions.Remove(q.Context(), key) }

// LocalPath returns where to go after signing in: a path of ours, else "/". A browser
// takes \ for /, so it may not stand in it, written out or as %5c.
func LocalPath(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Host != "" || u.Scheme != "" || !strings.HasPrefix(u.EscapedPath(), "/") || strings.HasPrefix(u.Path, "//") ||
		strings.ContainsFunc(u.Path, func(r rune) bool { return r == '\\' || unicode.IsControl(r) }) {
		return "/"
	}
	return u.EscapedPath()
}

func urlQuery(path string) string { return url.QueryEscape(path) }
