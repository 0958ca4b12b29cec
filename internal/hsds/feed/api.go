package feed

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"weft/internal/errs"
	"weft/internal/hsds"
	"weft/internal/intake"
)

const (
	perPage     = 100
	maxPages    = 50_000
	maxServices = 2_000_000
	// MaxPage is the largest answer that is read from an API, in bytes.
	MaxPage = 10 << 20
)

// api is an Open Referral UK 3 or HSDS 3 API.
type api struct {
	base   *url.URL
	client *http.Client
	pause  func(ctx context.Context, d time.Duration) error
}

func openAPI(source string, client *http.Client) (*api, error) {
	u, err := url.Parse(strings.TrimSpace(source))
	if err != nil || u.Host == "" {
		return nil, intake.NewFault(errs.Invalid, "feed.address", "%s is not a web address. Give one such as https://example.org/openreferral.", source)
	}
	u.Fragment = ""
	u.Path = strings.TrimSuffix(u.Path, "/")
	u.Path = strings.TrimSuffix(u.Path, "/services")
	kept := *client
	kept.CheckRedirect = stay
	return &api{base: u, client: &kept, pause: pause}, nil
}

const maxRedirects = 5

// stay follows a redirect only to the host that was named, so that no server can send us
// on to another one, or to a machine of our own network. From http to https is allowed.
func stay(next *http.Request, before []*http.Request) error {
	was := before[0].URL
	same := strings.EqualFold(next.URL.Hostname(), was.Hostname()) && next.URL.Port() == was.Port()
	if !same || len(before) > maxRedirects || next.URL.Scheme != "https" && next.URL.Scheme != was.Scheme {
		return intake.NewFault(errs.Invalid, "feed.elsewhere", "%s sends us on to another place, %s. If you trust it, name that address instead.", was.Host, next.URL.Host)
	}
	return nil
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// Name is the base address without what may be secret in it.
func (a *api) Name() string { return a.base.Scheme + "://" + a.base.Host + a.base.Path }

// Key is the base address without its scheme.
func (a *api) Key() string { return strings.ToLower(a.base.Host) + a.base.Path }

func (a *api) address(query url.Values, parts ...string) string {
	u := a.base.JoinPath(parts...)
	if len(parts) == 0 && !strings.HasSuffix(u.Path, "/") {
		u.Path += "/"
	}
	q := a.base.Query()
	for k, v := range query {
		q[k] = v
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// Read walks the pages of /services and fetches the full entry of a service
// where the list does not carry it.
func (a *api) Read(ctx context.Context, each func(hsds.Service) error) (hsds.Reading, error) {
	w := &walk{api: a, in: newTaker(a.Key(), each), total: -1}
	if err := w.details(ctx); err != nil {
		return hsds.Reading{}, err
	}
	for n := 1; ; n++ {
		done, err := w.page(ctx, n)
		if err != nil {
			if w.in.stopped != nil {
				return hsds.Reading{}, w.in.stopped
			}
			return hsds.Reading{}, err
		}
		if done {
			break
		}
	}
	if err := w.addUp(); err != nil {
		return hsds.Reading{}, err
	}
	return w.in.rec().reading(true), nil
}

// walk is one pass over the pages of an API.
type walk struct {
	*api
	in       *taker
	got      int  // services met, wanted or not
	total    int  // what the feed says it has, -1 when it does not
	failures int  // full entries that could not be read
	missing  int  // full entries that are not there, in a row
	noSize   bool // the server refuses per_page
}

// details asks the base address who it is. A feed that cannot say is read all the same.
func (w *walk) details(ctx context.Context) error {
	v, err := w.get(ctx, w.address(nil))
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		w.in.rec().note(hsds.NoDetails, w.Name()+": "+err.Error())
		return nil
	}
	m, _ := v.(map[string]any)
	o := object{fields: m, at: w.Name(), dec: w.in.dec}
	for _, key := range []string{"version", "profile", "openapi_url"} {
		if w.in.dec.raw(o, key) == "" {
			w.in.rec().note(hsds.NoDetails, w.Name()+": "+key)
		}
	}
	return nil
}

// page takes one page and says whether it was the last.
func (w *walk) page(ctx context.Context, n int) (done bool, err error) {
	if n > maxPages || w.got > maxServices {
		return false, intake.NewFault(errs.TooLarge, "feed.endless", "%s has not ended after %d pages and %d services. "+
			"That is no directory; check the address. Nothing was kept.", w.Name(), n-1, w.got)
	}
	v, err := w.list(ctx, n)
	if err != nil {
		return false, w.onPage(ctx, n, err)
	}
	p, err := w.parse(v, n)
	if err != nil {
		return false, err
	}
	full, err := w.complete(ctx, p.items)
	if err != nil {
		return false, w.onPage(ctx, n, err)
	}
	fresh := 0
	for i, item := range full {
		w.got++
		if item.err != nil {
			w.refuseUnread(item, n, i+1)
			fresh++
			continue
		}
		_, isNew, err := w.in.take(ctx, object{fields: item.fields, at: fmt.Sprintf("page %d, entry %d", n, i+1), dec: w.in.dec},
			fmt.Sprintf("page %d", n), i+1)
		if err != nil {
			return false, err
		}
		if isNew {
			fresh++
		}
	}
	if n > 1 && len(full) > 0 && fresh == 0 {
		return false, intake.NewFault(errs.Invalid, "feed.loops", "%s goes round in a loop: page %d repeats services that came before. "+
			"Tell whoever runs it. Nothing was kept.", w.Name(), n)
	}
	return w.last(p, n), nil
}

// list asks for one page; a server that does not know per_page is asked without.
func (w *walk) list(ctx context.Context, n int) (any, error) {
	q := url.Values{"page": {strconv.Itoa(n)}}
	if !w.noSize {
		q.Set("per_page", strconv.Itoa(perPage))
	}
	v, err := w.get(ctx, w.address(q, "services"))
	var answered *answer
	if n == 1 && !w.noSize && asAnswer(err, &answered) && (answered.status == http.StatusBadRequest || answered.status == http.StatusUnprocessableEntity) {
		w.noSize = true
		return w.list(ctx, n)
	}
	return v, err
}

func (w *walk) onPage(ctx context.Context, n int, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	f := intake.NewFault(errs.KindOf(err), "feed.page", "%s broke off at page %d, after %d services: %v Nothing was kept; try again later.",
		w.Name(), n, w.got, err)
	return f.Because(err)
}

func (w *walk) refuseUnread(item listed, page, row int) {
	reason := "its full entry could not be read: " + item.err.Error()
	w.in.rec().refuse(fmt.Sprintf("page %d", page), row, reason)
	if id := w.in.dec.reference("service", item.id); id != "" {
		w.in.rec().unread = append(w.in.rec().unread, id)
	}
}

// envelope is what a page says about itself; -1 where it says nothing.
type envelope struct {
	items []any
	pages int
	last  *bool
	bare  bool
}

func (w *walk) parse(v any, n int) (envelope, error) {
	if list, ok := v.([]any); ok {
		return envelope{items: list, pages: 1, bare: true}, nil
	}
	m, _ := v.(map[string]any)
	p, found := envelope{pages: -1}, false
	for _, key := range []string{"contents", "content", "items", "data", "results", "services"} {
		if list, ok := m[key].([]any); ok {
			p.items, found = list, true
			break
		}
	}
	if !found {
		return p, intake.NewFault(errs.Invalid, "feed.shape", "Page %d of %s is JSON but holds no list of services. "+
			"Check that this is an Open Referral UK 3 or HSDS 3 API. Nothing was kept.", n, w.Name())
	}
	o := object{fields: m, at: fmt.Sprintf("page %d", n), dec: w.in.dec}
	if f := w.in.dec.number(o, "total_pages"); f != nil {
		p.pages = int(*f)
	}
	if f := w.in.dec.number(o, "total_items"); f != nil {
		w.total = int(*f)
	}
	if f := w.in.dec.number(o, "page_number"); f != nil && int(*f) != n {
		w.in.rec().note(hsds.WrongTotals, fmt.Sprintf("page %d calls itself page %d", n, int(*f)))
	}
	if b, ok := m["last_page"].(bool); ok {
		p.last = &b
	}
	return p, nil
}

// last decides whether page n was the last one. The totals outweigh last_page.
func (w *walk) last(p envelope, n int) bool {
	switch {
	case p.bare, len(p.items) == 0:
		return true
	case p.pages >= 0 && n >= p.pages && w.total >= 0 && w.got >= w.total:
		if p.last != nil && !*p.last {
			w.in.rec().note(hsds.WrongTotals, fmt.Sprintf("page %d is the last and says it is not", n))
		}
		return true
	case p.last != nil:
		return *p.last
	case p.pages >= 0:
		return n >= p.pages
	}
	return w.total >= 0 && w.got >= w.total
}

// addUp compares what came with what was announced.
func (w *walk) addUp() error {
	if w.total > w.got {
		return intake.NewFault(errs.Unavailable, "feed.half", "%s stopped half way: it says it has %d services and its pages ended after %d. "+
			"Nothing was kept; try again later.", w.Name(), w.total, w.got)
	}
	if w.total >= 0 && w.total < w.got {
		w.in.rec().note(hsds.WrongTotals, fmt.Sprintf("%d services came, %d were announced", w.got, w.total))
	}
	return nil
}
