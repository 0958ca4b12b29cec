package access

import (
	"context"
	"time"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/id"
	"weft/internal/org"
	"weft/internal/person"
)

// Grant is one holder's sight of one person.
type Grant struct {
	Person   person.ID
	Holder   string // id of an account, a service or an organisation
	Relation authz.Relation
	Service  org.ServiceID // whose referrals and cases it opens
	Reason   string        // a verb of the use case, such as "case.open"
}

// GrantTx gives a holder sight of a person from now on. When the holder has it
// already for the same reason nothing changes; each reason has a row of its own, so
// that ending one leaves the others. The use case that calls it checks and audits.
func GrantTx(ctx context.Context, tx *db.Tx, g Grant) error {
	have, err := db.One(ctx, tx, db.Value[int], `select count(*) from access_grant
		where person = $1 and holder = $2 and relation = $3 and reason = $4 and service = $5 and ends is null`,
		g.Person, g.Holder, g.Relation, g.Reason, g.Service)
	if err != nil || have > 0 {
		return err
	}
	return tx.Later(ctx, `insert into access_grant (id, person, holder, relation, service, reason, starts) values ($1, $2, $3, $4, $5, $6, $7)`,
		id.New[Grant](), g.Person, g.Holder, g.Relation, g.Service, g.Reason, tx.Now())
}

// EndAtTx lets one grant end at a time to come, such as six months after a case closed.
func EndAtTx(ctx context.Context, tx *db.Tx, g Grant, at time.Time) error {
	_, err := tx.Exec(ctx, `update access_grant set ends = $1 where person = $2 and holder = $3 and relation = $4 and service = $5 and reason = $6
		and ends is null`, at, g.Person, g.Holder, g.Relation, g.Service, g.Reason)
	return err
}

// EndServiceTx ends a holder's sight of a person at one service now, also one that
// was to end later.
func EndServiceTx(ctx context.Context, tx *db.Tx, p person.ID, holder string, r authz.Relation, sid org.ServiceID) error {
	_, err := tx.Exec(ctx, `update access_grant set ends = $1 where person = $2 and holder = $3 and relation = $4 and service = $5
		and (ends is null or ends > $1)`, tx.Now(), p, holder, r, sid)
	return err
}

// GrantUntilTx is GrantTx with an end: sight of a person for a day of duty, say. Sight
// for the same reason that still holds is not given twice.
func GrantUntilTx(ctx context.Context, tx *db.Tx, g Grant, ends time.Time) error {
	have, err := db.One(ctx, tx, db.Value[int], `select count(*) from access_grant
		where person = $1 and holder = $2 and relation = $3 and reason = $4 and service = $5 and (ends is null or ends >= $6)`,
		g.Person, g.Holder, g.Relation, g.Reason, g.Service, ends)
	if err != nil || have > 0 {
		return err
	}
	_, err = tx.Exec(ctx, `insert into access_grant (id, person, holder, relation, service, reason, starts, ends) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
		id.New[Grant](), g.Person, g.Holder, g.Relation, g.Service, g.Reason, tx.Now(), ends)
	return err
}

// EndTx ends a holder's sight of a person now, whatever it was given for.
func EndTx(ctx context.Context, tx *db.Tx, p person.ID, holder string, r authz.Relation) error {
	_, err := tx.Exec(ctx, `update access_grant set ends = $1 where person = $2 and holder = $3 and relation = $4 and (ends is null or ends > $1)`,
		tx.Now(), p, holder, r)
	return err
}

// EndCoverTx ends the sight of everyone who stands in for the worker of a person at
// a service: their case there is closed.
func EndCoverTx(ctx context.Context, tx *db.Tx, p person.ID, sid org.ServiceID) error {
	_, err := tx.Exec(ctx, `update access_grant set ends = $1 where person = $2 and service = $3 and relation = $4 and ends is null`,
		tx.Now(), p, sid, authz.ByCover)
	return err
}

// CopyTx gives everyone who sees one person sight of another: when two records turn
// out to be the same human. The reason marks what was copied, so that EndReasonTx
// can take back just that.
func CopyTx(ctx context.Context, tx *db.Tx, from, to person.ID, reason string) error {
	held, err := db.All(ctx, tx, func(s db.Scan) (Grant, error) {
		g := Grant{Person: to, Reason: reason}
		err := s(&g.Holder, &g.Relation, &g.Service)
		return g, err
	}, `select holder, relation, service from access_grant where person = $1 and ends is null`, from)
	if err != nil {
		return err
	}
	for _, g := range held {
		if err := GrantTx(ctx, tx, g); err != nil {
			return err
		}
	}
	return nil
}

// EndReasonTx ends every grant on a person that was given for this reason.
func EndReasonTx(ctx context.Context, tx *db.Tx, p person.ID, reason string) error {
	_, err := tx.Exec(ctx, `update access_grant set ends = $1 where person = $2 and reason = $3 and ends is null`, tx.Now(), p, reason)
	return err
}

// SeesTx reports whether the actor may see the person for this permission.
func SeesTx(ctx context.Context, tx *db.Tx, a authz.Actor, perm authz.Permission, p person.ID) (bool, error) {
	var args db.Args
	me := args.Bind(p)
	where := a.Scope(perm).Where("p.id", tx.Now(), args.Bind)
	n, err := db.One(ctx, tx, db.Value[int], `select count(*) from person p where p.id = `+me+` and `+where, args.List()...)
	return n > 0, err
}

// KnownTx returns nil when the service knows the person, else NotFound. It says
// nothing about an actor: use cases ask it about a service that a form named.
func KnownTx(ctx context.Context, tx *db.Tx, p person.ID, sid org.ServiceID) error {
	n, err := db.One(ctx, tx, db.Value[int], `select count(*) from access_grant
		where person = $1 and holder = $2 and relation = $3 and ends is null`, p, sid, authz.ByService)
	if err == nil && n == 0 {
		err = errs.New(errs.NotFound, "person.not_found")
	}
	return err
}
