package connection

import (
	"context"
	"strings"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/plan"
	"weft/internal/vocabulary"
)

// Share is what is ticked to be told to the group, beside the first name.
type Share struct {
	Reach bool          // how to reach them; through us where contact must be safe
	Helps bool          // language, format and what makes it easier
	Goals []plan.GoalID // goals of the agreed plan, in the person's words
	Words string        // a few words of the worker's
}

// Preview is what would be shared, and what there is to choose from.
type Preview struct {
	Group   GroupID
	Name    string
	Text    string      // exactly what the group would be given; empty when it is given nothing
	Reach   string      // how to reach the person, as it would be said
	Helps   string      // what helps them, as it would be said; empty when nothing is known
	Goals   []plan.Goal // of the agreed plan
	Through bool        // contact goes through us, because it must be safe or no way is known
	ByLink  bool        // the group has a registered contact for our link
	Full    bool
}

// Preview returns the exact text that the group would be given, as the record stands now.
// For whoever works with the case (authz.CaseWork); nothing is written or shared.
func (s *Service) Preview(ctx context.Context, a authz.Actor, p person.ID, in New) (out Preview, err error) {
	in = in.tidy()
	if err := authz.Check(a, authz.CaseWork); err != nil {
		return out, err
	}
	goals, err := s.agreedGoals(ctx, a, p)
	if err != nil {
		return out, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		c, err := s.on.Cases.OpenForTx(ctx, tx, a, authz.CaseWork, p)
		if err != nil {
			return err
		}
		g, err := s.group(ctx, tx, a, in)
		if err != nil {
			return err
		}
		t, err := s.teller(ctx, tx, a, c, goals)
		if err != nil {
			return err
		}
		out = Preview{Group: in.Group, Name: g.name, Reach: t.reach(), Helps: t.helps(), Goals: goals, Through: t.through(),
			ByLink: g.registered(), Full: g.full}
		if in.Via.Shares() {
			out.Text, err = t.text(in.Share)
		}
		return err
	})
	return out, err
}

// agreedGoals returns the goals that the person agreed to.
func (s *Service) agreedGoals(ctx context.Context, a authz.Actor, p person.ID) ([]plan.Goal, error) {
	l, err := s.on.Plans.Current(ctx, a, p)
	if errs.Is(err, errs.NotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []plan.Goal
	for _, g := range l.Goals {
		if g.Status == plan.GoalAgreed || g.Status == plan.InProgress {
			out = append(out, g)
		}
	}
	return out, nil
}

// teller knows all that may be said of a person, and says what was ticked.
type teller struct {
	card   person.Card
	first  string
	worker string
	team   string
	phone  string
	goals  []plan.Goal
}

func (s *Service) teller(ctx context.Context, tx *db.Tx, a authz.Actor, c caseload.Case, goals []plan.Goal) (teller, error) {
	card, err := s.on.People.CardTx(ctx, tx, a, authz.CaseWork, c.Person)
	if err != nil {
		return teller{}, err
	}
	if !card.Died.IsZero() {
		return teller{}, errs.New(errs.Conflict, "connection.person_died")
	}
	service, err := org.ServiceTx(ctx, tx, c.Service)
	if err != nil {
		return teller{}, err
	}
	worker, err := s.workerName(ctx, tx, c.Worker)
	return teller{card: card, first: firstWord(card.Name), worker: worker, team: service.Name, phone: service.Phone, goals: goals}, err
}

// workerName returns the first name of a worker.
func (s *Service) workerName(ctx context.Context, tx *db.Tx, w authz.AccountID) (string, error) {
	names, err := s.on.Accounts.NamesTx(ctx, tx, w)
	return firstWord(names[w]), err
}

func firstWord(name string) string {
	first, _, _ := strings.Cut(name, " ")
	return first
}

// way returns how the group may reach the person: a number or an e-mail address that is
// their own, and only when nobody else would learn of it.
func (t teller) way() (person.Way, bool) {
	if t.card.SafeContact {
		return person.Way{}, false
	}
	for _, w := range t.card.Ways {
		switch w.Kind {
		case person.Phone, person.Mobile:
			if w.MayCall || w.MayText {
				return w, true
			}
		case person.Email:
			return w, true
		case person.Helper, person.Place:
			// Another person's number, or a place, is not ours to hand on.
		}
	}
	return person.Way{}, false
}

// through reports whether the group has to go through us.
func (t teller) through() bool { _, ok := t.way(); return !ok }

func (t teller) reach() string {
	w, ok := t.way()
	if !ok {
		return "Please do not get in touch with " + t.first + " directly. Ring " + t.team + " on " + t.phone + " and we will pass it on."
	}
	how := "Ring "
	switch {
	case w.Kind == person.Email:
		how = "Write to "
	case !w.MayCall:
		how = "Text, do not ring, "
	}
	out := how + w.Value
	if w.Note != "" {
		out += " (" + w.Note + ")"
	}
	if w.Kind != person.Email && !w.MayLeave {
		out += ". Please leave no message"
	}
	return out + "."
}

func (t teller) helps() string {
	var out []string
	if t.card.Interpreter {
		out = append(out, vocabulary.Languages().Words(t.card.Language, "en")+", with an interpreter")
	} else if t.card.Language != "" && t.card.Language != "en" {
		out = append(out, "Speaks "+vocabulary.Languages().Words(t.card.Language, "en"))
	}
	if t.card.Format != "" && t.card.Format != "standard" {
		out = append(out, vocabulary.Formats().Words(t.card.Format, "en"))
	}
	if t.card.AccessNote != "" {
		out = append(out, t.card.AccessNote)
	}
	if len(out) == 0 {
		return ""
	}
	return strings.Join(out, ". ") + "."
}

// text says what was ticked, and refuses when what must stay hidden stands in it.
func (t teller) text(in Share) (string, error) {
	lines := []string{"First name: " + t.first}
	if in.Reach {
		lines = append(lines, "How to reach "+t.first+": "+t.reach())
	}
	if helps := t.helps(); in.Helps && helps != "" {
		lines = append(lines, "What helps: "+helps)
	}
	for _, want := range in.Goals {
		words, ok := t.goal(want)
		if !ok {
			return "", errs.New(errs.Conflict, "form.changed_meanwhile")
		}
		lines = append(lines, "In "+t.first+"’s words: “"+words+"”")
	}
	if in.Words != "" {
		lines = append(lines, "From "+t.worker+", "+t.team+": "+in.Words)
	}
	out := strings.Join(lines, "\n")
	if t.card.Reveals(out) {
		return "", &errs.Error{Kind: errs.Invalid, Code: "form.invalid", Fields: []errs.Field{{Name: "words", Code: "connection.reveals"}}}
	}
	return out, nil
}

func (t teller) goal(want plan.GoalID) (string, bool) {
	for _, g := range t.goals {
		if g.ID == want {
			return g.Words, true
		}
	}
	return "", false
}
