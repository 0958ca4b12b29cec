package site

import (
	"bytes"
	"net/http"
	"strings"
	"time"

	"github.com/a-h/templ"

	"weft/internal/account"
	"weft/internal/authz"
	"weft/internal/errs"
	"weft/internal/httpkit"
	"weft/internal/id"
	"weft/internal/vocabulary"
	"weft/internal/web/ui"
)

// Request is one request with who sent it.
type Request struct {
	*http.Request
	W       http.ResponseWriter
	Site    *Site
	Actor   authz.Actor
	Account account.Account  // zero when nobody is signed in
	book    *vocabulary.Book // read once, when the first page part asks
	pattern string
	bare    bool // there is no session
	locked  bool // the session just ended, and what was sent is kept as a draft
}

// pageSize is what most pages need.
const pageSize = 32 << 10

// maxFormMemory bounds what a form with files keeps in memory.
const maxFormMemory = 1 << 20

// Page returns the frame of a page: its title, the links for this actor's roles with
// the present one marked, and the news from the step before, which is shown once.
func (q *Request) Page(title string) ui.Page {
	s := q.Site
	p := ui.Page{Title: title, Base: s.Base, CSS: s.Assets.URL("weft.css"), JS: s.Assets.URL("weft.js"), Icon: s.Assets.URL("mark.svg"),
		Demo: s.Demo, Nav: q.nav(), Account: q.Account.Name, NoIndex: true, Public: q.Actor.Kind != authz.Account}
	p.ShowFind = q.Actor.May(authz.PersonFind)
	if q.Actor.May(authz.ConcernRaise) {
		p.SafeguardingHref = q.To("/concern/new")
		if pid := q.PathValue("id"); pid != "" && q.onPerson() {
			p.SafeguardingHref = q.To("/people/" + pid + "/concern")
		}
	}
	if q.bare {
		return p
	}
	if news := s.sessions.PopString(q.Context(), "flash"); news != "" {
		p.Flash = &ui.Notice{Text: news}
	}
	return p
}

// Render writes a page with status 200.
func (q *Request) Render(p ui.Page, body templ.Component) error {
	return q.RenderStatus(http.StatusOK, p, body)
}

// RenderStatus renders the whole page first and writes it only when that went well.
func (q *Request) RenderStatus(status int, p ui.Page, body templ.Component) error {
	var b bytes.Buffer
	b.Grow(pageSize)
	if err := ui.Layout(p, body).Render(ui.WithLang(q.Context(), p.Lang), &b); err != nil {
		return err
	}
	q.W.Header().Set("Content-Type", "text/html; charset=utf-8")
	if again := map[int]time.Duration{http.StatusTooManyRequests: slowWait, http.StatusServiceUnavailable: busyWait}[status]; again > 0 && q.W.Header().Get("Retry-After") == "" {
		q.Wait(again)
	}
	q.W.WriteHeader(status)
	_, err := q.W.Write(b.Bytes())
	if err != nil {
		q.Site.Log.Debug("the reader went away", "error", err)
	}
	return nil
}

// To returns the address of a path, with the base path before it.
func (q *Request) To(path string) string { return q.Site.Base.To(path) }

// Redirect sends the browser to a path of ours with 303, after a change.
func (q *Request) Redirect(path string) error {
	http.Redirect(q.W, q.Request, q.To(path), http.StatusSeeOther)
	return nil
}

// Flash keeps a sentence for the next page.
func (q *Request) Flash(sentence string) { q.Site.sessions.Put(q.Context(), "flash", sentence) }

// Key returns a new idempotency key for a form.
func (q *Request) Key() string { return id.New[Request]().String() }

// Client returns the address that the request came from, for limits and back-off.
func (q *Request) Client() string { return httpkit.ClientAddress(q.Request, q.Site.Proxies) }

// fail turns an error into its page, logs it once and records what was refused.
func (q *Request) fail(err error) {
	kind := errs.KindOf(err)
	ref := httpkit.Reference()
	log := q.Site.Log.With("reference", ref, "route", q.pattern, "kind", kind.String())
	switch kind {
	case errs.Internal, errs.Unavailable:
		log.Error("a request failed", "error", err)
	default:
		log.Info("a request was refused", "code", errs.CodeOf(err))
	}
	if kind == errs.Unauthenticated && (q.Method == http.MethodGet || q.locked) {
		if q.locked {
			q.Flash("This computer locked because nobody used it. What you typed is kept: sign in, look at it and send it again.")
		}
		_ = q.Redirect("/sign-in?to=" + urlQuery(q.URL.Path))
		return
	}
	if q.denied(kind) {
		if aerr := q.Site.Audit.Refused(q.Context(), q.Actor, q.pattern, kind); aerr != nil {
			log.Error("a refusal could not be recorded", "error", aerr)
		}
	}
	sentence, _ := q.Site.Words.Problem("en", err)
	props := ui.ErrorProps{Title: errorTitle(kind), Sentence: sentence, Reference: ref, Next: &ui.Link{Href: q.To("/"), Label: "Go to the start"}}
	if kind == errs.RateLimited || kind == errs.Unavailable {
		if props.Kept = q.kept(); props.Kept != nil {
			props.Next = nil
		}
	}
	if rerr := q.RenderStatus(httpkit.Status(kind), q.Page(errorTitle(kind)), ui.ErrorPage(props)); rerr != nil {
		http.Error(q.W, sentence, httpkit.Status(kind))
	}
}

// denied reports whether somebody asked for what is not theirs: a page of another
// role, or a record outside their scope. A mistyped address is neither.
func (q *Request) denied(k errs.Kind) bool {
	return q.Actor.Kind == authz.Account && (k == errs.Forbidden || k == errs.NotFound && strings.Contains(q.pattern, "{"))
}

func errorTitle(k errs.Kind) string {
	switch k {
	case errs.NotFound:
		return "We could not find that page"
	case errs.Forbidden:
		return "This is not part of your role"
	case errs.Unauthenticated:
		return "Please sign in"
	case errs.Conflict:
		return "This has changed meanwhile"
	case errs.Invalid:
		return "Something needs another look"
	case errs.TooLarge:
		return "This is too large"
	case errs.RateLimited:
		return "Please wait a moment"
	case errs.Unavailable:
		return "Not just now"
	case errs.Internal:
		return "Sorry, something went wrong"
	}
	return "Sorry, something went wrong"
}
