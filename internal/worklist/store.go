package worklist

import (
	"context"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/db"
)

// among is the condition that a case is an open one of this worker and that the actor may
// read it.
func among(a authz.Actor, tx *db.Tx, worker authz.AccountID, args *db.Args) string {
	return "c.closed is null and c.worker = " + args.Bind(worker) + " and " + a.Scope(authz.CaseRead).Within("c.person", "c.service", tx.Now(), args.Bind)
}

// read reads what is known of each case, one row for each action that somebody counts on
// by a day and at least one for each case: the plan that stands, the level of support,
// the note on safety, the newest agreement, how often they spoke, the nation.
func read(ctx context.Context, tx *db.Tx, a authz.Actor, worker authz.AccountID) (map[caseload.ID]facts, error) {
	var args db.Args
	where := among(a, tx, worker, &args)
	rows, err := db.All(ctx, tx, func(s db.Scan) (facts, error) {
		var f facts
		var copies int
		var words string
		var chase, due clock.Date
		err := s(&f.c.ID, &f.nation, &f.levelOn, &f.riskOn, &f.consent, &f.agreed, &f.review, &copies, &f.contacts, &words, &chase, &due)
		f.copied = copies > 0
		if !chase.IsZero() {
			f.actions = []action{{on: chase, chase: true, words: words}}
		} else if !due.IsZero() {
			f.actions = []action{{on: due, words: words}}
		}
		return f, err
	}, `select c.id, v.nation, c.level_on, p.risk_on, (select max(n.at) from consent n where n.person = c.person and n.answer = 'yes'), l.agreed_at, l.review_on,
		(select count(*) from plan_copy k where k.plan = l.id and k.holder = 'person'),
		(select count(*) from contact k where k.case_id = c.id and k.outcome = 'spoke' and k.struck is null),
		coalesce(x.words, ''), case when x.status = 'waiting_on' then x.chase_on end, x.due
		from person_case c join person p on p.id = c.person join service v on v.id = c.service
		left join plan l on l.case_id = c.id and l.status in ('agreed', 'live')
		left join (select g.plan, y.words, y.status, y.chase_on, y.due, y.place from goal g join action y on y.goal = g.id
			where y.status = 'waiting_on' and y.chase_on is not null or y.status = 'to_do' and y.owner = 'worker' and y.due is not null) x on x.plan = l.id
		where `+where+` order by c.id, x.place`, args.List()...)
	out := make(map[caseload.ID]facts, len(rows))
	for _, r := range rows {
		if have, again := out[r.c.ID]; again {
			r.actions = append(have.actions, r.actions...)
		}
		out[r.c.ID] = r
	}
	return out, err
}
