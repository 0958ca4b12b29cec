package vocabulary

import "testing"

func TestEveryTermHasWordsInBothLanguagesAndACodeOfItsOwn(t *testing.T) {
	t.Parallel()
	for name, l := range map[string]List{"sources": Sources(), "needs": Needs(), "kinds": OrgKinds(), "declines": DeclineReasons(),
		"closures": ClosureReasons(), "formats": Formats(), "languages": Languages(), "not chosen": NotChosen()} {
		seen := map[string]bool{}
		for _, term := range l {
			if term.Code == "" || term.En == "" || term.Cy == "" || seen[term.Code] {
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
