package arch

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const migrations = "internal/db/migrations/"

// owners returns which package owns each table, by the heads of the migrations, and
// what is wrong with those.
func owners(t *tree) (map[string]string, []finding) {
	head := regexp.MustCompile(`^-- owner: ([a-z/]+)\n`)
	name := regexp.MustCompile(`^(\d{4})_[a-z_]+(\.sqlite|\.postgres)?\.sql$`)
	creates := regexp.MustCompile(`(?i)create (?:virtual )?table (?:if not exists )?([a-z_]+)`)
	owner, numbers := map[string]string{}, map[string]string{}
	var out []finding
	for _, p := range t.others(".sql") {
		if !strings.HasPrefix(p, migrations) {
			continue
		}
		src := string(t.other[p])
		m := head.FindStringSubmatch(src)
		if m == nil || !placed(m[1]) {
			out = append(out, finding{p + ":1", "it must begin with -- owner: and a package of the house"})
			continue
		}
		n := name.FindStringSubmatch(path.Base(p))
		if n == nil {
			out = append(out, finding{p + ":1", "a migration is called 0007_noun.sql, or 0007_noun.sqlite.sql and 0007_noun.postgres.sql"})
			continue
		}
		for _, engine := range []string{".sqlite", ".postgres"} {
			if n[2] != "" && n[2] != engine {
				continue
			}
			if before := numbers[n[1]+engine]; before != "" {
				out = append(out, finding{p + ":1", "its number is taken by " + before + "; take the next free one"})
			}
			numbers[n[1]+engine] = p
		}
		for _, c := range creates.FindAllStringSubmatch(src, -1) {
			owner[strings.ToLower(c[1])] = m[1]
		}
	}
	return owner, out
}

func placed(pkg string) bool {
	l, _ := layerOf(pkg)
	return l != nowhere
}

// heads finds migrations that nobody owns or that share a number.
func heads(t *tree) []finding {
	_, out := owners(t)
	return out
}

// writes finds SQL by which a package changes a table of another.
func writes(t *tree) []finding {
	owner, _ := owners(t)
	change := regexp.MustCompile(`(?i)\b(?:insert\s+into|delete\s+from|truncate(?:\s+table)?|alter\s+table|drop\s+table)\s+"?([a-z_]*)|\bupdate\s+"?([a-z_]*)"?\s+(?:as\s+[a-z]+\s+|[a-z]+\s+)?set\b`)
	var out []finding
	for _, f := range t.own() {
		if f.pkg == "arch" || f.pkg == "dbtest" || f.pkg == "dbtest/release" {
			continue
		}
		out = append(out, fillsWhole(t, f)...)
		texts(f, func(lit *ast.BasicLit, s string) {
			if writesAny(f, lit) {
				return
			}
			for _, m := range change.FindAllStringSubmatch(s, -1) {
				table := strings.ToLower(m[1] + m[2])
				own, known := owner[table]
				switch {
				case table == "":
					out = append(out, finding{t.at(lit.Pos()), "the table's name is not in the text, so nobody can see whose it is; write it out"})
				case known && own != f.pkg:
					out = append(out, finding{t.at(lit.Pos()), fmt.Sprintf("%s writes %s, which belongs to %s; call that package", f.pkg, table, own)})
				case !known && !prose(s):
					out = append(out, finding{t.at(lit.Pos()), fmt.Sprintf("no migration makes %s; add one with its owner", table)})
				}
			}
		})
	}
	return out
}

// writesAny reports whether a text stands in a function that may write any table.
func writesAny(f *file, lit *ast.BasicLit) bool {
	for _, d := range f.ast.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Pos() <= lit.Pos() && lit.Pos() < fn.End() {
			return slices.ContainsFunc(wholeTables(), func(w module) bool { return w.path == f.pkg+"."+fn.Name.Name })
		}
	}
	return false
}

// fillsWhole finds calls of those functions by anybody else.
func fillsWhole(t *tree, f *file) []finding {
	var out []finding
	f.calls(func(c *ast.CallExpr) {
		for _, w := range wholeTables() {
			if method := strings.TrimPrefix(w.path, "db."); callee(c) == "tx."+method && !slices.Contains(w.importers, f.pkg) {
				out = append(out, finding{t.at(c.Pos()), fmt.Sprintf("%s may not call %s (%s); call the package that owns the table", f.pkg, method, w.reason)})
			}
		}
	})
	return out
}

// prose reports whether a text is a sentence and not SQL: SQL has values or a
// condition after the table.
func prose(s string) bool {
	return !regexp.MustCompile(`(?i)\b(values|where|set|select)\b`).MatchString(s)
}

// texts walks every string literal of a file.
func texts(f *file, visit func(*ast.BasicLit, string)) {
	ast.Inspect(f.ast, func(n ast.Node) bool {
		lit, ok := n.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return true
		}
		if s, err := strconv.Unquote(lit.Value); err == nil {
			visit(lit, s)
		}
		return true
	})
}

// picks finds uses of the escape from portable SQL beyond the agreed number.
func picks(t *tree) []finding {
	var out []finding
	n := 0
	for _, f := range t.own() {
		f.calls(func(c *ast.CallExpr) {
			if callee(c) != "db.Pick" {
				return
			}
			if n++; n > maxPicks {
				out = append(out, finding{t.at(c.Pos()), fmt.Sprintf("use %d of db.Pick, at most %d; write one text for both engines", n, maxPicks)})
			}
		})
	}
	return out
}
