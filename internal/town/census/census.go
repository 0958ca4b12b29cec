package census

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Resident is one invented human: a name, an age and how they talk.
type Resident struct {
	Given, Family string
	Pronouns      string // "she" or "he"
	Age           int
	Language      string // a code of vocabulary.Languages
	Interpreter   bool
}

// Name returns the whole name.
func (r Resident) Name() string { return r.Given + " " + r.Family }

// Draw invents a resident of about this age. pronouns is "she", "he", or "" for either;
// tongues are the languages that they may speak best, none for any.
func Draw(rng *rand.Rand, age int, pronouns string, tongues ...string) Resident {
	r := Resident{Age: age, Pronouns: pronouns, Language: "en"}
	if pronouns == "" {
		r.Pronouns = []string{"she", "she", "she", "he", "he"}[rng.IntN(5)]
	}
	f := part(rng, age)
	if len(tongues) > 0 {
		f = speakers(pick(rng, tongues))
		f.speak = 100
	}
	r.Given, r.Family = given(rng, f, r.Pronouns, age), pick(rng, all(f.family))
	if f.language != "" && chance(rng, f.speak) {
		r.Language = f.language
		r.Interpreter = chance(rng, f.helped)
	}
	return r
}

// Kin invents the given name of somebody of this age from the same part of the town as
// the resident: a late husband, a neighbour.
func Kin(rng *rand.Rand, r Resident, pronouns string, age int) string {
	for _, f := range people() {
		for _, n := range all(f.family) {
			if n == r.Family {
				return given(rng, f, pronouns, age)
			}
		}
	}
	return given(rng, people()[0], pronouns, age)
}

func part(rng *rand.Rand, age int) folk {
	sum := 0
	for _, f := range people() {
		sum += f.weight(age)
	}
	n := rng.IntN(sum)
	for _, f := range people() {
		if n -= f.weight(age); n < 0 {
			return f
		}
	}
	return people()[0]
}

// speakers are the part of the town with a language of its own.
func speakers(language string) folk {
	list := people()
	for _, f := range list {
		if f.language == language {
			return f
		}
	}
	return list[0]
}

// weight is how many of those of an age belong to this part: the newer parts of the
// town are younger.
func (f folk) weight(age int) int {
	if f.share < 12 && age > 70 {
		return f.share
	}
	return f.share * 2
}

func given(rng *rand.Rand, f folk, pronouns string, age int) string {
	list := f.she
	if pronouns == "he" {
		list = f.he
	}
	switch {
	case age >= 70:
		return pick(rng, all(list[0]))
	case age >= 42:
		return pick(rng, all(list[1]))
	}
	return pick(rng, all(list[2]))
}

func pick(rng *rand.Rand, list []string) string { return list[rng.IntN(len(list))] }

func chance(rng *rand.Rand, ofHundred int) bool { return rng.IntN(100) < ofHundred }

// Address is where somebody lives.
type Address struct {
	Lines    string
	Postcode string
	District int // 1 to 9, as in QZ1
	Street   string
}

// Home invents an address in a district of the fictional area.
func Home(rng *rand.Rand, district int) Address {
	street := pick(rng, streets()[district-1])
	lines := fmt.Sprintf("%d %s", 1+rng.IntN(120), street)
	if chance(rng, 15) {
		lines = fmt.Sprintf("Flat %d, %s %s", 1+rng.IntN(24), pick(rng, strings.Split("Calder House|Moor Court|St Oswin's Court|Tenter House|Bobbin Court|Loom House", "|")), street)
	}
	code := fmt.Sprintf("QZ%d %d%c%c", district, 1+rng.IntN(4), "ABD"[rng.IntN(3)], "ABDE"[rng.IntN(4)])
	return Address{Lines: lines + "\n" + Places()[district-1], Postcode: code, District: district, Street: street}
}

// Places names the nine districts: three parts of Aldermoor, Westmere, and villages.
func Places() []string {
	return []string{"Aldermoor", "Aldermoor", "Aldermoor", "Westmere", "Westmere", "Carr Green", "Hazel Bank", "Top Moor", "Pont-y-Wern"}
}

func streets() [][]string {
	split := func(s string) []string { return strings.Split(s, "|") }
	return [][]string{
		split("Mill Row|Tenter Street|Weaver's Fold|Market Place|Bobbin Lane|Chapel Street|Gas Street|Shuttle Street|Dyehouse Lane"),
		split("Brook Street|Alder Grove|Fellside Road|St Oswin's Road|Cemetery Road|Victoria Terrace|Albert Street|Beech Avenue"),
		split("The Quays|Lock Lane|Canal Side|Wharf Street|Maltings Close|Towpath Way|Coal Yard Lane"),
		split("Station Road|Hazel Close|Westmere High Street|Mere View|Co-operative Street|Railway Cottages|Temperance Street"),
		split("Carr Lane|Larkfield Drive|Larkfield Crescent|Bluebell Way|Westmere Road|Priory Gardens|Swallow Rise"),
		split("Main Street|Green Side|Church Lane|Smithy Brow|Ginnel End"),
		split("Bank Top|Hazel Bank Road|Quarry Lane|Sheepfold Lane|Reservoir Road"),
		split("Moor Lane|Peat Road|Long Causeway|Curlew Cottages|Drovers' Way"),
		split("Heol y Bont|Stryd Fawr|Chapel Hill|Border Road|Ffordd yr Afon"),
	}
}
