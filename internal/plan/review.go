package plan

import (
	"context"
	"slices"

	"weft/internal/audit"
	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/due"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/once"
	"weft/internal/org"
	"weft/internal/person"
	"weft/internal/text"
)

// Answer is how a goal goes, as the person says at a review; empty when not asked.
type Answer string

// The answers.
const (
	AnswerDone   Answer = "done"
	AnswerOK     Answer = "ok"
	AnswerStuck  Answer = "stuck"
	AnswerNotNow Answer = "not_now"
)

// Answers lists what may be said of a goal at a review.
func Answers() []Answer { return []Answer{AnswerDone, AnswerOK, AnswerStuck, AnswerNotNow} }

// Words returns the answer in plain words.
func (a Answer) Words() string {
	switch a {
	case AnswerDone:
		return "Done"
	case AnswerOK:
		return "Going OK"
	case AnswerStuck:
		return "Stuck"
	case AnswerNotNow:
		return "Not now"
	}
	return ""
}

// leads says where an answer takes a goal that is still wished for. Stuck is no end:
// the goal goes on, and the plan says so.
func (a Answer) leads(from GoalStatus) GoalStatus {
	switch a {
	case AnswerDone:
		return Met
	case AnswerOK, AnswerStuck:
		return InProgress
	case AnswerNotNow:
		return SetAside
	}
	return from
}

// Said is what the person says of one goal at a review. Importance and Confidence
// are -1 when they were not asked.
type Said struct {
	Answer     Answer
	Words      string
	Importance int
	Confidence int
}

// Review is what the form asks: how each goal goes, and when to look again. On is the
// day of the review; the zero date is today.
type Review struct {
	Key     string
	Version int64
	On      clock.Date
	Next    clock.Date
	How     string
	Goals   map[GoalID]Said
}

// nextReview suggests when to look at a plan again that was looked at so many times, a
// working day: by the shipped rules after six weeks, then after twelve.
func nextReview(r due.Rules, on clock.Date, reviews int, n clock.Nation) clock.Date {
	if reviews == 0 {
		return r.WorkingOn(due.PlanReview, on, n)
	}
	return r.WorkingOn(due.PlanAgain, on, n)
}

// NextReview suggests the day of the next review of a person's plan, counted from
// today, on a working day of the nation, by the rules of the service: as shipped, six
// weeks after the first agreement, then twelve. NotFound without a case.
func (s *Service) NextReview(ctx context.Context, a authz.Actor, p person.ID) (on clock.Date, err error) {
	err = s.read(ctx, a, p, func(tx *db.Tx, c caseload.Case) error {
		service, err := org.ServiceTx(ctx, tx, c.Service)
		if err != nil {
			return err
		}
		rules, err := due.ForTx(ctx, tx, c.Service, s.today(tx))
		if err != nil {
			return err
		}
		n, err := agreedCount(ctx, tx, c)
		on = nextReview(rules, s.today(tx), n, service.Nation)
		return err
	})
	return on, err
}

func (in Review) validate(p Plan, agreed, today clock.Date) error {
	var c errs.Check
	c.Require(!in.On.After(today), "on", "plan.review_future")
	c.Require(!in.On.Before(agreed), "on", "plan.review_before_agreed")
	if !in.Next.IsZero() {
		c.Require(in.Next.After(in.On) && !in.Next.Before(today), "next", "plan.review_order")
		c.Require(in.Next.DaysSince(today) <= 731, "next", "plan.review_far")
	}
	for gid, said := range in.Goals {
		at := "goal-" + gid.String()
		c.Require(said.Answer == "" || slices.Contains(Answers(), said.Answer), at, "plan.answer_unknown")
		c.Require(text.Length(said.Words) <= 2000, at, "form.too_long", 2000)
		c.Require(inScale(said.Importance) && inScale(said.Confidence), at, "plan.scale")
		known := slices.ContainsFunc(p.Goals, func(g Goal) bool { return g.ID == gid && g.Status.Open() })
		c.Require(known, at, "plan.goal_gone")
	}
	return c.Err()
}

// Review makes the next number of the plan from what the person says of each goal, and
// notes that they agree to it. A goal of which nothing is said stays as it stood; what
// ended before is left out. Without a plan, with a draft that is not agreed, or after
// the case was closed it is a Conflict that says so; dates in the wrong order are
// Invalid; a lost race is a Conflict and nothing is written. Audited.
func (s *Service) Review(ctx context.Context, a authz.Actor, p person.ID, in Review) (pid ID, err error) {
	in.How = text.First(in.How, maxHow)
	err = s.work(ctx, a, p, func(tx *db.Tx, c caseload.Case) error {
		result, err := once.Do(ctx, tx, a, in.Key, "plan.review", func() (string, error) {
			pid, err := s.reviewTx(ctx, tx, a, c, in)
			return pid.String(), err
		})
		pid = ID(result)
		return err
	})
	return pid, err
}

func (s *Service) reviewTx(ctx context.Context, tx *db.Tx, a authz.Actor, c caseload.Case, in Review) (ID, error) {
	have, err := current(ctx, tx, c)
	if errs.Is(err, errs.NotFound) {
		return "", errs.New(errs.Conflict, "plan.review_nothing")
	}
	if err != nil {
		return "", err
	}
	if err := have.Status.move(Replaced); err != nil {
		return "", err
	}
	if have.Version != in.Version {
		return "", errs.New(errs.Conflict, "form.changed_meanwhile")
	}
	if in.On.IsZero() {
		in.On = s.today(tx)
	}
	if err := in.validate(have, clock.DateOf(have.AgreedAt, s.zone), s.today(tx)); err != nil {
		return "", err
	}
	next := Plan{ID: id.New[Plan](), Case: c.ID, Person: c.Person, Number: have.Number + 1, Status: Agreed, Worse: have.Worse, ReviewOn: in.Next,
		AgreedAt: tx.Now(), AgreedHow: in.How, AgreedBy: a.ID, ReviewedOn: in.On}
	for _, g := range have.Goals {
		if g.Status.Open() {
			next.Goals = append(next.Goals, g.reviewed(in.Goals[g.ID], tx))
		}
	}
	if err := replace(ctx, tx, c, ""); err != nil {
		return "", err
	}
	if err := insertPlan(ctx, tx, next); err != nil {
		return "", err
	}
	if err := insertGoals(ctx, tx, next); err != nil {
		return "", err
	}
	return next.ID, audit.Record(ctx, tx, a, "plan.review", next.subject())
}

// reviewed is a goal after what was said of it.
func (g Goal) reviewed(said Said, tx *db.Tx) Goal {
	if said.Answer == "" {
		return g
	}
	g.Status, g.Answer, g.AnswerWords = said.Answer.leads(g.Status), said.Answer, text.Words(said.Words)
	if said.Importance >= 0 {
		g.Importance = said.Importance
	}
	if said.Confidence >= 0 {
		g.Confidence = said.Confidence
	}
	if !g.Status.Open() {
		g.Ended, g.Actions = tx.Now(), slices.Clone(g.Actions)
		for i := range g.Actions {
			if a := &g.Actions[i]; a.Status.Open() {
				a.Status, a.ChaseOn = NotNeeded, clock.Date{}
			}
		}
	}
	return g
}
