package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"weft/internal/id"
	"weft/internal/webtest"
)

// spoilt are ways to fill in a form that no page offers.
func spoilt() map[string]func(name, value string) string {
	return map[string]func(name, value string) string{
		"control signs":         func(_, _ string) string { return "a\x00b\xff\r\n<b>'\";--%s" },
		"a word for everything": func(_, _ string) string { return "nonsense" },
		"ids of nobody":         func(_, v string) string { return orID(v) },
		"numbers out of range":  func(_, _ string) string { return "99999999999999999999" },
		"minus":                 func(_, _ string) string { return "-1" },
		"a day to come":         func(name, v string) string { return tomorrow(name, v) },
		"very long":             func(_, _ string) string { return strings.Repeat("é ", 6000) },
		"nothing":               func(_, _ string) string { return "" },
	}
}

// tomorrow makes every date one of next year and leaves the rest.
func tomorrow(name, v string) string {
	switch {
	case strings.HasSuffix(name, "-day"), strings.HasSuffix(name, "-month"):
		return "2"
	case strings.HasSuffix(name, "-year"):
		return "2027"
	}
	return v
}

func orID(v string) string {
	if len(v) == 36 {
		return id.New[town]().String()
	}
	return v
}

func TestNothingThatIsSentBreaksAPage(t *testing.T) {
	t.Parallel()
	webtest.OnBoth(t, func(t *testing.T, s *webtest.Site) {
		w := newTown(t, s)
		clients := w.clients(t)
		rows, sent := table(t, w.Patterns), map[string]bool{}
		for _, role := range []string{"worker", "lead", "office", "safeguarding", "admin", "referrer", "public"} {
			for pattern, r := range rows {
				for _, odd := range []string{"nonsense", "%00", "%ff", "%2e%2e", "019aa000-0000-7000-8000-00000000000g"} {
					at := odd
					if i := strings.Index(r.at, "<"); i >= 0 {
						at = r.at[:i] + odd + r.at[strings.Index(r.at, ">")+1:]
					}
					if !strings.HasPrefix(at, "/") {
						continue
					}
					sound(t, w.ask(clients[role], r.method(pattern), w.emptied(at), w.emptied(r.sent)), role, pattern, odd)
				}
				if r.method(pattern) == http.MethodGet && !r.away {
					p := clients[role].Get(w.fill(r.at))
					spoil(t, clients[role], p, role, pattern, sent)
					p = clients[role].Get(w.fill(r.at) + "?stage=%00&state=%ff&q=%00&need=%00&near=%00&miles=x&after=%00&to=%00&a=%00")
					sound(t, p, role, pattern, "its address")
				}
			}
		}
	})
}

// spoil sends every form of a page but those that end the session, spoilt, once for
// each role.
func spoil(t *testing.T, c *webtest.Client, p *webtest.Page, role, pattern string, sent map[string]bool) {
	t.Helper()
	for _, f := range p.Forms() {
		if strings.HasSuffix(f.Action, "/sign-out") || strings.HasSuffix(f.Action, "/sign-in") || strings.HasSuffix(f.Action, "/leave") || strings.HasSuffix(f.Action, "/end-role") {
			continue
		}
		if sent[role+f.Action] {
			continue
		}
		sent[role+f.Action] = true
		for how, change := range spoilt() {
			fields := url.Values{}
			for name, vs := range f.Values {
				fields.Set(name, change(name, vs[0]))
			}
			sound(t, c.Send(c.Request(f.Method, f.Action, fields)), role, pattern+" -> "+f.Action, how)
		}
	}
}

// sound checks that an answer is none of ours to be ashamed of.
func sound(t *testing.T, p *webtest.Page, role, what, how string) {
	t.Helper()
	if p.Status >= 500 {
		t.Errorf("%s as %s with %s answers %d", what, role, how, p.Status)
	}
	if strings.Contains(p.Body, "a\x00b") || strings.Contains(p.Body, "<b>'") || strings.Contains(p.Body, "%!") {
		t.Errorf("%s as %s with %s shows what was sent as it came", what, role, how)
	}
	if p.Status != http.StatusUnprocessableEntity {
		return
	}
	for field, sentence := range p.Problems() {
		// A group that is full by now has no form that asks until when.
		if field != "" && !strings.HasSuffix(what, "/full") && !p.Has("[id='"+field+"']") && !p.Has("[id='"+field+"-day']") {
			t.Errorf("%s as %s with %s: %q leads to #%s, which is not on the page", what, role, how, sentence, field)
		}
		if sentence == "" || strings.Contains(sentence, ".wrong") || !strings.HasSuffix(strings.TrimRight(sentence, "”"), ".") {
			t.Errorf("%s as %s with %s says %q", what, role, how, sentence)
		}
	}
}
