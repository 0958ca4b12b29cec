package release

import (
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Bill is a CycloneDX bill of materials, with the parts of it that we fill.
type Bill struct {
	Schema       string       `json:"$schema"`
	Format       string       `json:"bomFormat"`
	SpecVersion  string       `json:"specVersion"`
	Serial       string       `json:"serialNumber"`
	Version      int          `json:"version"`
	Metadata     metadata     `json:"metadata"`
	Components   []component  `json:"components"`
	Dependencies []dependency `json:"dependencies"`
}

type metadata struct {
	Timestamp string    `json:"timestamp"`
	Component component `json:"component"`
}

type component struct {
	Type     string          `json:"type"`
	Ref      string          `json:"bom-ref"`
	Name     string          `json:"name"`
	Version  string          `json:"version"`
	Scope    string          `json:"scope,omitempty"`
	Hashes   []sum           `json:"hashes,omitempty"`
	Licenses []licenseChoice `json:"licenses"`
	PURL     string          `json:"purl"`
}

type sum struct {
	Alg     string `json:"alg"`
	Content string `json:"content"`
}

type licenseChoice struct {
	License struct {
		ID string `json:"id"`
	} `json:"license"`
}

type dependency struct {
	Ref       string   `json:"ref"`
	DependsOn []string `json:"dependsOn"`
}

// Make reads programs that were built from one source and returns their bill, dated at,
// and the text of every licence. modules is the folder of downloaded modules, goroot
// that of Go; both are read for licences only. It fails when a module has none.
func Make(programs []string, modules, goroot string, at time.Time) (Bill, string, error) {
	found := map[string]*debug.Module{}
	var own *buildinfo.BuildInfo
	for _, p := range programs {
		info, err := buildinfo.ReadFile(p)
		if err != nil {
			return Bill{}, "", fmt.Errorf("read %s: %w", filepath.Base(p), err)
		}
		if own != nil && (own.Main.Version != info.Main.Version || own.GoVersion != info.GoVersion) {
			return Bill{}, "", fmt.Errorf("%s is of another source or another Go", filepath.Base(p))
		}
		own = info
		for _, d := range info.Deps {
			if d.Replace != nil {
				d = d.Replace
			}
			found[d.Path] = d
		}
	}
	if own == nil {
		return Bill{}, "", fmt.Errorf("no program was named")
	}
	b := Bill{Schema: "http://cyclonedx.org/schema/bom-1.6.schema.json", Format: "CycloneDX", SpecVersion: "1.6", Version: 1,
		Metadata: metadata{Timestamp: at.UTC().Format(time.RFC3339)}}
	b.Metadata.Component = part("application", "weft", strings.TrimPrefix(own.Main.Version, "v"), "MIT", "pkg:golang/weft@"+own.Main.Version)
	var texts strings.Builder
	texts.WriteString("Weft contains work by others, under these licences. NOTICE names what else it carries.\n")
	add := func(c component, text string) {
		b.Components = append(b.Components, c)
		fmt.Fprintf(&texts, "\n%s\n%s %s (%s)\n%s\n\n%s", strings.Repeat("=", 78), c.Name, c.Version, c.Licenses[0].License.ID, strings.Repeat("=", 78), text)
	}
	spdx, text, err := licenceOf(goroot)
	if err != nil {
		return Bill{}, "", err
	}
	goVersion := strings.TrimPrefix(own.GoVersion, "go")
	add(part("library", "std", goVersion, spdx, "pkg:golang/std@"+goVersion), text)
	for _, d := range sorted(found) {
		spdx, text, err := licenceOf(filepath.Join(modules, escaped(d.Path)+"@"+escaped(d.Version)))
		if err != nil {
			return Bill{}, "", fmt.Errorf("%s: %w", d.Path, err)
		}
		c := part("library", d.Path, d.Version, spdx, "pkg:golang/"+d.Path+"@"+d.Version)
		if raw, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(d.Sum, "h1:")); err == nil && len(raw) == sha256.Size {
			c.Hashes = []sum{{"SHA-256", hex.EncodeToString(raw)}}
		}
		add(c, text)
	}
	for _, c := range vendored() {
		b.Components = append(b.Components, c) // NOTICE has their licences
	}
	b.link()
	return b, texts.String(), b.number()
}

// nhsuk is the release of the style sheet and script that stand in the source; it is the
// same as in scripts/assets.sh.
const nhsuk = "10.6.1"

// vendored are the parts that are no modules.
func vendored() []component {
	return []component{part("library", "nhsuk-frontend", nhsuk, "MIT", "pkg:npm/nhsuk-frontend@"+nhsuk)}
}

// part makes a component.
func part(kind, name, version, spdx, purl string) component {
	c := component{Type: kind, Ref: purl, Name: name, Version: version, PURL: purl, Licenses: make([]licenseChoice, 1)}
	c.Licenses[0].License.ID = spdx
	if kind == "library" {
		c.Scope = "required"
	}
	return c
}

// link says that the program consists of all of them. Which one needs which is not in
// the program, so it is not claimed.
func (b *Bill) link() {
	all := []string{}
	for _, c := range b.Components {
		all = append(all, c.Ref)
		b.Dependencies = append(b.Dependencies, dependency{c.Ref, []string{}})
	}
	b.Dependencies = append([]dependency{{b.Metadata.Component.Ref, all}}, b.Dependencies...)
}

// number gives the bill a number of its own that is the same whenever it is made.
func (b *Bill) number() error {
	text, err := json.Marshal(b)
	if err != nil {
		return err
	}
	h := sha256.Sum256(text)
	h[6], h[8] = h[6]&0x0f|0x80, h[8]&0x3f|0x80
	x := hex.EncodeToString(h[:16])
	b.Serial = "urn:uuid:" + strings.Join([]string{x[:8], x[8:12], x[12:16], x[16:20], x[20:]}, "-")
	return nil
}

func sorted(found map[string]*debug.Module) []*debug.Module {
	var out []*debug.Module
	for _, d := range found {
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b *debug.Module) int { return strings.Compare(a.Path, b.Path) })
	return out
}

// escaped writes a path as the folder of downloaded modules does: a capital is "!" and
// the small letter.
func escaped(p string) string {
	var out strings.Builder
	for _, r := range p {
		if unicode.IsUpper(r) {
			out.WriteByte('!')
			r = unicode.ToLower(r)
		}
		out.WriteRune(r)
	}
	return out.String()
}
