package census

import (
	"math/rand/v2"
	"testing"

	"weft/internal/person"
	"weft/internal/place"
	"weft/internal/vocabulary"
)

func TestNHSNumbersAreOfTheRangeForInventionAndRightAndNeverTheSame(t *testing.T) {
	t.Parallel()
	var n NHSNumbers
	seen := map[string]bool{}
	for range 1000 {
		s := n.Next()
		if got, ok := person.NHSNumber(s); !ok || got != s || s[:3] != "999" || seen[s] {
			t.Fatalf("%s", s)
		}
		seen[s] = true
	}
	if !seen["9990000018"] {
		t.Error("the first is missing")
	}
}

func TestResidentsAreAsMixedAsTheTownAndLiveWhereItStands(t *testing.T) {
	t.Parallel()
	codes := map[string]bool{}
	for _, p := range place.Fictional() {
		codes[p.Code] = true
	}
	rng := rand.New(rand.NewPCG(1, 1))
	names, languages, helped := map[string]bool{}, map[string]int{}, 0
	for i := range 3000 {
		r := Draw(rng, 18+i%75, "")
		names[r.Name()] = true
		languages[r.Language]++
		if r.Interpreter {
			helped++
		}
		if home := Home(rng, 1+i%9); !codes[home.Postcode] || home.Lines == "" {
			t.Fatalf("%+v", home)
		}
		if Kin(rng, r, "she", 60) == "" {
			t.Fatalf("%s has no kin", r.Name())
		}
	}
	if len(names) < 2200 || helped < 100 || languages["en"] < 2000 || languages["en"] > 2800 {
		t.Errorf("%d names, %d helped, %v", len(names), helped, languages)
	}
	for code := range languages {
		if !vocabulary.Languages().Has(code) {
			t.Errorf("no language %s", code)
		}
	}
	for _, tongue := range []string{"cy", "ur", "pl"} {
		if r := Draw(rng, 80, "he", tongue); r.Language != tongue || r.Pronouns != "he" {
			t.Errorf("%+v", r)
		}
	}
	if !Famous("Dr Huw Edwards") || Famous("Dilys Penhallow") {
		t.Error("fame")
	}
}
