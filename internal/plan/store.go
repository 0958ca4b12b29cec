package plan

import (
	"context"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/person"
)

const columns = `l.id, l.case_id, l.person, l.number, l.status, l.worse, l.review_on, l.agreed_at, l.agreed_how, l.agreed_by, l.reviewed_on,
	l.closed, l.version`

func scan(s db.Scan) (Plan, error) {
	var p Plan
	err := s(&p.ID, &p.Case, &p.Person, &p.Number, &p.Status, &p.Worse, &p.ReviewOn, &p.AgreedAt, &p.AgreedHow, &p.AgreedBy, &p.ReviewedOn,
		&p.Closed, &p.Version)
	return p, err
}

func all(ctx context.Context, tx *db.Tx, a authz.Actor, p person.ID) ([]Plan, error) {
	var args db.Args
	is := args.Bind(p)
	where := a.Scope(authz.CaseRead).Within("c.person", "c.service", tx.Now(), args.Bind)
	return db.All(ctx, tx, scan, `select `+columns+` from plan l join person_case c on c.id = l.case_id where l.person = `+is+` and `+where+`
		order by l.created desc, l.number desc`, args.List()...)
}

// current returns the newest plan of a person at the service of a case, with its
// goals and actions, in three statements.
func current(ctx context.Context, tx *db.Tx, c caseload.Case) (Plan, error) {
	return newest(ctx, tx, c, `l.status <> ''`)
}

// standing returns the plan by which a person goes: the newest that is no draft.
func standing(ctx context.Context, tx *db.Tx, c caseload.Case) (Plan, error) {
	return newest(ctx, tx, c, `l.status <> 'draft'`)
}

func newest(ctx context.Context, tx *db.Tx, c caseload.Case, which string) (Plan, error) {
	out, err := db.One(ctx, tx, scan, `select `+columns+` from plan l join person_case c on c.id = l.case_id
		where l.person = $1 and c.service = $2 and `+which+` order by l.created desc, l.number desc limit 1`, c.Person, c.Service)
	if errs.Is(err, errs.NotFound) {
		err = errs.New(errs.NotFound, "plan.not_found")
	}
	if err != nil {
		return Plan{}, err
	}
	of, err := goalsOf(ctx, tx, "l.id = $1", out.ID)
	out.Goals = of[out.ID]
	return out, err
}

// agreedCount is how many plans a person agreed to with the service of a case.
func agreedCount(ctx context.Context, tx *db.Tx, c caseload.Case) (int, error) {
	return db.One(ctx, tx, db.Value[int], `select count(*) from plan l join person_case c on c.id = l.case_id
		where l.person = $1 and c.service = $2 and l.agreed_at is not null`, c.Person, c.Service)
}

// goalOf returns a goal of a person at the service of a case, and its plan.
func goalOf(ctx context.Context, tx *db.Tx, c caseload.Case, gid GoalID) (Goal, Plan, error) {
	var g Goal
	p, err := db.One(ctx, tx, func(s db.Scan) (Plan, error) {
		var p Plan
		err := s(&p.ID, &p.Person, &p.Status, &g.ID, &g.Thread, &g.Status, &g.Version)
		return p, err
	}, `select l.id, l.person, l.status, g.id, g.thread, g.status, g.version from goal g join plan l on l.id = g.plan
		join person_case c on c.id = l.case_id where g.id = $1 and l.person = $2 and c.service = $3`, gid, c.Person, c.Service)
	if errs.Is(err, errs.NotFound) {
		err = errs.New(errs.NotFound, "plan.goal_not_found")
	}
	return g, p, err
}

// actionOf returns an action of a person at the service of a case, its goal and its
// plan: the agreed one goes on while the next is being drafted.
func actionOf(ctx context.Context, tx *db.Tx, c caseload.Case, aid ActionID) (Action, Goal, Plan, error) {
	var act Action
	var g Goal
	p, err := db.One(ctx, tx, func(s db.Scan) (Plan, error) {
		var p Plan
		err := s(&p.ID, &p.Person, &p.Status, &g.Thread, &g.Status, &g.AnswerWords, &act.ID, &act.Thread, &act.Status, &act.Version)
		return p, err
	}, `select l.id, l.person, l.status, g.thread, g.status, g.answer_words, a.id, a.thread, a.status, a.version from action a
		join goal g on g.id = a.goal join plan l on l.id = g.plan join person_case c on c.id = l.case_id
		where a.id = $1 and l.person = $2 and c.service = $3`, aid, c.Person, c.Service)
	if errs.Is(err, errs.NotFound) {
		err = errs.New(errs.NotFound, "plan.action_not_found")
	}
	return act, g, p, err
}

// goalsOf returns the goals with their actions of each plan of which where is true,
// in two statements.
func goalsOf(ctx context.Context, tx *db.Tx, where string, arg any) (map[ID][]Goal, error) {
	type ofPlan struct {
		plan ID
		Goal
	}
	list, err := db.All(ctx, tx, func(s db.Scan) (ofPlan, error) {
		var g ofPlan
		err := s(&g.plan, &g.ID, &g.Thread, &g.Words, &g.Importance, &g.Confidence, &g.Helpers, &g.Status, &g.Answer, &g.AnswerWords, &g.Ended, &g.Version)
		return g, err
	}, `select g.plan, g.id, g.thread, g.words, coalesce(g.importance, -1), coalesce(g.confidence, -1), g.helpers, g.status, g.answer,
		g.answer_words, g.ended, g.version from goal g join plan l on l.id = g.plan where `+where+` order by g.plan, g.place`, arg)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	type ofGoal struct {
		goal GoalID
		Action
	}
	actions, err := db.All(ctx, tx, func(s db.Scan) (ofGoal, error) {
		var a ofGoal
		err := s(&a.goal, &a.ID, &a.Thread, &a.Words, &a.Owner, &a.Who, &a.Kind, &a.Due, &a.Status, &a.WaitsOn, &a.Reference, &a.ChaseOn, &a.Version)
		return a, err
	}, `select a.goal, a.id, a.thread, a.words, a.owner, a.who, a.kind, a.due, a.status, a.waits_on, a.reference, a.chase_on, a.version from action a
		join goal g on g.id = a.goal join plan l on l.id = g.plan where `+where+` order by g.place, a.place`, arg)
	of := map[GoalID][]Action{}
	for _, a := range actions {
		of[a.goal] = append(of[a.goal], a.Action)
	}
	out := map[ID][]Goal{}
	for _, g := range list {
		g.Actions = of[g.ID]
		out[g.plan] = append(out[g.plan], g.Goal)
	}
	return out, err
}

func insertPlan(ctx context.Context, tx *db.Tx, p Plan) error {
	_, err := tx.Exec(ctx, `insert into plan (id, case_id, person, number, status, worse, review_on, agreed_at, agreed_how, agreed_by, reviewed_on, created)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		p.ID, p.Case, p.Person, p.Number, p.Status, p.Worse, p.ReviewOn, p.AgreedAt, p.AgreedHow, p.AgreedBy, p.ReviewedOn, tx.Now())
	return raced(err)
}

// updateDraft empties a draft, for its goals to be written anew.
func updateDraft(ctx context.Context, tx *db.Tx, p Plan) error {
	_, err := tx.Exec(ctx, `update plan set worse = $2, review_on = $3, version = version + 1 where id = $1`, p.ID, p.Worse, p.ReviewOn)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `delete from action where goal in (select id from goal where plan = $1)`, p.ID); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `delete from goal where plan = $1`, p.ID)
	return err
}

func insertGoals(ctx context.Context, tx *db.Tx, p Plan) error {
	for i, g := range p.Goals {
		g.ID = id.New[Goal]()
		if g.Thread.IsZero() {
			g.Thread = g.ID
		}
		_, err := tx.Exec(ctx, `insert into goal (id, plan, thread, place, words, importance, confidence, helpers, status, answer, answer_words, ended)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
			g.ID, p.ID, g.Thread, i, g.Words, asked(g.Importance), asked(g.Confidence), g.Helpers, g.Status, g.Answer, g.AnswerWords, g.Ended)
		if err != nil {
			return err
		}
		for j, a := range g.Actions {
			if err := insertAction(ctx, tx, g.ID, j, a); err != nil {
				return err
			}
		}
	}
	return nil
}

func insertAction(ctx context.Context, tx *db.Tx, gid GoalID, place int, a Action) error {
	a.ID = id.New[Action]()
	if a.Thread.IsZero() {
		a.Thread = a.ID
	}
	_, err := tx.Exec(ctx, `insert into action (id, goal, thread, place, words, owner, who, kind, due, status, waits_on, reference, chase_on)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		a.ID, gid, a.Thread, place, a.Words, a.Owner, a.Who, a.Kind, a.Due, a.Status, a.WaitsOn, a.Reference, a.ChaseOn)
	return err
}

// asked stores a scale that was not asked as NULL.
func asked(n int) any {
	if n < 0 {
		return nil
	}
	return n
}

// replace lets a newer number stand in the place of the plan that stood.
func replace(ctx context.Context, tx *db.Tx, c caseload.Case, by ID) error {
	_, err := tx.Exec(ctx, `update plan set status = 'replaced' where case_id = $1 and status in ('agreed', 'live') and id <> $2`, c.ID, orNone(by))
	return err
}

// orNone is an id to compare with, also where there is none.
func orNone(p ID) ID {
	if p.IsZero() {
		return id.New[Plan]()
	}
	return p
}

// agree notes that a draft is agreed. A goal in new words of which something is done
// already is on the way.
func agree(ctx context.Context, tx *db.Tx, a authz.Actor, p Plan, how string) error {
	for _, g := range p.Goals {
		if g.Status != Proposed {
			continue
		}
		to := GoalAgreed
		for _, act := range g.Actions {
			if act.Status == Done || act.Status == WaitingOn {
				to = InProgress
			}
		}
		if _, err := tx.Exec(ctx, `update goal set status = $2, version = version + 1 where id = $1`, g.ID, to); err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `update plan set status = 'agreed', agreed_at = $2, agreed_how = $3, agreed_by = $4, version = version + 1 where id = $1`,
		p.ID, tx.Now(), how, a.ID)
	return err
}

func setLive(ctx context.Context, tx *db.Tx, p ID) error {
	_, err := tx.Exec(ctx, `update plan set status = 'live' where id = $1`, p)
	return err
}

// moving are the plans whose parts still take steps; $1 is the person.
const moving = `(select id from plan where person = $1 and status in ('draft', 'agreed', 'live'))`

// setAction moves an action wherever it stands, in the agreed plan and in the draft
// of the next. It keeps whom it waits on and the reference where nothing new is said.
// The day to chase goes with the waiting.
func setAction(ctx context.Context, tx *db.Tx, p person.ID, thread ActionID, to ActionStatus, w Wait) error {
	_, err := tx.Exec(ctx, `update action set status = $3, waits_on = case when $4 = '' then waits_on else $4 end,
		reference = case when $5 = '' then reference else $5 end, chase_on = $6, version = version + 1
		where thread = $2 and goal in (select id from goal where plan in `+moving+`)`, p, thread, to, w.Who, w.Reference, w.ChaseOn)
	return err
}

// setGoal moves a goal wherever it stands; a wish in other words, not agreed yet,
// stays what it is. When it ends, its open actions are no longer needed.
func setGoal(ctx context.Context, tx *db.Tx, p person.ID, thread GoalID, to GoalStatus, words string) error {
	if !to.Open() {
		_, err := tx.Exec(ctx, `update action set status = 'not_needed', chase_on = null, version = version + 1
			where status in ('to_do', 'waiting_on') and goal in (select id from goal where thread = $2 and status <> 'proposed' and plan in `+moving+`)`,
			p, thread)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `update plan set version = version + 1 where id in `+moving+`
			and id in (select plan from goal where thread = $2 and status <> 'proposed')`, p, thread); err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `update goal set status = $3, answer = '', answer_words = $4, ended = $5, version = version + 1
		where thread = $2 and status <> 'proposed' and plan in `+moving, p, thread, to, words, endedAt(tx, to))
	return err
}

// endProposed takes a goal out of a draft without losing its words.
func endProposed(ctx context.Context, tx *db.Tx, g GoalID, to GoalStatus, words string) error {
	_, err := tx.Exec(ctx, `update action set status = 'not_needed', chase_on = null, version = version + 1
		where goal = $1 and status in ('to_do', 'waiting_on')`, g)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `update plan set version = version + 1 where id = (select plan from goal where id = $1)`, g); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `update goal set status = $2, answer_words = $3, ended = $4, version = version + 1 where id = $1`, g, to, words, tx.Now())
	return err
}

func endedAt(tx *db.Tx, to GoalStatus) any {
	if to.Open() {
		return nil
	}
	return tx.Now()
}
