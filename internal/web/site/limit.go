package site

import (
	"maps"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"weft/internal/authz"
	"weft/internal/errs"
	"weft/internal/web/ui"
)

// How often pages may be asked for that stand open to guessing or flooding. Those behind
// a secret link are counted by network address, which a whole practice may share;
// pointing the way is counted by account. Signing in and /help have limits of their own.
const (
	linksPerMinute     = 60
	linksAtOnce        = 120
	signpostsPerMinute = 30
	signpostsAtOnce    = 60
)

// slow says that this browser has to wait.
func (q *Request) slow() error {
	switch {
	case strings.Contains(q.pattern, "{token}") || strings.Contains(q.pattern, "{secret}"):
		if q.Site.links.Allow(q.Client()) {
			return nil
		}
	case q.pattern == "POST /signpost" && q.Actor.Kind == authz.Account:
		if q.Site.gates.Allow(q.Actor.ID.String()) {
			return nil
		}
	default:
		return nil
	}
	return errs.New(errs.RateLimited, "auth.slow_down")
}

// What Retry-After says when nobody knows better: to whoever asks too often, and while
// something that we need is not there.
const (
	slowWait = time.Minute
	busyWait = 10 * time.Second
)

// Wait tells the browser when to try again.
func (q *Request) Wait(d time.Duration) {
	q.W.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(d.Seconds()))))
}

// again is a form that holds what was just sent, so that nothing typed is lost when it
// could not be taken: nil where nothing was, or where it is a secret or a file.
func (q *Request) again() *ui.Again {
	if q.Method != http.MethodPost || strings.HasPrefix(q.Header.Get("Content-Type"), "multipart/") {
		return nil
	}
	form, err := q.Form()
	if err != nil {
		return nil
	}
	out := &ui.Again{Action: q.To(q.URL.Path)}
	for _, name := range slices.Sorted(maps.Keys(form.Values)) {
		for _, v := range form.Values[name] {
			if strings.Contains(name, "password") || name == "current" || name == "code" {
				return nil
			}
			out.Fields = append(out.Fields, ui.HiddenField{Name: name, Value: v})
		}
	}
	return out
}
