package safety

import (
	"context"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
)

const columns = `c.id, c.person, c.about, c.service, c.raised_by, c.raised, c.words, c.danger_now, c.child, c.told, c.lead, c.status, c.decision,
	c.decided, c.outcome, c.version`

func scan(s db.Scan) (Concern, error) {
	var c Concern
	err := s(&c.ID, &c.Person, &c.About, &c.Service, &c.RaisedBy, &c.Raised, &c.Words, &c.DangerNow, &c.Child, &c.Told, &c.Lead, &c.Status, &c.Decision,
		&c.Decided, &c.Outcome, &c.Version)
	return c, err
}

func insert(ctx context.Context, tx *db.Tx, c Concern) error {
	_, err := tx.Exec(ctx, `insert into concern (id, person, about, service, raised_by, raised, words, danger_now, child, told, lead, status)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`, c.ID, c.Person, c.About, c.Service, c.RaisedBy, c.Raised, c.Words, c.DangerNow, c.Child,
		c.Told, c.Lead, c.Status)
	return err
}

func update(ctx context.Context, tx *db.Tx, c Concern, version int64) error {
	n, err := tx.Exec(ctx, `update concern set status = $3, decision = $4, decided = $5, outcome = $6, version = version + 1
		where id = $1 and version = $2`, c.ID, version, c.Status, c.Decision, c.Decided, c.Outcome)
	if err == nil && n == 0 {
		err = errs.New(errs.Conflict, "form.changed_meanwhile")
	}
	return err
}

func insertDecision(ctx context.Context, tx *db.Tx, cid ID, d Decision) error {
	_, err := tx.Exec(ctx, `insert into concern_decision (id, concern, at, by_account, status, words) values ($1, $2, $3, $4, $5, $6)`,
		id.New[Decision](), cid, d.At, d.By, d.Status, d.Words)
	return err
}

func decisions(ctx context.Context, tx *db.Tx, cid ID) ([]Decision, error) {
	return db.All(ctx, tx, func(s db.Scan) (Decision, error) {
		var d Decision
		err := s(&d.At, &d.By, &d.Status, &d.Words)
		return d, err
	}, `select at, by_account, status, words from concern_decision where concern = $1 order by at, id`, cid)
}

// list and byID narrow by the lead named in the row as well as by the grant, so a
// lead never reads another lead's compartment.
func list(ctx context.Context, tx *db.Tx, a authz.Actor) ([]Concern, error) {
	var args db.Args
	me := args.Bind(a.ID)
	where := a.Scope(authz.ConcernRead).Within("c.person", "c.service", tx.Now(), args.Bind)
	return db.All(ctx, tx, scan, `select `+columns+` from concern c where c.lead = `+me+` and (c.person is null or `+where+`)
		order by case c.status when 'raised' then 0 when 'monitor' then 1 else 2 end, c.raised desc, c.id limit 200`, args.List()...)
}

func byID(ctx context.Context, tx *db.Tx, a authz.Actor, cid ID) (Concern, error) {
	var args db.Args
	is, me := args.Bind(cid), args.Bind(a.ID)
	where := a.Scope(authz.ConcernRead).Within("c.person", "c.service", tx.Now(), args.Bind)
	c, err := db.One(ctx, tx, scan, `select `+columns+` from concern c where c.id = `+is+` and c.lead = `+me+` and (c.person is null or `+where+`)`, args.List()...)
	if errs.Is(err, errs.NotFound) {
		err = errs.New(errs.NotFound, "safety.not_found")
	}
	return c, err
}
