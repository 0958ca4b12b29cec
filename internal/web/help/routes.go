package help

import (
	"net/http"
	"net/url"
	"strings"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/errs"
	"weft/internal/httpkit"
	"weft/internal/i18n"
	"weft/internal/org"
	"weft/internal/place"
	"weft/internal/progress"
	"weft/internal/request"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// Pages are what these pages call.
type Pages struct {
	Orgs     *org.Orgs
	Places   *place.Service
	Requests *request.Service
	Progress *progress.Service

	limits *limits
}

// limits bound what one network address may do in a minute. A library or a practice is
// one address, so there is room for several people at once.
type limits struct{ pages, codes, sends *httpkit.Limiter }

const (
	cookie    = "weft_help" // holds a random token, never an answer
	elsewhere = "https://www.bbc.co.uk/weather"
	keySent   = "help_sent"
)

// Routes adds the pages to the site.
func (p Pages) Routes(s *site.Site) {
	p.limits = &limits{pages: httpkit.NewLimiter(60, 120), codes: httpkit.NewLimiter(6, 20), sends: httpkit.NewLimiter(6, 20)}
	s.Handle("GET /help", p.start)
	s.Handle("GET /help/leave", p.leave)
	s.Handle("GET /help/back", p.backForm)
	s.Handle("POST /help/back", p.back)
	s.Handle("GET /help/save", p.saveForm)
	s.Handle("POST /help/save", p.save)
	s.Handle("POST /help/again", p.startOver)
	s.Handle("GET /help/check", p.check)
	s.Handle("POST /help/check", p.send)
	s.Handle("GET /help/sent", p.sent)
	s.Handle("GET /help/{step}", p.show)
	s.Handle("POST /help/{step}", p.answer)
}

// words say the sentences of these pages in the language of the reader.
type words struct {
	lang string
	all  *i18n.Catalogue
}

func (w words) t(key string, args ...any) string { return w.all.T(w.lang, "help."+key, args...) }

// other is the other language.
func (w words) other() string {
	if w.lang == i18n.Welsh {
		return i18n.English
	}
	return i18n.Welsh
}

// at returns the address of a page in the reader's language.
func (w words) at(path string) string {
	if w.lang == i18n.English {
		return path
	}
	return path + "?lang=" + w.lang
}

func wordsOf(q *site.Request) words {
	return words{lang: i18n.Known(q.URL.Query().Get("lang")), all: q.Site.Words}
}

// frame is what every page here shows besides its own.
type frame struct {
	words
	base  ui.Base
	reads string // when somebody reads next
	hours theirs // of the only service
}

// frame finds out when somebody reads next: at all services the same working day, or
// the latest of them.
func (p Pages) frame(q *site.Request, services []org.Service) frame {
	f := frame{words: wordsOf(q), base: q.Site.Base}
	by := q.Site.Today()
	for _, s := range services {
		if d := clock.AddWorking(q.Site.Today(), 1, s.Nation); d.After(by) {
			by = d
		}
	}
	if len(services) > 0 {
		f.reads = q.Site.Words.Weekday(f.lang, by)
	}
	if len(services) == 1 {
		f.hours = f.inTongue(services[0].Hours, services[0].HoursCy)
	}
	return f
}

// theirs is what a service wrote about itself, and in which language.
type theirs struct{ words, lang string }

// inTongue returns the Welsh words for a Welsh page where somebody has written them, and
// the English ones otherwise.
func (f frame) inTongue(english, welsh string) theirs {
	if f.lang == i18n.Welsh && welsh != "" {
		return theirs{welsh, i18n.Welsh}
	}
	return theirs{english, i18n.English}
}

// page is the frame of the site in the reader's language, with the numbers first.
func (f frame) page(q *site.Request, title string) ui.Page {
	page := q.Page(title)
	page.Lang, page.Public, page.Narrow = f.lang, true, true
	page.Banner = banner(f)
	if f.lang == i18n.Welsh && q.Actor.Kind != authz.Account {
		page.Nav = []ui.NavItem{{Href: q.To("/directory"), Label: f.t("nav_groups")}, {Href: q.To("/sign-in"), Label: f.t("nav_sign_in")},
			{Href: q.To(f.at("/help")), Label: f.t("title"), Current: true}}
	}
	return page
}

// to returns the address of a page with base path and language.
func (f frame) to(path string) string { return f.base.To(f.at(path)) }

// token is what this browser holds, or "".
func token(q *site.Request) string {
	c, err := q.Cookie(cookie)
	if err != nil || len(c.Value) > 100 {
		return ""
	}
	return c.Value
}

// hold lets the browser hold a token until it is closed; "" lets it go.
func hold(q *site.Request, value string) {
	c := &http.Cookie{Name: cookie, Value: value, Path: q.To("/help"), HttpOnly: true, SameSite: http.SameSiteLaxMode,
		Secure: strings.HasPrefix(q.Site.BaseURL, "https:")}
	if value == "" {
		c.MaxAge = -1
	}
	http.SetCookie(q.W, c)
}

// load returns the answers so far; none is not an error.
func (p Pages) load(q *site.Request) (answers url.Values, begun bool, err error) {
	r, err := p.Requests.Load(q.Context(), token(q))
	if errs.Is(err, errs.NotFound) {
		return url.Values{}, false, nil
	}
	return r.Answers, err == nil, err
}

func slow(l *httpkit.Limiter, q *site.Request) error {
	if l.Allow(q.Client()) {
		return nil
	}
	return errs.New(errs.RateLimited, "request.too_many")
}

// start is the front door: the numbers, what a link worker does, and the ways to ask.
func (p Pages) start(q *site.Request) error {
	services, err := p.Orgs.Services(q.Context())
	if err != nil {
		return err
	}
	_, begun, err := p.load(q)
	if err != nil {
		return err
	}
	f := p.frame(q, services)
	page := f.page(q, f.t("title"))
	page.NoIndex = false
	return q.Render(page, startPage(startView{frame: f, key: q.Key(), services: services, begun: begun, staff: q.Actor.Kind == authz.Account}))
}

// startOver forgets the answers, for whoever uses this browser next.
func (p Pages) startOver(q *site.Request) error {
	if err := p.Requests.Forget(q.Context(), token(q)); err != nil {
		return err
	}
	hold(q, "")
	q.Forget(keySent)
	return q.Redirect(wordsOf(q).at("/help/who"))
}

// leave goes to a page about the weather at once, and this browser forgets that it was
// here. Nothing is changed on our side.
func (p Pages) leave(q *site.Request) error {
	hold(q, "")
	q.Forget(keySent)
	http.Redirect(q.W, q.Request, elsewhere, http.StatusSeeOther)
	return nil
}
