package call

import (
	"context"
	"strings"
	"time"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/org"
	"weft/internal/person"
)

const columns = `c.id, c.service, c.at, c.by_account, c.person, c.who, c.number, c.words, c.urgent, c.status, c.status_at, c.holder, c.outcome, c.version`

func scan(s db.Scan) (Call, error) {
	var c Call
	err := s(&c.ID, &c.Service, &c.At, &c.By, &c.Person, &c.Who, &c.Number, &c.Words, &c.Urgent, &c.Status, &c.StatusAt, &c.Holder, &c.Outcome, &c.Version)
	return c, err
}

func insert(ctx context.Context, tx *db.Tx, c Call) error {
	_, err := tx.Exec(ctx, `insert into call (id, service, at, by_account, person, who, number, words, urgent, status, status_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, c.ID, c.Service, c.At, c.By, c.Person, c.Who, c.Number, c.Words, c.Urgent, c.Status, c.StatusAt)
	return err
}

func update(ctx context.Context, tx *db.Tx, c Call, version int64) error {
	n, err := tx.Exec(ctx, `update call set person = $3, status = $4, status_at = $5, holder = $6, outcome = $7, version = version + 1
		where id = $1 and version = $2`, c.ID, version, c.Person, c.Status, c.StatusAt, c.Holder, c.Outcome)
	if err == nil && n == 0 {
		err = errs.New(errs.Conflict, "form.changed_meanwhile")
	}
	return err
}

// ours is the condition that a call is of a service whose telephone the actor answers.
func ours(a authz.Actor, args *db.Args) string {
	if a.Kind == authz.System {
		return "true"
	}
	places := at(a)
	if len(places) == 0 {
		return "false"
	}
	marks := make([]string, len(places))
	for i, p := range places {
		marks[i] = args.Bind(p)
	}
	return "c.service in (" + strings.Join(marks, ", ") + ")"
}

// seen is the column that says whether the actor may read a call whole.
func seen(a authz.Actor, now time.Time, args *db.Args) string {
	return "case when c.person is null or " + a.Scope(authz.PersonRead).Within("c.person", "c.service", now, args.Bind) + " then true else false end"
}

// scanSeen reads a call and masks it where the last column says so.
func scanSeen(s db.Scan) (Call, error) {
	var c Call
	var whole bool
	err := s(&c.ID, &c.Service, &c.At, &c.By, &c.Person, &c.Who, &c.Number, &c.Words, &c.Urgent, &c.Status, &c.StatusAt, &c.Holder, &c.Outcome, &c.Version, &whole)
	if !whole {
		c = c.mask()
	}
	return c, err
}

func open(ctx context.Context, tx *db.Tx, a authz.Actor) ([]Call, error) {
	var args db.Args
	return db.All(ctx, tx, scanSeen, `select `+columns+`, `+seen(a, tx.Now(), &args)+` from call c
		where c.status <> 'done' and `+ours(a, &args)+` order by c.urgent desc, c.at, c.id limit 200`, args.List()...)
}

func byID(ctx context.Context, tx *db.Tx, a authz.Actor, cid ID) (Call, error) {
	var args db.Args
	is := args.Bind(cid)
	c, err := db.One(ctx, tx, scanSeen, `select `+columns+`, `+seen(a, tx.Now(), &args)+` from call c where c.id = `+is+` and `+ours(a, &args), args.List()...)
	return c, notFound(err)
}

// whole reads a call of the actor's services unmasked, for a rule that looks at it and
// shows nothing of it.
func whole(ctx context.Context, tx *db.Tx, a authz.Actor, cid ID) (Call, error) {
	var args db.Args
	is := args.Bind(cid)
	c, err := db.One(ctx, tx, scan, `select `+columns+` from call c where c.id = `+is+` and `+ours(a, &args), args.List()...)
	return c, notFound(err)
}

func notFound(err error) error {
	if errs.Is(err, errs.NotFound) {
		return errs.New(errs.NotFound, "call.not_found")
	}
	return err
}

func forPerson(ctx context.Context, tx *db.Tx, a authz.Actor, p person.ID) ([]Call, error) {
	var args db.Args
	is := args.Bind(p)
	where := a.Scope(authz.CaseRead).Within("c.person", "c.service", tx.Now(), args.Bind)
	return db.All(ctx, tx, scan, `select `+columns+` from call c where c.person = `+is+` and `+where+` order by c.at desc, c.id limit 200`, args.List()...)
}

func duties(ctx context.Context, tx *db.Tx, sid org.ServiceID, from, to clock.Date) ([]Duty, error) {
	return db.All(ctx, tx, func(s db.Scan) (Duty, error) {
		var d Duty
		err := s(&d.Day, &d.Account)
		return d, err
	}, `select day, account from duty where service = $1 and day >= $2 and day <= $3 order by day`, sid, from, to)
}

func setDuty(ctx context.Context, tx *db.Tx, sid org.ServiceID, d Duty) error {
	if d.Account.IsZero() {
		_, err := tx.Exec(ctx, `delete from duty where service = $1 and day = $2`, sid, d.Day)
		return err
	}
	_, err := tx.Exec(ctx, `insert into duty (service, day, account) values ($1, $2, $3)
		on conflict (service, day) do update set account = excluded.account`, sid, d.Day, d.Account)
	return err
}
