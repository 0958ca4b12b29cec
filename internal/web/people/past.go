package people

import (
	"strings"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/contact"
	"weft/internal/vocabulary"
	"weft/internal/web/frame"
	"weft/internal/web/site"
	"weft/internal/web/ui"
)

// addPast adds what happened to the case itself: earlier episodes, pauses, hand-overs,
// and what was done to entries after they were written.
func (p Pages) addPast(q *site.Request, v *storyView, events *[]event, corrected map[contact.ID][]contact.Change) error {
	past, err := p.Frame.Cases.Past(q.Context(), q.Actor, v.f.Card.ID)
	if err != nil {
		return err
	}
	for _, c := range past.Episodes {
		if c.Open() {
			continue
		}
		*events = append(*events, event{c.Closed, ui.ThreadItem{Title: "Closed: " + vocabulary.ClosureReasons().Words(c.Closure, "en"),
			When: frame.Day(q, c.Closed), Body: plain(c.ClosureWords)}})
	}
	var who []authz.AccountID
	for _, h := range past.HandOvers {
		who = append(who, h.From, h.To)
	}
	for _, changes := range corrected {
		for _, c := range changes {
			who = append(who, c.By)
		}
	}
	names, err := p.Accounts.Names(q.Context(), who...)
	if err != nil {
		return err
	}
	for _, s := range past.Steps {
		if s.Kind == caseload.StepReopened {
			*events = append(*events, event{s.At, ui.ThreadItem{Title: s.Kind.Words(), When: frame.Day(q, s.At), Door: true}})
			continue
		}
		*events = append(*events, event{s.At, ui.ThreadItem{Title: s.Kind.Words(), When: frame.Day(q, s.At), Body: plain(s.Words)}})
	}
	for _, h := range past.HandOvers {
		when := frame.Day(q, h.At)
		if !h.MeetOn.IsZero() {
			when += ", meeting " + q.Site.Words.Day("en", h.MeetOn, q.Site.Today())
		}
		*events = append(*events, event{h.At, ui.ThreadItem{Title: "Handed over from " + names[h.From] + " to " + names[h.To], When: when, Body: plain(h.Words)}})
	}
	for _, changes := range corrected {
		for _, c := range changes {
			if c.Kind == contact.MovedAway {
				*events = append(*events, event{c.At, ui.ThreadItem{Title: "An entry was moved away", When: frame.When(q, c.At) + ", by " + names[c.By],
					Body: plain("The entry of " + frame.Day(q, c.OfDay) + " was about somebody else.")}})
			}
		}
	}
	v.names = names
	return nil
}

// changes groups what was done to entries by the entry.
func (p Pages) changes(q *site.Request, v *storyView) (map[contact.ID][]contact.Change, error) {
	list, err := p.Contacts.Changes(q.Context(), q.Actor, v.f.Card.ID)
	out := map[contact.ID][]contact.Change{}
	for _, c := range list {
		out[c.Contact] = append(out[c.Contact], c)
	}
	return out, err
}

// amended says what was done to one entry: "corrected today, 9.14, by Sam Okafor".
func amended(q *site.Request, v *storyView, changes []contact.Change) string {
	var out []string
	for _, c := range changes {
		word := ""
		switch c.Kind {
		case contact.Corrected:
			word = "Corrected"
		case contact.StruckOut:
			word = "Struck out"
		case contact.MovedHere:
			word = "Moved here from another record"
		case contact.MovedAway:
			continue
		}
		when := frame.When(q, c.At)
		if !strings.HasPrefix(when, "today") && !strings.HasPrefix(when, "yesterday") {
			when = "on " + when
		}
		word += " " + when + " by " + v.names[c.By]
		if c.Why != "" {
			word += ": " + c.Why
		}
		out = append(out, word+".")
	}
	return strings.Join(out, " ")
}

// addDeaths adds the quiet line of a death, and of one that was recorded by mistake.
func (p Pages) addDeaths(q *site.Request, f frame.Frame, events *[]event) error {
	list, err := p.Frame.People.Deaths(q.Context(), q.Actor, f.Card.ID)
	if err != nil {
		return err
	}
	for _, d := range list {
		when := q.Site.Words.DateYear("en", d.Died)
		if d.Mistaken.IsZero() {
			words := ""
			if f.Reads {
				words = d.Words
			}
			*events = append(*events, event{d.At, ui.ThreadItem{Title: firstName(f.Card) + " died", When: when, Body: plain(words)}})
			continue
		}
		*events = append(*events, event{d.Mistaken, ui.ThreadItem{Title: "A death was recorded by mistake", When: "put right " + frame.Day(q, d.Mistaken), Body: plain(d.Why)}})
	}
	return nil
}

// contactWords are the parts of an entry that are facts about the meeting.
func contactWords(k contact.Contact) string {
	var out []string
	if k.Purpose != "" {
		out = append(out, k.Purpose.Words())
	}
	if k.Place != "" {
		out = append(out, k.Place)
	}
	if k.Others != "" {
		out = append(out, "With "+k.Others)
	}
	if k.Interpreter != "" {
		out = append(out, k.Interpreter.Words())
	}
	if k.Confirmed != "" {
		out = append(out, "Had been confirmed "+k.Confirmed.Words())
	}
	if len(out) == 0 {
		return ""
	}
	return strings.Join(out, ". ") + "."
}
