package feed

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"weft/internal/errs"
	"weft/internal/hsds"
)

// feed is an invented API whose answers a test bends.
type feed struct {
	services int
	size     int
	// bend may answer a request itself.
	bend func(w http.ResponseWriter, r *http.Request) bool
	// page may change a page before it goes out.
	page func(p *hsds.Page[map[string]any])
}

func identifier(n int) string { return fmt.Sprintf("00000000-0000-4000-8000-%012d", n) }

func entry(n int) map[string]any {
	return map[string]any{"id": identifier(n), "name": "Group " + strconv.Itoa(n), "status": "active", "description": "d",
		"organization":         map[string]any{"id": identifier(1_000_000), "name": "Org", "description": "d"},
		"service_at_locations": []any{map[string]any{"id": identifier(2_000_000 + n), "location": map[string]any{"id": identifier(3_000_000 + n), "location_type": "physical"}}}}
}

func (f feed) serve(t *testing.T) (*api, *atomic.Int64) {
	t.Helper()
	var asked atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		if f.bend != nil && f.bend(w, r) {
			return
		}
		switch {
		case r.URL.Path == "/base/":
			reply(w, hsds.APIDetails{Version: "HSDS-UK-3.0", Profile: "https://example.org/p", OpenAPIURL: "https://example.org/o"})
		case r.URL.Path == "/base/services":
			reply(w, f.build(r))
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(server.Close)
	a, err := openAPI(server.URL+"/base/services?key=secret", server.Client())
	if err != nil {
		t.Fatal(err)
	}
	a.pause = func(context.Context, time.Duration) error { return nil }
	return a, &asked
}

func reply(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}

func (f feed) build(r *http.Request) hsds.Page[map[string]any] {
	n, _ := strconv.Atoi(r.URL.Query().Get("page"))
	pages := (f.services + f.size - 1) / f.size
	p := hsds.Page[map[string]any]{TotalItems: f.services, TotalPages: pages, PageNumber: n, FirstPage: n == 1, LastPage: n >= pages, Contents: []map[string]any{}}
	for i := (n - 1) * f.size; i < min(n*f.size, f.services); i++ {
		p.Contents = append(p.Contents, entry(i+1))
	}
	p.Size, p.Empty = len(p.Contents), len(p.Contents) == 0
	if f.page != nil {
		f.page(&p)
	}
	return p
}

func read(a *api) (int, hsds.Reading, error) {
	n := 0
	r, err := a.Read(context.Background(), func(hsds.Service) error { n++; return nil })
	return n, r, err
}

func TestAnAPIIsReadPageByPage(t *testing.T) {
	t.Parallel()
	a, asked := feed{services: 25, size: 10}.serve(t)
	n, r, err := read(a)
	if err != nil || n != 25 || !r.Complete || len(r.Leniencies) != 0 {
		t.Errorf("%d services, %+v, %v", n, r, err)
	}
	if asked.Load() != 4 {
		t.Errorf("%d requests, want the base and three pages", asked.Load())
	}
	if strings.Contains(a.Name()+a.Key(), "secret") {
		t.Errorf("the name gives the key away: %s %s", a.Name(), a.Key())
	}
}

func TestBrokenFeedsEndWithASentence(t *testing.T) {
	t.Parallel()
	onPage := func(n string, f func(w http.ResponseWriter)) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Query().Get("page") != n {
				return false
			}
			f(w)
			return true
		}
	}
	first := feed{services: 10, size: 10, page: func(p *hsds.Page[map[string]any]) { p.TotalPages, p.LastPage, p.TotalItems = 3, false, 30 }}
	for name, c := range map[string]struct {
		feed feed
		says string
		kind errs.Kind
	}{
		"stops half way": {feed{services: 25, size: 10, bend: onPage("2", func(w http.ResponseWriter) { w.WriteHeader(500) })},
			"broke off at page 2, after 10 services", errs.Unavailable},
		"cut off": {feed{services: 25, size: 10, bend: onPage("2", func(w http.ResponseWriter) { fmt.Fprint(w, `{"contents":[{"id":`) })},
			"cut off", errs.Unavailable},
		"connection dropped": {feed{services: 25, size: 10, bend: onPage("3", func(http.ResponseWriter) { panic(http.ErrAbortHandler) })},
			"broke the connection", errs.Unavailable},
		"wrong json":    {feed{services: 25, size: 10, bend: onPage("1", func(w http.ResponseWriter) { fmt.Fprint(w, "<html>") })}, "is not JSON", errs.Invalid},
		"another thing": {feed{services: 25, size: 10, bend: onPage("1", func(w http.ResponseWriter) { fmt.Fprint(w, `{"a":1}`) })}, "no list of services", errs.Invalid},
		"large page": {feed{services: 25, size: 10, bend: onPage("1", func(w http.ResponseWriter) {
			fmt.Fprintf(w, `{"contents":[],"x":%q}`, strings.Repeat("x", MaxPage))
		})}, "larger than 10 MB", errs.TooLarge},
		"totals lie":  {feed{services: 25, size: 10, page: func(p *hsds.Page[map[string]any]) { p.TotalItems, p.TotalPages = 900, 90 }}, "stopped half way", errs.Unavailable},
		"empty early": {feed{services: 25, size: 10, page: func(p *hsds.Page[map[string]any]) { p.TotalPages, p.TotalItems, p.LastPage = 9, 90, false }}, "says it has 90", errs.Unavailable},
		"loops": {feed{services: 10, size: 10, bend: func(w http.ResponseWriter, r *http.Request) bool {
			if !strings.HasSuffix(r.URL.Path, "/services") {
				return false
			}
			q := r.URL.Query()
			q.Set("page", "1")
			r.URL.RawQuery = q.Encode()
			reply(w, first.build(r))
			return true
		}}, "goes round in a loop: page 2", errs.Invalid},
		"no such list": {feed{services: 1, size: 1, bend: onPage("1", func(w http.ResponseWriter) { w.WriteHeader(404) })}, "404", errs.NotFound},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, _ := c.feed.serve(t)
			_, _, err := read(a)
			if err == nil || !strings.Contains(err.Error(), c.says) || errs.KindOf(err) != c.kind {
				t.Errorf("%v (%s), want %q (%s)", err, errs.KindOf(err), c.says, c.kind)
			}
			if err != nil && !strings.Contains(err.Error(), "Nothing was kept") {
				t.Errorf("the sentence does not say that nothing was kept: %v", err)
			}
		})
	}
}

func TestOddFeedsAreReadAllTheSame(t *testing.T) {
	t.Parallel()
	var busy atomic.Int64
	for name, f := range map[string]feed{
		"no base address": {services: 25, size: 10, bend: func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path == "/base/" {
				http.NotFound(w, r)
			}
			return r.URL.Path == "/base/"
		}},
		"refuses per_page": {services: 25, size: 10, bend: func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Query().Has("per_page") {
				w.WriteHeader(400)
			}
			return r.URL.Query().Has("per_page")
		}},
		"busy once": {services: 25, size: 10, bend: func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Query().Get("page") == "2" && busy.Add(1) == 1 {
				w.Header().Set("Retry-After", "1")
				w.WriteHeader(429)
				return true
			}
			return false
		}},
		"last page lies": {services: 25, size: 10, page: func(p *hsds.Page[map[string]any]) { p.LastPage = false }},
		"bare list": {bend: func(w http.ResponseWriter, r *http.Request) bool {
			var all []map[string]any
			for i := range 25 {
				all = append(all, entry(i+1))
			}
			if r.URL.Path != "/base/" {
				reply(w, all)
			}
			return r.URL.Path != "/base/"
		}},
		"needs its key": {services: 25, size: 10, bend: func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Query().Get("key") != "secret" {
				w.WriteHeader(401)
				return true
			}
			return false
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, _ := f.serve(t)
			if n, _, err := read(a); err != nil || n != 25 {
				t.Errorf("%d services, %v", n, err)
			}
		})
	}
}

func TestFullEntriesAreFetchedWhereTheListIsShort(t *testing.T) {
	t.Parallel()
	f := feed{services: 30, size: 10, page: func(p *hsds.Page[map[string]any]) {
		for _, c := range p.Contents {
			delete(c, "service_at_locations")
		}
	}}
	detail := func(status func(n int) int) func(w http.ResponseWriter, r *http.Request) bool {
		return func(w http.ResponseWriter, r *http.Request) bool {
			id, ok := strings.CutPrefix(r.URL.Path, "/base/services/")
			if !ok {
				return false
			}
			n, _ := strconv.Atoi(id[len(id)-12:])
			if s := status(n); s != 200 {
				w.WriteHeader(s)
			} else {
				reply(w, entry(n))
			}
			return true
		}
	}
	for name, c := range map[string]struct {
		status         func(int) int
		places, unread int
		broken         bool
	}{
		"all there":   {func(int) int { return 200 }, 30, 0, false},
		"one missing": {func(n int) int { return pick(n == 7, 404, 200) }, 29, 0, false},
		"one broken":  {func(n int) int { return pick(n == 7, 500, 200) }, 29, 1, false},
		"none there":  {func(int) int { return 404 }, 0, 0, false},
		"all broken":  {func(int) int { return 500 }, 0, 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := f
			f.bend = detail(c.status)
			a, _ := f.serve(t)
			places := 0
			r, err := a.Read(context.Background(), func(s hsds.Service) error { places += len(s.ServiceAtLocations); return nil })
			if c.broken != (err != nil) || len(r.Unread) != c.unread || (err == nil && places != c.places) {
				t.Errorf("%d places, %d unread, %v", places, len(r.Unread), err)
			}
		})
	}
}

func pick(b bool, yes, no int) int {
	if b {
		return yes
	}
	return no
}

func TestAReadingCanBeStopped(t *testing.T) {
	t.Parallel()
	a, _ := feed{services: 1000, size: 10}.serve(t)
	ctx, cancel := context.WithCancel(context.Background())
	n := 0
	_, err := a.Read(ctx, func(hsds.Service) error {
		if n++; n == 5 {
			cancel()
		}
		return nil
	})
	if err == nil || n > 20 {
		t.Errorf("%d services after the stop, %v", n, err)
	}
}
