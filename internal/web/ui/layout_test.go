package ui_test

import (
	"testing"

	"github.com/a-h/templ"

	"weft/internal/web/ui"
)

func TestBaseGoesBeforeOwnAddressesOnly(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"/today": "/weft/today", "/": "/weft/", "#main": "#main", "tel:01632960204": "tel:01632960204",
		"https://example.org/": "https://example.org/", "//example.org/": "//example.org/", "": "",
	} {
		if got := ui.Base("/weft").To(in); got != want {
			t.Errorf("To(%q) = %q, want %q", in, got, want)
		}
	}
	if got := ui.Base("").To("/today"); got != "/today" {
		t.Errorf("without a base: %q", got)
	}
}

func TestLayoutOfABarePage(t *testing.T) {
	t.Parallel()
	d := draw(t, ui.Layout(ui.Page{Title: "Help", CSS: "/assets/a.css", JS: "/assets/a.js"}, ui.PageTitle("Help", "")))
	if got := d.text("title"); got != "Help – Weft" {
		t.Errorf("title %q", got)
	}
	d.has(`html[lang=en][dir=ltr]`, 1)
	d.has(`a.nhsuk-skip-link[href="#main"]`, 1)
	d.has(`main#main h1`, 1)
	d.has(`link[rel=stylesheet][href="/assets/a.css"]`, 1)
	d.has(`script[type=module][src="/assets/a.js"]`, 1)
	for _, absent := range []string{".weft-demo", ".weft-find", ".weft-nav", ".weft-account", ".weft-news", ".nhsuk-error-summary", ".nhsuk-back-link", "meta[name=robots]", `link[rel=icon]`} {
		d.has(absent, 0)
	}
}

func TestLayoutShowsWhatThePageSays(t *testing.T) {
	t.Parallel()
	d := draw(t, ui.Layout(ui.Page{
		Title: "Refer", Lang: "ur-PK", Base: "/weft", CSS: "/assets/a.css", JS: "/assets/a.js", Icon: "/assets/m.svg", Brand: "Fellside Link Workers",
		Demo: true, Public: true, ShowFind: true, Account: "Sam <Iqbal>", SafeguardingHref: "/weft/help#safety", NoIndex: true,
		Nav:      []ui.NavItem{{Href: "/weft/today", Label: "Today"}, {Href: "/weft/people", Label: "People", Current: true}},
		Back:     &ui.Link{Href: "/weft/today", Label: "Back to today"},
		Flash:    &ui.Notice{Text: "Saved."},
		Problems: []ui.Problem{{Field: "name", Text: "Write a name."}, {Text: "Try again."}},
		Banner:   templ.Raw(`<div id="bar"></div>`),
	}, ui.PageTitle("Refer", "")))
	if got := d.text("title"); got != "Error: Refer – Fellside Link Workers" {
		t.Errorf("title %q", got)
	}
	d.has(`html[lang=ur-PK][dir=rtl]`, 1)
	d.has(`link[rel=stylesheet][href="/weft/assets/a.css"]`, 1)
	d.has(`link[rel=icon][href="/weft/assets/m.svg"]`, 1)
	d.has(`form.weft-find[method=post][action="/weft/find"] input[name=q]`, 1)
	d.has(`form[method=post][action="/weft/sign-out"] button`, 1)
	d.has(`.weft-nav a`, 2)
	if got := d.text(`.weft-nav a[aria-current=page]`); got != "People" {
		t.Errorf("current page %q", got)
	}
	if got := d.text(`a[href="/weft/account"]`); got != "Sam <Iqbal>" {
		t.Errorf("account %q", got)
	}
	d.has(`footer a[href="/weft/help#safety"]`, 1)
	d.has(`meta[name=robots][content=noindex]`, 1)
	d.has(`.weft-demo`, 1)
	d.has(`header + #bar + .weft-page`, 1)
	d.has(`main .nhsuk-error-summary [role=alert] a[href="#name"]`, 1)
	d.has(`main .nhsuk-error-summary li`, 2)
	d.has(`main .weft-news[role=alert]`, 1)
	if got := d.text("footer p"); got == "" {
		t.Error("a public page must say where to turn in danger")
	}
}

func TestNewsIsAnnouncedOnlyAfterSuccess(t *testing.T) {
	t.Parallel()
	d := draw(t, ui.NoticeBox(ui.Notice{Text: "Paused until Friday.", Info: true}))
	d.has(`[role=alert]`, 0)
	d.has(`section[aria-label]`, 1)
	draw(t, ui.NoticeBox(ui.Notice{Text: "Saved."})).has(`[role=alert][tabindex="-1"]`, 1)
}

func TestErrorForFindsTheFirst(t *testing.T) {
	t.Parallel()
	problems := []ui.Problem{{Text: "whole form"}, {Field: "a", Text: "first"}, {Field: "a", Text: "second"}}
	if got := ui.ErrorFor(problems, "a"); got != "first" {
		t.Errorf("got %q", got)
	}
	if got := ui.ErrorFor(problems, "b"); got != "" {
		t.Errorf("a field without a problem has %q", got)
	}
}
