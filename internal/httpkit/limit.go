package httpkit

import (
	"sync"

	"golang.org/x/time/rate"
)

// maxKeys bounds the memory of a Limiter; past it the map is begun anew.
const maxKeys = 10_000

// Limiter bounds how often each key (an account, an address) may do something.
type Limiter struct {
	mu    sync.Mutex
	every rate.Limit
	burst int
	keys  map[string]*rate.Limiter
}

// NewLimiter allows perMinute on the long run and burst at once, per key.
func NewLimiter(perMinute, burst int) *Limiter {
	return &Limiter{every: rate.Limit(float64(perMinute) / 60), burst: burst, keys: map[string]*rate.Limiter{}}
}

// Allow reports whether this key may do it once more now.
func (l *Limiter) Allow(key string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	k, ok := l.keys[key]
	if !ok {
		if len(l.keys) >= maxKeys {
			l.keys = map[string]*rate.Limiter{}
		}
		k = rate.NewLimiter(l.every, l.burst)
		l.keys[key] = k
	}
	return k.Allow()
}
