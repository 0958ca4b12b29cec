package vocabulary

import "testing"

func TestEveryTermHasWordsInBothLanguagesAndACodeOfItsOwn(t *testing.T) {
	t.Parallel()
	for _, name := range Names() {
		l := Shipped(name)
		if len(l) == 0 || name.Words() == string(name) {
			t.Errorf("%s has no entries or no words", name)
		}
		seen := map[string]bool{}
		for _, term := range l {
			mayBeEmpty := name == TextList && (term.Code == NotFor || term.Code == Hours)
			if term.Code == "" || !mayBeEmpty && (term.En == "" || term.Cy == "") || seen[term.Code] {
				t.Errorf("%s: %+v", name, term)
			}
			seen[term.Code] = true
		}
	}
	for _, code := range PracticeSources() {
		if !Sources().Has(code) {
			t.Errorf("%s is no source", code)
		}
	}
}
