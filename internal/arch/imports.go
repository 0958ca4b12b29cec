package arch

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// layer says where a package stands in the house.
type layer uint8

const (
	nowhere layer = iota
	isFoundation
	isFormat
	isCapability
	isReadModel
	isAdapter
	isTop
	isTestOnly
)

// layerOf returns the layer of a package below internal and, for a capability, its
// place in the list.
func layerOf(pkg string) (layer, int) {
	switch {
	case named(foundation(), pkg):
		return isFoundation, 0
	case named(formats(), pkg):
		return isFormat, 0
	case named(readModels(), pkg):
		return isReadModel, 0
	case named(testOnly(), pkg):
		return isTestOnly, 0
	case named(tops(), pkg):
		return isTop, 0
	}
	if i := slices.IndexFunc(capabilities(), func(p place) bool { return p.name == pkg }); i >= 0 {
		return isCapability, i
	}
	for _, a := range adapters() {
		if pkg == a.name || strings.HasPrefix(pkg, a.name+"/") {
			return isAdapter, 0
		}
	}
	for _, a := range tops() {
		if strings.HasPrefix(pkg, a.name+"/") {
			return isTop, 0
		}
	}
	return nowhere, 0
}

// directions finds imports that go against the order of the house.
func directions(t *tree) []finding {
	var out []finding
	for _, f := range t.own() {
		if f.internal() {
			if l, _ := layerOf(f.pkg); l == nowhere {
				out = append(out, finding{f.path + ":1", "package " + f.pkg + " has no place; give it one, with a reason, in internal/arch/house.go"})
				continue
			}
		}
		for _, imp := range f.ast.Imports {
			path, _ := strconv.Unquote(imp.Path.Value)
			target, ours := strings.CutPrefix(path, "weft/internal/")
			if !ours || allowed(f, target) || exceptions()[f.pkg+" -> "+target] != "" {
				continue
			}
			out = append(out, finding{t.at(imp.Pos()), fmt.Sprintf("%s may not import %s; turn the dependency round, or do the work in a package above both", f.pkg, target)})
		}
	}
	return out
}

// allowed reports whether a file that is built into the program may import target.
func allowed(f *file, target string) bool {
	to, rank := layerOf(target)
	if !f.internal() {
		return to == isTop && target == "app"
	}
	from, own := layerOf(f.pkg)
	switch from {
	case isFoundation:
		return to == isFoundation
	case isFormat:
		return to == isFormat || outside(to, target)
	case isCapability:
		return to == isFoundation || to == isFormat || to == isCapability && rank < own
	case isReadModel:
		return to == isFoundation || to == isCapability
	case isAdapter:
		return adapterMay(f.pkg, to, target)
	case isTop:
		if f.pkg == "config" {
			return target == "errs" || target == "i18n"
		}
		return to != isTestOnly
	case isTestOnly:
		return true
	default:
		return false
	}
}

// outside reports whether a package that must not know the database may import a
// foundation package.
func outside(to layer, target string) bool {
	return to == isFoundation && target != "db" && target != "job"
}

func adapterMay(pkg string, to layer, target string) bool {
	switch to {
	case isFoundation:
		return outside(to, target)
	case isFormat, isCapability, isReadModel:
		return true
	case isAdapter:
		return slices.Contains(sharedAdapters(), target) || pkg == "web" && strings.HasPrefix(target, "web/") ||
			strings.HasPrefix(target, pkg+"/")
	default:
		return false
	}
}

// others' modules and the guarded packages of Go: who may import them.
func outsiders(t *tree) []finding {
	var out []finding
	for _, f := range t.files {
		for _, imp := range f.ast.Imports {
			path, _ := strconv.Unquote(imp.Path.Value)
			if strings.HasPrefix(path, "weft/") || path == "embed" {
				continue
			}
			m, listed := moduleOf(path)
			switch {
			case !listed && strings.Contains(strings.Split(path, "/")[0], "."):
				out = append(out, finding{t.at(imp.Pos()), path + " is not listed; add it with a reason to internal/arch/house.go and docs/dependencies.md, or do without"})
			case listed && !imports(m, f):
				out = append(out, finding{t.at(imp.Pos()), fmt.Sprintf("%s may not import %s (%s); use the package that does", f.pkg, path, m.reason)})
			}
		}
	}
	return out
}

func moduleOf(path string) (module, bool) {
	for _, m := range standard() {
		if path == m.path {
			return m, true
		}
	}
	for _, m := range modules() {
		if path == m.path || strings.HasPrefix(path, m.path+"/") {
			return m, true
		}
	}
	return module{}, false
}

func imports(m module, f *file) bool {
	l, _ := layerOf(f.pkg)
	for _, who := range m.importers {
		if who == "tests" && (f.test || l == isTestOnly || strings.HasPrefix(f.path, "e2e/")) {
			return true
		}
		if f.internal() && (f.pkg == who || who == "web" && strings.HasPrefix(f.pkg, "web/")) {
			return true
		}
	}
	return false
}

// documented finds modules that docs/dependencies.md does not name, and capabilities
// that are not in the picture of docs/architecture.md.
func documented(t *tree) []finding {
	const doc, picture = "docs/dependencies.md", "docs/architecture.md"
	var out []finding
	words := strings.Fields(string(t.other[picture]))
	for _, c := range capabilities() {
		if !slices.Contains(words, c.name) {
			out = append(out, finding{picture + ":1", c.name + " is not in the picture; draw it where internal/arch/house.go has it"})
		}
	}
	for _, m := range modules() {
		if !strings.Contains(string(t.other[doc]), m.path) {
			out = append(out, finding{doc + ":1", m.path + " is not named; add a line with its reason and what it replaces"})
		}
	}
	return out
}
