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

// Words that somebody typed, in any field of any form as anybody, right or wrong, in
// addresses, cookies and headers, while all is well and while the database is gone,
// stand in no log, no figure and no event of the audit record.
func TestNothingThatSomebodyTypedStandsInLogsMetricsOrTheAuditRecord(t *testing.T) {
	t.Parallel()
	var log lines
	var counted *metric.Set
	w := newTown(t, webtest.OnSQLite(t))
	counted = metric.New(metric.Source{Version: "test", Pulse: pulse.NewService(w.DB), Backups: t.TempDir(), Clock: clock.System{}})
	s := webtest.New(t, w.House, webtest.Logging(&log), func(_ *config.Settings, o *app.Options) { o.Observe = counted.Observe })
	w.Site = s
	sent := map[string]bool{}
	send := func(c *webtest.Client, p *webtest.Page, role string) {
		for _, f := range p.Forms() {
			if strings.HasSuffix(f.Action, "/sign-out") || strings.HasSuffix(f.Action, "/leave") || sent[role+f.Action] {
				continue
			}
			sent[role+f.Action] = true
			all := marked(f)
			c.Send(c.Request(f.Method, f.Action, all))
			wrong := url.Values{}
			for name := range all {
				if name == "idempotency_key" {
					continue // nobody types it
				}
				wrong.Set(name, mark+"-wrong 07700 900456 "+mark+"@example.org")
			}
			c.Send(c.Request(f.Method, f.Action, wrong))
		}
	}
	pages := map[string][]*webtest.Page{}
	for _, role := range []string{"worker", "lead", "safeguarding", "admin", "referrer", "public"} {
		c := w.clients(t)[role]
		for pattern, r := range table(t, w.Patterns) {
			if r.method(pattern) != http.MethodGet || r.away {
				continue
			}
			p := c.Get(w.fill(r.at))
			pages[role] = append(pages[role], p)
			send(c, p, role)
			odd := w.emptied(r.at)
			for _, known := range regexp.MustCompile(`[0-9a-f-]{36}`).FindAllString(odd, -1) {
				odd = strings.ReplaceAll(odd, known, mark)
			}
			c.Get(odd + "?q=" + mark + "&near=" + mark + "&a=" + mark)
		}
	}
	strange := s.Nobody(t).Request(http.MethodGet, "/"+mark+"/x.pdf?name="+mark, nil)
	strange.Header.Set("Cookie", "weft_session="+mark)
	strange.Header.Set("User-Agent", mark)
	strange.Header.Set("X-Forwarded-For", mark)
	s.Nobody(t).Send(strange)
	events(t, w)
	if err := w.DB.Close(); err != nil {
		t.Fatal(err)
	}
	for role, list := range pages { // and now nothing answers
		clear(sent)
		for _, p := range list {
			send(w.Nobody(t), p, role)
		}
	}
	stopped := httpkit.Wrap(httpkit.Options{Log: slog.New(slog.NewTextHandler(&log, nil)), Clock: clock.System{}, Observe: counted.Observe},
		http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("of " + mark) }))
	stopped.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/people/"+mark, strings.NewReader("note="+mark)))
	figures := httptest.NewRecorder()
	counted.Handler().ServeHTTP(figures, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if !strings.Contains(log.b.String(), "a request failed") || !strings.Contains(log.b.String(), "panic=") || !strings.Contains(figures.Body.String(), `route="GET /people/{id}"`) {
		t.Error("the test did not reach what it is about")
	}
	for what, said := range map[string]string{"the log": log.b.String(), "the metrics": figures.Body.String()} {
		for _, line := range strings.Split(said, "\n") {
			for _, secret := range []string{mark, "Mererid", "07700 900", "@example.org", w.Person.String()} {
				if strings.Contains(strings.ToLower(line), strings.ToLower(secret)) {
					t.Errorf("%q stands in %s: %s", secret, what, line)
				}
			}
		}
	}
	if ids := regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}`).FindString(figures.Body.String()); ids != "" {
		t.Errorf("the metrics hold an id: %s", ids)
	}
}

// events checks that the audit record and the queue of jobs hold ids and verbs only.
func events(t *testing.T, w town) {
	t.Helper()
	err := w.DB.Read(t.Context(), func(tx *db.Tx) error {
		tables, err := db.Tables(t.Context(), tx)
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
