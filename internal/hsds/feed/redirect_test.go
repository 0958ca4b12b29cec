package feed

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"weft/internal/errs"
)

func TestAServerCannotSendUsToAnotherHost(t *testing.T) {
	t.Parallel()
	var asked atomic.Int64
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	t.Cleanup(inside.Close)
	for name, to := range map[string]string{"another port of this machine": inside.URL + "/services", "an address of a cloud": "http://169.254.169.254/latest",
		"another scheme": "ftp://127.0.0.1/services", "a file": "file:///etc/passwd"} {
		outside := httptest.NewServer(http.RedirectHandler(to, http.StatusFound))
		t.Cleanup(outside.Close)
		a, err := openAPI(outside.URL, http.DefaultClient)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := read(a); !errs.Is(err, errs.Invalid) && !errs.Is(err, errs.Unavailable) || !strings.Contains(err.Error(), "another place") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := asked.Load(); n != 0 {
		t.Errorf("the other host was asked %d times", n)
	}
}

func TestARedirectOnTheSameHostIsFollowedAndNoneWithoutEnd(t *testing.T) {
	t.Parallel()
	var rounds atomic.Int64
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, "/round"):
			rounds.Add(1)
			http.Redirect(w, r, r.URL.Path, http.StatusFound)
		case r.URL.Path == "/old/":
			http.Redirect(w, r, "/new", http.StatusMovedPermanently)
		default:
			reply(w, map[string]any{"here": r.URL.Path})
		}
	}))
	t.Cleanup(s.Close)
	a, err := openAPI(s.URL+"/old", http.DefaultClient)
	if err != nil {
		t.Fatal(err)
	}
	if v, _, err := a.once(t.Context(), a.address(nil)); err != nil || v.(map[string]any)["here"] != "/new" {
		t.Errorf("%v %v", v, err)
	}
	a.base.Path = "/round"
	if _, wait, err := a.once(t.Context(), a.address(nil)); err == nil || wait >= 0 || rounds.Load() > maxRedirects+1 {
		t.Errorf("round and round %d times: %v", rounds.Load(), err)
	}
}
