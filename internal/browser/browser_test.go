package browser_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"weft/internal/browser"
)

// site is a small place to act in.
func site(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		who := "nobody"
		if c, err := r.Cookie("who"); err == nil {
			who = c.Value
		}
		fmt.Fprintf(w, `<!doctype html><html lang="en"><title>Start</title><main><h1>Hello %s</h1>
<p id="script">off</p><script>document.getElementById('script').textContent='on'</script>
<form method="post" action="/save"><label for="n">Full name <span>(optional)</span></label><input id="n" name="name" value="old">
<label for="l">Language</label><select id="l" name="lang"><option value="en">English<option value="cy">Cymraeg</select>
<fieldset><legend>How</legend><label><input type="radio" name="how" value="phone">Phone</label><label><input type="radio" name="how" value="home">At home</label></fieldset>
<button class="nhsuk-button" type="submit">Save <span>it</span></button></form>
<a href="/far">Far away</a> <a href="#n">Here</a> <button type="button">Twice</button><button type="button">Twice</button>
<details><summary>More</summary>Hidden words</details></main></html>`, who)
	})
	mux.HandleFunc("POST /save", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "who", Value: strings.Join([]string{r.PostFormValue("name"), r.PostFormValue("lang"), r.PostFormValue("how")}, "-")})
		http.Redirect(w, r, "/", http.StatusSeeOther)
	})
	mux.HandleFunc("GET /far", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusTeapot)
		fmt.Fprint(w, `<title>Far</title><img src="/none.png"><div style="width:3000px">wide</div>`)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func TestActsAsAPersonDoes(t *testing.T) {
	t.Parallel()
	b, address := browser.Start(t), site(t)
	for _, js := range []bool{true, false} {
		tab := b.NewTab(t, browser.Options{Width: 320, JS: js})
		tab.Goto(address + "/")
		if got, want := tab.TextOf("#script"), map[bool]string{true: "on", false: "off"}[js]; got != want {
			t.Errorf("scripts %q, want %q", got, want)
		}
		tab.Fill("Full name", "Zoë “O'Neill”")
		tab.Fill("name", "Dilys")
		tab.Select("Language", "Cymraeg")
		tab.Choose("How", "At home")
		tab.Submit()
		if got := tab.TextOf("h1"); got != "Hello Dilys-cy-home" {
			t.Errorf("saved %q", got)
		}
		if tab.Steps() != 3 {
			t.Errorf("%d steps, want 3: a list, a choice, a submit", tab.Steps())
		}
		tab.Click("Here")
		tab.Click("More")
		if !strings.Contains(tab.Text(), "Hidden words") {
			t.Error("the details did not open")
		}
		tab.Click("Save it")
		tab.Click("a[href='/far']")
		if tab.Status() != http.StatusTeapot || tab.Title() != "Far" {
			t.Errorf("far away: %d %q", tab.Status(), tab.Title())
		}
		if len(tab.Complaints()) == 0 {
			t.Error("a missing picture is not complained of")
		}
		tab.Back()
		if tab.Title() != "Start" {
			t.Errorf("back led to %q", tab.Title())
		}
	}
}

func TestKeyboardAloneIsEnough(t *testing.T) {
	t.Parallel()
	tab := browser.Start(t).NewTab(t, browser.Options{})
	tab.Goto(site(t) + "/")
	tab.TabTo("Full name")
	tab.Type("Olwen")
	tab.TabTo("Phone")
	tab.Press("Space")
	tab.TabTo("Save it")
	tab.Press("Shift+Tab", "Tab", "Enter")
	if got := tab.TextOf("h1"); got != "Hello Olwen-en-phone" {
		t.Errorf("saved %q", got)
	}
	if tab.Steps() != 2 {
		t.Errorf("%d steps, want 2", tab.Steps())
	}
}

func TestTabsShareNoCookies(t *testing.T) {
	t.Parallel()
	b, address := browser.Start(t), site(t)
	one, other := b.NewTab(t, browser.Options{JS: true}), b.NewTab(t, browser.Options{JS: true})
	one.Goto(address + "/")
	one.Submit()
	other.Goto(address + "/")
	if got := other.TextOf("h1"); got != "Hello nobody" {
		t.Errorf("the other tab says %q", got)
	}
}

func TestLooksFindWhatIsWrong(t *testing.T) {
	t.Parallel()
	tab := browser.Start(t).NewTab(t, browser.Options{Width: 320})
	address := site(t)
	tab.Goto(address + "/far")
	ids := []string{}
	for _, v := range tab.Axe() {
		ids = append(ids, v.ID)
	}
	if got := strings.Join(ids, " "); !strings.Contains(got, "image-alt") || !strings.Contains(got, "html-has-lang") {
		t.Errorf("axe found only %q", got)
	}
	if said := failure(t, func(tb testing.TB) { tab.For(tb).NoHorizontalScroll() }); !strings.Contains(said, "3000px") {
		t.Errorf("the wide element is not named: %q", said)
	}
	x := tab.For(t).Transfer()
	if x.Bytes == 0 || x.Requests < 2 || len(x.Hosts) != 1 || !strings.HasSuffix(address, x.Hosts[0]) {
		t.Errorf("transfer %+v", x)
	}
	if got := tab.For(t).SmallTargets(44); len(got) != 0 {
		t.Errorf("a page without targets has small ones: %v", got)
	}
	picture := filepath.Join(t.TempDir(), "a", "far.png")
	tab.For(t).Screenshot(picture)
	if info, err := os.Stat(picture); err != nil || info.Size() == 0 {
		t.Errorf("no picture: %v", err)
	}
}

func TestSaysWhatWasThereInstead(t *testing.T) {
	t.Parallel()
	b, address := browser.Start(t), site(t)
	for want, act := range map[string]func(*browser.Tab){
		"The page offers: Save it | Far away": func(tab *browser.Tab) { tab.Click("Nowhere") },
		"there are 2 of it":                   func(tab *browser.Tab) { tab.Click("Twice") },
		"The page asks for: Full name":        func(tab *browser.Tab) { tab.Fill("Age", "7") },
		"is not one of: English | Cymraeg":    func(tab *browser.Tab) { tab.Select("Language", "Polski") },
		"among: Phone | At home":              func(tab *browser.Tab) { tab.Choose("How", "By letter") },
		"there are 0 groups":                  func(tab *browser.Tab) { tab.Choose("When", "Phone") },
	} {
		said := failure(t, func(tb testing.TB) {
			tab := b.NewTab(tb, browser.Options{})
			tab.Goto(address + "/")
			act(tab)
		})
		if !strings.Contains(said, want) {
			t.Errorf("said %q, want it to contain %q", said, want)
		}
	}
}

func TestWithoutChromiumItSaysWhatToInstall(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := browser.Launch()
	if err == nil || !strings.Contains(err.Error(), "apt-get install chromium") {
		t.Errorf("said %v", err)
	}
}

// failing stands in for a test and keeps what it fails with.
type failing struct {
	testing.TB
	said string
}

func (f *failing) Helper() {}
func (f *failing) Errorf(format string, args ...any) {
	f.said += fmt.Sprintf(format, args...)
}
func (f *failing) Fatalf(format string, args ...any) {
	f.Errorf(format, args...)
	runtime.Goexit()
}

func failure(t *testing.T, act func(testing.TB)) string {
	t.Helper()
	f := &failing{TB: t}
	done := make(chan struct{})
	go func() {
		defer close(done)
		act(f)
	}()
	<-done
	return f.said
}
