package ui_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"weft/internal/web/ui"
)

func newAssets(t *testing.T) *ui.Assets {
	t.Helper()
	a, err := ui.NewAssets()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func ask(a *ui.Assets, method, address, accept string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, address, nil)
	if accept != "" {
		r.Header.Set("Accept-Encoding", accept)
	}
	w := httptest.NewRecorder()
	a.Handler().ServeHTTP(w, r)
	return w
}

func TestAssetNamesCarryTheirContent(t *testing.T) {
	t.Parallel()
	a, again := newAssets(t), newAssets(t)
	for name, pattern := range map[string]string{
		"weft.css": `^/assets/weft-[0-9a-f]{12}\.css$`,
		"weft.js":  `^/assets/weft-[0-9a-f]{12}\.js$`,
		"mark.svg": `^/assets/mark-[0-9a-f]{12}\.svg$`,
	} {
		if !regexp.MustCompile(pattern).MatchString(a.URL(name)) {
			t.Errorf("URL(%q) = %q", name, a.URL(name))
		}
		if a.URL(name) != again.URL(name) {
			t.Errorf("URL(%q) differs between two starts of one program", name)
		}
	}
	if got := a.URL("nothing.css"); got != "" {
		t.Errorf("URL of what is not there = %q", got)
	}
}

func TestAssetsAreServedCompressedAndForGood(t *testing.T) {
	t.Parallel()
	a := newAssets(t)
	plain := ask(a, "GET", a.URL("weft.css"), "").Body.String()
	if !strings.Contains(plain, ".weft-thread") || !strings.Contains(plain, ".nhsuk-button") {
		t.Fatal("the style sheet lacks our part or the vendored one")
	}
	for _, c := range []struct{ accept, encoding string }{
		{"", ""}, {"identity", ""}, {"deflate", ""}, {"gzip", "gzip"}, {"gzip, deflate, br", "br"},
		{"br;q=0, gzip", "gzip"}, {"br; q=0.000, gzip;q=0", ""}, {"BR", "br"},
	} {
		w := ask(a, "GET", "/under/a/path"+a.URL("weft.css"), c.accept)
		if got := w.Header().Get("Content-Encoding"); got != c.encoding {
			t.Errorf("Accept-Encoding %q answered with %q, want %q", c.accept, got, c.encoding)
		}
		if got := unpack(t, w.Body.Bytes(), c.encoding); got != plain {
			t.Errorf("Accept-Encoding %q gave another text", c.accept)
		}
		for header, want := range map[string]string{
			"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding",
			"Content-Type": "text/css; charset=utf-8", "X-Content-Type-Options": "nosniff",
		} {
			if got := w.Header().Get(header); got != want {
				t.Errorf("%s = %q, want %q", header, got, want)
			}
		}
	}
}

func unpack(t *testing.T, b []byte, encoding string) string {
	t.Helper()
	var r io.Reader = bytes.NewReader(b)
	switch encoding {
	case "br":
		r = brotli.NewReader(r)
	case "gzip":
		z, err := gzip.NewReader(r)
		if err != nil {
			t.Fatal(err)
		}
		r = z
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestAssetsRefuseOtherNamesAndMethods(t *testing.T) {
	t.Parallel()
	a := newAssets(t)
	for _, address := range []string{"/assets/", "/assets/weft.css", "/assets/weft-000000000000.css", "/assets/LICENSE.txt"} {
		if w := ask(a, "GET", address, ""); w.Code != http.StatusNotFound {
			t.Errorf("%s answered %d", address, w.Code)
		}
	}
	if w := ask(a, "POST", a.URL("weft.js"), ""); w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST answered %d", w.Code)
	}
	if w := ask(a, "HEAD", a.URL("weft.js"), ""); w.Code != http.StatusOK || w.Body.Len() != 0 {
		t.Errorf("HEAD answered %d with %d bytes", w.Code, w.Body.Len())
	}
}

func TestStyleSheetAndScriptFitTheirBudget(t *testing.T) {
	t.Parallel()
	a := newAssets(t)
	total := 0
	for _, name := range []string{"weft.css", "weft.js"} {
		n := ask(a, "GET", a.URL(name), "br").Body.Len()
		t.Logf("%s: %d bytes", name, n)
		total += n
	}
	if total > 45*1024 {
		t.Errorf("style sheet and script take %d bytes compressed, more than 45 KB", total)
	}
}

func TestStyleSheetAsksForNothingElsewhere(t *testing.T) {
	t.Parallel()
	a := newAssets(t)
	css := ask(a, "GET", a.URL("weft.css"), "").Body.String()
	for _, never := range []string{"@font-face", "@import", "http://", "https://", "frutiger", "nhs.uk", "#005eb8", "#007f3b"} {
		if strings.Contains(strings.ToLower(css), never) {
			t.Errorf("the style sheet contains %q", never)
		}
	}
	pictures := regexp.MustCompile(`url\(([^)]*)\)`).FindAllStringSubmatch(css, -1)
	if len(pictures) == 0 {
		t.Fatal("no picture found: the check below would prove nothing")
	}
	for _, m := range pictures {
		if w := ask(a, "GET", path.Join("/assets", m[1]), ""); w.Code != http.StatusOK {
			t.Errorf("picture %s answered %d", m[1], w.Code)
		}
	}
	used := regexp.MustCompile(`var\((--weft-[a-z-]+)`).FindAllStringSubmatch(css, -1)
	if len(used) < 100 {
		t.Fatalf("only %d colours replaced", len(used))
	}
	for _, m := range used {
		if !strings.Contains(css, m[1]+":") {
			t.Errorf("%s is used and never given", m[1])
		}
	}
}
