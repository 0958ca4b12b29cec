package message

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// called are the names that other packages of the program use of this one.
func called(t *testing.T) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	err := fs.WalkDir(os.DirFS(".."), ".", func(p string, f fs.DirEntry, err error) error {
		if err != nil || f.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") || strings.HasPrefix(p, "town/") || strings.HasPrefix(p, "message/") {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", p), nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok && x.Name == "message" {
					out[s.Sel.Name] = true
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEveryPhraseIsSentBySomething(t *testing.T) {
	t.Parallel()
	used := called(t)
	parsed, err := parser.ParseFile(token.NewFileSet(), "phrase.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	phrases := 0
	ast.Inspect(parsed, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if is, ok := v.Type.(*ast.Ident); ok && is.Name == "Phrase" {
			phrases++
			if !used[v.Names[0].Name] {
				t.Errorf("nothing sends %s", v.Names[0].Name)
			}
		}
		return false
	})
	if phrases < 20 {
		t.Errorf("only %d phrases were looked at", phrases)
	}
}
