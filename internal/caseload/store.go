package caseload

import (
	"context"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/org"
	"weft/internal/person"
)

const columns = `c.id, c.person, c.service, c.referral, c.worker, c.status, c.opened, c.closed, c.closure,
	c.next_on, c.next_time, c.next_kind, c.next_place, c.next_note, c.version`

func scan(s db.Scan) (Case, error) {
	var c Case
	err := s(&c.ID, &c.Person, &c.Service, &c.Referral, &c.Worker, &c.Status, &c.Opened, &c.Closed, &c.Closure,
		&c.Next.On, &c.Next.Time, &c.Next.Kind, &c.Next.Place, &c.Next.Note, &c.Version)
	return c, err
}

// worded reads a case and what was written about its end.
func worded(s db.Scan) (c Case, err error) {
	var words string
	c, err = scan(func(dest ...any) error { return s(append(dest, &words)...) })
	c.ClosureWords = words
	return c, err
}

func insert(ctx context.Context, tx *db.Tx, c Case) error {
	_, err := tx.Exec(ctx, `insert into person_case (id, person, service, referral, worker, status, opened, next_on, next_time, next_kind,
		next_place, next_note) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`, c.ID, c.Person, c.Service, c.Referral, c.Worker,
		c.Status, c.Opened, c.Next.On, c.Next.Time, c.Next.Kind, c.Next.Place, c.Next.Note)
	if errs.Is(err, errs.Conflict) {
		return errs.New(errs.Conflict, "caseload.already_open") // somebody opened one in the same moment
	}
	return err
}

func forPerson(ctx context.Context, tx *db.Tx, a authz.Actor, perm authz.Permission, p person.ID) (Case, error) {
	var args db.Args
	is := args.Bind(p)
	where := a.Scope(perm).Within("c.person", "c.service", tx.Now(), args.Bind)
	reads := a.Scope(authz.CaseRead).Within("c.person", "c.service", tx.Now(), args.Bind)
	c, err := db.One(ctx, tx, worded, `select `+columns+`, case when `+reads+` then c.closure_words else '' end from person_case c where c.person = `+is+` and `+where+`
		order by case when c.closed is null then 0 else 1 end, c.opened desc limit 1`, args.List()...)
	if errs.Is(err, errs.NotFound) {
		err = errs.New(errs.NotFound, "caseload.not_found")
	}
	return c, err
}

func list(ctx context.Context, tx *db.Tx, a authz.Actor, f Filter) ([]Case, error) {
	var args db.Args
	where := a.Scope(authz.CaseList).Within("c.person", "c.service", tx.Now(), args.Bind)
	if !f.Worker.IsZero() {
		where += " and c.worker = " + args.Bind(f.Worker)
	}
	if f.Status != "" {
		where += " and c.status = " + args.Bind(f.Status)
	}
	if !f.Due.IsZero() {
		where += " and c.next_on <= " + args.Bind(f.Due)
	}
	order := "c.next_on nulls last, c.next_time = '', c.next_time, c.opened, c.id"
	if f.Sort == "opened" {
		order = "c.opened desc, c.id desc"
	}
	limit := f.Limit
	if limit <= 0 {
		limit = 300
	}
	return db.All(ctx, tx, scan, `select `+columns+` from person_case c where c.closed is null and `+where+`
		order by `+order+` limit `+args.Bind(limit), args.List()...)
}

func countByWorker(ctx context.Context, tx *db.Tx, a authz.Actor, sid org.ServiceID) (map[authz.AccountID]int, error) {
	var args db.Args
	at := args.Bind(sid)
	where := a.Scope(authz.CaseAllocate).Within("c.person", "c.service", tx.Now(), args.Bind)
	type row struct {
		worker authz.AccountID
		n      int
	}
	rows, err := db.All(ctx, tx, func(s db.Scan) (row, error) {
		var r row
		err := s(&r.worker, &r.n)
		return r, err
	}, `select c.worker, count(*) from person_case c where c.closed is null and c.service = `+at+` and `+where+` group by c.worker`, args.List()...)
	out := make(map[authz.AccountID]int, len(rows))
	for _, r := range rows {
		out[r.worker] = r.n
	}
	return out, err
}

func setNext(ctx context.Context, tx *db.Tx, cid ID, n Next) error {
	_, err := tx.Exec(ctx, `update person_case set next_on = $2, next_time = $3, next_kind = $4, next_place = $5, next_note = $6 where id = $1`,
		cid, n.On, n.Time, n.Kind, n.Place, n.Note)
	return err
}

func setStatus(ctx context.Context, tx *db.Tx, cid ID, st Status) error {
	_, err := tx.Exec(ctx, `update person_case set status = $2, version = version + 1 where id = $1`, cid, st)
	return err
}

func setClosed(ctx context.Context, tx *db.Tx, cid ID, version int64, reason, words string) error {
	n, err := tx.Exec(ctx, `update person_case set status = 'closed', closed = $3, closure = $4, closure_words = $5, next_on = null,
		next_time = '', next_kind = '', next_place = '', next_note = '', version = version + 1 where id = $1 and version = $2`,
		cid, version, tx.Now(), reason, words)
	if err == nil && n == 0 {
		err = errs.New(errs.Conflict, "form.changed_meanwhile")
	}
	return err
}
