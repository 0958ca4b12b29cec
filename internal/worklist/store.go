package worklist

import (
	"context"

	"weft/internal/authz"
	"weft/internal/caseload"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/org"
)

// among is the condition that a case is an open one of this worker and that the actor may
// read it.
func among(a authz.Actor, tx *db.Tx, worker authz.AccountID, args *db.Args) string {
	return "c.closed is null and c.worker = " + args.Bind(worker) + " and " + a.Scope(authz.CaseRead).Within("c.person", "c.service", tx.Now(), args.Bind)
}

// read reads what is known of each case: the plan that stands, the note on safety, the
// newest agreement; then a row for each action that somebody counts on by a
// day. Whose cases they are is asked once, for both; the second part goes from the cases
// to their actions, in the order that cross join keeps on SQLite, because any other would
// read everybody's.
func read(ctx context.Context, tx *db.Tx, a authz.Actor, worker authz.AccountID) (map[caseload.ID]facts, error) {
	var args db.Args
	where := among(a, tx, worker, &args)
	rows, err := db.All(ctx, tx, func(s db.Scan) (facts, error) {
		var f facts
		var place int
		var words string
		var chase, due clock.Date
		err := s(&f.c.ID, &place, &f.riskOn, &f.consent, &f.agreed, &f.review, &f.copied, &words, &chase, &due)
		if !chase.IsZero() {
			f.actions = []action{{on: chase, chase: true, words: words}}
		} else if !due.IsZero() {
			f.actions = []action{{on: due, words: words}}
		}
		return f, err
	}, `with mine as (select c.id, c.person, l.id as plan, l.agreed_at, l.review_on from person_case c
			left join plan l on l.case_id = c.id and l.status in ('agreed', 'live') where `+where+`)
		select c.id, -1 as place, p.risk_on, (select max(n.at) from consent n where n.person = c.person and n.answer = 'yes'), c.agreed_at, cast(c.review_on as text),
		exists (select 1 from plan_copy k where k.plan = c.plan and k.holder = 'person'), '', cast(null as text), cast(null as text)
		from mine c join person p on p.id = c.person
		union all select c.id, y.place, cast(null as timestamptz), cast(null as timestamptz), cast(null as timestamptz), cast(null as text), false,
		y.words, case when y.status = 'waiting_on' then cast(y.chase_on as text) end, cast(y.due as text)
		from mine c cross join goal g cross join action y where g.plan = c.plan and y.goal = g.id
		and (y.status = 'waiting_on' and y.chase_on is not null or y.status = 'to_do' and y.owner = 'worker' and y.due is not null)
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

// nations returns the nation of each of these services, whose working days count.
func nations(ctx context.Context, tx *db.Tx, services []org.ServiceID) (map[org.ServiceID]clock.Nation, error) {
	type row struct {
		service org.ServiceID
		nation  clock.Nation
	}
	var args db.Args
	in := db.In(&args, services)
	rows, err := db.All(ctx, tx, func(s db.Scan) (r row, err error) {
		err = s(&r.service, &r.nation)
		return r, err
	}, `select id, nation from service where id in (`+in+`)`, args.List()...)
	out := make(map[org.ServiceID]clock.Nation, len(rows))
	for _, r := range rows {
		out[r.service] = r.nation
	}
	return out, err
}
