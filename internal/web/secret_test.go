package web_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"weft/internal/app"
	"weft/internal/clock"
	"weft/internal/config"
	"weft/internal/db"
	"weft/internal/httpkit"
	"weft/internal/metric"
	"weft/internal/pulse"
	"weft/internal/webtest"
)

// mark stands in everything that this test types, and nowhere else.
const mark = "qzxv"

// lines is a log that many may write to.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(b)
}

// marked fills every field of a form with words that bear the mark, as fits its kind.
func marked(f *webtest.Form) url.Values {
	out := url.Values{}
	for name, values := range f.Values {
		out[name] = values
	}
	for i, name := range f.Names() {
		switch likely := f.Likely(name); {
		case likely != "Something":
			out.Set(name, likely)
		case strings.Contains(name, "email"):
			out.Set(name, fmt.Sprintf("%s%d@example.org", mark, i))
		case strings.HasSuffix(name, "-day"), strings.HasSuffix(name, "-month"), strings.HasSuffix(name, "-year"), name == "born":
		default:
			out.Set(name, fmt.Sprintf("Mrs %s%d, 14 Fern Lane, 07700 900123", mark, i))
		}
	}
	return out
}

// typist types marked words into every form as anybody.
type typist struct {
	w    town
	sent map[string]bool
}

// send sends every form of a page once a role, filled in rightly and wrongly.
func (y typist) send(c *webtest.Client, p *webtest.Page, role string) {
	for _, f := range p.Forms() {
		if strings.HasSuffix(f.Action, "/sign-out") || strings.HasSuffix(f.Action, "/leave") || y.sent[role+f.Action] {
			continue
		}
		y.sent[role+f.Action] = true
		all := marked(f)
		c.Send(c.Request(f.Method, f.Action, all))
		wrong := url.Values{}
		for name := range all {
			if name != "idempotency_key" { // nobody types it
				wrong.Set(name, mark+"-wrong 07700 900456 "+mark+"@example.org")
			}
		}
		c.Send(c.Request(f.Method, f.Action, wrong))
	}
}

// everywhere opens every page as several roles, sends what is on it, and puts the mark
// into addresses, cookies and headers. It returns the pages.
func (y typist) everywhere(t *testing.T) (pages []*webtest.Page) {
	t.Helper()
	for _, role := range []string{"worker", "lead", "safeguarding", "admin", "referrer", "public"} {
		c := y.w.clients(t)[role]
		for pattern, r := range table(t, y.w.Patterns) {
			if r.method(pattern) != http.MethodGet || r.away {
				continue
			}
			p := c.Get(y.w.fill(r.at))
			pages = append(pages, p)
			y.send(c, p, role)
			odd := regexp.MustCompile(`[0-9a-f-]{36}`).ReplaceAllString(y.w.emptied(r.at), mark)
			c.Get(odd + "?q=" + mark + "&near=" + mark + "&a=" + mark)
		}
	}
	strange := y.w.Nobody(t).Request(http.MethodGet, "/"+mark+"/x.pdf?name="+mark, nil)
	for _, header := range []string{"User-Agent", "X-Forwarded-For", "Referer"} {
		strange.Header.Set(header, mark)
	}
	strange.Header.Set("Cookie", "weft_session="+mark)
	y.w.Nobody(t).Send(strange)
	return pages
}

// Words that somebody typed, in any field of any form as anybody, right or wrong, in
// addresses, cookies and headers, while all is well and while the database is gone,
// stand in no log, no figure and no event of the audit record.
func TestNothingThatSomebodyTypedStandsInLogsMetricsOrTheAuditRecord(t *testing.T) {
	t.Parallel()
	var log lines
	w := newTown(t, webtest.OnSQLite(t))
	counted := metric.New(metric.Source{Version: "test", Pulse: pulse.NewService(w.DB), Backups: t.TempDir(), Clock: clock.System{}})
	w.Site = webtest.New(t, w.House, webtest.Logging(&log), func(_ *config.Settings, o *app.Options) { o.Observe = counted.Observe })
	pages := typist{w, map[string]bool{}}.everywhere(t)
	events(t, w)
	if err := w.DB.Close(); err != nil {
		t.Fatal(err)
	}
	again := typist{w, map[string]bool{}}
	for _, p := range pages { // and now nothing answers
		again.send(w.Nobody(t), p, "")
	}
	stopped := httpkit.Wrap(httpkit.Options{Log: slog.New(slog.NewTextHandler(&log, nil)), Clock: clock.System{}, Observe: counted.Observe},
		http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("of " + mark) }))
	stopped.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/people/"+mark, strings.NewReader("note="+mark)))
	figures := httptest.NewRecorder()
	counted.Handler().ServeHTTP(figures, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if !strings.Contains(log.b.String(), "a request failed") || !strings.Contains(log.b.String(), "panic=") || !strings.Contains(figures.Body.String(), `route="GET /people/{id}"`) {
		t.Error("the test did not reach what it is about")
	}
	w.silent(t, "the log", log.b.String())
	w.silent(t, "the metrics", figures.Body.String())
	if ids := regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}`).FindString(figures.Body.String()); ids != "" {
		t.Errorf("the metrics hold an id: %s", ids)
	}
}

// silent checks that a text holds nothing of what was typed or of the person.
func (w town) silent(t *testing.T, what, said string) {
	t.Helper()
	for _, line := range strings.Split(said, "\n") {
		for _, secret := range []string{mark, "Mererid", "07700 900", "@example.org", w.Person.String()} {
			if strings.Contains(strings.ToLower(line), strings.ToLower(secret)) {
				t.Errorf("%q stands in %s: %s", secret, what, line)
			}
		}
	}
}

// events checks that the audit record and the queue of jobs hold ids and verbs only.
func events(t *testing.T, w town) {
	t.Helper()
	err := w.DB.Read(t.Context(), func(tx *db.Tx) error {
		tables, err := db.Stored(t.Context(), tx)
		if err != nil {
			return err
		}
		n := 0
		for _, table := range tables {
			if table.Name != "audit_event" && table.Name != "job" {
				continue
			}
			var rows bytes.Buffer
			if _, err := db.Dump(t.Context(), tx, table, &rows); err != nil {
				return err
			}
			n += rows.Len()
			for _, line := range strings.Split(rows.String(), "\n") {
				if strings.Contains(strings.ToLower(line), mark) || strings.Contains(line, "Mererid") || strings.Contains(line, "07700") {
					t.Errorf("%s holds what somebody typed: %s", table.Name, line)
				}
			}
		}
		if n < 10_000 {
			t.Errorf("only %d bytes of events were looked at", n)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
