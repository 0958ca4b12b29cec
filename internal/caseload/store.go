package caseload

import (
	"context"
	"strconv"

	"weft/internal/authz"
	"weft/internal/clock"
	"weft/internal/db"
	"weft/internal/errs"
	"weft/internal/org"
	"weft/internal/person"
)

const columns = `c.id, c.person, c.service, c.referral, c.reopens, c.worker, c.status, c.opened, c.closed, c.closure,
	c.held_from, c.level, c.level_on, c.next_on, c.next_time, c.next_kind, c.next_place, c.next_note, c.next_confirmed, c.next_confirmed_on,
	c.next_confirmed_by, c.next_interpreter, c.version`

// private are the columns that only who may read the case is shown.
const private = `c.closure_words, c.held_why, c.level_why`

func (c *Case) dest() []any {
	n := &c.Next
	return []any{&c.ID, &c.Person, &c.Service, &c.Referral, &c.Reopens, &c.Worker, &c.Status, &c.Opened, &c.Closed, &c.Closure,
		&c.HeldFrom, &c.Level, &c.LevelOn, &n.On, &n.Time, &n.Kind, &n.Place, &n.Note, &n.Confirmed, &n.ConfirmedOn,
		&n.ConfirmedBy, &n.Interpreter, &c.Version}
}

func scan(s db.Scan) (Case, error) {
	var c Case
	err := s(c.dest()...)
	return c, err
}

// worded reads a case, what was written about it, and whether the reader may read that.
func worded(s db.Scan) (Case, error) {
	var c Case
	var reads bool
	err := s(append(c.dest(), &c.ClosureWords, &c.HeldWhy, &c.LevelWhy, &reads)...)
	if !reads {
		c.ClosureWords, c.HeldWhy, c.LevelWhy = "", "", ""
	}
	return c, err
}

func insert(ctx context.Context, tx *db.Tx, c Case) error {
	n := c.Next
	_, err := tx.Exec(ctx, `insert into person_case (id, person, service, referral, reopens, worker, status, opened, next_on, next_time, next_kind,
		next_place, next_note) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`, c.ID, c.Person, c.Service, c.Referral, c.Reopens,
		c.Worker, c.Status, c.Opened, n.On, n.Time, n.Kind, n.Place, n.Note)
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
	c, err := db.One(ctx, tx, worded, `select `+columns+`, `+private+`, `+reads+` from person_case c where c.person = `+is+` and `+where+`
		order by case when c.closed is null then 0 else 1 end, c.opened desc limit 1`, args.List()...)
	if errs.Is(err, errs.NotFound) {
		err = errs.New(errs.NotFound, "caseload.not_found")
	}
	return c, err
}

// episodes returns every case of a person at the services that the actor may read,
// oldest first.
func episodes(ctx context.Context, tx *db.Tx, a authz.Actor, p person.ID) ([]Case, error) {
	var args db.Args
	is := args.Bind(p)
	where := a.Scope(authz.CaseRead).Within("c.person", "c.service", tx.Now(), args.Bind)
	return db.All(ctx, tx, worded, `select `+columns+`, `+private+`, true from person_case c where c.person = `+is+` and `+where+`
		order by c.opened, c.id`, args.List()...)
}

// afterClosing returns closed cases whose one more look is due.
func afterClosing(ctx context.Context, tx *db.Tx, a authz.Actor, worker authz.AccountID, due clock.Date) ([]Case, error) {
	var args db.Args
	where := a.Scope(authz.CaseList).Within("c.person", "c.service", tx.Now(), args.Bind)
	return db.All(ctx, tx, scan, `select `+columns+` from person_case c where c.status = 'follow_up' and c.worker = `+args.Bind(worker)+`
		and c.next_on <= `+args.Bind(due)+` and `+where+` order by c.next_on, c.id limit 100`, args.List()...)
}

// scanListed reads a line of a list. Days come as text: the driver of SQLite tries several
// forms of a time on each value of a column of dates.
func scanListed(s db.Scan) (Listed, error) {
	var c Listed
	n := &c.Next
	err := s(&c.ID, &c.Person, &c.Service, &c.Worker, &c.Status, &c.Opened, &c.LevelOn, &n.On, &n.Time, &n.Kind, &n.Place, &n.Note, &n.Confirmed,
		&n.Interpreter, &c.Spoken, &c.LastContact, &c.LastOutcome)
	return c, err
}

func list(ctx context.Context, tx *db.Tx, a authz.Actor, f Filter) ([]Listed, error) {
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
	return db.All(ctx, tx, scanListed, `select c.id, c.person, c.service, c.worker, c.status, c.opened, cast(c.level_on as text), cast(c.next_on as text), c.next_time, c.next_kind,
		c.next_place, c.next_note, c.next_confirmed, c.next_interpreter, c.spoken, c.last_contact, c.last_outcome
		from person_case c where c.closed is null and `+where+` order by `+order+db.Limit(limit)+" offset "+strconv.Itoa(max(f.Skip, 0)), args.List()...)
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
	_, err := tx.Exec(ctx, `update person_case set next_on = $2, next_time = $3, next_kind = $4, next_place = $5, next_note = $6, next_confirmed = $7,
		next_confirmed_on = $8, next_confirmed_by = $9, next_interpreter = $10 where id = $1`,
		cid, n.On, n.Time, n.Kind, n.Place, n.Note, n.Confirmed, n.ConfirmedOn, n.ConfirmedBy, n.Interpreter)
	return err
}

func setStatus(ctx context.Context, tx *db.Tx, cid ID, st Status) error {
	_, err := tx.Exec(ctx, `update person_case set status = $2, version = version + 1 where id = $1`, cid, st)
	return err
}

// setStage takes a case from the version that the form was made of to another stage.
func setStage(ctx context.Context, tx *db.Tx, c Case, version int64) error {
	return one(tx.Exec(ctx, `update person_case set status = $3, held_from = $4, held_why = $5, version = version + 1 where id = $1 and version = $2`,
		c.ID, version, c.Status, c.HeldFrom, c.HeldWhy))
}

func setHeldFrom(ctx context.Context, tx *db.Tx, c Case) error {
	return one(tx.Exec(ctx, `update person_case set held_from = $2, version = version + 1 where id = $1`, c.ID, c.HeldFrom))
}

func setLevel(ctx context.Context, tx *db.Tx, c Case, version int64) error {
	return one(tx.Exec(ctx, `update person_case set level = $3, level_why = $4, level_on = $5, version = version + 1 where id = $1 and version = $2`,
		c.ID, version, c.Level, c.LevelWhy, c.LevelOn))
}

func setWorker(ctx context.Context, tx *db.Tx, c Case, version int64, worker authz.AccountID) error {
	return one(tx.Exec(ctx, `update person_case set worker = $3, version = version + 1 where id = $1 and version = $2`, c.ID, version, worker))
}

func setClosed(ctx context.Context, tx *db.Tx, cid ID, version int64, reason, words string) error {
	return one(tx.Exec(ctx, `update person_case set status = 'closed', closed = $3, closure = $4, closure_words = $5, next_on = null,
		next_time = '', next_kind = '', next_place = '', next_note = '', next_confirmed = '', next_confirmed_on = null, next_confirmed_by = null,
		next_interpreter = '', version = version + 1 where id = $1 and version = $2`, cid, version, tx.Now(), reason, words))
}

// setOpen takes back a closing that was a mistake.
func setOpen(ctx context.Context, tx *db.Tx, e Ended) error {
	return one(tx.Exec(ctx, `update person_case set status = $2, closed = null, closure = '', closure_words = '', version = version + 1
		where id = $1 and status = 'closed' and closure = 'died'`, e.Case, e.Status))
}

// one turns "nothing was changed" into a Conflict: somebody else was faster.
func one(n int64, err error) error {
	if err == nil && n == 0 {
		err = errs.New(errs.Conflict, "form.changed_meanwhile")
	}
	return err
}
