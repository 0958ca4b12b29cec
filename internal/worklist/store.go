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

// read reads what is known of each case: the plan that stands, the level of support, the
// note on safety, the newest agreement, how often they spoke, the nation; then a row for
// each action that somebody counts on by a day. The second part goes from the cases to
// their actions, because a left join of both would read everybody's.
func read(ctx context.Context, tx *db.Tx, a authz.Actor, worker authz.AccountID) (map[caseload.ID]facts, error) {
	var args db.Args
	where := among(a, tx, worker, &args)
	rows, err := db.All(ctx, tx, func(s db.Scan) (facts, error) {
		var f facts
		var copies, place int
		var words string
		var chase, due clock.Date
		err := s(&f.c.ID, &place, &f.nation, &f.levelOn, &f.riskOn, &f.consent, &f.agreed, &f.review, &copies, &f.contacts, &words, &chase, &due)
		f.copied = copies > 0
		if !chase.IsZero() {
			f.actions = []action{{on: chase, chase: true, words: words}}
		} else if !due.IsZero() {
			f.actions = []action{{on: due, words: words}}
		}
		return f, err
	}, `select c.id, -1 as place, v.nation, c.level_on, p.risk_on, (select max(n.at) from consent n where n.person = c.person and n.answer = 'yes'), l.agreed_at, l.review_on,
		(select count(*) from plan_copy k where k.plan = l.id and k.holder = 'person'),
		(select count(*) from contact k where k.case_id = c.id and k.outcome = 'spoke' and k.struck is null),
		'', cast(null as date), cast(null as date)
		from person_case c join person p on p.id = c.person join service v on v.id = c.service
		left join plan l on l.case_id = c.id and l.status in ('agreed', 'live') where `+where+`
		union all select c.id, y.place, '', cast(null as date), cast(null as timestamptz), cast(null as timestamptz), cast(null as timestamptz), cast(null as date), 0, 0,
		y.words, case when y.status = 'waiting_on' then y.chase_on end, y.due
		from person_case c join plan l on l.case_id = c.id and l.status in ('agreed', 'live') join goal g on g.plan = l.id join action y on y.goal = g.id
		where (y.status = 'waiting_on' and y.chase_on is not null or y.status = 'to_do' and y.owner = 'worker' and y.due is not null) and `+where+`
		order by 1, 2`, args.List()...)
	out := make(map[caseload.ID]facts, len(rows))
	for _, r := range rows {
		if have, again := out[r.c.ID]; again {
			have.actions = append(have.actions, r.actions...)
			r = have
		}
		out[r.c.ID] = r
	}
	return out, err
}
