package plan

import (
	"context"
	"strconv"
	"strings"
	"time"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/text"
	"weft/internal/vocabulary"
)

// Past is what another system knew of what a person said and wished. AgreedAt is zero
// while nothing says that they agreed: then the goals are a draft.
type Past struct {
	Case     caseload.Case
	Heard    Conversation
	Goals    []string
	AgreedAt time.Time
}

func (p Past) tidy() Past {
	p.Heard = p.Heard.tidy()
	var goals []string
	for _, g := range p.Goals {
		if g = text.Words(g); g != "" {
			goals = append(goals, g)
		}
	}
	p.Goals = goals
	return p
}

// CheckPast says what is wrong with what another system knew, as Invalid with the
// fields named. Needs are codes that Weft ships: an import maps to them.
func CheckPast(in Past) error {
	in = in.tidy()
	var c errs.Check
	if err := c.Merge(in.Heard.validate(vocabulary.Lists{})); err != nil {
		return err
	}
	for i, g := range in.Goals {
		c.Require(text.Length(g) <= 2000, "goal"+strconv.Itoa(i), "form.too_long", 2000)
	}
	return c.Err()
}

// fromOldSystem says how a plan was agreed that another system had.
const fromOldSystem = "In the system used before"

// BringTx writes what another system knew of new cases, each with the day on which the
// case opened, in the caller's transaction, which has checked the actor. What a person
// said becomes the first conversation, their goals the first plan; a case of which
// nothing is known gets neither. Invalid names the fields, and nothing is written.
// Audited as plan.import.
func (s *Service) BringTx(ctx context.Context, tx *db.Tx, a authz.Actor, list []Past) error {
	var heard, plans, goals [][]any
	var about []audit.Subject
	for _, in := range list {
		if err := CheckPast(in); err != nil {
			return err
		}
		in = in.tidy()
		c, h := in.Case, in.Heard
		if h.Matters != "" || h.Strengths != "" || len(h.Needs) > 0 {
			heard = append(heard, []any{id.New[Conversation](), c.ID, c.Person, c.Worker, c.Opened, 1, h.Matters, h.Strengths, false,
				strings.Join(h.Needs, ","), h.Other})
			about = append(about, audit.About("case", c.ID.String(), c.Person.String()))
		}
		if len(in.Goals) == 0 {
			continue
		}
		p := Plan{ID: id.New[Plan](), Case: c.ID, Person: c.Person, Status: Draft, AgreedAt: in.AgreedAt}
		goal := Proposed
		if !p.AgreedAt.IsZero() {
			p.Status, p.AgreedHow, goal = Agreed, fromOldSystem, GoalAgreed
		}
		plans = append(plans, []any{p.ID, c.ID, c.Person, 1, p.Status, p.AgreedAt, p.AgreedHow, c.Opened})
		for i, words := range in.Goals {
			goals = append(goals, []any{id.New[Goal](), p.ID, i, words, goal})
		}
		about = append(about, p.subject())
	}
	if err := tx.InsertMany(ctx, `insert into conversation (id, case_id, person, by_account, at, version, matters, strengths, read_back, needs, other)`, heard); err != nil {
		return err
	}
	if err := tx.InsertMany(ctx, `insert into plan (id, case_id, person, number, status, agreed_at, agreed_how, created)`, plans); err != nil {
		return err
	}
	if err := tx.InsertMany(ctx, `insert into goal (id, plan, place, words, status)`, goals); err != nil {
		return err
	}
	return audit.RecordMany(ctx, tx, a, "plan.import", about)
}
