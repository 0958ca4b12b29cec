package fault_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"sync"
	"time"

	"weft/internal/fixture"
	"weft/internal/id"
)

// mark begins every name and note that a client sends.
const mark = "Fault "

// ledger is what clients sent and what was acknowledged.
type ledger struct {
	mu           sync.Mutex
	people       map[string]bool // by name: whether it was acknowledged
	notes        map[string]bool
	tries        int
	unsaid       int // refusals that did not say why, or lost what was typed
	firstUnsaid  string
	unavailables int
}

func newLedger() *ledger { return &ledger{people: map[string]bool{}, notes: map[string]bool{}} }

func (l *ledger) put(of map[string]bool, what string, acknowledged bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	of[what] = acknowledged
}

// acknowledged counts what was acknowledged so far.
func (l *ledger) acknowledged() (n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, of := range []map[string]bool{l.people, l.notes} {
		for _, ok := range of {
			if ok {
				n++
			}
		}
	}
	return n
}

// weigh counts what was acknowledged and is not there, and what is there twice.
func (l *ledger) weigh(f found) (lost, doubled int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, of := range []struct {
		sent  map[string]bool
		there map[string]int
	}{{l.people, f.people}, {l.notes, f.notes}} {
		for what, acknowledged := range of.sent {
			n := of.there[what]
			if acknowledged && n == 0 {
				lost++
			}
			if n > 1 {
				doubled++
			}
		}
	}
	return lost, doubled
}

// client is one browser.
type client struct {
	h    *house
	http *http.Client
	n    int
	name string
}

func newClient(h *house, name string) *client {
	jar, _ := cookiejar.New(nil) // it fails never
	return &client{h: h, name: name, http: &http.Client{Jar: jar, Timeout: 20 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

func (c *client) url(path string) string { return "http://" + c.h.address + path }

// post sends a form and returns the status, where it leads, and the page.
func (c *client) post(ctx context.Context, path string, fields url.Values) (status int, to, page string, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url(path), strings.NewReader(fields.Encode()))
	if err != nil {
		return 0, "", "", err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	res, err := c.http.Do(r)
	if err != nil {
		return 0, "", "", err
	}
	defer res.Body.Close() //nolint:errcheck // read whole
	body, err := io.ReadAll(res.Body)
	return res.StatusCode, res.Header.Get("Location"), string(body), err
}

// get opens a page.
func (c *client) get(ctx context.Context, path string) (status int, page string, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url(path), nil)
	if err != nil {
		return 0, "", err
	}
	res, err := c.http.Do(r)
	if err != nil {
		return 0, "", err
	}
	defer res.Body.Close() //nolint:errcheck // read whole
	body, err := io.ReadAll(res.Body)
	return res.StatusCode, string(body), err
}

// signIn lets the link worker in.
func (c *client) signIn(ctx context.Context) error {
	status, to, page, err := c.post(ctx, "/sign-in", url.Values{"email": {c.h.email}, "password": {fixture.Password}})
	if err == nil && status != http.StatusSeeOther {
		err = fmt.Errorf("signing in answers %d %s: %.300s", status, to, page)
	}
	return err
}

// referral is a whole form for somebody whom nobody else is called like.
func (c *client) referral() (name string, fields url.Values) {
	c.n++
	name = fmt.Sprintf("%s%s %d", mark, c.name, c.n)
	return name, url.Values{"idempotency_key": {id.New[client]().String()}, "link": {c.h.secret}, "name": {name}, "born-day": {"3"}, "born-month": {"5"}, "born-year": {"1949"},
		"reach": {"01632 960 118"}, "reason": {"Lonely since she moved."}, "agreed": {"yes"}, "referrer_name": {"Dr " + c.name}, "referrer_email": {"lowe@example.org"}}
}

// note is a contact that happened, in words that nobody else wrote.
func (c *client) note() (words string, fields url.Values) {
	c.n++
	words = fmt.Sprintf("%s%s note %d", mark, c.name, c.n)
	return words, url.Values{"idempotency_key": {id.New[client]().String()}, "how": {"phone"}, "outcome": {"spoke"}, "note": {words}}
}

// refer sends referrals, each until it is acknowledged, until the context ends.
func (c *client) refer(ctx context.Context, l *ledger) {
	for ctx.Err() == nil {
		name, fields := c.referral()
		c.insist(ctx, l, l.people, name, "/refer", fields)
	}
}

// write sends notes, each until it is acknowledged, until the context ends.
func (c *client) write(ctx context.Context, l *ledger) {
	for ctx.Err() == nil {
		words, fields := c.note()
		c.insist(ctx, l, l.notes, words, "/people/"+c.h.person+"/contact/new", fields)
	}
}

// insist sends a form until it is acknowledged, as somebody does who reads "try again".
func (c *client) insist(ctx context.Context, l *ledger, of map[string]bool, what, path string, fields url.Values) {
	l.put(of, what, false)
	for ctx.Err() == nil {
		status, to, page, err := c.post(ctx, path, fields)
		l.mu.Lock()
		l.tries++
		if status == http.StatusServiceUnavailable {
			l.unavailables++
		}
		if err == nil && status != http.StatusSeeOther && (status != http.StatusServiceUnavailable || !strings.Contains(page, what)) {
			if l.unsaid++; l.firstUnsaid == "" {
				l.firstUnsaid = fmt.Sprintf("%s answers %d %s: %.2000s", path, status, to, page)
			}
		}
		l.mu.Unlock()
		if err == nil && status == http.StatusSeeOther && !strings.HasPrefix(to, "/sign-in") {
			l.put(of, what, true)
			return
		}
		select {
		case <-ctx.Done():
		case <-time.After(5 * time.Millisecond):
		}
	}
}
