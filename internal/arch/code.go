package arch

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// clocks finds calls of the machine's clock outside package clock.
func clocks(t *tree) []finding {
	var out []finding
	for _, f := range t.own() {
		if l, _ := layerOf(f.pkg); f.pkg == "clock" || l == isTestOnly {
			continue
		}
		f.calls(func(c *ast.CallExpr) {
			switch callee(c) {
			case "time.Now", "time.Since", "time.Until":
				out = append(out, finding{t.at(c.Pos()), callee(c) + " asks the machine; take the time from clock.Clock or tx.Now"})
			}
		})
	}
	return out
}

// calling finds calls to other hosts outside the few packages that make them on purpose,
// each to a host that somebody configured.
func calling(t *tree) []finding {
	var out []finding
	for _, f := range t.own() {
		if callers()[f.pkg] != "" {
			continue
		}
		if l, _ := layerOf(f.pkg); l == isTestOnly {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			x, ok := sel.X.(*ast.Ident)
			if !ok {
				return true
			}
			switch name := x.Name + "." + sel.Sel.Name; name {
			case "http.Client", "http.Get", "http.Head", "http.Post", "http.PostForm", "http.DefaultClient", "http.Transport", "http.DefaultTransport",
				"net.Dial", "net.DialTimeout", "net.Dialer", "tls.Dial":
				out = append(out, finding{t.at(n.Pos()), name + " asks another host; only the packages in callers() of internal/arch/house.go do, each where somebody configured it"})
			}
			return true
		})
	}
	return out
}

// inits finds functions that run by themselves.
func inits(t *tree) []finding {
	var out []finding
	for _, f := range t.written() {
		for _, d := range f.ast.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				out = append(out, finding{t.at(fn.Pos()), "init runs unseen; do it where the value is made"})
			}
		}
	}
	return out
}

// globals finds package-level variables that could change.
func globals(t *tree) []finding {
	var out []finding
	for _, f := range t.own() {
		for _, d := range f.ast.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR {
				continue
			}
			for _, s := range g.Specs {
				v, ok := s.(*ast.ValueSpec)
				if !ok || embedded(g, v) {
					continue
				}
				for i, n := range v.Names {
					if n.Name == "_" || sentinel(n.Name, v, i) || variables()[f.pkg+"."+n.Name] != "" {
						continue
					}
					out = append(out, finding{t.at(n.Pos()), n.Name + " could change under everybody's feet; make it a constant, a function that returns it or a field, or name it in internal/arch/house.go"})
				}
			}
		}
	}
	return out
}

func embedded(g *ast.GenDecl, v *ast.ValueSpec) bool {
	for _, doc := range []*ast.CommentGroup{g.Doc, v.Doc} {
		if doc == nil {
			continue
		}
		for _, c := range doc.List {
			if strings.HasPrefix(c.Text, "//go:embed ") {
				return true
			}
		}
	}
	return false
}

// sentinel reports whether a variable is an error that never changes.
func sentinel(name string, v *ast.ValueSpec, i int) bool {
	if !strings.HasPrefix(strings.ToLower(name), "err") || i >= len(v.Values) {
		return false
	}
	c, ok := v.Values[i].(*ast.CallExpr)
	return ok && callee(c) == "errors.New"
}

// stops finds panics, exits and prints where none may be.
func stops(t *tree) []finding {
	var out []finding
	for _, f := range t.own() {
		printer := f.command() || f.pkg == "app" || strings.HasPrefix(f.pkg, "app/")
		f.calls(func(c *ast.CallExpr) {
			switch name := callee(c); name {
			case "panic":
				out = append(out, finding{t.at(c.Pos()), "panic takes everybody's request down; return an error"})
			case "log.Fatal", "log.Fatalf", "log.Fatalln", "log.Panic", "log.Panicf", "log.Print", "log.Printf", "log.Println":
				out = append(out, finding{t.at(c.Pos()), name + " goes round the logger; return an error or take a *slog.Logger"})
			case "os.Exit":
				if !f.command() {
					out = append(out, finding{t.at(c.Pos()), "os.Exit outside a command; return an error"})
				}
			case "fmt.Print", "fmt.Printf", "fmt.Println", "print", "println":
				if !printer {
					out = append(out, finding{t.at(c.Pos()), name + " writes past everyone; take an io.Writer or a *slog.Logger"})
				}
			}
		})
	}
	return out
}

// skips finds tests that are passed over.
func skips(t *tree) []finding {
	var out []finding
	for _, f := range t.written() {
		f.calls(func(c *ast.CallExpr) {
			sel, ok := c.Fun.(*ast.SelectorExpr)
			if ok && (sel.Sel.Name == "Skip" || sel.Sel.Name == "Skipf" || sel.Sel.Name == "SkipNow") && f.test {
				out = append(out, finding{t.at(c.Pos()), "a skipped test proves nothing; make it run everywhere or put it under the build tag conform"})
			}
		})
	}
	return out
}

// leftovers finds notes of work that was not done.
func leftovers(t *tree) []finding {
	var out []finding
	for _, f := range t.written() {
		for _, g := range f.ast.Comments {
			for _, c := range g.List {
				for _, word := range []string{"TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"} {
					if strings.Contains(c.Text, word) {
						out = append(out, finding{t.at(c.Pos()), word + " is left; do it, or write an issue"})
					}
				}
			}
		}
	}
	return out
}

// tagged finds tests under a build tag whose names do not begin with it: the
// scripts run those under a tag by their names.
func tagged(t *tree) []finding {
	var out []finding
	for _, f := range t.files {
		tag := ""
		for _, g := range f.ast.Comments {
			if after, ok := strings.CutPrefix(g.List[0].Text, "//go:build "); ok && g.Pos() < f.ast.Package {
				tag = after[strings.LastIndex(after, " ")+1:]
			}
		}
		if !f.test || !slices.Contains([]string{"access", "bench", "conform", "crawl", "fault", "scan"}, tag) {
			continue
		}
		want := "Test" + strings.ToUpper(tag[:1]) + tag[1:]
		for _, d := range f.ast.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && strings.HasPrefix(fn.Name.Name, "Test") && !strings.HasPrefix(fn.Name.Name, want) {
				out = append(out, finding{t.at(fn.Pos()), fn.Name.Name + " would not be run; call it " + want + "…"})
			}
		}
	}
	return out
}
