//go:build scan

package e2e

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// scanModules are the attacks of wapiti that stay on loopback. Left out: ssrf and xxe,
// which need a server elsewhere; nikto and wapp, which fetch lists; buster, which asks for
// thousands of names that no route has; and csrf, which looks
// for tokens in forms, while Weft refuses posts from other sites by what the browser says
// of them (package httpkit proves it).
const scanModules = "backup,blindsql,cookieflags,crlf,csp,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,xss"

// noFilter is the one thing that it reports and Weft does on purpose: the header switched on
// a filter of browsers that they took out again because it opened holes.
const noFilter = "X-XSS-Protection is not set"

// scanEach bounds the walk of one role; the attacks after it have as long together again.
const scanEach = 150 * time.Second

// report is what wapiti writes.
type report struct {
	Vulnerabilities map[string][]flaw `json:"vulnerabilities"`
	Anomalies       map[string][]flaw `json:"anomalies"`
}

type flaw struct {
	Method    string `json:"method"`
	Path      string `json:"path"`
	Info      string `json:"info"`
	Parameter string `json:"parameter"`
}

// TestScanFindsNothing lets wapiti loose on a demonstration of its own for each of these
// roles, on loopback. It fills in every form it finds; the program must log no error.
func TestScanFindsNothing(t *testing.T) {
	if _, err := exec.LookPath("wapiti"); err != nil {
		t.Fatal("wapiti is not installed: apt-get install wapiti")
	}
	each := scanEach
	if s := os.Getenv("SCAN_SECONDS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 10 || n > 3600 {
			t.Fatalf("SCAN_SECONDS is %q: write seconds from 10 to 3600", s)
		}
		each = time.Duration(n) * time.Second
	}
	for _, role := range []string{"", "link-worker", "team-lead", "receptionist", "admin"} {
		name := role
		if name == "" {
			name = "public"
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			scan(t, role, each)
		})
	}
}

func scan(t *testing.T, role string, each time.Duration) {
	w, dir := world{bin: shared.bin}, t.TempDir()
	stop, err := w.start(filepath.Join(dir, "town"), "--base-url", "https://town.example.org")
	if err != nil {
		t.Fatal(err)
	}
	var asked, failed atomic.Int64
	front := httptest.NewServer(gate(t, w.server.url, role, &asked, &failed))
	defer front.Close()
	at := front.URL
	out := filepath.Join(dir, "report.json")
	seconds := strconv.Itoa(int(each.Seconds()))
	args := []string{"-u", at + "/", "--scope", "folder", "-m", scanModules, "-d", "5", "--max-links-per-page", "80", "--max-files-per-dir", "80",
		"--max-scan-time", seconds, "--max-attack-time", strconv.Itoa(int(each.Seconds()) / 8), "-t", "15", "-v", "0", "--no-bugreport", "--flush-session", "--store-session", filepath.Join(dir, "session"), "-f", "json", "-o", out}
	ctx, cancel := context.WithTimeout(t.Context(), 12*each)
	defer cancel()
	if said, err := exec.CommandContext(ctx, "wapiti", args...).CombinedOutput(); err != nil {
		t.Errorf("wapiti ended with %v:\n%s", err, said)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
	body, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	var r report
	if err := json.Unmarshal(body, &r); err != nil {
		t.Fatal(err)
	}
	for _, part := range []map[string][]flaw{r.Vulnerabilities, r.Anomalies} {
		for what, list := range part {
			for _, f := range list {
				if f.Info == noFilter {
					continue
				}
				t.Errorf("%s: %s %s %s: %s", what, f.Method, f.Path, f.Parameter, f.Info)
			}
		}
	}
	if n := failed.Load(); n > 0 {
		t.Errorf("%d answers said that something went wrong on our side", n)
	}
	t.Logf("%d requests were answered, none with a fault; attacked with %s", asked.Load(), strings.ReplaceAll(scanModules, ",", ", "))
}

// gate stands before the demonstration, signed in, and lets everything through but the way
// out: wapiti cannot be told to leave that alone. It counts the requests, and the faults.
func gate(t *testing.T, at, role string, asked, failed *atomic.Int64) http.Handler {
	to, err := url.Parse(at)
	if err != nil {
		t.Fatal(err)
	}
	signedIn := ""
	if role != "" {
		signedIn = cookie(t, at, role)
	}
	proxy := httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(to)
			r.Out.Host = r.In.Host
			if signedIn != "" {
				r.Out.Header.Set("Cookie", signedIn)
			}
		},
		ModifyResponse: func(r *http.Response) error {
			asked.Add(1)
			if r.StatusCode >= http.StatusInternalServerError {
				failed.Add(1)
			}
			return nil
		},
		ErrorLog:     log.New(io.Discard, "", 0), // wapiti hangs up when its time is over
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusNoContent) },
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/sign-out" || r.URL.Path == "/help/leave" || strings.HasPrefix(r.URL.Path, "/demo/") {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		proxy.ServeHTTP(w, r)
	})
}

// cookie signs in as a role of the demonstration.
func cookie(t *testing.T, at, role string) string {
	t.Helper()
	client := http.Client{Timeout: 20 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.PostForm(at+"/demo/sign-in", url.Values{"as": {role}})
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	var pairs []string
	for _, c := range resp.Cookies() {
		pairs = append(pairs, c.Name+"="+c.Value)
	}
	if resp.StatusCode != http.StatusSeeOther || len(pairs) == 0 {
		t.Fatalf("signing in as %s answers %d with %d cookies", role, resp.StatusCode, len(pairs))
	}
	return strings.Join(pairs, "; ")
}
