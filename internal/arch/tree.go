package arch

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// file is one Go file of the source tree.
type file struct {
	path      string // below the root, with slashes
	pkg       string // its folder below internal, or its whole folder elsewhere
	ast       *ast.File
	src       []byte
	test      bool
	generated bool
}

// tree is the source: Go files parsed, the others by path.
type tree struct {
	fset  *token.FileSet
	files []*file
	other map[string][]byte
}

// finding is one place that breaks a rule.
type finding struct{ where, what string }

func (f finding) String() string { return f.where + ": " + f.what }

// read parses the source below a root. It leaves out what is no part of it.
func read(root fs.FS) (*tree, error) {
	t := &tree{fset: token.NewFileSet(), other: map[string][]byte{}}
	err := fs.WalkDir(root, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if p != "." && (strings.HasPrefix(d.Name(), ".") || slices.Contains([]string{"testdata", "node_modules", "weft-data", "weft-demo", "bin", "tmp"}, d.Name())) {
				return fs.SkipDir
			}
			return nil
		}
		if !slices.Contains([]string{".go", ".templ", ".sql", ".css", ".js", ".md", ".json", ".mod"}, path.Ext(p)) {
			return nil
		}
		src, err := fs.ReadFile(root, p)
		if err != nil {
			return err
		}
		return t.add(p, src)
	})
	return t, err
}

func (t *tree) add(p string, src []byte) error {
	if path.Ext(p) != ".go" {
		t.other[p] = src
		return nil
	}
	parsed, err := parser.ParseFile(t.fset, p, src, parser.ParseComments)
	if err != nil {
		return fmt.Errorf("parse: %w", err)
	}
	dir := path.Dir(p)
	if below, ok := strings.CutPrefix(dir, "internal/"); ok {
		dir = below
	}
	t.files = append(t.files, &file{path: p, pkg: dir, ast: parsed, src: src, test: strings.HasSuffix(p, "_test.go"),
		generated: ast.IsGenerated(parsed)})
	return nil
}

// at returns "file:line" of a position.
func (t *tree) at(pos token.Pos) string {
	p := t.fset.Position(pos)
	return fmt.Sprintf("%s:%d", p.Filename, p.Line)
}

// own returns the Go files that we wrote and that are built into the program.
func (t *tree) own() []*file {
	var out []*file
	for _, f := range t.files {
		if !f.test && !f.generated {
			out = append(out, f)
		}
	}
	return out
}

// written returns every Go file that we wrote, tests too.
func (t *tree) written() []*file {
	var out []*file
	for _, f := range t.files {
		if !f.generated {
			out = append(out, f)
		}
	}
	return out
}

// internal reports whether a file is a package of the house.
func (f *file) internal() bool { return strings.HasPrefix(f.path, "internal/") }

// command reports whether a file belongs to a program of its own.
func (f *file) command() bool { return f.ast.Name.Name == "main" }

func (f *file) lines() int { return bytes.Count(f.src, []byte("\n")) }

func named(list []place, name string) bool {
	return slices.ContainsFunc(list, func(p place) bool { return p.name == name })
}

// others returns the paths of the files with this ending, in order.
func (t *tree) others(ending string) []string {
	var out []string
	for p := range t.other {
		if strings.HasSuffix(p, ending) {
			out = append(out, p)
		}
	}
	slices.Sort(out)
	return out
}

// lineOf returns the line of a byte offset, from 1.
func lineOf(src []byte, offset int) int { return 1 + bytes.Count(src[:offset], []byte("\n")) }

// callee returns "pkg.Func" or "x.Method" of a call, or "Func".
func callee(c *ast.CallExpr) string {
	switch fun := c.Fun.(type) {
	case *ast.Ident:
		return fun.Name
	case *ast.SelectorExpr:
		if x, ok := fun.X.(*ast.Ident); ok {
			return x.Name + "." + fun.Sel.Name
		}
		return "." + fun.Sel.Name
	}
	return ""
}

// calls walks every call of a file.
func (f *file) calls(visit func(*ast.CallExpr)) {
	ast.Inspect(f.ast, func(n ast.Node) bool {
		if c, ok := n.(*ast.CallExpr); ok {
			visit(c)
		}
		return true
	})
}
