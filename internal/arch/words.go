package arch

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// english returns every key of the English catalogue.
func english(t *tree) map[string]bool {
	keys := map[string]bool{}
	for _, p := range t.others(".json") {
		if !strings.HasPrefix(p, "internal/i18n/en/") {
			continue
		}
		words := map[string]string{}
		if json.Unmarshal(t.other[p], &words) != nil {
			continue // package i18n says what is wrong with it
		}
		for k := range words {
			keys[k] = true
			for _, form := range []string{".zero", ".one", ".two", ".few", ".many", ".other"} {
				if b, ok := strings.CutSuffix(k, form); ok {
					keys[b] = true
				}
			}
		}
	}
	return keys
}

// sentences finds error codes that the English catalogue does not say.
func sentences(t *tree) []finding {
	keys := english(t)
	var out []finding
	states := statuses(t)
	check := func(f *file, e ast.Expr, in string) {
		lit, ok := e.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			if missing, ok := perState(f, e, states, keys); ok {
				for _, code := range missing {
					out = append(out, finding{t.at(e.Pos()), code + " has no sentence; write one in internal/i18n/en: what happened, why, what to do"})
				}
				return
			}
			if _, known := codesFromElsewhere()[f.pkg+"."+in]; !known {
				out = append(out, finding{t.at(e.Pos()), "the code is not written out, so nobody can see whether it has a sentence; write it here, or name " + f.pkg + "." + in + " in internal/arch/house.go"})
			}
			return
		}
		if code, err := strconv.Unquote(lit.Value); err == nil && code != "" && !keys[code] {
			out = append(out, finding{t.at(e.Pos()), code + " has no sentence; write one in internal/i18n/en: what happened, why, what to do"})
		}
	}
	for _, f := range t.own() {
		if f.pkg == "errs" {
			continue
		}
		for _, d := range f.ast.Decls {
			in := ""
			if fn, ok := d.(*ast.FuncDecl); ok {
				in = fn.Name.Name
			}
			ast.Inspect(d, func(n ast.Node) bool {
				if e := codeIn(n); e != nil {
					check(f, e, in)
				}
				return true
			})
		}
	}
	return out
}

// statuses returns the constants of each status type, by package and type.
func statuses(t *tree) map[string][]string {
	out := map[string][]string{}
	for _, f := range t.own() {
		for _, d := range f.ast.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.CONST {
				continue
			}
			for _, s := range g.Specs {
				v, ok := s.(*ast.ValueSpec)
				if !ok {
					continue
				}
				typ, ok := v.Type.(*ast.Ident)
				for _, e := range v.Values {
					if lit, isText := e.(*ast.BasicLit); ok && isText && lit.Kind == token.STRING {
						value, _ := strconv.Unquote(lit.Value)
						out[f.pkg+"."+typ.Name] = append(out[f.pkg+"."+typ.Name], value)
					}
				}
			}
		}
	}
	return out
}

// perState takes a code of the form "referral.is_" + state, which has a sentence for
// each constant of Status ("plan.action_is_": of ActionStatus), and returns those
// that are missing.
func perState(f *file, e ast.Expr, states map[string][]string, keys map[string]bool) (missing []string, ok bool) {
	sum, isSum := e.(*ast.BinaryExpr)
	if !isSum {
		return nil, false
	}
	lit, isText := sum.X.(*ast.BasicLit)
	if !isText {
		return nil, false
	}
	prefix, err := strconv.Unquote(lit.Value)
	noun, isState := strings.CutSuffix(prefix, "is_")
	_, noun, _ = strings.Cut(strings.TrimSuffix(noun, "_"), ".")
	if err != nil || !isState {
		return nil, false
	}
	if noun != "" {
		noun = strings.ToUpper(noun[:1]) + noun[1:]
	}
	all := states[f.pkg+"."+noun+"Status"]
	for _, state := range all {
		if !keys[prefix+state] {
			missing = append(missing, prefix+state)
		}
	}
	return missing, len(all) > 0
}

// codeIn returns the expression that is an error code in this node, if there is one.
func codeIn(n ast.Node) ast.Expr {
	switch n := n.(type) {
	case *ast.CallExpr:
		name := callee(n)
		method := name[strings.LastIndex(name, ".")+1:]
		switch {
		case (name == "errs.New" || name == "errs.Wrap") && len(n.Args) >= 2:
			return n.Args[1]
		case method == "Fail" && len(n.Args) >= 2:
			return n.Args[1]
		case method == "Require" && len(n.Args) >= 3:
			return n.Args[2]
		}
	case *ast.CompositeLit:
		sel, ok := n.Type.(*ast.SelectorExpr)
		if !ok || sel.Sel.Name != "Error" && sel.Sel.Name != "Field" {
			return nil
		}
		if x, ok := sel.X.(*ast.Ident); !ok || x.Name != "errs" {
			return nil
		}
		for _, e := range n.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				if k, ok := kv.Key.(*ast.Ident); ok && k.Name == "Code" {
					return kv.Value
				}
			}
		}
	}
	return nil
}

// pages finds what the content security policy forbids in templates: style and
// script within the page, and handlers in attributes.
func pages(t *tree) []finding {
	rules := []struct {
		re   *regexp.Regexp
		what string
	}{
		{regexp.MustCompile(`\sstyle\s*=`), "a style attribute is not applied under our policy; write a class in weft.css"},
		{regexp.MustCompile(`<style\b`), "a style element is not applied under our policy; write it in weft.css"},
		{regexp.MustCompile(`<script\b[^>]*>[^<]`), "a script within the page does not run under our policy; write it in weft.js"},
		{regexp.MustCompile(`\son[a-z]+\s*=\s*["{]`), "a handler in an attribute does not run under our policy; listen in weft.js"},
		{regexp.MustCompile(`javascript:`), "a javascript: address does not run under our policy; use a form or a link"},
	}
	var out []finding
	for _, p := range t.others(".templ") {
		src := t.other[p]
		for _, r := range rules {
			for _, at := range r.re.FindAllIndex(src, -1) {
				out = append(out, finding{fmt.Sprintf("%s:%d", p, lineOf(src, at[0])), r.what})
			}
		}
	}
	return out
}

// hosts finds addresses of other hosts that a page would call.
func hosts(t *tree) []finding {
	call := regexp.MustCompile(`(?:src|href|url|@import|fetch)\s*[=(]?\s*[("']*\s*(?:https?:)?//[a-zA-Z0-9.-]+`)
	nhs := regexp.MustCompile(`assets\.nhs\.uk|fonts\.(?:googleapis|gstatic)\.com`)
	var out []finding
	for _, ending := range []string{".templ", ".css", ".js"} {
		for _, p := range t.others(ending) {
			src := t.other[p]
			if strings.Contains(p, "internal/browser/") {
				continue
			}
			for _, at := range nhs.FindAllIndex(src, -1) {
				out = append(out, finding{fmt.Sprintf("%s:%d", p, lineOf(src, at[0])), "a page would call another host; serve the file ourselves"})
			}
			for _, at := range call.FindAllIndex(src, -1) {
				found := string(src[at[0]:at[1]])
				if ending == ".templ" && strings.HasPrefix(found, "href") || strings.Contains(found, "w3.org") {
					continue // a link that a reader may follow; a namespace
				}
				out = append(out, finding{fmt.Sprintf("%s:%d", p, lineOf(src, at[0])), "a page would call another host; serve the file ourselves"})
			}
		}
	}
	return out
}

// generated finds templates whose generated file is not there.
func generated(t *tree) []finding {
	have := map[string]bool{}
	for _, f := range t.files {
		have[f.path] = f.generated
	}
	var out []finding
	for _, p := range t.others(".templ") {
		if !have[strings.TrimSuffix(p, ".templ")+"_templ.go"] {
			out = append(out, finding{p + ":1", "its generated file is missing; run make generate and commit it"})
		}
	}
	return out
}

// evidence finds names of tests in docs/mission.md and docs/assurance that do not exist.
func evidence(t *tree) []finding {
	tests := map[string]bool{}
	for _, f := range t.files {
		for _, d := range f.ast.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && f.test && fn.Recv == nil {
				tests[path.Base(f.pkg)+"."+fn.Name.Name] = true
			}
		}
	}
	name := regexp.MustCompile("`([a-z0-9]+\\.Test[A-Za-z0-9_]+)`")
	var out []finding
	for _, doc := range t.others(".md") {
		if doc != "docs/mission.md" && !strings.HasPrefix(doc, "docs/assurance/") {
			continue
		}
		src := t.other[doc]
		for _, at := range name.FindAllSubmatchIndex(src, -1) {
			if name := string(src[at[2]:at[3]]); !tests[name] {
				out = append(out, finding{fmt.Sprintf("%s:%d", doc, lineOf(src, at[0])), name + " does not exist; name the test that shows the row, or take the row out"})
			}
		}
	}
	return out
}
