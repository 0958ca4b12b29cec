package safety

import (
	"slices"
	"strings"
	"testing"

	"weft/internal/errs"
)

// The states of a concern, written out once more and by hand.
func TestEachStateLeadsWhereTheTableSaysAndNowhereElse(t *testing.T) {
	t.Parallel()
	legal := map[Status][]Status{
		Raised:   {Watching, Referred, NoMore},
		Watching: {Referred, NoMore, Closed},
		Referred: {Closed},
		NoMore:   {Closed},
	}
	words := map[string]bool{}
	for _, from := range Statuses() {
		for _, to := range Statuses() {
			if want := slices.Contains(legal[from], to); from.MayBecome(to) != want {
				t.Errorf("%s to %s: %v", from, to, !want)
			}
		}
		words[from.Words()] = true
	}
	if len(words) != len(Statuses()) || words[""] {
		t.Errorf("two states share their words: %v", words)
	}
}

func TestAConcernNeedsWordsAndNothingElse(t *testing.T) {
	t.Parallel()
	for words, ok := range map[string]bool{"Bruises.": true, "": false, strings.Repeat("a", 20001): false} {
		err := New{Words: words}.validate()
		if (err == nil) != ok {
			t.Errorf("%d characters: %v", len(words), err)
		}
		if f := errs.FieldsOf(err); !ok && (len(f) != 1 || f[0].Name != "words") {
			t.Errorf("%d characters: %v", len(words), f)
		}
	}
}
