package story

import (
	"strings"

	"weft/internal/contact"
	"weft/internal/plan"
)

// Story is one short life, to be given to somebody.
type Story struct {
	Key       string
	From      []string // codes of vocabulary.Sources that bring it
	Ages      [2]int
	Who       string      // "she" or "he" where only one fits
	How       contact.How // where the first conversation was
	Tongues   []string    // languages of the people it fits; none: any
	Needs     []string    // codes of vocabulary.Needs, in the person's order
	Reason    string      // as the referrer wrote it
	Matters   string      // in the person's words
	Strengths string
	First     string // note of the first conversation
	Agreed    string // what was agreed in it
	Goals     []plan.Goal
	Worse     string   // what to do if things get worse
	Notes     []Note   // later contacts, in order
	Groups    []string // names of services of the directory that fit, the best first
	Closing   string   // said at the end when it went well
}

// Note is a later contact: what happened and what was agreed.
type Note struct{ Happened, Agreed string }

// All returns every story, those told often first.
func All() []Story {
	var out []Story
	for _, part := range []func() []Story{company, grief, money, home, body, mind, families, arrivals, work} {
		out = append(out, part()...)
	}
	return out
}

// ByKey returns the story of this name; the zero Story when there is none.
func ByKey(key string) Story {
	for _, s := range All() {
		if s.Key == key {
			return s
		}
	}
	return Story{}
}

// goal is one wish in the person's words, how much it matters and how sure they are.
func goal(words string, importance, confidence int, actions ...plan.Action) plan.Goal {
	return plan.Goal{Words: words, Importance: importance, Confidence: confidence, Actions: actions}
}

// wish is a goal whose scales were not asked.
func wish(words string, actions ...plan.Action) plan.Goal { return goal(words, -1, -1, actions...) }

func they(words string) plan.Action { return plan.Action{Words: words, Owner: plan.ByPerson} }
func we(words string) plan.Action   { return plan.Action{Words: words, Owner: plan.ByWorker} }
func other(who, words string) plan.Action {
	return plan.Action{Words: words, Owner: plan.ByOther, Who: who}
}

func notes(pairs ...string) []Note {
	var out []Note
	for i := 0; i+1 < len(pairs); i += 2 {
		out = append(out, Note{pairs[i], pairs[i+1]})
	}
	return out
}

// Life is what the words in braces stand for.
type Life struct {
	Name, Pronouns         string // first name; "she" or "he"
	Late, Kin, Far, Street string
	Day                    string
}

// For returns the story with the words in braces filled in.
func (s Story) For(l Life) Story {
	fill := l.replacer()
	for _, p := range []*string{&s.Reason, &s.Matters, &s.Strengths, &s.First, &s.Agreed, &s.Worse, &s.Closing} {
		*p = fill.Replace(*p)
	}
	goals := make([]plan.Goal, len(s.Goals))
	for i, g := range s.Goals {
		g.Words = fill.Replace(g.Words)
		actions := make([]plan.Action, len(g.Actions))
		for j, a := range g.Actions {
			a.Words, a.Who = fill.Replace(a.Words), fill.Replace(a.Who)
			actions[j] = a
		}
		g.Actions = actions
		goals[i] = g
	}
	s.Goals = goals
	filled := make([]Note, len(s.Notes))
	for i, n := range s.Notes {
		filled[i] = Note{fill.Replace(n.Happened), fill.Replace(n.Agreed)}
	}
	s.Notes = filled
	return s
}

func (l Life) replacer() *strings.Replacer {
	she, him, her, self := "she", "her", "her", "herself"
	if l.Pronouns == "he" {
		she, him, her, self = "he", "him", "his", "himself"
	}
	upper := func(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
	return strings.NewReplacer("{name}", l.Name, "{she}", she, "{She}", upper(she), "{him}", him, "{her}", her, "{Her}", upper(her),
		"{herself}", self, "{late}", l.Late, "{kin}", l.Kin, "{far}", l.Far, "{street}", l.Street, "{day}", l.Day)
}
