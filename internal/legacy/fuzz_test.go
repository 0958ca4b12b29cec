package legacy

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"weft/internal/caseload"
	"weft/internal/contact"
	"weft/internal/intake"
)

// FuzzMap: a map of columns is taken, or the fault says what is wrong with it; it never
// gives a column to a field that does not exist.
func FuzzMap(f *testing.F) {
	for _, s := range []string{"[columns]\n\"Full name\" = \"name\"\n", "[dates]\norder = \"month first\"\n", "[status]\nOpen = \"active\"\n", "[nonsense]\na = \"b\"\n", "columns,Full name,name\n", "= ", "[columns]\na = 1\n"} {
		f.Add([]byte(s), true)
		f.Add([]byte(s), false)
	}
	f.Fuzz(func(t *testing.T, body []byte, isTOML bool) {
		name := map[bool]string{true: "map.toml", false: "map.csv"}[isTOML]
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, body, 0o600); err != nil {
			t.Fatal(err)
		}
		m, err := loadMap(context.Background(), path)
		var fault *intake.Fault
		if err != nil && !errors.As(err, &fault) {
			t.Errorf("%v", err)
		}
		for theirs, ours := range m.columns {
			if ours != "" && !knows(slices.Concat(caseFields(), referralFields(), noteFields()), ours) {
				t.Errorf("%q is given to %q", theirs, ours)
			}
		}
	})
}

// FuzzColumns: of a header, no column is two fields and no field two columns.
func FuzzColumns(f *testing.F) {
	for _, s := range []string{"name|dob|nhs number", "Name|name|NAME", "||", "surname|forename|client id|gp"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, header string) {
		list := strings.Split(header, "|")
		if len(list) > 200 {
			return
		}
		c := match(list, caseFields(), mapping{})
		at := map[int]string{}
		for name, i := range c.at {
			if other, taken := at[i]; taken || i < 0 || i >= len(list) {
				t.Errorf("column %d of %q is %s and %s", i, header, name, other)
			}
			at[i] = name
		}
		if len(c.mapped) != len(c.at) || len(c.mapped)+len(c.unmapped) > len(list) {
			t.Errorf("%d columns of %q are %d and %d", len(list), header, len(c.mapped), len(c.unmapped))
		}
	})
}

// FuzzWord: whatever the other system called a thing, what is read of it is one of ours.
func FuzzWord(f *testing.F) {
	for _, s := range []string{"Awaiting first contact", "DNA", "phone", "Yes", "n/a", "closed", "did not attend", "£", "\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, word string) {
		open := []caseload.Status{caseload.FirstContact, caseload.Engaging, caseload.Active, caseload.OnHold, caseload.SteppingDown}
		if s, closed, ok := stage(word); ok && !closed && !slices.Contains(open, s) {
			t.Errorf("the stage %q is %q", word, s)
		}
		how, ok := means(word)
		if ok && !slices.Contains(contact.Hows(), how) {
			t.Errorf("the means %q are %q", word, how)
		}
		if o, ok := went(word, how); ok && !slices.Contains(contact.Outcomes(), o) {
			t.Errorf("%q went as %q", word, o)
		}
		if is, ok := yes(word); is && !ok {
			t.Errorf("%q is yes and cannot be read", word)
		}
		for _, part := range several(word, ";,|/") {
			if strings.TrimSpace(part) != part || part == "" || strings.ContainsAny(part, ";,|/") {
				t.Errorf("%q holds %q", word, part)
			}
		}
		_ = dialled(word)
	})
}
