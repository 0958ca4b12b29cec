package directory

import (
	"strings"

	"weft/internal/hsds"
	"weft/internal/vocabulary"
)

// needWords says which words of other people's taxonomies and of names point to which
// need. A phrase matches where its first word begins: "garden" finds "gardening". It is
// Short on purpose: a wrong need does more
// harm than a missing one, because the words of an entry are searched as well.
func needWords() map[string]string {
	return map[string]string{
		"loneliness": "lonel, befriend, friendship, social club, social activit, lunch club, luncheon, coffee morning, companion, isolation, " +
			"senior center, day centre, friendly visit, telephone reassurance, peer support, congregate meal, cafe, meet people, make friends",
		"wellbeing": "mental health, mental illness, counsel, wellbeing, well being, anxiety, depress, emotional, stress, crisis intervention, " +
			"psych, suicide, listening, talking therap, mindful, anger management, self harm, therap",
		"money": "debt, benefits, money, budget, financial, credit counsel, welfare rights, tax, ssi, tanf, unemployment insurance, " +
			"material assistance, low income, credit union, payment assistance, emergency fund, hardship",
		"housing": "housing, tenan, landlord, rent payment, mortgage, homebuyer, eviction, homeshare, damp, home purchase",
		"food-fuel": "food, meals, nutrition site, pantry, fuel, heating, utility, electric service, gas service, energy, soup, snap, wic, " +
			"hunger, warm space, warm bank, cooking",
		"work-learning": "employment, job, volunteer, training, learn, literacy, tutor, education, career, vocational, ged, cv, skills, " +
			"apprentic, course, class, homework, school readiness",
		"activity": "sport, exercis, walk, fitness, danc, yoga, swim, basketball, soccer, football, tennis, recreation, tai chi, cycling, " +
			"gym, pilates, physical activit, tag rugby, running, bowls, leisure",
		"lifestyle": "weight, smoking, healthy eating, nutrition education, wellness, healthy lifestyle, diet, health education, stop smoking",
		"long-term-condition": "diabet, cancer, epilep, parkinson, multiple sclerosis, chronic, hiv, stroke, heart, arthritis, pain, copd, asthma, " +
			"condition, disease, kidney, long covid, lupus, disability related support group, health disability related",
		"caring":      "carer, caregiver, respite, young carer, caring",
		"bereavement": "bereave, grief, griev, widow, death and dying, loss of",
		"family": "famil, marriage, relationship, conjoint, couple, mediation, contact centre, foster, adoption, grandparent, " +
			"youth enrichment, youth development, adolescent youth, mentoring",
		"parenting": "parent, pregnan, antenatal, prenatal, breastfeed, toddler, baby, babies, mother, father, child care, childcare, preschool, " +
			"nursery, stay and play, creche, childbirth, expectant, head start",
		"domestic-abuse": "domestic abuse, domestic violence, abused, intimate partner, sexual assault, family violence, refuge for women, " +
			"women s aid, battered, sexually abused, rape",
		"substance-gambling": "alcohol, drug, substance, addict, gambl, recovery meeting, opioid, narcotic, detox, smoking nicotine",
		"transport":          "transport, dial a ride, community car, driver, getting about, bus pass, patient car",
		"home-falls":         "falls, handyman, handyperson, home safety, home repair, adaptation, aids and equipment, homemaker, home from hospital, home barrier, medical equipment, stair",
		"digital":            "computer, digital, internet, online skills, smartphone, tablet, it skills, technology class, silver surfer",
		"legal":              "legal, law, advocacy, citizen, immigration, rights advice, court, solicitor, tribunal, consulate",
		"language":           "esol, english as a second, english class, english language, language class, conversation club, conversation english",
		"arts-nature-faith": "art, arts, music, sing, choir, craft, knit, garden, allotment, nature, museum, theatre, theater, drama, church, faith, " +
			"mosque, temple, poetry, book club, reading group, cultural, heritage, pastoral, camp, birdwatch, conservation, history",
		"memory": "dementia, alzheimer, memory",
		"disability": "disab, autis, adhd, neurodiver, blind, deaf, hard of hearing, visual impair, hearing impair, learning difficult, special education, " +
			"sensory, wheelchair, developmental, physical disab, independent living, supported employment",
		"end-of-life":  "hospice, end of life, palliative, death and dying, advance care",
		"forms":        "form filling, form help, help with forms, paperwork, application assist, assister program, letters and forms, in person assister, food stamps snap application",
		"homelessness": "homeless, rough sleep, night shelter, emergency shelter, transitional housing, runaway, safe haven, sofa surf",
		"asylum":       "asylum, refugee, entrants, resettle, migrant, undocumented, immigrant, human trafficking, sanctuary",
		"hoarding":     "hoard, declutter, clutter",
		"safety": "safeguard, crime, victim, hate crime, scam, neighborhood watch, neighbourhood watch, child abuse, elder abuse, fire safety, police, " +
			"human trafficking, bullying, personal safety",
	}
}

// notNeed lists phrases that look like a need and are none.
func notNeed(phrase string) bool {
	switch phrase {
	case "safe havens for abandoned newborns", "fire stations", "fire control extinction", "target populations":
		return true
	}
	return false
}

// needFinder maps the words of a feed to our needs. It remembers terms, because a feed
// repeats them. One goroutine only.
type needFinder struct {
	phrases map[string][]phrase // by their first two letters
	order   []string
	known   map[string][]string // needs by term
}

// phrase is one entry of the word table; need is its place in the order.
type phrase struct {
	words string
	need  int
}

func newNeedFinder() *needFinder {
	f := &needFinder{phrases: map[string][]phrase{}, known: map[string][]string{}}
	table := needWords()
	for i, t := range vocabulary.Needs() {
		f.order = append(f.order, t.Code)
		for p := range strings.SplitSeq(table[t.Code], ", ") {
			if len(p) <= 3 {
				p += " " // a short one must be a word of its own: "art" is no part of "arthritis"
			}
			if len(p) > 2 {
				f.phrases[p[:2]] = append(f.phrases[p[:2]], phrase{p, i})
			}
		}
	}
	return f
}

// of returns the needs that a service answers, in the order of the vocabulary; "other"
// when nothing tells. What the feed sorts by and the name decide; the description is
// asked only where they say nothing.
func (f *needFinder) of(s hsds.Service) []string {
	found := map[string]bool{}
	for _, a := range s.Attributes {
		if a.TaxonomyTerm == nil {
			continue
		}
		for _, n := range f.term(a.TaxonomyTerm.Name) {
			found[n] = true
		}
	}
	for _, n := range f.match(s.Name + " " + s.AlternateName) {
		found[n] = true
	}
	if len(found) == 0 {
		for _, n := range f.match(shortened(s.Description, 600)) {
			found[n] = true
		}
	}
	if len(found) == 0 {
		return []string{"other"}
	}
	var out []string
	for _, n := range f.order {
		if found[n] {
			out = append(out, n)
		}
	}
	return out
}

func (f *needFinder) term(name string) []string {
	needs, ok := f.known[name]
	if !ok {
		needs = f.match(name)
		f.known[name] = needs
	}
	return needs
}

// match returns the needs whose phrases begin a word of the text.
func (f *needFinder) match(s string) []string {
	folded := strings.Join(words(s), " ") + " "
	if notNeed(strings.TrimSpace(folded)) {
		return nil
	}
	found := make([]bool, len(f.order))
	for i := 0; i+2 < len(folded); i++ {
		if i > 0 && folded[i-1] != ' ' {
			continue
		}
		for _, p := range f.phrases[folded[i:i+2]] {
			if strings.HasPrefix(folded[i:], p.words) {
				found[p.need] = true
			}
		}
	}
	var out []string
	for i, yes := range found {
		if yes {
			out = append(out, f.order[i])
		}
	}
	return out
}

func shortened(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}
