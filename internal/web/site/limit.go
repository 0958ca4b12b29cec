package site

import (
	"math"
	"strconv"
	"strings"
	"time"

	"weft/internal/authz"
	"weft/internal/errs"
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
