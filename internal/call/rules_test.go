package call

import (
	"slices"
	"strings"
	"testing"

	"weft/internal/errs"
)

// The states of a call, written out once more and by hand.
func TestEachStateLeadsWhereTheTableSaysAndNowhereElse(t *testing.T) {
	t.Parallel()
	legal := map[Status][]Status{Waiting: {Taken, Done}, Taken: {Waiting, Done}}
	words := map[string]bool{}
	for _, from := range Statuses() {
		for _, to := range Statuses() {
			err, want := Call{Status: from}.move(to), slices.Contains(legal[from], to)
			if (err == nil) != want || err != nil && errs.CodeOf(err) != "call.is_"+string(from) {
				t.Errorf("%s to %s: %v", from, to, err)
			}
		}
		words[from.Words()] = true
	}
	if len(words) != len(Statuses()) {
		t.Errorf("two states share their words: %v", words)
	}
}

func TestWhoOrANumberIsEnoughAndNothingIsNotEnough(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		in    New
		field string
	}{
		"a name":     {New{Who: "Her daughter"}, ""},
		"a number":   {New{Number: "01632 960123"}, ""},
		"somebody":   {New{Person: "p"}, ""},
		"nothing":    {New{Words: "Please ring"}, "who"},
		"long who":   {New{Who: strings.Repeat("a", 201)}, "who"},
		"long":       {New{Who: "Ann", Number: strings.Repeat("1", 61)}, "number"},
		"long words": {New{Who: "Ann", Words: strings.Repeat("a", 4001)}, "words"},
	} {
		f := errs.FieldsOf(c.in.tidy().validate())
		if c.field == "" && len(f) > 0 || c.field != "" && (len(f) != 1 || f[0].Name != c.field) {
			t.Errorf("%s: %v", name, f)
		}
	}
}
