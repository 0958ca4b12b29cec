package arch

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The list of fuzz targets in docs/assurance/fuzzing.md is the one of the code.
func TestEveryFuzzTargetIsWrittenDown(t *testing.T) {
	t.Parallel()
	var have, said []string
	is := regexp.MustCompile(`(?m)^func (Fuzz[A-Za-z0-9]+)\(`)
	err := fs.WalkDir(os.DirFS(".."), ".", func(p string, f fs.DirEntry, err error) error {
		if err != nil || f.IsDir() || !strings.HasSuffix(p, "_test.go") {
			return err
		}
		body, err := fs.ReadFile(os.DirFS(".."), p)
		for _, m := range is.FindAllSubmatch(body, -1) {
			have = append(have, path.Base(path.Dir(p))+"."+string(m[1]))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	doc, err := os.ReadFile("../../docs/assurance/fuzzing.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z0-9]+\\.Fuzz[A-Za-z0-9]+)` \\|").FindAllSubmatch(doc, -1) {
		said = append(said, string(m[1]))
	}
	slices.Sort(have)
	slices.Sort(said)
	if !slices.Equal(have, said) || len(have) < 20 {
		t.Errorf("the code has %v,\ndocs/assurance/fuzzing.md says %v", have, said)
	}
}
