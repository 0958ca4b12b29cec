package story

import (
	"strings"
	"testing"

	"weft/internal/plan"
	"weft/internal/town/group"
	"weft/internal/vocabulary"
)

func TestEveryStoryIsWholeAndItsWordsFitTheLists(t *testing.T) {
	t.Parallel()
	services, err := group.All()
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, s := range services {
		known[s.Name] = true
	}
	seen, sources, needs := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, s := range All() {
		if seen[s.Key] || s.Reason == "" || s.Matters == "" || s.Strengths == "" || s.First == "" || s.Agreed == "" || s.Worse == "" ||
			s.Closing == "" || len(s.Goals) == 0 || len(s.Notes) == 0 || len(s.Groups) == 0 || s.Ages[0] < 18 || s.Ages[1] <= s.Ages[0] {
			t.Errorf("%s is not whole", s.Key)
		}
		seen[s.Key] = true
		for _, code := range s.From {
			sources[code] = true
			if !vocabulary.Sources().Has(code) {
				t.Errorf("%s: no source %s", s.Key, code)
			}
		}
		for _, code := range s.Needs {
			needs[code] = true
			if !vocabulary.Needs().Has(code) {
				t.Errorf("%s: no need %s", s.Key, code)
			}
		}
		for _, g := range s.Groups {
			if !known[g] {
				t.Errorf("%s: no group %q", s.Key, g)
			}
		}
	}
	if len(seen) < 60 {
		t.Errorf("%d stories", len(seen))
	}
	for _, term := range vocabulary.Sources() {
		if !sources[term.Code] {
			t.Errorf("nothing comes from %s", term.Code)
		}
	}
	for _, term := range vocabulary.Needs() {
		if !needs[term.Code] && term.Code != "other" {
			t.Errorf("nobody needs %s", term.Code)
		}
	}
}

func TestNoWordInBracesIsLeft(t *testing.T) {
	t.Parallel()
	for _, s := range All() {
		for _, pronouns := range []string{"she", "he"} {
			f := s.For(Life{Name: "Ann", Pronouns: pronouns, Late: "Sam", Kin: "sister", Far: "Hull", Street: "Mill Row", Day: "Monday"})
			words := []string{f.Reason, f.Matters, f.Strengths, f.First, f.Agreed, f.Worse, f.Closing}
			for _, g := range f.Goals {
				words = append(words, g.Words)
				for _, a := range g.Actions {
					words = append(words, a.Words, a.Who)
				}
			}
			for _, n := range f.Notes {
				words = append(words, n.Happened, n.Agreed)
			}
			if all := strings.Join(words, " "); strings.ContainsAny(all, "{}") {
				t.Errorf("%s: %s", s.Key, all[strings.IndexAny(all, "{}"):][:20])
			}
		}
		if s.Goals[0].Actions[0].Owner == plan.ByOther && s.Goals[0].Actions[0].Who == "" {
			t.Errorf("%s: nobody does it", s.Key)
		}
	}
}
