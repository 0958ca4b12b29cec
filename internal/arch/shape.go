package arch

import (
	"fmt"
	"go/ast"
	"path"
	"slices"
	"strings"
)

const (
	maxFile     = 500
	maxTestFile = 800
	maxFunc     = 60
)

// sizes finds files and functions that have grown too long.
func sizes(t *tree) []finding {
	var out []finding
	for _, f := range t.written() {
		lid := maxFile
		if f.test {
			lid = maxTestFile
		}
		if n := f.lines(); n > lid {
			out = append(out, finding{f.path + ":1", fmt.Sprintf("%d lines, at most %d; split it by use case", n, lid)})
		}
		for _, d := range f.ast.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Body == nil {
				continue
			}
			if n := t.fset.Position(fn.End()).Line - t.fset.Position(fn.Pos()).Line + 1; n > maxFunc {
				out = append(out, finding{t.at(fn.Pos()), fmt.Sprintf("%s has %d lines, at most %d; name its parts", fn.Name.Name, n, maxFunc)})
			}
		}
	}
	return out
}

// intros finds packages that nothing introduces.
func intros(t *tree) []finding {
	introduced, first := map[string]bool{}, map[string]string{}
	for _, f := range t.own() {
		dir := path.Dir(f.path)
		if first[dir] == "" {
			first[dir] = f.path
		}
		name := path.Base(f.path)
		if f.ast.Doc != nil && (name == "doc.go" || f.command()) {
			introduced[dir] = true
		}
	}
	var out []finding
	for dir, f := range first {
		if !introduced[dir] {
			out = append(out, finding{f + ":1", "package " + path.Base(dir) + " has no doc.go; write what it is, its words, its tables and its invariants"})
		}
	}
	return out
}

// contracts finds exported names without a comment.
func contracts(t *tree) []finding {
	var out []finding
	for _, f := range t.own() {
		if f.command() {
			continue
		}
		missing := func(n *ast.Ident) {
			out = append(out, finding{t.at(n.Pos()), n.Name + " has no comment; say what comes in and out, which errors, who may call it, what is audited"})
		}
		for _, d := range f.ast.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Doc == nil && d.Name.IsExported() && exportedReceiver(d) {
					missing(d.Name)
				}
			case *ast.GenDecl:
				specs(d, missing)
			}
		}
	}
	return out
}

func specs(d *ast.GenDecl, missing func(*ast.Ident)) {
	for _, s := range d.Specs {
		switch s := s.(type) {
		case *ast.TypeSpec:
			if d.Doc == nil && s.Doc == nil && s.Name.IsExported() {
				missing(s.Name)
			}
		case *ast.ValueSpec:
			for _, n := range s.Names {
				if d.Doc == nil && s.Doc == nil && s.Comment == nil && n.IsExported() {
					missing(n)
				}
			}
		}
	}
}

func exportedReceiver(fn *ast.FuncDecl) bool {
	if fn.Recv == nil || len(fn.Recv.List) == 0 {
		return true
	}
	typ := fn.Recv.List[0].Type
	if p, ok := typ.(*ast.StarExpr); ok {
		typ = p.X
	}
	switch g := typ.(type) {
	case *ast.IndexExpr:
		typ = g.X
	case *ast.IndexListExpr:
		typ = g.X
	}
	id, ok := typ.(*ast.Ident)
	return ok && id.IsExported()
}

// nouns finds package names that say nothing.
func nouns(t *tree) []finding {
	empty := []string{"util", "utils", "common", "model", "models", "type", "types", "helper", "helpers", "manager", "managers",
		"misc", "base", "shared", "lib", "core", "service", "services", "handlers", "controllers"}
	var out []finding
	for _, f := range t.files {
		if name := strings.TrimSuffix(f.ast.Name.Name, "_test"); slices.Contains(empty, name) {
			out = append(out, finding{t.at(f.ast.Name.Pos()), "package " + name + " says nothing; name it after what it holds, in a word of the glossary"})
		}
	}
	return out
}

// tables finds use cases that no table of roles and actions tries: an exported method
// of a Service that takes an actor is named as a text ("Accept") in a test file of
// its package that goes through authz.Roles, or hands its table to fixture's Try, which
// does. What joins a transaction (…Tx) is tried
// through the use cases that call it.
func tables(t *tree) []finding {
	tried := map[string]map[string]bool{}
	for _, f := range t.files {
		if !f.test || !goesThroughRoles(f) {
			continue
		}
		if tried[f.pkg] == nil {
			tried[f.pkg] = map[string]bool{}
		}
		texts(f, func(_ *ast.BasicLit, s string) { tried[f.pkg][s] = true })
	}
	var out []finding
	for _, f := range t.own() {
		if l, _ := layerOf(f.pkg); l != isCapability {
			continue
		}
		for _, d := range f.ast.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || !useCase(fn) || tried[f.pkg][fn.Name.Name] {
				continue
			}
			out = append(out, finding{t.at(fn.Pos()), fn.Name.Name + " is in no table of roles; try it as every role in authz_test.go of " + f.pkg})
		}
	}
	return out
}

func goesThroughRoles(f *file) bool {
	found := false
	f.calls(func(c *ast.CallExpr) { found = found || callee(c) == "authz.Roles" || callee(c) == "h.Try" })
	return found
}

// useCase reports whether a function is an exported method of Service that takes an
// actor and does not join a transaction.
func useCase(fn *ast.FuncDecl) bool {
	if fn.Recv == nil || !fn.Name.IsExported() || strings.HasSuffix(fn.Name.Name, "Tx") {
		return false
	}
	star, ok := fn.Recv.List[0].Type.(*ast.StarExpr)
	if !ok {
		return false
	}
	if id, ok := star.X.(*ast.Ident); !ok || id.Name != "Service" {
		return false
	}
	for _, p := range fn.Type.Params.List {
		sel, ok := p.Type.(*ast.SelectorExpr)
		if !ok || sel.Sel.Name != "Actor" {
			continue
		}
		if x, ok := sel.X.(*ast.Ident); ok && x.Name == "authz" {
			return true
		}
	}
	return false
}
