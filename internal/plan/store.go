package plan

import (
	"context"
	"strings"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/person"
)

// lastVersion is the newest version of what a person said to a service, in this case
// or in one before: a second episode goes on where the first ended.
func lastVersion(ctx context.Context, tx *db.Tx, c caseload.Case) (int64, error) {
	return db.One(ctx, tx, db.Value[int64], `select coalesce(max(v.version), 0) from conversation v
		join person_case c on c.id = v.case_id where v.person = $1 and c.service = $2`, c.Person, c.Service)
}

func insertConversation(ctx context.Context, tx *db.Tx, c Conversation) error {
	_, err := tx.Exec(ctx, `insert into conversation (id, case_id, person, by_account, at, version, matters, strengths, read_back, needs, other)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, id.New[Conversation](), c.Case, c.Person, c.By, c.At, c.Version, c.Matters,
		c.Strengths, c.ReadBack, strings.Join(c.Needs, ","), c.Other)
	return raced(err)
}

// raced turns the Conflict of a version or a number that somebody else took in the
// same moment into a lost race.
func raced(err error) error {
	if errs.Is(err, errs.Conflict) {
		return errs.New(errs.Conflict, "form.changed_meanwhile")
	}
	return err
}

// heard returns the newest version of what a person said to the service of a case.
func heard(ctx context.Context, tx *db.Tx, c caseload.Case) (Conversation, error) {
	return db.One(ctx, tx, func(s db.Scan) (Conversation, error) {
		var c Conversation
		var needs string
		err := s(&c.Case, &c.Person, &c.By, &c.At, &c.Version, &c.Matters, &c.Strengths, &c.ReadBack, &needs, &c.Other)
		if needs != "" {
			c.Needs = strings.Split(needs, ",")
		}
		return c, err
	}, `select v.case_id, v.person, v.by_account, v.at, v.version, v.matters, v.strengths, v.read_back, v.needs, v.other
		from conversation v join person_case c on c.id = v.case_id where v.person = $1 and c.service = $2
		order by v.version desc limit 1`, c.Person, c.Service)
}

const columns = `l.id, l.case_id, l.person, l.number, l.status, l.worse, l.review_on, l.agreed_at, l.agreed_how, l.version`

func scan(s db.Scan) (Plan, error) {
	var p Plan
	err := s(&p.ID, &p.Case, &p.Person, &p.Number, &p.Status, &p.Worse, &p.ReviewOn, &p.AgreedAt, &p.AgreedHow, &p.Version)
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
	out, err := db.One(ctx, tx, scan, `select `+columns+` from plan l join person_case c on c.id = l.case_id
		where l.person = $1 and c.service = $2 order by l.created desc, l.number desc limit 1`, c.Person, c.Service)
	if errs.Is(err, errs.NotFound) {
		err = errs.New(errs.NotFound, "plan.not_found")
	}
	if err != nil {
		return Plan{}, err
	}
	out.Goals, err = goals(ctx, tx, out.ID)
	return out, err
}

// actionOf returns an action of a person at the service of a case, and its plan: the
// agreed one goes on while the next is being drafted.
func actionOf(ctx context.Context, tx *db.Tx, c caseload.Case, aid ActionID) (Action, Plan, error) {
	var act Action
	p, err := db.One(ctx, tx, func(s db.Scan) (Plan, error) {
		var p Plan
		err := s(&p.ID, &p.Person, &p.Status, &act.ID, &act.Status)
		return p, err
	}, `select l.id, l.person, l.status, a.id, a.status from action a join goal g on g.id = a.goal join plan l on l.id = g.plan
		join person_case c on c.id = l.case_id where a.id = $1 and l.person = $2 and c.service = $3`, aid, c.Person, c.Service)
	if errs.Is(err, errs.NotFound) {
		err = errs.New(errs.NotFound, "plan.action_not_found")
	}
	return act, p, err
}

func goals(ctx context.Context, tx *db.Tx, pid ID) ([]Goal, error) {
	out, err := db.All(ctx, tx, func(s db.Scan) (Goal, error) {
		var g Goal
		err := s(&g.ID, &g.Words, &g.Importance, &g.Confidence, &g.Status)
		return g, err
	}, `select id, words, coalesce(importance, -1), coalesce(confidence, -1), status from goal where plan = $1 order by place`, pid)
	if err != nil || len(out) == 0 {
		return out, err
	}
	type owned struct {
		goal GoalID
		Action
	}
	actions, err := db.All(ctx, tx, func(s db.Scan) (owned, error) {
		var a owned
		err := s(&a.goal, &a.ID, &a.Words, &a.Owner, &a.Who, &a.Due, &a.Status, &a.Reference, &a.ChaseOn)
		return a, err
	}, `select a.goal, a.id, a.words, a.owner, a.who, a.due, a.status, a.reference, a.chase_on from action a
		join goal g on g.id = a.goal where g.plan = $1 order by g.place, a.place`, pid)
	for _, a := range actions {
		for i := range out {
			if out[i].ID == a.goal {
				out[i].Actions = append(out[i].Actions, a.Action)
			}
		}
	}
	return out, err
}

func insertPlan(ctx context.Context, tx *db.Tx, p Plan) error {
	_, err := tx.Exec(ctx, `insert into plan (id, case_id, person, number, status, worse, review_on, created) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
		p.ID, p.Case, p.Person, p.Number, p.Status, p.Worse, p.ReviewOn, tx.Now())
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
		gid := id.New[Goal]()
		_, err := tx.Exec(ctx, `insert into goal (id, plan, place, words, importance, confidence, status) values ($1, $2, $3, $4, $5, $6, $7)`,
			gid, p.ID, i, g.Words, asked(g.Importance), asked(g.Confidence), Proposed)
		if err != nil {
			return err
		}
		for j, a := range g.Actions {
			_, err := tx.Exec(ctx, `insert into action (id, goal, place, words, owner, who, due, status, reference, chase_on)
				values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, id.New[Action](), gid, j, a.Words, a.Owner, a.Who, a.Due, a.Status, a.Reference, a.ChaseOn)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// asked stores a scale that was not asked as NULL.
func asked(n int) any {
	if n < 0 {
		return nil
	}
	return n
}

func agree(ctx context.Context, tx *db.Tx, p Plan, how string) error {
	if _, err := tx.Exec(ctx, `update plan set status = 'replaced' where case_id = $1 and status = 'agreed'`, p.Case); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `update goal set status = 'agreed' where plan = $1`, p.ID); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `update plan set status = 'agreed', agreed_at = $2, agreed_how = $3, version = version + 1 where id = $1`, p.ID, tx.Now(), how)
	return err
}

// setAction keeps whom it waits on and the reference where nothing new is said. The
// day to chase goes with the waiting.
func setAction(ctx context.Context, tx *db.Tx, aid ActionID, to ActionStatus, w Wait) error {
	_, err := tx.Exec(ctx, `update action set status = $2, who = case when $3 = '' then who else $3 end,
		reference = case when $4 = '' then reference else $4 end, chase_on = $5 where id = $1`, aid, to, w.Who, w.Reference, w.ChaseOn)
	return err
}
