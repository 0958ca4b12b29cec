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
	"weft/internal/text"
)

func lastVersion(ctx context.Context, tx *db.Tx, c caseload.ID) (int64, error) {
	return db.One(ctx, tx, db.Value[int64], `select coalesce(max(version), 0) from conversation where case_id = $1`, c)
}

func insertConversation(ctx context.Context, tx *db.Tx, c Conversation) error {
	_, err := tx.Exec(ctx, `insert into conversation (id, case_id, person, by_account, at, version, matters, strengths, read_back, needs, other)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, id.New[Conversation](), c.Case, c.Person, c.By, c.At, c.Version, c.Matters,
		c.Strengths, c.ReadBack, strings.Join(c.Needs, ","), c.Other)
	return err
}

func heard(ctx context.Context, tx *db.Tx, a authz.Actor, p person.ID) (Conversation, error) {
	var args db.Args
	is := args.Bind(p)
	where := a.Scope(authz.CaseRead).Where("v.person", tx.Now(), args.Bind)
	return db.One(ctx, tx, func(s db.Scan) (Conversation, error) {
		var c Conversation
		var needs string
		err := s(&c.Case, &c.Person, &c.By, &c.At, &c.Version, &c.Matters, &c.Strengths, &c.ReadBack, &needs, &c.Other)
		if needs != "" {
			c.Needs = strings.Split(needs, ",")
		}
		return c, err
	}, `select v.case_id, v.person, v.by_account, v.at, v.version, v.matters, v.strengths, v.read_back, v.needs, v.other
		from conversation v where v.person = `+is+` and `+where+` order by v.at desc, v.version desc limit 1`, args.List()...)
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
	where := a.Scope(authz.CaseRead).Where("l.person", tx.Now(), args.Bind)
	return db.All(ctx, tx, scan, `select `+columns+` from plan l where l.person = `+is+` and `+where+`
		order by l.created desc, l.number desc`, args.List()...)
}

// current returns the newest plan with its goals and actions, in three statements.
func current(ctx context.Context, tx *db.Tx, a authz.Actor, p person.ID) (Plan, error) {
	plans, err := all(ctx, tx, a, p)
	if err != nil {
		return Plan{}, err
	}
	if len(plans) == 0 {
		return Plan{}, errs.New(errs.NotFound, "plan.not_found")
	}
	out := plans[0]
	out.Goals, err = goals(ctx, tx, out.ID)
	return out, err
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
	return err
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
			status := a.Status
			if status == "" {
				status = ToDo
			}
			_, err := tx.Exec(ctx, `insert into action (id, goal, place, words, owner, who, due, status, reference, chase_on)
				values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, id.New[Action](), gid, j, a.Words, a.Owner, a.Who, a.Due, status, a.Reference, a.ChaseOn)
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

func setAction(ctx context.Context, tx *db.Tx, aid ActionID, to ActionStatus, w Wait) error {
	_, err := tx.Exec(ctx, `update action set status = $2, who = case when $3 = '' then who else $3 end, reference = $4, chase_on = $5 where id = $1`,
		aid, to, text.Line(w.Who), text.Line(w.Reference), w.ChaseOn)
	return err
}
