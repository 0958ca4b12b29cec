package webtest

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"
	xhtml "golang.org/x/net/html"
)

// Form is a form of a page with what stands in it: its hidden fields, what is typed
// and ticked, and the button that will be pressed.
type Form struct {
	Action string
	Method string
	Values url.Values

	p    *Page
	node *xhtml.Node
}

// Form returns the form whose button has these words: exactly them, or, where no
// button has, with them at its beginning. There must be exactly one.
func (p *Page) Form(label string) *Form {
	p.c.t.Helper()
	var exact, near []*xhtml.Node
	for _, b := range p.All("form button[type=submit]") {
		switch w := words(b); {
		case w == label:
			exact = append(exact, b)
		case strings.HasPrefix(w, label):
			near = append(near, b)
		}
	}
	if len(exact) == 0 {
		exact = near
	}
	if len(exact) != 1 {
		p.c.t.Fatalf("webtest: %s (%d) has %d buttons %q; it has %q", p.Address, p.Status, len(exact), label, p.Texts("form button[type=submit]"))
	}
	button := exact[0]
	at := button
	for at != nil && at.Data != "form" {
		at = at.Parent
	}
	f := p.form(at)
	if name, ok := attr(button, "name"); ok {
		v, _ := attr(button, "value")
		f.Values.Set(name, v)
	}
	return f
}

// FormTo returns the first form that is sent to an address with this end.
func (p *Page) FormTo(end string) *Form {
	p.c.t.Helper()
	for _, n := range p.All("form") {
		if action, _ := attr(n, "action"); strings.HasSuffix(action, end) {
			return p.form(n)
		}
	}
	p.c.t.Fatalf("webtest: %s has no form to %q", p.Address, end)
	return nil
}

// Fields returns what the one form that a selector finds would send as it stands,
// without a button.
func (p *Page) Fields(selector string) url.Values {
	p.c.t.Helper()
	found := p.All(selector)
	if len(found) != 1 {
		p.c.t.Fatalf("webtest: %s (%d) has %d of %s:\n%s", p.Address, p.Status, len(found), selector, p.firstWords())
	}
	return p.form(found[0]).Values
}

func (p *Page) form(n *xhtml.Node) *Form {
	f := &Form{p: p, node: n, Values: url.Values{}, Action: p.Address, Method: http.MethodGet}
	if a, ok := attr(n, "action"); ok {
		f.Action = a
	}
	if m, _ := attr(n, "method"); strings.EqualFold(m, "post") {
		f.Method = http.MethodPost
	}
	for _, k := range f.controls("") {
		name, _ := attr(k, "name")
		if name == "" || k.Data == "button" {
			continue
		}
		for _, v := range standing(k) {
			f.Values.Add(name, v)
		}
	}
	return f
}

// controls returns the form's controls with this name, all when it is empty.
func (f *Form) controls(name string) []*xhtml.Node {
	var out []*xhtml.Node
	for _, k := range cascadia.QueryAll(f.node, cascadia.MustCompile("input, textarea, select, button")) {
		if n, _ := attr(k, "name"); name == "" || n == name {
			out = append(out, k)
		}
	}
	return out
}

// standing returns what a control would send as it stands.
func standing(k *xhtml.Node) []string {
	value, has := attr(k, "value")
	switch k.Data {
	case "textarea":
		// A browser drops the first new line of a textarea, and so does the parser.
		if k.FirstChild == nil {
			return []string{""}
		}
		return []string{k.FirstChild.Data}
	case "select":
		return []string{selected(k)}
	}
	switch kind, _ := attr(k, "type"); kind {
	case "checkbox", "radio":
		if _, on := attr(k, "checked"); !on {
			return nil
		}
		if !has {
			value = "on"
		}
	case "submit", "button":
		return nil
	}
	return []string{value}
}

func options(k *xhtml.Node) []string {
	var out []string
	for o := range k.Descendants() {
		if o.Data == "option" {
			v, _ := attr(o, "value")
			out = append(out, v)
		}
	}
	return out
}

func selected(k *xhtml.Node) string {
	for o := range k.Descendants() {
		if _, on := attr(o, "selected"); on && o.Data == "option" {
			v, _ := attr(o, "value")
			return v
		}
	}
	if all := options(k); len(all) > 0 {
		return all[0]
	}
	return ""
}

// Set types into a field, chooses an answer of a list or of radios, or ticks the box
// with this value; "" unticks. A name or a choice that the form does not have ends
// the test, so that no test passes on a field that went.
func (f *Form) Set(name, value string) *Form {
	f.p.c.t.Helper()
	controls := f.controls(name)
	if len(controls) == 0 {
		f.p.c.t.Fatalf("webtest: the form to %s has no field %q", f.Action, name)
	}
	var choices []string
	boxes := false
	for _, k := range controls {
		kind, _ := attr(k, "type")
		switch {
		case k.Data == "select":
			choices = append(choices, options(k)...)
		case kind == "radio" || kind == "checkbox":
			v, _ := attr(k, "value")
			choices = append(choices, v)
			boxes = boxes || kind == "checkbox"
		}
	}
	if choices != nil && value != "" && !slices.Contains(choices, value) {
		f.p.c.t.Fatalf("webtest: %q cannot be chosen as %q; there are %q", value, name, choices)
	}
	switch {
	case boxes && value == "":
		f.Values.Del(name)
	case boxes && !slices.Contains(f.Values[name], value):
		f.Values.Add(name, value)
	case !boxes:
		f.Values.Set(name, value)
	}
	return f
}

// Date types a date into its three boxes.
func (f *Form) Date(name, day, month, year string) *Form {
	f.p.c.t.Helper()
	return f.Set(name+"-day", day).Set(name+"-month", month).Set(name+"-year", year)
}

// Value returns what stands in a field.
func (f *Form) Value(name string) string { return f.Values.Get(name) }

// Holds checks that these fields hold what is given.
func (f *Form) Holds(fields map[string]string) *Form {
	f.p.c.t.Helper()
	for name, want := range fields {
		if got := f.Values.Get(name); got != want {
			f.p.c.t.Errorf("the field %q holds %q, want %q", name, got, want)
		}
	}
	return f
}

// Send sends the form and follows where it leads.
func (f *Form) Send() *Page {
	f.p.c.t.Helper()
	if f.Method == http.MethodGet {
		return f.p.c.Get(strings.Split(f.Action, "?")[0] + "?" + f.Values.Encode())
	}
	return f.p.c.Post(f.Action, f.Values)
}

// By returns the form in another browser, which will send it.
func (f *Form) By(c *Client) *Form {
	out, page := *f, *f.p
	page.c = c
	out.p = &page
	return &out
}

// Forms returns every form of the page, without a button.
func (p *Page) Forms() []*Form {
	p.c.t.Helper()
	var out []*Form
	for _, n := range p.All("form") {
		out = append(out, p.form(n))
	}
	return out
}

// FormOf returns the form that an element of All is, without a button.
func (p *Page) FormOf(n *xhtml.Node) *Form { return p.form(n) }

// Names returns the names of what a reader can fill in, tick or choose, in order.
func (f *Form) Names() []string {
	var out []string
	for _, k := range f.controls("") {
		name, _ := attr(k, "name")
		if kind, _ := attr(k, "type"); name == "" || kind == "hidden" || k.Data == "button" || slices.Contains(out, name) {
			continue
		}
		out = append(out, name)
	}
	return out
}

// Likely returns an answer that a field takes: the first choice that is one, or a word.
func (f *Form) Likely(name string) string {
	for _, k := range f.controls(name) {
		kind, _ := attr(k, "type")
		v, _ := attr(k, "value")
		switch {
		case k.Data == "select":
			for _, o := range options(k) {
				if o != "" {
					return o
				}
			}
			return ""
		case kind == "radio" || kind == "checkbox":
			return v
		}
	}
	return "Something"
}

// Once sends the form and follows nothing.
func (f *Form) Once() *Page {
	f.p.c.t.Helper()
	return f.p.c.send(f.p.c.request(f.Method, f.Action, f.Values))
}
