package ui_test

import (
	"strings"
	"testing"

	"weft/internal/web/ui"
)

// drawn gives every page of the gallery, in full.
func drawn(t *testing.T) map[string]doc {
	t.Helper()
	out := map[string]doc{}
	for name, build := range gallery() {
		p, body := build()
		p.CSS, p.JS, p.Icon = "/assets/a.css", "/assets/a.js", "/assets/m.svg"
		out[name] = draw(t, ui.Layout(p, body))
	}
	return out
}

func TestNothingInlineAndNothingOfTheNHS(t *testing.T) {
	t.Parallel()
	for name, d := range drawn(t) {
		d.has("[style], style, script:not([src]), base, iframe, object", 0)
		for _, never := range []string{"nhs.uk", "nhsuk-logo", "nhsuk-header", "nhs england", "javascript:", "http://", "https://"} {
			if strings.Contains(strings.ToLower(strings.ReplaceAll(d.raw, `xmlns="http://www.w3.org/2000/svg"`, "")), never) {
				t.Errorf("%s contains %q", name, never)
			}
		}
		for _, n := range d.all("*") {
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "else" {
					t.Errorf("%s has an attribute %s", name, a.Key)
				}
			}
		}
	}
}

func TestEveryPageIsWellFormed(t *testing.T) {
	t.Parallel()
	for name, d := range drawn(t) {
		d.has("h1", 1)
		d.has("main", 1)
		ids := map[string]bool{}
		for _, n := range d.all("[id]") {
			id, _ := attribute(n, "id")
			if ids[id] {
				t.Errorf("%s has two elements with the id %q", name, id)
			}
			ids[id] = true
		}
		for _, ref := range []string{"for", "aria-describedby", "aria-labelledby", "aria-controls", "data-reveals"} {
			for _, n := range d.all("[" + ref + "]") {
				list, _ := attribute(n, ref)
				for id := range strings.FieldsSeq(list) {
					if !ids[id] {
						t.Errorf("%s: %s=%q leads nowhere", name, ref, id)
					}
				}
			}
		}
		for _, n := range d.all(`a[href^="#"]`) {
			href, _ := attribute(n, "href")
			if !ids[href[1:]] {
				t.Errorf("%s: link to %s leads nowhere", name, href)
			}
		}
	}
}

func TestEveryAddressStandsUnderTheBase(t *testing.T) {
	t.Parallel()
	checked := 0
	for name, d := range drawn(t) {
		for _, key := range []string{"href", "src", "action", "data-autosave"} {
			for _, n := range d.all("[" + key + "]") {
				v, _ := attribute(n, key)
				checked++
				if !strings.HasPrefix(v, "/weft/") && !strings.HasPrefix(v, "#") {
					t.Errorf("%s: %s=%q leaves the base path", name, key, v)
				}
			}
		}
	}
	if checked < 100 {
		t.Fatalf("only %d addresses looked at", checked)
	}
}

func TestEveryControlHasALabel(t *testing.T) {
	t.Parallel()
	checked := 0
	for name, d := range drawn(t) {
		labels := map[string]bool{}
		for _, n := range d.all("label[for]") {
			id, _ := attribute(n, "for")
			labels[id] = words(n) != ""
		}
		for _, n := range d.all("input:not([type=hidden]), select, textarea") {
			id, _ := attribute(n, "id")
			checked++
			if !labels[id] {
				t.Errorf("%s: control %q has no label", name, id)
			}
		}
	}
	if checked < 30 {
		t.Fatalf("only %d controls looked at", checked)
	}
}
