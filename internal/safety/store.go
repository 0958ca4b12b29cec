package safety

import (
	"context"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
)

const columns = `c.id, c.person, c.service, c.raised_by, c.raised, c.words, c.danger_now, c.child, c.told, c.lead, c.status, c.decision,
	c.decided, c.outcome, c.version`

func scan(s db.Scan) (Concern, error) {
	var c Concern
	err := s(&c.ID, &c.Person, &c.Service, &c.RaisedBy, &c.Raised, &c.Words, &c.DangerNow, &c.Child, &c.Told, &c.Lead, &c.Status, &c.Decision,
		&c.Decided, &c.Outcome, &c.Version)
	return c, err
}

func insert(ctx context.Context, tx *db.Tx, c Concern) error {
	_, err := tx.Exec(ctx, `insert into concern (id, person, service, raised_by, raised, words, danger_now, child, told, lead, status)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, c.ID, c.Person, c.Service, c.RaisedBy, c.Raised, c.Words, c.DangerNow, c.Child,
		c.Told, c.Lead, c.Status)
	return err
}

// list and byID narrow by the lead named in the row as well as by the grant, so a
// lead never reads another lead's compartment.
func list(ctx context.Context, tx *db.Tx, a authz.Actor) ([]Concern, error) {
	var args db.Args
	me := args.Bind(a.ID)
	where := a.Scope(authz.ConcernRead).Where("c.person", tx.Now(), args.Bind)
	return db.All(ctx, tx, scan, `select `+columns+` from concern c where c.lead = `+me+` and `+where+`
		order by case c.status when 'raised' then 0 when 'monitor' then 1 else 2 end, c.raised desc, c.id limit 200`, args.List()...)
}

func byID(ctx context.Context, tx *db.Tx, a authz.Actor, cid ID) (Concern, error) {
	var args db.Args
	is, me := args.Bind(cid), args.Bind(a.ID)
	where := a.Scope(authz.ConcernRead).Where("c.person", tx.Now(), args.Bind)
	c, err := db.One(ctx, tx, scan, `select `+columns+` from concern c where c.id = `+is+` and c.lead = `+me+` and `+where, args.List()...)
	if errs.Is(err, errs.NotFound) {
		err = errs.New(errs.NotFound, "safety.not_found")
	}
	return c, err
}
