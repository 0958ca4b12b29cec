package ui_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"weft/internal/browser"
	"weft/internal/clock"
	"weft/internal/httpkit"
)

// runsNothingStored shows a page that a mistake of ours would make: somebody's name
// written into it as it was typed. The policy that every answer carries keeps it still.
func runsNothingStored(t *testing.T, b *browser.Browser) {
	name := `<script>document.title = "ran"</script><img src="x" onerror="document.title='ran'"><svg onload="document.title='ran'"></svg>` +
		`<style>h1 { display: none }</style><base href="https://elsewhere.example/"><iframe srcdoc="<script>parent.document.title='ran'</script>"></iframe>` +
		`<form action="https://elsewhere.example/"><button>Elsewhere</button></form><a href="javascript:document.title='ran'">Press</a>`
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, `<!doctype html><html lang="en"><head><title>Calm</title></head><body><h1>`+name+` Dilys</h1><a href="/next">Next</a></body></html>`)
	})
	s := httptest.NewServer(httpkit.Wrap(httpkit.Options{Log: slog.New(slog.DiscardHandler), Clock: clock.System{}}, mux))
	t.Cleanup(s.Close)
	tab := b.NewTab(t, browser.Options{JS: true})
	tab.Goto(s.URL)
	tab.Click("Press")
	if tab.Title() != "Calm" {
		t.Error("what was stored ran as a script")
	}
	if len(tab.Complaints()) == 0 {
		t.Error("the browser refused nothing, so this shows nothing")
	}
}
